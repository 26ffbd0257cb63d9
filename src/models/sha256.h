// SHA-256 (FIPS 180-4), by libcrypto. A Sha256 is used by one thread at a time.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "core/result.h"

namespace nunchi::models {

class Sha256 {
 public:
  Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;
  ~Sha256();

  void add(std::string_view bytes);
  std::string hex() &&;  // 64 digits, lower case; the object is spent

 private:
  struct Digest;
  std::unique_ptr<Digest> digest_;
};

std::string sha256_of(std::string_view bytes);
Result<std::string> sha256_of_file(const std::filesystem::path& file);

bool is_sha256(std::string_view text) noexcept;  // 64 hexadecimal digits, lower case

}  // namespace nunchi::models
