#include "models/tar_writer.h"

#include <fstream>
#include <new>
#include <string>
#include <vector>

#include "models/os_error.h"

namespace nunchi::models {
namespace {

Error refused(archive* writer) { return {ErrorCode::io_failure, words_of(writer)}; }

}  // namespace

Status TarWriter::open(const std::filesystem::path& tar) {
  if (!writer_) throw std::bad_alloc();
  archive_write_set_format_pax_restricted(writer_.get());
  const bool opened = archive_write_open_filename(writer_.get(), tar.c_str()) == ARCHIVE_OK;
  return opened ? ok() : Status(refused(writer_.get()));
}

Status TarWriter::add_text(std::string_view path, std::string_view text) {
  if (Status begun = begin(path, text.size()); !begun) return begun;
  return put(text);
}

Status TarWriter::add_file(std::string_view path, const std::filesystem::path& file,
                           std::uint64_t bytes) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return os_error("open", file);
  if (Status begun = begin(path, bytes); !begun) return begun;
  std::vector<char> buffer(kArchiveBlock);
  while (in) {
    in.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
    Status did = put({buffer.data(), static_cast<std::size_t>(in.gcount())});
    if (!did) return did;
  }
  return in.bad() ? Status(os_error("read", file)) : ok();
}

Status TarWriter::close() {
  return archive_write_close(writer_.get()) == ARCHIVE_OK ? ok() : Status(refused(writer_.get()));
}

Status TarWriter::begin(std::string_view path, std::uint64_t bytes) {
  const ArchiveEntry entry(archive_entry_new());
  if (!entry) throw std::bad_alloc();
  archive_entry_set_pathname(entry.get(), std::string(path).c_str());
  archive_entry_set_filetype(entry.get(), AE_IFREG);
  archive_entry_set_perm(entry.get(), 0644);
  archive_entry_set_size(entry.get(), static_cast<la_int64_t>(bytes));
  const bool begun = archive_write_header(writer_.get(), entry.get()) == ARCHIVE_OK;
  return begun ? ok() : Status(refused(writer_.get()));
}

Status TarWriter::put(std::string_view bytes) {
  if (bytes.empty()) return ok();
  const la_ssize_t written = archive_write_data(writer_.get(), bytes.data(), bytes.size());
  return written == static_cast<la_ssize_t>(bytes.size()) ? ok() : Status(refused(writer_.get()));
}

}  // namespace nunchi::models
