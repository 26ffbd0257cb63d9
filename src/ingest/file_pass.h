// The first pass of a fill: what files there are, when and where they were taken, previews.
//
// What has been read before and looks the same is not read again. Each file is kept as it comes,
// so that a pass that is cut off goes on where it was. Thread-safe as far as the Library is.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/result.h"
#include "ingest/file_facts.h"
#include "library/library.h"

namespace nunchi::ingest {

struct FileCounts {
  std::uint64_t met = 0;          // files that the walk came upon
  std::uint64_t unchanged = 0;    // known, not read
  std::uint64_t added = 0;        // content that was not in the library
  std::uint64_t known = 0;        // read, and the same as something in the library: moved, copied
  std::uint64_t passed_over = 0;  // no kind that is kept
  std::uint64_t failed = 0;
  std::uint64_t gone = 0;  // paths that led nowhere any more
};

struct FilePassOptions {
  FactsOptions facts;
  int threads = 1;
  // Both are called by one thread at a time, in the order of the files.
  std::function<void(const FileCounts&)> progress;
  std::function<void(const std::filesystem::path&, const std::string&)> complain;
};

// Files and folders, absolute paths. An Error is one of the library: it ends the pass.
Result<FileCounts> read_files(library::Library& library, std::vector<std::filesystem::path> roots,
                              const FilePassOptions& options, const std::stop_token& stop);

}  // namespace nunchi::ingest
