#include "ingest/gazetteer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fstream>
#include <numbers>
#include <sstream>

namespace nunchi::ingest {
namespace {

constexpr double kReach = 50'000;           // metres
constexpr double kEarthRadius = 6'371'009;  // metres, the mean
constexpr std::size_t kFields = 7;

int cell_of(int latitude, int longitude) {
  return (latitude + 90) * 360 + ((longitude + 180) % 360 + 360) % 360;
}
int cell_of(double latitude, double longitude) {
  return cell_of(static_cast<int>(std::floor(latitude)), static_cast<int>(std::floor(longitude)));
}

// Along the great circle, by the haversine formula.
double metres(double latitude, double longitude, const Position& to) {
  const auto radians = [](double degrees) { return degrees * std::numbers::pi / 180; };
  const double up = std::sin(radians(to.latitude - latitude) / 2);
  const double across = std::sin(radians(to.longitude - longitude) / 2);
  const double a =
      up * up + across * across * std::cos(radians(latitude)) * std::cos(radians(to.latitude));
  return 2 * kEarthRadius * std::asin(std::min(1.0, std::sqrt(a)));
}

std::optional<float> number(std::string_view text) {
  float value = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failed != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::array<std::string_view, kFields> fields_of(std::string_view line) {
  std::array<std::string_view, kFields> fields;
  for (std::size_t i = 0; i < kFields && !line.empty(); ++i) {
    const std::size_t end = std::min(line.find('\t'), line.size());
    fields[i] = line.substr(0, end);
    line.remove_prefix(std::min(end + 1, line.size()));
  }
  return fields;
}

}  // namespace

Result<Gazetteer> Gazetteer::parse(std::string_view table) {
  Gazetteer gazetteer;
  std::size_t lines = 0;
  while (!table.empty()) {
    const std::size_t end = std::min(table.find('\n'), table.size());
    const auto [id, latitude_text, longitude_text, country, region, name, korean] =
        fields_of(table.substr(0, end));
    table.remove_prefix(std::min(end + 1, table.size()));
    ++lines;
    const auto latitude = number(latitude_text), longitude = number(longitude_text);
    if (id.empty() || name.empty() || !latitude || !longitude || std::abs(*latitude) > 90 ||
        std::abs(*longitude) > 180) {
      return Error{ErrorCode::corrupt_data, "line " + std::to_string(lines) + " is no place"};
    }
    gazetteer.entries_.push_back({*latitude,
                                  *longitude,
                                  {.id = "geonames:" + std::string(id),
                                   .name = std::string(korean.empty() ? name : korean),
                                   .region = std::string(region),
                                   .country = std::string(country)}});
  }
  auto& entries = gazetteer.entries_;
  const auto cell = [](const Entry& entry) {
    return cell_of(double{entry.latitude}, double{entry.longitude});
  };
  std::stable_sort(entries.begin(), entries.end(),
                   [&](const Entry& a, const Entry& b) { return cell(a) < cell(b); });
  for (std::size_t i = 0; i < entries.size(); ++i) {
    gazetteer.cells_.try_emplace(cell(entries[i]), i, i).first->second.second = i + 1;
  }
  return gazetteer;
}

Result<Gazetteer> Gazetteer::load(const std::filesystem::path& table) {
  std::ifstream stream(table, std::ios::binary);
  if (!stream) return Error{ErrorCode::not_found, table.string() + ": cannot be read"};
  std::ostringstream text;
  text << stream.rdbuf();
  auto gazetteer = parse(std::move(text).str());
  if (!gazetteer) return std::move(gazetteer).error().while_doing("read " + table.string());
  return gazetteer;
}

std::optional<Place> Gazetteer::nearest(const Position& position) const {
  const Entry* best = nullptr;
  double least = kReach;
  const int row = static_cast<int>(std::floor(position.latitude));
  const int column = static_cast<int>(std::floor(position.longitude));
  // A degree of longitude shrinks towards the poles: more cells there.
  const double shrink =
      std::cos(std::min(89.0, std::abs(position.latitude) + 1) * std::numbers::pi / 180);
  const int across = std::min(180, static_cast<int>(std::ceil(kReach / (111'000 * shrink))));
  for (int y = std::max(-90, row - 1); y <= std::min(90, row + 1); ++y) {
    for (int x = column - across; x <= column + across; ++x) {
      const auto cell = cells_.find(cell_of(y, x));
      if (cell == cells_.end()) continue;
      for (std::size_t i = cell->second.first; i < cell->second.second; ++i) {
        const double far = metres(entries_[i].latitude, entries_[i].longitude, position);
        if (far >= least) continue;
        least = far;
        best = &entries_[i];
      }
    }
  }
  if (best == nullptr) return std::nullopt;
  return best->place;
}

}  // namespace nunchi::ingest
