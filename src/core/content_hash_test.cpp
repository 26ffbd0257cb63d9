#include "core/content_hash.h"

#include <gtest/gtest.h>

namespace nunchi {
namespace {

// SHA-256 of nothing, from FIPS 180-4's examples.
constexpr std::string_view kEmpty =
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

TEST(ContentHash, ReadsItsOwnHex) { EXPECT_EQ(to_hex(*content_hash_from_hex(kEmpty)), kEmpty); }

TEST(ContentHash, ReadsCapitals) {
  std::string capitals(kEmpty);
  for (char& c : capitals) c = static_cast<char>(std::toupper(c));
  EXPECT_EQ(content_hash_from_hex(capitals), content_hash_from_hex(kEmpty));
}

TEST(ContentHash, RefusesWhatIsNot64Digits) {
  EXPECT_FALSE(content_hash_from_hex(""));
  EXPECT_FALSE(content_hash_from_hex(kEmpty.substr(1)));
  EXPECT_FALSE(content_hash_from_hex(std::string(64, 'g')));
}

}  // namespace
}  // namespace nunchi
