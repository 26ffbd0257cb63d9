// VectorCache: the vectors of each space, ready for scanning, kept up with the database.
//
// For this folder only. The bulk lies in a mapped file (vector_file.h), what came since in memory,
// what has gone since is marked. Thread-safe.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "library/connection.h"
#include "library/vector_file.h"
#include "library/vector_run.h"

namespace nunchi::library {

// One run and which of its rows no longer count. Replaced, never changed, once shared.
struct CachedRun {
  std::shared_ptr<const void> owner;  // of the run's memory
  VectorRun run;
  std::shared_ptr<const std::vector<bool>> gone;   // deleted or replaced since
  std::shared_ptr<const std::vector<bool>> aside;  // of moments that are hidden, binned or absent
};

struct SpaceVectors {
  std::int64_t space = 0;
  std::size_t dims = 0;
  std::int64_t last_id = 0, last_gone = 0;
  std::vector<CachedRun> runs;
};

class VectorCache {
 public:
  // `folder`: vectors/ of the library. A folder that cannot be written only costs time.
  explicit VectorCache(std::filesystem::path folder) : folder_(std::move(folder)) {}

  // The space as `connection` sees it. `version`: Store::version() from before its snapshot began;
  // where it has not changed since the last call, the database is not asked.
  SpaceVectors current(Connection& connection, std::int64_t space, std::int64_t version);

  // Joins all runs into one and writes its file.
  Status tidy(Connection& connection, std::int64_t space);

 private:
  struct Entry {
    SpaceVectors vectors;
    std::int64_t version = -1;
    std::vector<std::int64_t> aside;  // moments, ascending
  };

  void refresh(Connection& connection, Entry& entry);
  void load_file(Connection& connection, Entry& entry);
  Status join(Connection& connection, Entry& entry);
  std::filesystem::path file_of(std::int64_t space) const;

  std::filesystem::path folder_;
  std::mutex mutex_;  // guards entries_
  std::map<std::int64_t, Entry> entries_;
};

}  // namespace nunchi::library
