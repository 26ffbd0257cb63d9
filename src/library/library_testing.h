// What the library's tests share: a library in a temporary folder, and made things to put into it.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include "core/moment.h"
#include "library/assets.h"
#include "library/files.h"
#include "library/library.h"
#include "library/moments.h"

namespace nunchi::library::testing {

// A folder that is gone at the end.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "nunchi-library-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// The value of a Result that must have one.
template <class T>
T value_of(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  return *std::move(result);
}
inline void must(const Status& status) {
  if (!status) throw std::runtime_error(status.error().message);
}

inline ContentHash made_hash(int n) {
  ContentHash hash;
  for (std::size_t i = 0; i < 4; ++i) hash.bytes[i] = static_cast<std::uint8_t>(n >> (24 - 8 * i));
  hash.bytes[31] = 1;
  return hash;
}

inline Asset made_photo(int n) {
  return {.hash = made_hash(n), .format = "jpeg", .bytes = 1000, .width = 400, .height = 300};
}

inline SeenFile made_file(const std::string& path, std::int64_t mtime = 1) {
  return {path, {.bytes = 1000, .mtime_ns = mtime, .inode = 7}};
}

inline std::chrono::local_seconds on(int year, unsigned month, unsigned day) {
  return std::chrono::local_days{std::chrono::year{year} / std::chrono::month{month} /
                                 std::chrono::day{day}};
}

inline Moment photo_moment(int n, std::chrono::local_seconds taken) {
  return {.origin = {.kind = OriginKind::photo, .asset = made_hash(n)},
          .taken = Taken{.local = taken, .source = "exif"}};
}

class LibraryTest : public ::testing::Test {
 protected:
  Library open(const OpenOptions& options = {}) {
    return value_of(Library::open(folder_.path() / "library", options));
  }

  // A photo with one path, taken on the n-th day of 2019.
  MomentId add_photo(int n) { return add_photo(n, photo_moment(n, on(2019, 1, 1) + n * day)); }
  MomentId add_photo(int n, const Moment& moment) {
    value_of(
        library_.files().record(made_file("/photos/" + std::to_string(n) + ".jpg"), made_photo(n)));
    return value_of(library_.moments().put(moment));
  }

  static constexpr std::chrono::hours day{24};
  TemporaryFolder folder_;
  Library library_ = open();
};

}  // namespace nunchi::library::testing
