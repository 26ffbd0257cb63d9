#include "cli/add_command.h"

#include <fmt/format.h>

#include <cstdio>
#include <iostream>
#include <memory>

#include "cli/interrupt.h"
#include "cli/library_options.h"
#include "cli/progress_line.h"
#include "cli/seeing_options.h"
#include "decode/isolated_codecs.h"
#include "ingest/file_pass.h"
#include "ingest/folder_watch.h"
#include "ingest/photo_walk.h"
#include "ingest/sight_pass.h"
#include "ingest/stacking.h"
#include "library/files.h"
#include "library/vectors.h"
#include "library/work_queue.h"

namespace nunchi::cli {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view kExamples = R"(
Examples:
  nunchi add ~/Photos                 all photos below; again later, only what is new is read
  nunchi add ~/Photos --watch         and then whatever comes
  find . -name '*.heic' | nunchi add -
  nunchi add                          goes on with what waits
  nunchi add --retry                  tries again what could not be read

Each photo can be found as soon as it has been read: by date, place and name at once, by what it
shows when it has been looked at. Ctrl-C stops; the next add goes on. Photos are never changed.)";

struct AddOptions {
  std::vector<std::string> paths;
  LibraryOptions library;
  SeeingOptions seeing;
  bool watch = false, retry = false, quiet = false, files_only = false;
  int jobs = 0;
};

std::vector<fs::path> roots_of(const std::vector<std::string>& paths) {
  std::vector<fs::path> roots;
  for (const std::string& path : paths) {
    if (path != "-") {
      roots.push_back(kept_path(path));
      continue;
    }
    for (const fs::path& listed : ingest::read_path_list(std::cin)) {
      roots.push_back(kept_path(listed));
    }
  }
  return roots;
}

std::uint64_t count_files(const std::vector<fs::path>& roots, const std::stop_token& stop) {
  ingest::PhotoWalk walk(roots);
  std::uint64_t count = 0;
  while (!stop.stop_requested() && walk.next()) ++count;
  return count;
}

// AddRun: one filling of one library, from opening it to the last word.
class AddRun {
 public:
  AddRun(const AddOptions& options, library::Library library)
      : options_(options), library_(std::move(library)) {}

  int run() {
    const auto roots = roots_of(options_.paths);
    if (options_.retry && !retry()) return 1;
    bool well = fill(roots);
    if (options_.watch && !interrupt_.requested()) well = watch(roots) && well;
    if (interrupt_.requested()) {
      if (!options_.watch) std::fputs("nunchi: stopped; the next add goes on from here\n", stderr);
      return kInterruptedExit;
    }
    return well && failed_ == 0 ? 0 : 1;
  }

 private:
  bool retry() {
    const auto files = library_.files().forget_failures();
    const auto work = library_.queue().retry();
    if (!files) return complain(files.error()) == 0;
    if (!work) return complain(work.error()) == 0;
    return true;
  }

  // All passes over some files and folders, and over what has waited before.
  bool fill(const std::vector<fs::path>& roots) {
    bool well = roots.empty() || read(roots);
    if (!options_.files_only) well = look() && well;
    if (interrupt_.requested()) return well;
    if (const auto stacked = ingest::stack_waiting(library_, interrupt_.token()); !stacked) {
      return complain(stacked.error()) == 0;
    }
    if (const Status tidy = library_.vectors().tidy(); !tidy) return complain(tidy.error()) == 0;
    return well;
  }

  bool read(const std::vector<fs::path>& roots) {
    ProgressLine line(wire::Language::english);
    const std::uint64_t total = line.shown() ? count_files(roots, interrupt_.token()) : 0;
    const auto counts = ingest::read_files(
        library_, roots,
        {.facts = {.photo = {.least_side = 512, .codecs = &codecs_}},
         .threads = threads(),
         .progress =
             [&](const ingest::FileCounts& now) {
               line.show(now.unchanged + now.added + now.known + now.passed_over + now.failed,
                         total);
             },
         .complain = [&](const fs::path& file,
                         const std::string& reason) { say(line, file.string(), reason); }},
        interrupt_.token());
    line.wipe();
    if (!counts) return complain(counts.error()) == 0;
    failed_ += counts->failed;
    if (!options_.quiet) {
      std::fputs(
          fmt::format("{} added, {} known already, {} unchanged, {} gone, {} failed, {} other "
                      "files passed over\n",
                      counts->added, counts->known, counts->unchanged, counts->gone, counts->failed,
                      counts->passed_over)
              .c_str(),
          stdout);
      std::fflush(stdout);
    }
    return true;
  }

