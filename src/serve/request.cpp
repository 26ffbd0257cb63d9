#include "serve/request.h"

#include <charconv>

namespace nunchi::serve {
namespace {

std::string_view found_in(const std::map<std::string, std::string>& values,
                          const std::string& name) {
  const auto found = values.find(name);
  return found == values.end() ? std::string_view() : std::string_view(found->second);
}

}  // namespace

std::string_view Request::header(const std::string& lower_case_name) const {
  return found_in(headers, lower_case_name);
}

std::string_view Request::parameter(const std::string& name) const { return found_in(query, name); }

Result<std::int64_t> whole_number(std::string_view text, std::string_view what, std::int64_t least,
                                  std::int64_t most) {
  std::int64_t number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc() || end != text.data() + text.size() || number < least ||
      number > most) {
    return Error{ErrorCode::invalid_argument, std::string(what) + " must be a whole number from " +
                                                  std::to_string(least) + " to " +
                                                  std::to_string(most)};
  }
  return number;
}

Result<std::int64_t> id_in(const Request& request) {
  return whole_number(request.parts[0], "the id", 1, INT64_MAX);
}

Result<std::int64_t> number_parameter(const Request& request, const std::string& name,
                                      std::int64_t usual, std::int64_t least, std::int64_t most) {
  const auto found = request.query.find(name);
  if (found == request.query.end()) return usual;
  return whole_number(found->second, name, least, most);
}

}  // namespace nunchi::serve
