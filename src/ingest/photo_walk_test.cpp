#include "ingest/photo_walk.h"

#include <gtest/gtest.h>
#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace nunchi::ingest {
namespace {

namespace fs = std::filesystem;

class PhotoWalkTest : public testing::Test {
 protected:
  PhotoWalkTest() {
    std::string name = (fs::temp_directory_path() / "nunchi-walk-XXXXXX").string();
    folder_ = mkdtemp(name.data());
  }
  ~PhotoWalkTest() override { fs::remove_all(folder_); }

  void make(const fs::path& file) {
    fs::create_directories((folder_ / file).parent_path());
    std::ofstream(folder_ / file) << "x";
  }

  std::vector<std::string> walk(std::vector<fs::path> roots) {
    PhotoWalk walk(std::move(roots));
    std::vector<std::string> seen;
    while (const auto found = walk.next()) {
      const std::string name = found->file.lexically_relative(folder_).string();
      seen.push_back(found->error ? "cannot read " + name : name);
    }
    return seen;
  }

  fs::path folder_;
};

using Names = std::vector<std::string>;

TEST_F(PhotoWalkTest, GoesThroughFoldersInTheOrderOfTheirNames) {
  for (const char* file : {"b.jpg", "a.jpg", "z/2.jpg", "z/1.jpg", "c/d/e.jpg"}) make(file);
  EXPECT_EQ(walk({folder_}), (Names{"a.jpg", "b.jpg", "c/d/e.jpg", "z/1.jpg", "z/2.jpg"}));
}

TEST_F(PhotoWalkTest, PassesOverHiddenFilesAndStorageBoxThumbnails) {
  for (const char* file : {".hidden.jpg", ".git/x.jpg", "@eaDir/t.jpg", "a.jpg"}) make(file);
  EXPECT_EQ(walk({folder_}), (Names{"a.jpg"}));
}

TEST_F(PhotoWalkTest, ReadsWhatIsNamedEvenWhenHidden) {
  make(".hidden.jpg");
  EXPECT_EQ(walk({folder_ / ".hidden.jpg"}), (Names{".hidden.jpg"}));
}

TEST_F(PhotoWalkTest, HoldsOnlySoManyNamesAtOnceAndMissesNone) {
  Names all;
  for (int n = 10; n < 33; ++n) {
    for (const std::string at : {"", "a/", "b/"}) {
      make(at + std::to_string(n));
      all.push_back(at + std::to_string(n));
    }
    make("many/" + std::to_string(n) + "/x");
    all.push_back("many/" + std::to_string(n) + "/x");
  }
  PhotoWalk walk({folder_}, 5);
  Names seen;
  while (const auto found = walk.next()) {
    seen.push_back(found->file.lexically_relative(folder_).string());
  }
  std::sort(seen.begin(), seen.end());
  std::sort(all.begin(), all.end());
  EXPECT_EQ(seen, all);
}

TEST_F(PhotoWalkTest, AnEmptyFolderIsTheEnd) { EXPECT_EQ(walk({folder_}), Names{}); }

TEST_F(PhotoWalkTest, GivesWhatIsNamedEvenWhenItIsNotThere) {
  make("a.jpg");
  EXPECT_EQ(walk({folder_ / "none", folder_ / "a.jpg"}), (Names{"none", "a.jpg"}));
}

TEST_F(PhotoWalkTest, ComplainsOfAFolderThatCannotBeReadAndGoesOn) {
  make("a/1.jpg");
  make("b.jpg");
  fs::permissions(folder_ / "a", fs::perms::none);
  const Names seen = walk({folder_ / "a", folder_ / "b.jpg"});
  fs::permissions(folder_ / "a", fs::perms::owner_all);
  if (geteuid() == 0) GTEST_SKIP() << "root reads every folder";
  EXPECT_EQ(seen, (Names{"cannot read a", "b.jpg"}));
}

TEST_F(PhotoWalkTest, EndsWhereFoldersLinkInACircle) {
  make("in/a.jpg");
  fs::create_directory_symlink(folder_, folder_ / "in" / "up");
  fs::create_symlink(folder_ / "in" / "a.jpg", folder_ / "b.jpg");
  EXPECT_EQ(walk({folder_}), (Names{"b.jpg", "in/a.jpg"}));
}

TEST(PathList, UnderstandsEmptyLinesAndCarriageReturns) {
  std::istringstream list("a.jpg\r\n\nb c.jpg\n가.jpg");
  EXPECT_EQ(read_path_list(list), (std::vector<fs::path>{"a.jpg", "b c.jpg", "가.jpg"}));
}

}  // namespace
}  // namespace nunchi::ingest
