#include "serve/upload_store.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "library/library_testing.h"

namespace nunchi::serve {
namespace {

namespace fs = std::filesystem;

constexpr char kText[] = "hello, world";
// printf 'hello, world' | sha256sum
constexpr char kHash[] = "09ca7e4eaa6e8ae9c7d261167129184883644d07dfba7cbfbc4c8a2e08360d5b";

class UploadStoreTest : public testing::Test {
 protected:
  Announced file(std::string name = "a.jpg") {
    return {std::move(name), sizeof kText - 1, *content_hash_from_hex(kHash)};
  }
  std::vector<fs::path> kept() const {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder_.path())) {
      if (entry.is_regular_file()) files.push_back(entry.path());
    }
    return files;
  }

  library::testing::TemporaryFolder folder_;
  UploadStore store_{folder_.path()};
};

TEST_F(UploadStoreTest, KeepsAFileThatComesInPieces) {
  EXPECT_EQ(store_.begin(file())->offset, 0U);
  EXPECT_EQ(store_.append(kHash, 0, "hello")->offset, 5U);
  const auto done = store_.append(kHash, 5, ", world");
  ASSERT_TRUE(done);
  EXPECT_TRUE(done->is_done);
  ASSERT_EQ(kept().size(), 1U);
  EXPECT_EQ(kept()[0].filename(), "a.jpg");
  std::ifstream in(kept()[0]);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(in), {}), kText);
}

TEST_F(UploadStoreTest, GoesOnAfterTheServerWasKilled) {
  ASSERT_TRUE(store_.begin(file()));
  ASSERT_TRUE(store_.append(kHash, 0, "hello"));
  UploadStore again(folder_.path());
  EXPECT_EQ(again.begin(file())->offset, 5U);
  EXPECT_EQ(again.find(kHash)->offset, 5U);
  EXPECT_TRUE(again.append(kHash, 5, ", world")->is_done);
}

TEST_F(UploadStoreTest, TakesNoPieceTwiceAndNoneTooLarge) {
  ASSERT_TRUE(store_.begin(file()));
  ASSERT_TRUE(store_.append(kHash, 0, "hello"));
  EXPECT_EQ(store_.append(kHash, 0, "hello").error().code, ErrorCode::invalid_argument);
  EXPECT_EQ(store_.append(kHash, 9, "x").error().code, ErrorCode::invalid_argument);
  EXPECT_EQ(store_.append(kHash, 5, ", world and more").error().code, ErrorCode::invalid_argument);
  EXPECT_EQ(store_.find(kHash)->offset, 5U);
}

TEST_F(UploadStoreTest, DropsWhatIsNotWhatWasAnnounced) {
  ASSERT_TRUE(store_.begin(file()));
  EXPECT_EQ(store_.append(kHash, 0, "HELLO, WORLD").error().code, ErrorCode::corrupt_data);
  EXPECT_TRUE(kept().empty());
}

TEST_F(UploadStoreTest, NamesFromOutsideLeadNowhereElse) {
  for (const auto* name :
       {"../../etc/passwd", "/etc/passwd", "..\\..\\a.jpg", ".bashrc", "", "..", "a\nb.jpg"}) {
    ASSERT_TRUE(store_.begin(file(name)));
    ASSERT_TRUE(store_.append(kHash, 0, kText)) << name;
    for (const fs::path& path : kept()) {
      EXPECT_EQ(path.parent_path().parent_path(), folder_.path()) << name;
      EXPECT_FALSE(path.filename().string().starts_with('.')) << name;
    }
  }
  EXPECT_EQ(kept().size(), 7U);
}

TEST_F(UploadStoreTest, OverwritesNoFileOfTheSameName) {
  for (int n = 0; n < 2; ++n) {
    ASSERT_TRUE(store_.begin(file()));
    ASSERT_TRUE(store_.append(kHash, 0, kText));
  }
  EXPECT_EQ(kept().size(), 2U);
}

TEST_F(UploadStoreTest, KnowsNoForgedIds) {
  for (const auto* id : {"", "x", "../../etc/passwd", kHash}) {
    EXPECT_EQ(store_.find(id).error().code, ErrorCode::not_found);
    EXPECT_EQ(store_.append(id, 0, "x").error().code, ErrorCode::not_found);
    EXPECT_EQ(store_.drop(id).error().code, ErrorCode::not_found);
  }
  EXPECT_FALSE(store_.begin({"a", 0, *content_hash_from_hex(kHash)}));
  EXPECT_FALSE(store_.begin({"a", UploadStore::kMostBytes + 1, *content_hash_from_hex(kHash)}));
}

}  // namespace
}  // namespace nunchi::serve
