// UploadStore: photos on their way into the library, piece by piece.
//
// A piece is on the disk before it is confirmed, so that a broken connection, a killed server and a
// phone that slept all go on where they were. A file takes its place in the folder only when it is
// whole and its content is what was announced. Thread-safe; one piece of an upload at a time.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "core/content_hash.h"
#include "core/result.h"

namespace nunchi::serve {

struct Announced {
  std::string name;         // of the file; only its last part is used
  std::uint64_t bytes = 0;  // of the whole
  ContentHash hash;
};

struct Upload {
  std::string id;
  std::uint64_t offset = 0;  // bytes that are here
  std::uint64_t bytes = 0;
  bool is_done = false;  // it lies in the folder now
};

class UploadStore {
 public:
  static constexpr std::uint64_t kMostBytes = 64ULL << 30;  // of one file
  static constexpr std::uint64_t kMostPiece = 16ULL << 20;

  // Whole files go into `folder`/year-month of today, unfinished ones into `folder`/.incoming.
  explicit UploadStore(std::filesystem::path folder) : folder_(std::move(folder)) {}

  const std::filesystem::path& folder() const noexcept { return folder_; }

  // Announced again it is the same upload, which goes on. too_large; io_failure.
  Result<Upload> begin(const Announced& file);
  Result<Upload> find(const std::string& id) const;

  // invalid_argument: `offset` is not where the upload stands; corrupt_data: whole, but not what
  // was announced: it is dropped. io_failure: the disk is full, …: what was there before stays.
  Result<Upload> append(const std::string& id, std::uint64_t offset, std::string_view piece);
  Status drop(const std::string& id);

  // Unfinished uploads that nothing has come for since so long are dropped; how many.
  int drop_older_than(std::chrono::hours age);

 private:
  std::filesystem::path part(const std::string& id) const;
  std::filesystem::path note(const std::string& id) const;
  Result<Announced> announced(const std::string& id) const;
  Result<Upload> finish(const std::string& id, const Announced& file);

  std::filesystem::path folder_;
  mutable std::mutex mutex_;    // guards busy_
  std::set<std::string> busy_;  // uploads that a piece is being written of
};

}  // namespace nunchi::serve
