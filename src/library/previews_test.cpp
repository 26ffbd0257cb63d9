#include "library/previews.h"

#include <fstream>

#include "library/library_testing.h"

namespace nunchi::library {
namespace {

using namespace testing;

std::vector<std::byte> bytes_of(std::string_view text) {
  const auto bytes = std::as_bytes(std::span(text));
  return {bytes.begin(), bytes.end()};
}

TEST_F(LibraryTest, PreviewsComeBackInTheirSize) {
  const Previews previews = library_.previews();
  must(previews.put(made_hash(1), PreviewSize::small, bytes_of("small")));
  must(previews.put(made_hash(1), PreviewSize::large, bytes_of("large")));
  EXPECT_EQ(value_of(previews.find(made_hash(1), PreviewSize::small)), bytes_of("small"));
  EXPECT_EQ(value_of(previews.find(made_hash(1), PreviewSize::large)), bytes_of("large"));
  EXPECT_FALSE(value_of(previews.find(made_hash(2), PreviewSize::small)));
  must(previews.forget(made_hash(1)));
  EXPECT_FALSE(value_of(previews.find(made_hash(1), PreviewSize::large)));
}

TEST_F(LibraryTest, PreviewsThatNeverReachedTheDiskAreNone) {
  const Previews previews = library_.previews();
  must(previews.put(made_hash(1), PreviewSize::small, bytes_of("x")));
  std::ofstream(previews.path(made_hash(1), PreviewSize::small), std::ios::trunc);
  EXPECT_FALSE(value_of(previews.find(made_hash(1), PreviewSize::small)));
}

TEST_F(LibraryTest, PreviewsThatCannotBeWrittenSaySo) {
  std::ofstream(folder_.path() / "library" / "previews") << "in the way";
  const Status failed = library_.previews().put(made_hash(1), PreviewSize::small, bytes_of("x"));
  EXPECT_EQ(failed.error().code, ErrorCode::io_failure);
}

}  // namespace
}  // namespace nunchi::library
