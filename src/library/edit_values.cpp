#include "library/edit_values.h"

#include <fmt/format.h>

#include <charconv>
#include <string_view>
#include <system_error>
#include <vector>

#include "library/sqlite_handles.h"

namespace nunchi::library {
namespace {

[[noreturn]] void refuse(const std::string& text) {
  throw SqliteFailure({ErrorCode::corrupt_data, "the journal holds a value that is none: " + text});
}

std::vector<std::string_view> fields_of(std::string_view text) {
  std::vector<std::string_view> fields;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    fields.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return fields;
}

template <class T>
T number_from(std::string_view field, const std::string& whole) {
  T value{};
  const char* end = field.data() + field.size();
  const auto [stopped, failure] = std::from_chars(field.data(), end, value);
  if (failure != std::errc() || stopped != end) refuse(whole);
  return value;
}

template <class T>
std::optional<T> maybe_from(std::string_view field, const std::string& whole) {
  if (field == "-") return std::nullopt;
  return number_from<T>(field, whole);
}

template <class T>
std::string maybe_text(const std::optional<T>& value) {
  return value ? fmt::format("{}", *value) : "-";
}

}  // namespace

std::string text_of_taken(const TakenColumns& taken) {
  return fmt::format("{} {} {}", taken.at, maybe_text(taken.offset_min),
                     static_cast<int>(taken.precision));
}

TakenColumns taken_from_text(const std::string& text) {
  const auto fields = fields_of(text);
  if (fields.size() != 3) refuse(text);
  const int precision = number_from<int>(fields[2], text);
  if (precision < 0 || precision > static_cast<int>(Precision::year)) refuse(text);
  return {.at = number_from<std::int64_t>(fields[0], text),
          .offset_min = maybe_from<std::int64_t>(fields[1], text),
          .precision = static_cast<Precision>(precision),
          .by = "owner"};
}

std::string text_of_position(const PositionColumns& position) {
  return fmt::format("{} {} {} {}", position.latitude, position.longitude,
                     maybe_text(position.altitude), maybe_text(position.place_id));
}

PositionColumns position_from_text(const std::string& text) {
  const auto fields = fields_of(text);
  if (fields.size() != 4) refuse(text);
  return {.latitude = number_from<double>(fields[0], text),
          .longitude = number_from<double>(fields[1], text),
          .altitude = maybe_from<double>(fields[2], text),
          .place_id = maybe_from<std::int64_t>(fields[3], text)};
}

}  // namespace nunchi::library
