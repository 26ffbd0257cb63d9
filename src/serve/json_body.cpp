#include "serve/json_body.h"

namespace nunchi::serve {
namespace {

using Json = nlohmann::json;

Error wrong(const char* name, std::string_view what) {
  return {ErrorCode::invalid_argument, std::string(name) + " must be " + std::string(what)};
}

// The member, nullptr where it is absent or null.
const Json* member(const Json& body, const char* name) {
  const auto found = body.find(name);
  return found == body.end() || found->is_null() ? nullptr : &*found;
}

}  // namespace

Result<Json> json_body(const Request& request) {
  Json body = Json::parse(request.body, nullptr, false);
  if (body.is_discarded()) return Error{ErrorCode::invalid_argument, "the body is no JSON"};
  if (!body.is_object()) return Error{ErrorCode::invalid_argument, "the body is no JSON object"};
  return body;
}

Result<std::optional<std::string>> optional_text(const Json& body, const char* name) {
  const Json* found = member(body, name);
  if (found == nullptr) return std::optional<std::string>();
  if (!found->is_string()) return wrong(name, "a text");
  return std::optional(found->get<std::string>());
}

Result<std::optional<bool>> optional_flag(const Json& body, const char* name) {
  const Json* found = member(body, name);
  if (found == nullptr) return std::optional<bool>();
  if (!found->is_boolean()) return wrong(name, "true or false");
  return std::optional(found->get<bool>());
}

Result<std::optional<std::int64_t>> optional_number(const Json& body, const char* name,
                                                    std::int64_t least, std::int64_t most) {
  const Json* found = member(body, name);
  if (found == nullptr) return std::optional<std::int64_t>();
  const bool fits = found->is_number_integer() &&
                    !(found->is_number_unsigned() && found->get<std::uint64_t>() > INT64_MAX) &&
                    found->get<std::int64_t>() >= least && found->get<std::int64_t>() <= most;
  if (!fits) {
    return wrong(name,
                 "a whole number from " + std::to_string(least) + " to " + std::to_string(most));
  }
  return std::optional(found->get<std::int64_t>());
}

Result<std::vector<std::string>> optional_texts(const Json& body, const char* name) {
  std::vector<std::string> texts;
  const Json* found = member(body, name);
  if (found == nullptr) return texts;
  if (!found->is_array()) return wrong(name, "a list of texts");
  for (const Json& one : *found) {
    if (!one.is_string()) return wrong(name, "a list of texts");
    texts.push_back(one.get<std::string>());
  }
  return texts;
}

Result<std::vector<MomentId>> moments_of(const Json& body) {
  constexpr std::size_t kMost = 10'000;
  const Json* found = member(body, "moments");
  if (found == nullptr || !found->is_array() || found->empty() || found->size() > kMost) {
    return wrong("moments", "a list of 1 to 10000 ids");
  }
  std::vector<MomentId> ids;
  for (const Json& one : *found) {
    if (!one.is_number_integer()) return wrong("moments", "a list of 1 to 10000 ids");
    ids.push_back(static_cast<MomentId>(one.get<std::int64_t>()));
  }
  return ids;
}

}  // namespace nunchi::serve
