// A mend for HEIC files of iOS 18 and later, which libheif before 1.18 refuses ("Too many auxiliary
// image references"): there one gain map belongs to two pictures. Pure function, any thread.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace nunchi::decode {

// The file with every auxiliary reference to more than one picture (ISO/IEC 14496-12, box iref,
// type auxl) made one of a type that nobody reads. Empty when there is none and the file can be
// read as it is.
std::vector<std::byte> without_shared_auxiliaries(std::span<const std::byte> file);

}  // namespace nunchi::decode
