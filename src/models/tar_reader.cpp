#include "models/tar_reader.h"

#include <new>
#include <vector>

namespace nunchi::models {
namespace {

Error damaged(std::string why) { return {ErrorCode::corrupt_data, std::move(why)}; }

}  // namespace

Status TarReader::open(const std::filesystem::path& tar) {
  if (!reader_) throw std::bad_alloc();
  archive_read_support_format_tar(reader_.get());
  const bool opened =
      archive_read_open_filename(reader_.get(), tar.c_str(), kArchiveBlock) == ARCHIVE_OK;
  return opened ? ok() : Status(damaged(words_of(reader_.get())));
}

Result<std::string> TarReader::next() {
  archive_entry* entry = nullptr;
  const int status = archive_read_next_header(reader_.get(), &entry);
  if (status == ARCHIVE_EOF) return std::string();
  if (status < ARCHIVE_WARN) return damaged(words_of(reader_.get()));
  const char* path = archive_entry_pathname(entry);
  const std::string name = path != nullptr ? path : "";
  if (name.empty()) return damaged("it has an entry without a name");
  if (archive_entry_filetype(entry) != AE_IFREG || archive_entry_hardlink(entry) != nullptr) {
    return damaged(name + " in it is not a plain file");
  }
  return name;
}

Status TarReader::read(const std::function<Status(std::string_view)>& take) {
  std::vector<char> buffer(kArchiveBlock);
  while (true) {
    const la_ssize_t got = archive_read_data(reader_.get(), buffer.data(), buffer.size());
    if (got < 0) return damaged(words_of(reader_.get()));
    if (got == 0) return ok();
    Status taken = take(std::string_view(buffer.data(), static_cast<std::size_t>(got)));
    if (!taken) return taken;
  }
}

}  // namespace nunchi::models
