#include "wire/json_reading.h"

#include <algorithm>
#include <limits>

namespace nunchi::wire {
namespace {

// Counts what the text would become without building it. A text that is no JSON may be counted
// wrongly; the parser finds that out.
Status check_limits(std::string_view text, const JsonLimits& limits) {
  const auto too_large = [](const char* what, std::size_t most) {
    return Error{ErrorCode::too_large,
                 std::string("JSON with more than ") + std::to_string(most) + " " + what};
  };
  if (text.size() > limits.bytes) return too_large("bytes", limits.bytes);
  std::size_t values = 1, depth = 0;
  bool in_text = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_text) {
      if (c == '\\') ++i;
      in_text = c != '"';
      continue;
    }
    in_text = c == '"';
    if (c == '[' || c == '{') {
      ++values;
      if (++depth > limits.depth) return too_large("levels", limits.depth);
    }
    if ((c == ']' || c == '}') && depth > 0) --depth;
    if (c == ',' && ++values > limits.values) return too_large("values", limits.values);
  }
  return ok();
}

bool in_range(const Json& value, NumberRange range) {
  if (!value.is_number()) return false;
  const auto number = value.get<double>();
  return number >= range.least && number <= range.most;  // false for NaN
}

// The nearest float of a number within NumberRange's default.
float float_of(const Json& value) {
  constexpr double kMost = std::numeric_limits<float>::max();
  return static_cast<float>(std::clamp(value.get<double>(), -kMost, kMost));
}

}  // namespace

Result<Json> parse_json(std::string_view text, const JsonLimits& limits) {
  if (Status fits = check_limits(text, limits); !fits) return std::move(fits).error();
  Json json = Json::parse(text.begin(), text.end(), nullptr, /*allow_exceptions=*/false);
  if (json.is_discarded()) return Error{ErrorCode::corrupt_data, "not JSON"};
  return json;
}

ObjectReader::ObjectReader(const Json& object, std::string where, std::optional<Error>& complaint)
    : object_(object), where_(std::move(where)), complaint_(complaint) {
  if (!object_.is_object() && !complaint_) {
    complaint_ =
        Error{ErrorCode::corrupt_data, (where_.empty() ? "" : where_ + ": ") + "no object"};
  }
}

const Json* ObjectReader::member(const char* key) const {
  if (complaint_ || !object_.is_object()) return nullptr;
  const auto found = object_.find(key);
  return found == object_.end() ? nullptr : &*found;
}

const Json* ObjectReader::needed(const char* key, Need need) {
  const Json* found = member(key);
  if (found == nullptr && need == Need::required) complain(key, "missing");
  return found;
}

bool ObjectReader::has(const char* key) const { return member(key) != nullptr; }

bool ObjectReader::tells(const char* key) const {
  const Json* found = member(key);
  return found != nullptr && !found->is_null();
}

std::string ObjectReader::place(const char* key) const {
  return where_.empty() ? key : where_ + "." + key;
}

void ObjectReader::complain(const char* key, std::string_view what) {
  if (complaint_) return;
  complaint_ = Error{ErrorCode::corrupt_data, place(key) + ": " + std::string(what)};
}

std::string ObjectReader::text(const char* key, Need need) {
  const Json* found = needed(key, need);
  if (found == nullptr) return {};
  const auto* text = found->get_ptr<const std::string*>();
  if (text == nullptr || text->size() > kMostText) {
    complain(key, text == nullptr ? "no text" : "too long");
    return {};
  }
  return *text;
}

double ObjectReader::number(const char* key, NumberRange range, Need need) {
  const Json* found = needed(key, need);
  if (found == nullptr) return 0;
  if (!in_range(*found, range)) {
    complain(key, "no number in its range");
    return 0;
  }
  return found->get<double>();
}

float ObjectReader::probability(const char* key, Need need) {
  return static_cast<float>(number(key, kProbability, need));
}

std::span<const Json> ObjectReader::elements(const char* key, std::size_t most) {
  const Json* found = member(key);
  if (found == nullptr) return {};
  const auto* list = found->get_ptr<const Json::array_t*>();
  if (list == nullptr || list->size() > most) {
    complain(key, list == nullptr ? "no list" : "too long");
    return {};
  }
  return *list;
}

std::vector<std::string> ObjectReader::texts(const char* key) {
  std::vector<std::string> texts;
  for (const Json& item : elements(key, kMostItems)) {
    const auto* text = item.get_ptr<const std::string*>();
    if (text == nullptr || text->size() > kMostText) {
      complain(key, "not a list of texts");
      return {};
    }
    texts.push_back(*text);
  }
  return texts;
}

std::vector<float> ObjectReader::floats(const char* key, std::size_t most) {
  const std::span<const Json> items = elements(key, most);
  std::vector<float> floats;
  floats.reserve(items.size());
  for (const Json& item : items) {
    if (!in_range(item, {})) {
      complain(key, "not a list of numbers");
      return {};
    }
    floats.push_back(float_of(item));
  }
  return floats;
}

std::vector<Point> ObjectReader::points(const char* key, std::size_t most) {
  std::vector<Point> points;
  for (const Json& item : elements(key, most)) {
    if (!item.is_array() || item.size() != 2 || !in_range(item[0], {}) || !in_range(item[1], {})) {
      complain(key, "not a list of points");
      return {};
    }
    points.push_back({float_of(item[0]), float_of(item[1])});
  }
  return points;
}

std::map<std::string, std::string> ObjectReader::text_of_each(std::size_t most) {
  std::map<std::string, std::string> texts;
  if (complaint_ || !object_.is_object()) return texts;
  for (const auto& [key, value] : object_.items()) {
    const auto* text = value.get_ptr<const std::string*>();
    if (text == nullptr || texts.size() == most || text->size() + key.size() > kMostText) {
      complain(key.c_str(), "no text, or too much");
      return {};
    }
    texts.emplace(key, *text);
  }
  return texts;
}

std::array<double, 4> ObjectReader::four(const char* key) {
  const std::span<const Json> items = elements(key, 4);
  std::array<double, 4> numbers{};
  if (items.size() != numbers.size()) {
    complain(key, "not four numbers");
    return numbers;
  }
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (in_range(items[i], kCoordinate)) {
      numbers[i] = items[i].get<double>();
    } else {
      complain(key, "not four numbers");
    }
  }
  return numbers;
}

Box ObjectReader::corner_and_size(const char* key) {
  const auto [x, y, width, height] = four(key);
  return {static_cast<float>(x), static_cast<float>(y), static_cast<float>(x + width),
          static_cast<float>(y + height)};
}

Box ObjectReader::edges(const char* key) {
  const auto [left, top, right, bottom] = four(key);
  return {static_cast<float>(left), static_cast<float>(top), static_cast<float>(right),
          static_cast<float>(bottom)};
}

std::optional<ObjectReader> ObjectReader::object(const char* key) {
  const Json* found = member(key);
  if (found == nullptr) return std::nullopt;
  return ObjectReader(*found, place(key), complaint_);
}

}  // namespace nunchi::wire
