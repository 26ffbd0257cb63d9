// Owners of libarchive's objects, and its words of failure.
#pragma once

#include <archive.h>
#include <archive_entry.h>

#include <memory>
#include <string>

namespace nunchi::models {

struct FreeReader {
  void operator()(archive* reader) const noexcept { archive_read_free(reader); }
};
struct FreeWriter {
  void operator()(archive* writer) const noexcept { archive_write_free(writer); }
};
struct FreeEntry {
  void operator()(archive_entry* entry) const noexcept { archive_entry_free(entry); }
};
using ArchiveReader = std::unique_ptr<archive, FreeReader>;
using ArchiveWriter = std::unique_ptr<archive, FreeWriter>;
using ArchiveEntry = std::unique_ptr<archive_entry, FreeEntry>;

inline constexpr std::size_t kArchiveBlock = std::size_t{64} << 10;

inline std::string words_of(archive* from) {
  const char* words = archive_error_string(from);
  return words != nullptr ? words : "damaged";
}

}  // namespace nunchi::models
