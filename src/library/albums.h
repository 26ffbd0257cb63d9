// Albums: lists of moments that the owner put together, and saved searches.
//
// All that changes an album is an entry of the journal (edits.h). A handle borrowed from a Library,
// copyable, not to outlive it. Thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/moment.h"
#include "core/result.h"

namespace nunchi::library {

class Store;

enum class AlbumId : std::int64_t { none = 0 };

struct Album {
  AlbumId id = AlbumId::none;
  std::string name;
  std::optional<std::string> query;  // a saved search; absent: a list
  std::int64_t items = 0;            // of a list
  bool operator==(const Album&) const = default;
};

class Albums {
 public:
  explicit Albums(Store& store) noexcept : store_(&store) {}

  // invalid_argument: no name. Two albums may have the same one.
  Result<AlbumId> create(const std::string& name, const std::optional<std::string>& query = {});
  Status rename(AlbumId album, const std::string& name);
  Status set_query(AlbumId album, const std::string& query);
  Status remove(AlbumId album);

  // Appended in the order given; what is in it already stays where it is. How many came in or went.
  Result<std::int64_t> add(AlbumId album, std::span<const MomentId> moments);
  Result<std::int64_t> take_out(AlbumId album, std::span<const MomentId> moments);

  Result<std::vector<Album>> all() const;                    // by name
  Result<std::vector<MomentId>> items(AlbumId album) const;  // in the album's own order
  Result<std::vector<AlbumId>> with(MomentId moment) const;

 private:
  Store* store_;
};

}  // namespace nunchi::library
