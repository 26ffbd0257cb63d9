// os_error: what the operating system said when it refused, as an Error that names the file.
#pragma once

#include <filesystem>
#include <string_view>
#include <system_error>

#include "core/result.h"

namespace nunchi::models {

// "open /a/b: No such file or directory", from errno: call it before anything else may change that.
// not_found where there is no such file, else io_failure.
Error os_error(std::string_view attempted, const std::filesystem::path& file);
Error os_error(std::string_view attempted, const std::filesystem::path& file,
               const std::error_code& why);

}  // namespace nunchi::models
