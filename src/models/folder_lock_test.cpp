#include "models/folder_lock.h"

#include <gtest/gtest.h>

#include <thread>

#include "models/made_networks.h"
#include "models/scratch_folder.h"

namespace nunchi::models {
namespace {

using made::Folder;

TEST(FolderLock, MakesTheFolderAndIsTakenAgainAfterItsEnd) {
  const Folder folder;
  for (int i = 0; i < 2; ++i) {
    EXPECT_TRUE(FolderLock::take(folder / "a/b", {}, [] { FAIL() << "nobody holds it"; }));
  }
}

TEST(FolderLock, WaitsForTheHolderAndSaysSo) {
  const Folder folder;
  auto first = std::make_unique<FolderLock>(*FolderLock::take(folder.path(), {}, {}));
  int waited = 0;
  std::jthread other([&] {
    // The holder lets go as soon as it hears that somebody waits.
    EXPECT_TRUE(FolderLock::take(folder.path(), {}, [&] {
      ++waited;
      first.reset();
    }));
  });
  other.join();
  EXPECT_EQ(waited, 1);
}

TEST(FolderLock, GivesUpWhenAStopIsRequested) {
  const Folder folder;
  const auto first = FolderLock::take(folder.path(), {}, {});
  std::stop_source stop;
  const auto second =
      FolderLock::take(folder.path(), stop.get_token(), [&] { stop.request_stop(); });
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::cancelled);
}

TEST(FolderLock, SaysThatTheFolderCannotBeMade) {
  const Folder folder;
  made::write(folder / "file", "");
  const auto lock = FolderLock::take(folder / "file/below", {}, {});
  ASSERT_FALSE(lock);
  EXPECT_EQ(lock.error().code, ErrorCode::io_failure);
}

TEST(ScratchFolder, IsGoneAtTheEndWithAllThatIsInIt) {
  const Folder folder;
  {
    const auto scratch = ScratchFolder::create(folder.path());
    made::write(scratch->path() / "a/b", "x");
  }
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(ScratchFolder, IsSweptAwayWhereAKilledProcessLeftIt) {
  const Folder folder;
  made::write(folder / ".scratch-killed/a", "x");
  made::write(folder / "network/a", "x");
  sweep_scratch(folder.path());
  EXPECT_FALSE(std::filesystem::exists(folder / ".scratch-killed"));
  EXPECT_TRUE(std::filesystem::exists(folder / "network/a"));
}

TEST(PutInPlace, ReplacesAFolderAtOnce) {
  const Folder folder;
  made::write(folder / "new/a", "new");
  ASSERT_TRUE(put_in_place(folder / "new", folder / "there"));
  EXPECT_EQ(made::read(folder / "there/a"), "new");
  made::write(folder / "newer/b", "newer");
  ASSERT_TRUE(put_in_place(folder / "newer", folder / "there"));
  EXPECT_EQ(made::read(folder / "there/b"), "newer");
  EXPECT_FALSE(std::filesystem::exists(folder / "there/a"));
}

}  // namespace
}  // namespace nunchi::models
