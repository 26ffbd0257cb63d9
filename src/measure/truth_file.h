// The bytes of a file that holds truth (a table, a JSON); for the readers of this folder.
#pragma once

#include <filesystem>
#include <string>

#include "core/result.h"

namespace nunchi::measure {

// not_found, io_failure: it cannot be read. too_large: above 256 MiB. Thread-safe.
Result<std::string> read_truth_file(const std::filesystem::path& file);

}  // namespace nunchi::measure
