// A VectorRun as a file of the library's folder vectors/, mapped into memory.
//
// It holds nothing that the database does not: a file that does not fit the library, is of another
// layout or of another size than it says, is not used and is made again. Layout: docs/library.md.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "core/result.h"
#include "library/vector_run.h"

namespace nunchi::library {

// What the file was made from.
struct VectorFileSource {
  std::string library;         // meta 'library': 32 hexadecimal digits
  std::int64_t space = 0;      // space.id
  std::int64_t last_id = 0;    // all embeddings up to this one are in it,
  std::int64_t last_gone = 0;  // but those that embedding_gone names up to here
};

Status write_vector_file(const std::filesystem::path& file, const VectorRun& run,
                         const VectorFileSource& source);

class MappedRun {
 public:
  // Nothing unless the file is whole and of this library and space.
  static std::optional<MappedRun> open(const std::filesystem::path& file,
                                       const std::string& library, std::int64_t space);

  const VectorRun& view() const noexcept { return run_; }
  const VectorFileSource& source() const noexcept { return source_; }

 private:
  struct Unmap {
    std::size_t bytes = 0;
    void operator()(void* memory) const noexcept;
  };
  std::unique_ptr<void, Unmap> memory_{nullptr, Unmap{}};
  VectorRun run_;
  VectorFileSource source_;
};

}  // namespace nunchi::library
