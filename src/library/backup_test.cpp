#include "library/backup.h"

#include <fstream>

#include "library/library_testing.h"
#include "library/vectors.h"

namespace nunchi::library {
namespace {

using namespace testing;
namespace fs = std::filesystem;

class BackupTest : public LibraryTest {
 protected:
  fs::path backup() const { return folder_.path() / "backup.db"; }
  fs::path other() const { return folder_.path() / "other"; }
};

TEST_F(BackupTest, TakenWhileTheLibraryIsInUseIsRestoredElsewhere) {
  const MomentId id = add_photo(1);
  must(library_.in_one_go([&] {
    must(library_.assets().put(made_photo(2)));
    return library_.back_up(backup());  // not yet kept: not in it
  }));
  must(restore_library(backup(), other()));
  Library restored = value_of(Library::open(other()));
  EXPECT_EQ(value_of(restored.counts()).assets, 1);
  EXPECT_EQ(value_of(restored.moments().find(id))->origin.asset, made_hash(1));
  EXPECT_EQ(value_of(library_.counts()).assets, 2);
}

TEST_F(BackupTest, ReplacesALibraryThatNobodyHasOpenAndKeepsIt) {
  add_photo(1);
  must(library_.back_up(backup()));
  {
    Library old = value_of(Library::open(other()));
    must(old.assets().put(made_photo(7)));
    EXPECT_EQ(restore_library(backup(), other()).error().code, ErrorCode::io_failure);
    EXPECT_TRUE(value_of(old.assets().find(made_hash(7))));
  }
  must(restore_library(backup(), other()));
  EXPECT_TRUE(value_of(value_of(Library::open(other())).assets().find(made_hash(1))));
  EXPECT_TRUE(fs::exists(other() / "library.db.before-restore"));
}

TEST_F(BackupTest, ThatIsDamagedIsRefusedAndChangesNothing) {
  for (int n = 0; n < 300; ++n) must(library_.assets().put(made_photo(n)));
  must(library_.back_up(backup()));
  {
    std::fstream file(backup(), std::ios::in | std::ios::out | std::ios::binary);
    for (int page = 2; page < 60; ++page) {
      file.seekp(page * 4096 + 40);
      file << std::string(600, '\x5A');
    }
  }
  const Status refused = restore_library(backup(), other());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::corrupt_data);
  EXPECT_FALSE(fs::exists(other() / "library.db"));
}

TEST_F(BackupTest, OfSomethingElseIsRefused) {
  EXPECT_EQ(restore_library(folder_.path() / "none.db", other()).error().code,
            ErrorCode::not_found);
  std::ofstream(folder_.path() / "text.db") << "hello";
  EXPECT_FALSE(restore_library(folder_.path() / "text.db", other()));
  std::ofstream(folder_.path() / "empty.db");
  EXPECT_EQ(restore_library(folder_.path() / "empty.db", other()).error().code,
            ErrorCode::unsupported);
}

TEST_F(BackupTest, RestoredHasItsOwnVectorsMadeAnew) {
  const auto add = [&](int n, float x) {
    Moment moment = photo_moment(n, on(2019, 1, 1));
    moment.pictures = {{.sight = {.embedding = Embedding{"s@1", {x, 1 - x}}}}};
    return add_photo(n, moment);
  };
  const MomentId kept = add(1, 1);
  must(library_.back_up(backup()));
  add(2, 1);
  must(library_.vectors().tidy());
  const fs::path folder = folder_.path() / "library";
  { const Library closed = std::move(library_); }
  must(restore_library(backup(), folder));
  library_ = open();
  const auto near = value_of(library_.vectors().nearest("s@1", std::vector<float>{1, 0}));
  ASSERT_EQ(near.size(), 1U);
  EXPECT_EQ(near.front().moment, kept);
}

}  // namespace
}  // namespace nunchi::library
