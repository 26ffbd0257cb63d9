// What the measurements of `nunchi eval` share: many photos seen on all cores, in order.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "core/result.h"
#include "core/sight.h"
#include "perceive/eyes.h"

namespace nunchi::cli {

struct SeenPhoto {
  Sight sight;  // in pixels of the full upright picture
};

// The sights of `files` below `folder`, in their order; shows progress on a terminal. The first
// photo that cannot be read ends it: a measurement on fewer photos would be another one.
Result<std::vector<SeenPhoto>> see_photos(const perceive::Eyes& eyes,
                                          const std::filesystem::path& folder,
                                          const std::vector<std::string>& files);

}  // namespace nunchi::cli
