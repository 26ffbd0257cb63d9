// Build: fetched files become a network's folder.
#pragma once

#include <filesystem>
#include <functional>

#include "core/result.h"
#include "models/catalogue.h"
#include "models/download_cache.h"

namespace nunchi::models {

// Makes `xml` (and its .bin) of the files in `originals`, which have their pinned names.
using Converter =
    std::function<Status(const Network& network, const std::filesystem::path& originals,
                         const std::filesystem::path& xml)>;

// The converter of the program: infer/convert.h.
Status convert_with_infer(const Network& network, const std::filesystem::path& originals,
                          const std::filesystem::path& xml);

// Makes the network's folder below home of what the cache holds, in place of what may be there:
// whole and all at once, or (on any error) not at all. corrupt_data: a cached file was damaged and
// has been removed, or the conversion refused it. Only for who holds the lock of home.
Status build(const Network& network, const DownloadCache& cache, const std::filesystem::path& home,
             const Converter& convert);

}  // namespace nunchi::models
