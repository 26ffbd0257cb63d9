// Previews: small pictures of assets, made from pixels that were decoded anyway.
//
// Each is a file below previews/ in the library's folder, in folders named for the first three
// digits of the hash. They can be deleted at any time and made again. Thread-safe; a handle
// borrowed from a Library, copyable, not to outlive it.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <vector>

#include "core/content_hash.h"
#include "core/result.h"

namespace nunchi::library {

enum class PreviewSize {
  small,  // for a grid
  large   // for a screen
};

class Previews {
 public:
  explicit Previews(std::filesystem::path folder) : folder_(std::move(folder)) {}

  // `bytes` is a JPEG or WebP file; a reader never sees half of it.
  Status put(const ContentHash& asset, PreviewSize size, std::span<const std::byte> bytes) const;

  // Nothing where there is none.
  Result<std::optional<std::vector<std::byte>>> find(const ContentHash& asset,
                                                     PreviewSize size) const;
  Status forget(const ContentHash& asset) const;  // both sizes

  // Where it lies or would lie: for a server that hands files out.
  std::filesystem::path path(const ContentHash& asset, PreviewSize size) const;

 private:
  std::filesystem::path folder_;
};

}  // namespace nunchi::library
