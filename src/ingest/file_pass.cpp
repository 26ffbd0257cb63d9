#include "ingest/file_pass.h"

#include <deque>
#include <exception>

#include "ingest/in_order.h"
#include "ingest/photo_walk.h"
#include "ingest/write_batch.h"
#include "library/files.h"
#include "library/moments.h"
#include "library/previews.h"
#include "library/work_queue.h"

namespace nunchi::ingest {
namespace fs = std::filesystem;
namespace {

struct Task {
  library::SeenFile file;
  bool named = false;
  std::optional<Error> error;  // it could not even be looked at
};

struct Answer {
  library::SeenFile file;
  bool named = false;
  Result<FileFacts> facts;
};

class FilePass {
 public:
  FilePass(library::Library& library, std::vector<fs::path> roots, const FilePassOptions& options)
      : library_(library),
        options_(options),
        walk_(std::move(roots)),
        batch_(library, [this](const Answer& answer) { return keep(answer); }) {}

  // The next file that must be read.
  std::optional<Task> take() {
    while (ahead_.empty() && !walk_ended_ && batch_.status()) look_ahead();
    if (ahead_.empty() || !batch_.status()) return std::nullopt;
    Task task = std::move(ahead_.front());
    ahead_.pop_front();
    return task;
  }

  Answer read(Task task) {
    if (task.error) return {std::move(task.file), task.named, *std::move(task.error)};
    // A worker's loop: a bug of ours, or memory that is not to be had, is an error of this file.
    try {
      auto facts = facts_of_task(task.file);
      return {std::move(task.file), task.named, std::move(facts)};
    } catch (const std::exception& thrown) {
      return {std::move(task.file), task.named, Error{ErrorCode::internal, thrown.what()}};
    }
  }

  void deliver(Answer answer) {
    if (!answer.facts && counts_as_failed(answer) && options_.complain) {
      options_.complain(answer.file.path, answer.facts.error().message);
    }
    count(answer);
    batch_.add(std::move(answer));
    if (options_.progress) options_.progress(counts_);
  }

  Result<FileCounts> finish() {
    batch_.flush();
    if (failure_) return *failure_;
    if (!batch_.status()) return batch_.status().error();
    return counts_;
  }

 private:
  static bool counts_as_failed(const Answer& answer) {
    return answer.named || answer.facts.error().code != ErrorCode::unsupported;
  }

  // So many files are looked up in the library together: those of one folder share the work.
  void look_ahead() {
    constexpr std::size_t kAtOnce = 512;
    std::vector<library::SeenFile> seen;
    std::vector<bool> named;
    while (seen.size() < kAtOnce) {
      auto found = walk_.next();
      if (!found) {
        walk_ended_ = true;
        break;
      }
      ++counts_.met;
      auto stat = library::stat_of(found->file);
      if (found->error || !stat) {
        ahead_.push_back({.file = {found->file, {}},
                          .named = true,
                          .error = found->error ? *found->error : stat.error()});
        continue;
      }
      seen.push_back({std::move(found->file), *stat});
      named.push_back(found->named);
    }
    const auto known = library_.files().look_up(seen);
    if (!known) {
      failure_ = known.error();
      walk_ended_ = true;
      ahead_.clear();
      return;
    }
    for (std::size_t i = 0; i < seen.size(); ++i) {
      if ((*known)[i] == library::Familiarity::unchanged ||
          (*known)[i] == library::Familiarity::failed) {
        ++counts_.unchanged;
      } else {
        ahead_.push_back({.file = std::move(seen[i]), .named = named[i], .error = {}});
      }
    }
    if (options_.progress) options_.progress(counts_);
  }

  Result<FileFacts> facts_of_task(const library::SeenFile& file) {
    auto read = read_and_hash(file.path, options_.facts.photo.most_bytes);
    if (!read) return std::move(read).error();
    if (auto known = known_content(read->hash)) {
      return FileFacts{
          .file = file, .asset = *std::move(known), .moments = {}, .small = {}, .large = {}};
    }
    auto facts = facts_of(file, *read, options_.facts);
    if (!facts) return facts;
    const library::Previews previews = library_.previews();
    for (const auto& [size, bytes] : {std::pair(library::PreviewSize::small, &facts->small),
                                      std::pair(library::PreviewSize::large, &facts->large)}) {
      if (const Status kept = previews.put(facts->asset.hash, size, *bytes); !kept) {
        return kept.error();
      }
      bytes->clear();  // on disk: it need not wait in memory
    }
    return facts;
  }

  // The asset as the library has it, if nothing more need be found out about it.
  std::optional<library::Asset> known_content(const ContentHash& hash) const {
    auto asset = library_.assets().find(hash);
    if (!asset || !*asset) return std::nullopt;
    const auto moments = library_.moments().of_asset(hash);
    if (!moments || moments->empty()) return std::nullopt;
    return **std::move(asset);
  }

  void count(const Answer& answer) {
    if (answer.facts) {
      ++(answer.facts->moments.empty() ? counts_.known : counts_.added);
    } else {
      ++(counts_as_failed(answer) ? counts_.failed : counts_.passed_over);
    }
  }

  Status keep(const Answer& answer) {
    if (answer.facts) return keep(*answer.facts);
    if (!counts_as_failed(answer) || answer.facts.error().code == ErrorCode::not_found) return ok();
    return library_.files().fail(answer.file, answer.facts.error().message);
  }

  // Content that another path brought a moment ago keeps what that one said of it, so that the
  // outcome does not depend on who was quicker.
  Status keep(const FileFacts& facts) {
    const auto recorded = library_.files().record(facts.file, facts.asset);
    if (!recorded) return recorded.error();
    if (facts.moments.empty()) return ok();
    const auto moments = library_.moments().of_asset(facts.asset.hash);
    if (!moments) return moments.error();
    if (!moments->empty()) return ok();
    for (const Moment& moment : facts.moments) {
      if (const auto put = library_.moments().put(moment); !put) return put.error();
    }
    for (const library::Pass pass : {library::Pass::sight, library::Pass::stack}) {
      if (Status added = library_.queue().add({&facts.asset.hash, 1}, pass); !added) return added;
    }
    return ok();
  }

  library::Library& library_;
  const FilePassOptions& options_;
  PhotoWalk walk_;
  bool walk_ended_ = false;
  std::deque<Task> ahead_;
  std::optional<Error> failure_;
  FileCounts counts_;
  WriteBatch<Answer> batch_;
};

}  // namespace

Result<FileCounts> read_files(library::Library& library, std::vector<fs::path> roots,
                              const FilePassOptions& options, const std::stop_token& stop) {
  const std::vector<fs::path> named = roots;
  FilePass pass(library, std::move(roots), options);
  in_order(
      {.threads = options.threads}, stop, [&] { return pass.take(); },
      [&](Task task) { return pass.read(std::move(task)); },
      [&](Answer answer) { pass.deliver(std::move(answer)); });
  auto counts = pass.finish();
  if (!counts || stop.stop_requested()) return counts;
  for (const fs::path& root : named) {
    std::error_code unknown;
    if (!fs::is_directory(root, unknown)) continue;
    const auto gone = library.files().prune(root);
    if (!gone) return gone.error();
    counts->gone += static_cast<std::uint64_t>(*gone);
  }
  return counts;
}

}  // namespace nunchi::ingest
