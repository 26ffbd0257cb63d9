#include "serve/filler.h"

#include <sys/mman.h>
#include <unistd.h>

#include <chrono>
#include <utility>

#include "ingest/file_pass.h"
#include "ingest/folder_watch.h"
#include "ingest/sight_pass.h"
#include "ingest/stacking.h"
#include "library/vectors.h"
#include "library/work_queue.h"

namespace nunchi::serve {
namespace {

using Doing = FillerState::Doing;

// A file in memory that has a path, so that nothing of a stranger's picture touches the disk.
class MemoryFile {
 public:
  static Result<MemoryFile> holding(std::string_view bytes) {
    MemoryFile file(::memfd_create("nunchi-see", MFD_CLOEXEC));
    while (file.descriptor_ >= 0 && !bytes.empty()) {
      const ssize_t written = ::write(file.descriptor_, bytes.data(), bytes.size());
      if (written <= 0) break;
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    if (file.descriptor_ < 0 || !bytes.empty()) {
      return Error{ErrorCode::io_failure, "no memory to be had for the picture"};
    }
    return file;
  }
  MemoryFile(MemoryFile&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  MemoryFile& operator=(MemoryFile&&) = delete;
  ~MemoryFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  std::filesystem::path path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

 private:
  explicit MemoryFile(int descriptor) noexcept : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace

Filler::Filler(library::Library& library, const concepts::Taxonomy& taxonomy, FillerOptions options)
    : library_(library),
      taxonomy_(taxonomy),
      options_(std::move(options)),
      worker_([this](const std::stop_token& stop) { run(stop); }) {}

Filler::~Filler() = default;

FillerState Filler::state() const {
  const std::lock_guard lock(telling_);
  return state_;
}

void Filler::set_doing(Doing doing, std::uint64_t done) {
  const std::lock_guard lock(telling_);
  state_.doing = doing;
  state_.done = done;
}

void Filler::set_problem(const Error& error) {
  const std::lock_guard lock(telling_);
  state_.problem = error.message;
}

void Filler::count_failure() {
  const std::lock_guard lock(telling_);
  ++state_.failed;
}

Result<perceive::Eyes*> Filler::eyes() {
  const std::lock_guard lock(opening_);
  if (!eyes_) {
    auto opened = options_.open_eyes();
    if (!opened) return std::move(opened).error();
    eyes_ = std::make_unique<perceive::Eyes>(*std::move(opened));
    looker_ = std::make_unique<ingest::Looker>(*eyes_, taxonomy_, ingest::LookerOptions{});
  }
  return eyes_.get();
}

Result<wire::PhotoReport> Filler::see(std::string_view bytes) {
  const auto open = eyes();
  if (!open) return open.error();
  const auto file = MemoryFile::holding(bytes);
  if (!file) return file.error();
  auto report = looker_->look(file->path()).report;
  report.file.clear();
  if (report.error) return *std::move(report.error);
  return report;
}

// Walks once through all, then through what changes.
void Filler::run(const std::stop_token& stop) {
  auto watch = ingest::FolderWatch::open(options_.follow);
  if (!watch) set_problem(watch.error());
  fill(options_.follow, stop);
  while (watch && !stop.stop_requested()) {
    const auto changed = watch->wait(stop, std::chrono::milliseconds(500));
    if (!changed) return set_problem(changed.error());
    if (!changed->empty()) fill(*changed, stop);
  }
}

void Filler::fill(const std::vector<std::filesystem::path>& roots, const std::stop_token& stop) {
  if (!roots.empty()) read(roots, stop);
  if (!options_.files_only) look(stop);
  if (stop.stop_requested()) return;
  if (const auto stacked = ingest::stack_waiting(library_, stop); !stacked) {
    set_problem(stacked.error());
  }
  if (const Status tidy = library_.vectors().tidy(); !tidy) set_problem(tidy.error());
  set_doing(Doing::waiting);
}

void Filler::read(const std::vector<std::filesystem::path>& roots, const std::stop_token& stop) {
  set_doing(Doing::reading);
  const auto counts = ingest::read_files(
      library_, roots,
      {.facts = {.photo = {.least_side = 512, .codecs = &codecs_}},
       .threads = options_.threads,
       .progress = [&](const ingest::FileCounts& now) { set_doing(Doing::reading, now.met); },
       .complain = [&](const std::filesystem::path&, const std::string&) { count_failure(); }},
      stop);
  if (!counts) set_problem(counts.error());
}

void Filler::look(const std::stop_token& stop) {
  const auto waiting = library_.queue().pending(library::Pass::sight);
  if (!waiting || *waiting == 0 || stop.stop_requested()) return;
  const auto open = eyes();
  if (!open) return set_problem(open.error());
  set_doing(Doing::looking);
  const auto counts = ingest::look_at_waiting(
      library_, **open,
      {.photo = {.codecs = &codecs_},
       .threads = options_.threads,
       .progress = [&](const ingest::SightCounts& now) { set_doing(Doing::looking, now.done); },
       .complain = [&](const std::string&, const std::string&) { count_failure(); }},
      stop);
  if (!counts) set_problem(counts.error());
}

}  // namespace nunchi::serve
