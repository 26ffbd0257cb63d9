// Bodies of requests as JSON objects, read with clear complaints.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "core/moment.h"
#include "core/result.h"
#include "serve/request.h"

namespace nunchi::serve {

// invalid_argument: no JSON, or no object.
Result<nlohmann::json> json_body(const Request& request);

// Members that need not be there; invalid_argument: there, but of another type.
Result<std::optional<std::string>> optional_text(const nlohmann::json& body, const char* name);
Result<std::optional<bool>> optional_flag(const nlohmann::json& body, const char* name);
Result<std::optional<std::int64_t>> optional_number(const nlohmann::json& body, const char* name,
                                                    std::int64_t least, std::int64_t most);
Result<std::vector<std::string>> optional_texts(const nlohmann::json& body, const char* name);

// The member "moments": from one to 10,000 ids.
Result<std::vector<MomentId>> moments_of(const nlohmann::json& body);

}  // namespace nunchi::serve
