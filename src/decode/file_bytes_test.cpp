#include "decode/file_bytes.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "decode/made_files.h"

namespace nunchi::decode {
namespace {

TEST(ReadFile, ReturnsExactlyTheBytes) {
  const TemporaryFolder folder;
  for (const std::size_t size : {0UL, 1UL, 65535UL, 65536UL, 300'000UL}) {
    Bytes bytes(size);
    for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<std::byte>(i * 31);
    const auto read = read_file(folder.write("file", bytes), size);
    ASSERT_TRUE(read) << size;
    EXPECT_EQ(*read, bytes);
  }
}

TEST(ReadStart, ReturnsTheFirstBytes) {
  const TemporaryFolder folder;
  const auto file = folder.write("file", bytes_of("photo"));
  EXPECT_EQ(*read_start(file, 3), bytes_of("pho"));
  EXPECT_EQ(*read_start(file, 9), bytes_of("photo"));
  EXPECT_EQ(read_start(folder.path() / "none", 9).error().code, ErrorCode::not_found);
}

TEST(ReadFile, StopsAtTheLimit) {
  const TemporaryFolder folder;
  const auto read = read_file(folder.write("file", Bytes(1001)), 1000);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, ErrorCode::too_large);
}

TEST(ReadFile, DoesNotWaitForAPipe) {
  const TemporaryFolder folder;
  const std::string pipe = folder.path() / "pipe";
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  const auto read = read_file(pipe, 1000);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, ErrorCode::invalid_argument);
}

// Files of /proc say that they are empty.
TEST(ReadFile, ReadsToTheEndWhateverTheSizeSays) {
  const auto read = read_file("/proc/self/status", 1 << 20);
  ASSERT_TRUE(read);
  EXPECT_GT(read->size(), 100U);
}

}  // namespace
}  // namespace nunchi::decode
