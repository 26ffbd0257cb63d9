#include "models/sha256.h"

#include <gtest/gtest.h>

#include "models/made_networks.h"

namespace nunchi::models {
namespace {

// FIPS 180-4, examples of NIST.
TEST(Sha256, HashesTheExamplesOfTheStandard) {
  EXPECT_EQ(sha256_of("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_of(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_of(std::string(1'000'000, 'a')),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, GivesTheSameInPieces) {
  Sha256 hash;
  hash.add("a");
  hash.add("");
  hash.add("bc");
  EXPECT_EQ(std::move(hash).hex(), sha256_of("abc"));
}

TEST(Sha256, HashesAFile) {
  const made::Folder folder;
  const std::string content = made::noise(200'000, 1);
  made::write(folder / "file", content);
  EXPECT_EQ(*sha256_of_file(folder / "file"), sha256_of(content));
  EXPECT_EQ(sha256_of_file(folder / "none").error().code, ErrorCode::not_found);
}

TEST(Sha256, TellsAHashFromOtherTexts) {
  EXPECT_TRUE(is_sha256(sha256_of("")));
  EXPECT_FALSE(is_sha256(""));
  EXPECT_FALSE(is_sha256(std::string(64, 'A')));
  EXPECT_FALSE(is_sha256(std::string(63, 'a') + "/"));
  EXPECT_FALSE(is_sha256(std::string(65, 'a')));
}

}  // namespace
}  // namespace nunchi::models
