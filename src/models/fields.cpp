#include "models/fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace nunchi::models {

using nlohmann::json;

Fields::Fields(const json& object, std::string where, std::vector<std::string>& complaints)
    : json_(object), where_(std::move(where)), complaints_(complaints) {}

bool Fields::has(std::string_view name) const {
  return json_.is_object() && json_.contains(std::string(name));
}

void Fields::complain(std::string_view field, std::string_view what) {
  complaints_.push_back(fmt::format("{}: {}{}: {}", where_, prefix_, field, what));
}

const json* Fields::take(std::string_view name, Need need, std::string_view expected,
                         const std::function<bool(const json&)>& fits) {
  taken_.emplace(name);
  const auto at = json_.is_object() ? json_.find(std::string(name)) : json_.end();
  if (at == json_.end()) {
    if (need == Need::required) complain(name, fmt::format("missing, {} is expected", expected));
    return nullptr;
  }
  if (!fits(*at)) {
    complain(name, fmt::format("{} is expected", expected));
    return nullptr;
  }
  return &*at;
}

std::string Fields::text(std::string_view name, Need need) {
  const auto fits = [&](const json& j) {
    return j.is_string() && (need == Need::optional || !j.get_ref<const std::string&>().empty());
  };
  const json* found = take(name, need, "a text", fits);
  return found != nullptr ? found->get<std::string>() : "";
}

std::string Fields::one_of(std::string_view name, const std::vector<std::string>& choices,
                           Need need) {
  const auto fits = [&](const json& j) {
    return j.is_string() &&
           std::find(choices.begin(), choices.end(), j.get<std::string>()) != choices.end();
  };
  const json* found =
      take(name, need, fmt::format("one of \"{}\"", fmt::join(choices, "\", \"")), fits);
  return found != nullptr ? found->get<std::string>() : "";
}

std::int64_t Fields::integer(std::string_view name, std::int64_t low, std::int64_t high,
                             Need need) {
  const auto fits = [&](const json& j) {
    if (j.is_number_unsigned() && j.get<std::uint64_t>() > std::uint64_t{INT64_MAX}) return false;
    return j.is_number_integer() && j.get<std::int64_t>() >= low && j.get<std::int64_t>() <= high;
  };
  const json* found =
      take(name, need, fmt::format("a whole number from {} to {}", low, high), fits);
  return found != nullptr ? found->get<std::int64_t>() : low;
}

std::vector<std::string> Fields::texts(std::string_view name, Need need) {
  const auto fits = [](const json& j) {
    return j.is_array() &&
           std::all_of(j.begin(), j.end(), [](const json& each) { return each.is_string(); });
  };
  const json* found = take(name, need, "a list of texts", fits);
  return found != nullptr ? found->get<std::vector<std::string>>() : std::vector<std::string>{};
}

std::vector<double> Fields::numbers(std::string_view name, Need need) {
  const auto fits = [](const json& j) {
    return j.is_array() &&
           std::all_of(j.begin(), j.end(), [](const json& each) { return each.is_number(); });
  };
  const json* found = take(name, need, "a list of numbers", fits);
  return found != nullptr ? found->get<std::vector<double>>() : std::vector<double>{};
}

std::map<std::string, double> Fields::named_numbers(std::string_view name) {
  const auto fits = [](const json& j) {
    return j.is_object() &&
           std::all_of(j.begin(), j.end(), [](const json& each) { return each.is_number(); });
  };
  const json* found = take(name, Need::optional, "an object of numbers", fits);
  return found != nullptr ? found->get<std::map<std::string, double>>()
                          : std::map<std::string, double>{};
}

void Fields::object(std::string_view name, Need need, const std::function<void(Fields&)>& read) {
  const json* found = take(name, need, "an object", [](const json& j) { return j.is_object(); });
  if (found == nullptr) return;
  Fields inner(*found, where_, complaints_);
  inner.prefix_ = fmt::format("{}{}.", prefix_, name);
  read(inner);
  inner.finish();
}

void Fields::objects(std::string_view name, Need need, const std::function<void(Fields&)>& read) {
  const auto fits = [](const json& j) {
    return j.is_array() &&
           std::all_of(j.begin(), j.end(), [](const json& each) { return each.is_object(); });
  };
  const json* found = take(name, need, "a list of objects", fits);
  if (found == nullptr) return;
  for (std::size_t i = 0; i < found->size(); ++i) {
    Fields inner((*found)[i], where_, complaints_);
    inner.prefix_ = fmt::format("{}{}[{}].", prefix_, name, i);
    read(inner);
    inner.finish();
  }
}

void Fields::finish() {
  if (!json_.is_object()) return;
  for (const auto& [name, value] : json_.items()) {
    if (!taken_.contains(name)) complain(name, "no such field is known");
  }
}

Result<json> parse_json(std::string_view text, std::string_view origin) {
  try {
    return json::parse(text);
  } catch (const json::exception& why) {
    // "[json.exception.parse_error.101] parse error at line 1, column 2: …"
    std::string_view words = why.what();
    words.remove_prefix(std::min(words.find("] ") + 2, words.size()));
    return Error{ErrorCode::corrupt_data, fmt::format("{}: {}", origin, words)};
  }
}

Error complaints_error(const std::vector<std::string>& complaints) {
  return {ErrorCode::corrupt_data, fmt::format("{}", fmt::join(complaints, "; "))};
}

}  // namespace nunchi::models
