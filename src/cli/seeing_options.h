// The options that all commands share which look at pictures, and the opening of what they name.
#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <string>

#include "core/result.h"
#include "perceive/eyes.h"

namespace nunchi::cli {

struct SeeingOptions {
  std::string effort = "balanced";
  std::string set = "all";
  std::filesystem::path models;  // empty: models::default_home()
  bool verbose = false;
};

void add_seeing_options(CLI::App& command, SeeingOptions& options);

// --lang en|ko
void add_language_option(CLI::App& command, std::string& language);

// -j, --jobs; 0 is as many as suits, which `threads_for` knows.
void add_jobs_option(CLI::App& command, int& jobs);
int threads_for(int jobs);

// What is looked for in pictures that a library keeps.
inline constexpr perceive::Wanted kWantedToKeep{.identities = true, .object_embeddings = true};

// The networks for what is wanted; with --verbose they are named on standard error.
Result<perceive::Eyes> open_eyes(const SeeingOptions& options, perceive::Wanted wanted,
                                 const concepts::Taxonomy& taxonomy);

// $XDG_CACHE_HOME/nunchi, by default ~/.cache/nunchi.
std::filesystem::path cache_home();

// "nunchi: message" on standard error; the exit code for it.
int complain(const Error& error);

}  // namespace nunchi::cli
