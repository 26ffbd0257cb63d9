// The list of networks as lines for a person.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "models/listing.h"
#include "models/progress.h"
#include "models/pull.h"

namespace nunchi::cli {

std::string models_table(const std::vector<models::Listed>& networks,
                         const std::filesystem::path& home);

// "[3/7] centernet: fetching, 12.3 of 28.6 MB"
std::string progress_text(const models::Progress& progress);

// "efficientnet-lite2: pulled", with the reason where it was not.
std::string outcome_text(const models::Pulled& pulled);

std::string size_text(std::uint64_t bytes);  // "24.7 MB"

}  // namespace nunchi::cli
