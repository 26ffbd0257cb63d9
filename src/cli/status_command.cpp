#include "cli/status_command.h"

#include <fmt/format.h>

#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli/library_options.h"
#include "cli/seeing_options.h"
#include "library/assets.h"
#include "library/files.h"
#include "library/work_queue.h"

namespace nunchi::cli {
namespace {

constexpr std::string_view kExamples = R"(
Examples:
  nunchi status               how much is in the library
  nunchi status --json        {"assets","photos","videos","moments","faces","failed","pending","bytes"}
  nunchi status --failed      what could not be read, and why; nunchi add --retry tries again)";

constexpr int kMostFailures = 100'000;

struct StatusOptions {
  LibraryOptions library;
  bool json = false, failed = false;
};

std::string text_of(const nlohmann::ordered_json& json) {
  return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

void print_failure(const StatusOptions& options, const std::string& file, const std::string& why) {
  const std::string line =
      options.json ? text_of({{"file", file}, {"reason", why}}) : file + ": " + why;
  std::puts(line.c_str());
}

int print_failures(library::Library& library, const StatusOptions& options) {
  const auto files = library.files().failures(kMostFailures);
  if (!files) return complain(files.error());
  for (const library::FailedFile& file : *files) {
    const bool names_it = !options.json && file.reason.starts_with(file.path.string() + ": ");
    print_failure(options, file.path.string(),
                  names_it ? file.reason.substr(file.path.string().size() + 2) : file.reason);
  }
  const auto work = library.queue().failures(kMostFailures);
  if (!work) return complain(work.error());
  for (const library::FailedWork& failed : *work) {
    const auto paths = library.assets().paths(failed.work.asset);
    if (!paths) return complain(paths.error());
    print_failure(options, paths->empty() ? to_hex(failed.work.asset) : paths->front().string(),
                  failed.reason);
  }
  return 0;
}

int status(const StatusOptions& options) {
  auto library = open_library(options.library, library::OpenFor::reading);
  if (!library) return complain(library.error());
  if (options.failed) return print_failures(*library, options);
  const auto counts = library->counts();
  if (!counts) return complain(counts.error());
  if (options.json) {
    std::puts(text_of({{"assets", counts->assets},
                       {"photos", counts->photos},
                       {"videos", counts->videos},
                       {"moments", counts->moments},
                       {"faces", counts->faces},
                       {"failed", counts->failed},
                       {"pending", counts->pending},
                       {"bytes", counts->bytes}})
                  .c_str());
    return 0;
  }
  std::puts(
      fmt::format("{}\n{} photos, {} videos ({:.1f} GB), {} moments, {} faces\n{} waiting, {} "
                  "failed{}",
                  library->folder().string(), counts->photos, counts->videos,
                  static_cast<double>(counts->bytes) / 1e9, counts->moments, counts->faces,
                  counts->pending, counts->failed,
                  counts->failed > 0 ? " (nunchi status --failed says why)" : "")
          .c_str());
  return 0;
}

}  // namespace

void add_status_command(CLI::App& program, int& exit_code) {
  CLI::App* command = program.add_subcommand("status", "what the library holds");
  const auto options = std::make_shared<StatusOptions>();
  add_library_option(*command, options->library);
  command->add_flag("--json", options->json, "one line of JSON (docs/json.md)");
  command->add_flag("--failed", options->failed, "the files that could not be read, with reasons");
  command->footer(std::string(kExamples));
  command->callback([options, &exit_code] { exit_code = status(*options); });
}

}  // namespace nunchi::cli
