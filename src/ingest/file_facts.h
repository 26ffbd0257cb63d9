// FileFacts: what is known of one file before any network looks at it: the first pass of a fill.
//
// The bytes that are hashed are the bytes that are decoded: a file is read once. All functions are
// thread-safe; values only.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <vector>

#include "core/content_hash.h"
#include "core/moment.h"
#include "core/result.h"
#include "decode/photo.h"
#include "library/assets.h"
#include "library/files.h"

namespace nunchi::ingest {

class Gazetteer;

struct FileFacts {
  library::SeenFile file;               // as it looked before it was read
  library::Asset asset;                 // its hash at least
  std::vector<Moment> moments;          // the whole first; none where the content is known already
  std::vector<std::byte> small, large;  // previews, JPEG files
};

struct FactsOptions {
  decode::PhotoOptions photo;            // least_side is what the previews need
  const Gazetteer* gazetteer = nullptr;  // borrowed; null: places get no names
};

// A file's content by its hash.
struct ReadFile {
  ContentHash hash;
  std::vector<std::byte> bytes;
};

// unsupported: no kind that is kept, told by the first bytes alone. Else as decode::read_file.
Result<ReadFile> read_and_hash(const std::filesystem::path& file, std::uint64_t most_bytes);

// The moments of a file, its asset and its previews. Today a photo's, which is one moment; a kind
// with more of them (a video) gives the whole first, then its parts.
Result<FileFacts> facts_of(const library::SeenFile& file, const ReadFile& read,
                           const FactsOptions& options);

}  // namespace nunchi::ingest