  bool look() {
    const auto waiting = library_.queue().pending(library::Pass::sight);
    if (!waiting) return complain(waiting.error()) == 0;
    if (*waiting == 0 || interrupt_.requested()) return true;
    if (!open_eyes_once()) return false;
    ProgressLine line(wire::Language::english);
    const auto counts = ingest::look_at_waiting(
        library_, *eyes_,
        {.photo = {.codecs = &codecs_},
         .threads = threads(),
         .progress =
             [&](const ingest::SightCounts& now) {
               line.show(now.done + now.failed, static_cast<std::uint64_t>(*waiting));
             },
         .complain = [&](const std::string& file,
                         const std::string& reason) { say(line, file, reason); }},
        interrupt_.token());
    line.wipe();
    if (!counts) return complain(counts.error()) == 0;
    failed_ += counts->failed;
    if (!options_.quiet) {
      std::fputs(fmt::format("{} looked at, {} failed\n", counts->done, counts->failed).c_str(),
                 stdout);
      std::fflush(stdout);
    }
    return true;
  }

  bool open_eyes_once() {
    if (eyes_) return true;
    auto taxonomy = concepts::Taxonomy::built_in();
    if (!taxonomy) return complain(taxonomy.error()) == 0;
    taxonomy_ = std::make_unique<concepts::Taxonomy>(*std::move(taxonomy));
    auto eyes = open_eyes(options_.seeing, kWantedToKeep, *taxonomy_);
    if (!eyes) {
      std::fputs("nunchi: the photos are in the library, but cannot be looked at yet\n", stderr);
      return complain(eyes.error()) == 0;
    }
    eyes_ = std::make_unique<perceive::Eyes>(*std::move(eyes));
    return true;
  }

  bool watch(const std::vector<fs::path>& roots) {
    auto watch = ingest::FolderWatch::open(roots);
    if (!watch) return complain(watch.error()) == 0;
    bool well = fill(roots);  // what came between the walk and the watch
    while (!interrupt_.requested()) {
      const auto changed = watch->wait(interrupt_.token(), std::chrono::milliseconds(500));
      if (!changed) return complain(changed.error()) == 0;
      if (!changed->empty()) well = fill(*changed) && well;
    }
    return well;
  }

  void say(ProgressLine& line, const std::string& file, const std::string& reason) const {
    line.wipe();
    const bool names_it = reason.find(file) != std::string::npos;
    std::fprintf(stderr, "nunchi: %s%s%s\n", names_it ? "" : file.c_str(), names_it ? "" : ": ",
                 reason.c_str());
  }

  int threads() const { return threads_for(options_.jobs); }

  const AddOptions& options_;
  const Interrupt interrupt_;  // before anything that starts threads
  library::Library library_;
  decode::IsolatedCodecs codecs_;
  std::unique_ptr<concepts::Taxonomy> taxonomy_;  // before the eyes that borrow it
  std::unique_ptr<perceive::Eyes> eyes_;
  std::uint64_t failed_ = 0;
};

int add(const AddOptions& options) {
  auto library = open_library(options.library, library::OpenFor::writing);
  if (!library) return complain(library.error());
  return AddRun(options, *std::move(library)).run();
}

}  // namespace

void add_add_command(CLI::App& program, int& exit_code) {
  CLI::App* command = program.add_subcommand("add", "put photos into the library");
  const auto options = std::make_shared<AddOptions>();
  command->add_option("PATH", options->paths,
                      "photos and folders; - reads names from standard input");
  add_library_option(*command, options->library);
  command->add_flag("--watch", options->watch, "go on: whatever comes into the folders is added");
  command->add_flag("--retry", options->retry, "try again what has failed before");
  command->add_flag("--files-only", options->files_only,
                    "read dates, places and previews; look at the photos another time");
  add_jobs_option(*command, options->jobs);
  command->add_flag("-q,--quiet", options->quiet, "say only what goes wrong");
  add_seeing_options(*command, options->seeing);
  command->footer(std::string(kExamples));
  command->callback([options, &exit_code] { exit_code = add(*options); });
}

}  // namespace nunchi::cli
