#include "library/library.h"

#include <fstream>
#include <thread>

#include "library/edits.h"
#include "library/library_testing.h"
#include "library/listing.h"

namespace nunchi::library {
namespace {

using namespace testing;
namespace fs = std::filesystem;

TEST_F(LibraryTest, IsEmptyWhenItIsNew) {
  EXPECT_EQ(value_of(library_.counts()), Counts());
  EXPECT_EQ(library_.notice(), "");
}

TEST_F(LibraryTest, CountsWhatItKeeps) {
  add_photo(1);
  add_photo(2);
  const Counts two{.assets = 2, .photos = 2, .moments = 2, .bytes = 2000};
  EXPECT_EQ(value_of(library_.counts()), two);
  must(library_.assets().forget(made_hash(1)));
  const Counts one{.assets = 1, .photos = 1, .moments = 1, .bytes = 1000};
  EXPECT_EQ(value_of(library_.counts()), one);
}

TEST_F(LibraryTest, IsThereAgainWhenItIsOpenedAgain) {
  const MomentId id = add_photo(1);
  Library again = open();
  EXPECT_EQ(value_of(again.moments().find(id))->origin.asset, made_hash(1));
}

TEST_F(LibraryTest, OpenedForReadingRefusesToWrite) {
  add_photo(1);
  Library reading = open({.use = OpenFor::reading});
  EXPECT_EQ(value_of(reading.counts()).assets, 1);
  const Status refused = reading.assets().put(made_photo(2));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::io_failure);
  EXPECT_NE(refused.error().message.find("may only be read"), std::string::npos);
}

TEST_F(LibraryTest, ThatIsNotThereCannotBeRead) {
  const auto nothing = Library::open(folder_.path() / "none", {.use = OpenFor::reading});
  ASSERT_FALSE(nothing);
  EXPECT_EQ(nothing.error().code, ErrorCode::not_found);
  EXPECT_FALSE(fs::exists(folder_.path() / "none"));
}

TEST_F(LibraryTest, AFileThatIsNoDatabaseIsNotTouched) {
  fs::create_directories(folder_.path() / "odd");
  std::ofstream(folder_.path() / "odd" / "library.db") << std::string(5000, 'x');
  const auto opened = Library::open(folder_.path() / "odd");
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, ErrorCode::corrupt_data);
  EXPECT_EQ(fs::file_size(folder_.path() / "odd" / "library.db"), 5000U);
}

TEST_F(LibraryTest, KeepsAllOfOneGoOrNothing) {
  const Status failed = library_.in_one_go([&]() -> Status {
    must(library_.assets().put(made_photo(1)));
    EXPECT_EQ(value_of(library_.counts()).assets, 1);  // sees its own
    return Error{ErrorCode::cancelled, "stopped"};
  });
  EXPECT_EQ(failed.error().code, ErrorCode::cancelled);
  EXPECT_EQ(value_of(library_.counts()).assets, 0);
  must(library_.in_one_go([&] { return library_.assets().put(made_photo(1)); }));
  EXPECT_EQ(value_of(library_.counts()).assets, 1);
}

TEST_F(LibraryTest, AFailedStepOfOneGoTakesOnlyItselfBack) {
  must(library_.in_one_go([&] {
    must(library_.assets().put(made_photo(1)));
    EXPECT_FALSE(library_.moments().put(photo_moment(99, on(2020, 1, 1))));  // an unknown asset
    return ok();
  }));
  EXPECT_EQ(value_of(library_.counts()).assets, 1);
  EXPECT_EQ(value_of(library_.counts()).moments, 0);
}

TEST_F(LibraryTest, OthersSeeOneGoOnlyWhenItIsOver) {
  Library other = open();
  must(library_.in_one_go([&] {
    must(library_.assets().put(made_photo(1)));
    EXPECT_EQ(value_of(other.counts()).assets, 0);
    return ok();
  }));
  EXPECT_EQ(value_of(other.counts()).assets, 1);
}

TEST_F(LibraryTest, NoticesWhatOthersChange) {
  Library other = open();
  const auto before = value_of(library_.version());
  EXPECT_EQ(value_of(library_.version()), before);
  must(other.assets().put(made_photo(1)));
  const auto after = value_of(library_.version());
  EXPECT_NE(after, before);
  must(library_.assets().put(made_photo(2)));  // one's own changes count too
  EXPECT_NE(value_of(library_.version()), after);
}

TEST_F(LibraryTest, WritersOfSeveralThreadsTakeTurns) {
  constexpr int kThreads = 4, kEach = 50;
  {
    std::vector<std::jthread> writers;
    for (int t = 0; t < kThreads; ++t) {
      writers.emplace_back([&, t] {
        for (int i = 0; i < kEach; ++i) must(library_.assets().put(made_photo(t * kEach + i)));
      });
    }
  }
  EXPECT_EQ(value_of(library_.counts()).assets, kThreads * kEach);
}

TEST_F(LibraryTest, AWriterThatWaitsTooLongIsTold) {
  Library hasty = open({.patience = std::chrono::milliseconds(1)});
  must(library_.in_one_go([&] {
    must(library_.assets().put(made_photo(1)));
    const Status refused = hasty.assets().put(made_photo(2));
    EXPECT_EQ(refused.error().code, ErrorCode::io_failure);
    EXPECT_NE(refused.error().message.find("busy"), std::string::npos);
    return ok();
  }));
  must(hasty.assets().put(made_photo(2)));
}

TEST_F(LibraryTest, WithoutAWriteAheadLogItWorksTheSame) {
  const fs::path share = folder_.path() / "share";
  Library library = value_of(Library::open(share, {.journal = JournalMode::rollback}));
  must(library.assets().put(made_photo(1)));
  EXPECT_FALSE(fs::exists(share / "library.db-wal"));
  Library again = value_of(Library::open(share, {.journal = JournalMode::rollback}));
  EXPECT_EQ(value_of(again.counts()).assets, 1);
}

}  // namespace
}  // namespace nunchi::library
