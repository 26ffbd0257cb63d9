// Base64 (RFC 4648, section 4, with padding): bytes as text that fits a data URI.
#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace nunchi::wire {

std::string to_base64(std::span<const std::byte> bytes);

}  // namespace nunchi::wire
