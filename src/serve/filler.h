// Filler: keeps a library up to date with the folders that it follows, while the server runs.
//
// One thread walks, reads and looks, again whenever something changes (ingest). The networks are
// opened when they are first needed. Thread-safe; borrows the library, the taxonomy and the codecs.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "concepts/taxonomy.h"
#include "core/result.h"
#include "decode/isolated_codecs.h"
#include "ingest/looker.h"
#include "library/library.h"
#include "perceive/eyes.h"
#include "wire/photo_report.h"

namespace nunchi::serve {

struct FillerOptions {
  std::vector<std::filesystem::path> follow;  // folders, absolute
  std::function<Result<perceive::Eyes>()> open_eyes;
  bool files_only = false;  // dates, places and previews; what pictures show is for another time
  int threads = 1;  // photos at once; fewer than the cores leave some for those who look at pages
};

// What the Filler is at.
struct FillerState {
  enum class Doing { waiting, reading, looking };
  Doing doing = Doing::waiting;
  std::uint64_t done = 0;    // files of this round
  std::uint64_t failed = 0;  // since the start
  std::string problem;       // why nothing can be looked at; "" where all is well
};

class Filler {
 public:
  Filler(library::Library& library, const concepts::Taxonomy& taxonomy, FillerOptions options);
  ~Filler();

  FillerState state() const;

  // What is in a picture that is not kept. As Looker; not_found where no networks are there.
  Result<wire::PhotoReport> see(std::string_view bytes);

 private:
  void run(const std::stop_token& stop);
  void fill(const std::vector<std::filesystem::path>& roots, const std::stop_token& stop);
  void read(const std::vector<std::filesystem::path>& roots, const std::stop_token& stop);
  void look(const std::stop_token& stop);
  Result<perceive::Eyes*> eyes();
  void set_doing(FillerState::Doing doing, std::uint64_t done = 0);
  void set_problem(const Error& error);
  void count_failure();

  library::Library& library_;
  const concepts::Taxonomy& taxonomy_;
  FillerOptions options_;
  decode::IsolatedCodecs codecs_;
  std::mutex opening_;  // guards eyes_ and looker_ until they are there
  std::unique_ptr<perceive::Eyes> eyes_;
  std::unique_ptr<ingest::Looker> looker_;  // with the eyes, for `see`
  mutable std::mutex telling_;              // guards state_
  FillerState state_;
  std::jthread worker_;  // last: it uses all above
};

}  // namespace nunchi::serve
