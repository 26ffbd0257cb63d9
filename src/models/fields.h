// Fields: reads one JSON object strictly, and says of every field what is wrong with it.
//
// A getter takes a field off the object; what is missing or of the wrong kind becomes a complaint
// ("networks.json: network picodet: feed.width: a whole number from 1 to 8192 is expected") and
// gives the type's empty value, so that one reading finds all faults. `finish` complains of fields
// that nobody asked for. Borrows the JSON and the list of complaints.
#pragma once

#include <functional>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace nunchi::models {

class Fields {
 public:
  enum class Need { required, optional };

  // `where` says which object it is: "networks.json: network picodet".
  Fields(const nlohmann::json& object, std::string where, std::vector<std::string>& complaints);

  bool has(std::string_view name) const;
  // A required text is never empty, an optional one may be.
  std::string text(std::string_view name, Need need = Need::required);
  std::string one_of(std::string_view name, const std::vector<std::string>& choices,
                     Need need = Need::required);
  std::int64_t integer(std::string_view name, std::int64_t low, std::int64_t high,
                       Need need = Need::required);
  std::vector<std::string> texts(std::string_view name, Need need = Need::required);
  std::vector<double> numbers(std::string_view name, Need need = Need::required);
  std::map<std::string, double> named_numbers(std::string_view name);  // optional
  void object(std::string_view name, Need need, const std::function<void(Fields&)>& read);
  void objects(std::string_view name, Need need, const std::function<void(Fields&)>& read);

  void complain(std::string_view field, std::string_view what);
  void finish();

 private:
  const nlohmann::json* take(std::string_view name, Need need, std::string_view expected,
                             const std::function<bool(const nlohmann::json&)>& fits);

  const nlohmann::json& json_;
  std::string where_;
  std::string prefix_;  // "feed." inside that object
  std::vector<std::string>& complaints_;
  std::set<std::string, std::less<>> taken_;
};

// A whole JSON text. corrupt_data: it is none; the message says where.
Result<nlohmann::json> parse_json(std::string_view text, std::string_view origin);

// One Error of all complaints.
Error complaints_error(const std::vector<std::string>& complaints);

}  // namespace nunchi::models
