#include "models/unpack.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "models/archive_handles.h"
#include "models/os_error.h"
#include "models/pinned_writer.h"

namespace nunchi::models {
namespace {

Error damaged(archive* reader) { return {ErrorCode::corrupt_data, words_of(reader)}; }

Result<ArchiveReader> open(const std::filesystem::path& file) {
  ArchiveReader reader(archive_read_new());
  if (!reader) throw std::bad_alloc();
  archive_read_support_format_zip(reader.get());
  archive_read_support_format_tar(reader.get());
  archive_read_support_filter_gzip(reader.get());
  if (archive_read_open_filename(reader.get(), file.c_str(), kArchiveBlock) != ARCHIVE_OK) {
    return damaged(reader.get());
  }
  return reader;
}

bool is_plain_file(archive_entry* entry) {
  return archive_entry_filetype(entry) == AE_IFREG && archive_entry_hardlink(entry) == nullptr;
}

Status take(archive* reader, const PinnedFile& pin, const std::filesystem::path& to) {
  auto out = PinnedWriter::create(to, pin);
  if (!out) return std::move(out).error();
  std::vector<char> buffer(kArchiveBlock);
  while (true) {
    const la_ssize_t got = archive_read_data(reader, buffer.data(), buffer.size());
    if (got < 0) return damaged(reader);
    if (got == 0) return std::move(*out).finish();
    if (Status added = out->add({buffer.data(), static_cast<std::size_t>(got)}); !added) {
      return added;
    }
  }
}

Status unpack_all(const std::filesystem::path& file, std::span<const PinnedFile> wanted,
                  const std::filesystem::path& into) {
  auto reader = open(file);
  if (!reader) return std::move(reader).error();
  std::set<std::string> taken;
  archive_entry* entry = nullptr;
  while (taken.size() < wanted.size()) {
    const int next = archive_read_next_header(reader->get(), &entry);
    if (next == ARCHIVE_EOF) break;
    if (next < ARCHIVE_WARN) return damaged(reader->get());
    const char* path = archive_entry_pathname(entry);
    const auto pin = std::find_if(wanted.begin(), wanted.end(), [&](const PinnedFile& file_at) {
      return path != nullptr && file_at.at == path && !taken.contains(file_at.at);
    });
    if (pin == wanted.end()) continue;
    if (!is_plain_file(entry)) {
      return Error{ErrorCode::corrupt_data, fmt::format("{} is not a plain file", pin->at)};
    }
    if (Status done = take(reader->get(), *pin, into / pin->sha256); !done) return done;
    taken.insert(pin->at);
  }
  for (const PinnedFile& pin : wanted) {
    if (!taken.contains(pin.at)) {
      return Error{ErrorCode::corrupt_data, fmt::format("there is no {} in it", pin.at)};
    }
  }
  return ok();
}

}  // namespace

Status unpack(const std::filesystem::path& archive, std::span<const PinnedFile> wanted,
              const std::filesystem::path& into) {
  Status done = unpack_all(archive, wanted, into);
  if (done) return done;
  return std::move(done).error().while_doing("unpack " + archive.filename().string());
}

}  // namespace nunchi::models
