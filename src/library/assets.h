// Assets: what files hold, each content once, whatever its paths.
//
// A handle borrowed from a Library, copyable, not to outlive it. Thread-safe.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/content_hash.h"
#include "core/moment.h"
#include "core/result.h"

namespace nunchi::library {

class Store;

enum class AssetKind { photo, video };

struct Asset {
  ContentHash hash;
  AssetKind kind = AssetKind::photo;
  std::string format;       // "jpeg", "heic", "mp4", …
  std::uint64_t bytes = 0;  // of the file
  int width = 0;            // of the upright picture, pixels; 0 where nobody could tell
  int height = 0;
  std::chrono::microseconds duration{};  // of a video
  std::string content_id;  // pairs a Live Photo with its video; "" where there is none
  std::optional<std::uint64_t> perceptual_hash;
  std::optional<ContentHash> previous;  // what the same path held before; kept by the library
  bool operator==(const Asset&) const = default;
};

struct PerceptualHash {
  MomentId moment = MomentId::none;  // the asset's whole photo or video
  std::uint64_t hash = 0;
};

class Assets {
 public:
  explicit Assets(Store& store) noexcept : store_(&store) {}

  // Keeps an asset that no path of this machine leads to: the picture of a post. Files::record
  // keeps those of files. What is known of it already is replaced; `previous` is not looked at.
  Status put(const Asset& asset);

  Result<std::optional<Asset>> find(const ContentHash& hash) const;
  Result<std::vector<std::filesystem::path>> paths(const ContentHash& hash) const;  // sorted

  // Up to `limit` assets in the order of their hashes, those behind `after`.
  Result<std::vector<Asset>> page(const std::optional<ContentHash>& after, int limit) const;

  // Assets with this content identifier: a Live Photo's picture and video.
  Result<std::vector<ContentHash>> with_content_id(const std::string& content_id) const;

  // Of all that is shown, hidden or in the bin.
  Result<std::vector<PerceptualHash>> perceptual_hashes() const;

  // The library forgets the asset, its paths, moments and edits. The file itself is never touched;
  // added again it is new. not_found: no such asset.
  Status forget(const ContentHash& hash);

 private:
  Store* store_;
};

}  // namespace nunchi::library
