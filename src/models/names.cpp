#include "models/names.h"

#include <algorithm>

#include "models/sha256.h"

namespace nunchi::models {
namespace {

bool is_lower_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }
bool is_mark(char c) { return c == '-' || c == '.' || c == '_'; }

}  // namespace

bool is_network_name(std::string_view name) noexcept {
  constexpr std::size_t kMost = 64;
  return !name.empty() && name.size() <= kMost && is_lower_or_digit(name.front()) &&
         std::all_of(name.begin(), name.end(),
                     [](char c) { return is_lower_or_digit(c) || is_mark(c); });
}

bool is_file_name(std::string_view name) noexcept {
  constexpr std::size_t kMost = 128;
  const auto letter = [](char c) { return is_lower_or_digit(c) || (c >= 'A' && c <= 'Z'); };
  return !name.empty() && name.size() <= kMost && letter(name.front()) &&
         std::all_of(name.begin(), name.end(), [&](char c) { return letter(c) || is_mark(c); });
}

std::string read_file_name(Fields& fields, std::string_view field) {
  std::string name = fields.text(field);
  if (!name.empty() && !is_file_name(name)) fields.complain(field, "a plain file name is expected");
  return name;
}

std::string read_sha256(Fields& fields) {
  std::string hash = fields.text("sha256");
  if (!hash.empty() && !is_sha256(hash)) {
    fields.complain("sha256", "64 hexadecimal digits in lower case are expected");
  }
  return hash;
}

std::uint64_t read_bytes(Fields& fields) {
  return static_cast<std::uint64_t>(
      fields.integer("bytes", 1, static_cast<std::int64_t>(kMostFileBytes)));
}

}  // namespace nunchi::models
