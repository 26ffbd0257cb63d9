// Listing: moments by what is known of them, page by page, counted, or as a set of ids.
//
// A page continues behind a cursor, so that the last page of a million costs as much as the first.
// A handle borrowed from a Library, copyable, not to outlive it. Thread-safe.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/moment.h"
#include "core/result.h"

namespace nunchi::library {

class Store;
enum class AlbumId : std::int64_t;
enum class PersonId : std::int64_t;

// Which moments are meant, before any other condition.
enum class Shelf {
  entries,  // what a person leafs through: photos, whole videos, posts, what cameras saw
  moments,  // the same and the moments inside videos: what is searched
  hidden,
  bin
};

// At least `least` things that are each one of `concepts`.
struct ObjectCount {
  std::vector<std::string> concepts;
  int least = 1;
};

struct Nearby {
  double latitude = 0, longitude = 0;  // WGS 84 degrees
  double metres = 0;
};

// Conditions that must all hold; one that is not set holds always. A list means "one of these".
struct Filter {
  Shelf shelf = Shelf::entries;
  std::optional<std::chrono::local_seconds> from, until;  // taken in [from, until)
  std::vector<OriginKind> kinds;
  std::vector<std::string> cameras;  // models, and names of cameras that watch
  std::vector<std::string> places;   // Place::id
  std::optional<Nearby> near;
  int least_rating = 0;
  std::optional<bool> favourite;
  int least_faces = 0;
  std::vector<std::vector<std::string>> tags;  // of each list one: {{dog, beagle, …}, {snow}}
  std::vector<std::string> without_tags;
  std::vector<ObjectCount> objects;
  std::vector<std::string> without_objects;
  std::vector<std::string> colours;  // all of them, each of at least a tenth of a picture
  std::vector<PersonId> people;      // all of them
  std::vector<AlbumId> albums;       // lists, not saved searches
  std::vector<std::string> authors, communities;  // of posts
  // Tags below it do not count (nor for without_tags). What the owner said counts as 1.
  float least_confidence = 0;
};

enum class Order { newest_first, oldest_first };

// Where a page ended: by time, then by id.
struct Cursor {
  std::int64_t at = 0;
  MomentId id = MomentId::none;
  bool operator==(const Cursor&) const = default;
};

struct Page {
  int limit = 100;
  Order order = Order::newest_first;
  std::optional<Cursor> after;
};

// What a grid of small pictures shows of a moment.
struct Entry {
  MomentId id = MomentId::none;
  OriginKind kind = OriginKind::photo;
  std::optional<ContentHash> asset;
  std::optional<std::chrono::local_seconds> taken;
  int width = 0, height = 0;             // of the asset, pixels
  std::chrono::microseconds duration{};  // of the asset
  bool favourite = false;
  int rating = 0;  // 0 to 5
  bool operator==(const Entry&) const = default;
};

struct Listed {
  std::vector<Entry> entries;
  std::optional<Cursor> next;  // absent: that was all
};

// A concept of the library and how many moments (each once a picture) carry it as tag or object.
struct ConceptUse {
  std::string concept_id;
  std::int64_t tags = 0, objects = 0;
  bool operator==(const ConceptUse&) const = default;
};

// How many moments were taken on a day of the photographer's calendar.
struct DayCount {
  std::optional<std::chrono::local_days> day;  // absent: nobody knows when
  std::int64_t moments = 0;
  bool operator==(const DayCount&) const = default;
};

class Listing {
 public:
  explicit Listing(Store& store) noexcept : store_(&store) {}

  Result<Listed> list(const Filter& filter, const Page& page = {}) const;
  Result<std::int64_t> count(const Filter& filter) const;
  Result<std::vector<MomentId>> ids(const Filter& filter) const;   // all, ascending
  Result<std::vector<DayCount>> days(const Filter& filter) const;  // newest first, unknown last
  Result<std::vector<Entry>> entries(const std::vector<MomentId>& ids) const;  // in order

  // The names by which one can filter: all concepts, cameras, places of the library.
  Result<std::vector<ConceptUse>> concepts() const;
  Result<std::vector<std::string>> cameras() const;
  Result<std::vector<Place>> places() const;

 private:
  Store* store_;
};

}  // namespace nunchi::library
