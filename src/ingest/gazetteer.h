// Gazetteer: which named place is nearest to a position.
//
// A table of places (GeoNames, CC BY 4.0) read from a file, in memory as a grid of one-degree
// cells. Immutable, thread-safe.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/moment.h"
#include "core/result.h"

namespace nunchi::ingest {

class Gazetteer {
 public:
  // Lines of: geonames id, latitude, longitude, country (ISO 3166-1 alpha-2), region, name, name
  // in Korean or nothing; with tabs between. corrupt_data: another form. not_found.
  static Result<Gazetteer> load(const std::filesystem::path& table);
  static Result<Gazetteer> parse(std::string_view table);

  // The nearest place within 50 km; nothing at sea.
  std::optional<Place> nearest(const Position& position) const;

  std::size_t size() const noexcept { return entries_.size(); }

 private:
  struct Entry {
    float latitude = 0, longitude = 0;
    Place place;
  };
  std::vector<Entry> entries_;                                          // ordered by cell
  std::unordered_map<int, std::pair<std::size_t, std::size_t>> cells_;  // cell → [from, until)
};

}  // namespace nunchi::ingest
