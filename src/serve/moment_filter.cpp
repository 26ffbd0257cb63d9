#include "serve/moment_filter.h"

#include <string>

#include "library/albums.h"
#include "library/people.h"
#include "serve/moment_json.h"
#include "wire/iso8601.h"

namespace nunchi::serve {
namespace {

constexpr std::int64_t kMostId = INT64_MAX;

std::vector<std::string> listed_in(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    if (comma > 0) parts.emplace_back(text.substr(0, comma));
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return parts;
}

Result<library::Shelf> shelf_of(std::string_view name) {
  using library::Shelf;
  if (name.empty() || name == "entries") return Shelf::entries;
  if (name == "moments") return Shelf::moments;
  if (name == "hidden") return Shelf::hidden;
  if (name == "bin") return Shelf::bin;
  return Error{ErrorCode::invalid_argument, "shelf is entries, moments, hidden or bin"};
}

Result<std::vector<OriginKind>> kinds_of(std::string_view names) {
  std::vector<OriginKind> kinds;
  for (const std::string& name : listed_in(names)) {
    const auto kind = origin_kind_from(name);
    if (!kind) {
      return Error{ErrorCode::invalid_argument, "kind is photo, video, camera or post"};
    }
    kinds.push_back(*kind);
  }
  return kinds;
}

// Fills one condition after another until one complains.
class FilterReader {
 public:
  explicit FilterReader(const Request& request) : request_(request) {}

  template <class T, class Read>
  void set(const std::string& name, Read read, T& into) {
    if (error_ || !request_.query.contains(name)) return;
    auto value = read(request_.parameter(name));
    if (value) {
      into = *std::move(value);
    } else {
      error_ = value.error();
    }
  }
  template <class T>
  void set_number(const std::string& name, std::int64_t least, std::int64_t most, T set_value) {
    if (error_ || !request_.query.contains(name)) return;
    const auto value = whole_number(request_.parameter(name), name, least, most);
    if (value) {
      set_value(*value);
    } else {
      error_ = value.error();
    }
  }
  const std::optional<Error>& error() const { return error_; }

 private:
  const Request& request_;
  std::optional<Error> error_;
};

Result<bool> flag_from(std::string_view text) {
  if (text == "true") return true;
  if (text == "false") return false;
  return Error{ErrorCode::invalid_argument, "favourite is true or false"};
}

}  // namespace

Result<std::chrono::local_seconds> time_from(std::string_view text) {
  constexpr std::string_view kFirst = "0000-01-01T00:00:00";
  const bool is_cut = text.size() == 4 || text.size() == 7 || text.size() == 10;
  const std::string whole =
      is_cut ? std::string(text) + std::string(kFirst.substr(text.size())) : std::string(text);
  const auto taken = wire::parse_iso8601(whole);
  if (!taken || taken->offset) {
    return Error{ErrorCode::invalid_argument,
                 "a time is written 2019, 2019-07, 2019-07-03 or 2019-07-03T14:03:05"};
  }
  return taken->local;
}

Result<library::Filter> filter_of(const Request& request) {
  library::Filter filter;
  FilterReader reader(request);
  reader.set("shelf", shelf_of, filter.shelf);
  reader.set("kind", kinds_of, filter.kinds);
  reader.set("from", time_from, filter.from);
  reader.set("until", time_from, filter.until);
  reader.set("favourite", flag_from, filter.favourite);
  reader.set_number("rating", 0, 5, [&](auto n) { filter.least_rating = static_cast<int>(n); });
  reader.set_number("faces", 0, 1000, [&](auto n) { filter.least_faces = static_cast<int>(n); });
  reader.set_number("person", 1, kMostId,
                    [&](auto n) { filter.people.push_back(static_cast<library::PersonId>(n)); });
  reader.set_number("album", 1, kMostId,
                    [&](auto n) { filter.albums.push_back(static_cast<library::AlbumId>(n)); });
  if (reader.error()) return *reader.error();
  for (std::string& tag : listed_in(request.parameter("tag"))) {
    filter.tags.push_back({std::move(tag)});
  }
  filter.places = listed_in(request.parameter("place"));
  if (const auto camera = request.parameter("camera"); !camera.empty()) {
    filter.cameras.emplace_back(camera);
  }
  return filter;
}

Result<library::Page> page_of(const Request& request) {
  library::Page page;
  const auto limit = number_parameter(request, "limit", 100, 1, 1000);
  if (!limit) return limit.error();
  page.limit = static_cast<int>(*limit);
  if (const auto order = request.parameter("order"); order == "oldest") {
    page.order = library::Order::oldest_first;
  } else if (!order.empty() && order != "newest") {
    return Error{ErrorCode::invalid_argument, "order is newest or oldest"};
  }
  if (const auto after = request.parameter("after"); !after.empty()) {
    auto cursor = cursor_from(after);
    if (!cursor) return std::move(cursor).error();
    page.after = *cursor;
  }
  return page;
}

}  // namespace nunchi::serve
