#include "library/work_queue.h"

#include "library/library_testing.h"

namespace nunchi::library {
namespace {

using namespace testing;

class WorkQueueTest : public LibraryTest {
 protected:
  WorkQueueTest() {
    for (int n = 1; n <= 3; ++n) {
      add_photo(n);
      must(queue_.add({{made_hash(n)}}, Pass::sight));
    }
  }
  std::vector<ContentHash> take(int limit, const std::string& worker = this_worker()) {
    std::vector<ContentHash> assets;
    for (const Work& work : value_of(queue_.take(Pass::sight, limit, worker)))
      assets.push_back(work.asset);
    return assets;
  }
  WorkQueue queue_ = library_.queue();
};

TEST_F(WorkQueueTest, GivesTheNewestPhotoFirstAndEachOnce) {
  EXPECT_EQ(take(2), (std::vector{made_hash(3), made_hash(2)}));
  EXPECT_EQ(take(2), (std::vector{made_hash(1)}));
  EXPECT_TRUE(take(2).empty());
  EXPECT_EQ(value_of(queue_.pending(Pass::sight)), 3);
  EXPECT_EQ(value_of(queue_.pending(Pass::text)), 0);
}

TEST_F(WorkQueueTest, IsEmptyWhenAllIsDone) {
  for (const ContentHash& asset : take(9)) must(queue_.done(asset, Pass::sight));
  EXPECT_EQ(value_of(library_.counts()).pending, 0);
}

TEST_F(WorkQueueTest, KeepsWhatFailedWithItsReasonUntilItIsRetried) {
  take(1);
  must(queue_.fail(made_hash(3), Pass::sight, "out of memory"));
  EXPECT_EQ(value_of(library_.counts()).failed, 1);
  EXPECT_EQ(value_of(library_.counts()).pending, 2);
  EXPECT_EQ(value_of(queue_.failures(9)),
            (std::vector{FailedWork{{made_hash(3), Pass::sight, 1}, "out of memory"}}));
  EXPECT_EQ(take(9).size(), 2U);
  EXPECT_EQ(value_of(queue_.retry()), 1);
  EXPECT_EQ(value_of(library_.counts()).failed, 0);
  const auto again = value_of(queue_.take(Pass::sight, 9));
  EXPECT_EQ(again, (std::vector{Work{made_hash(3), Pass::sight, 1}}));
}

TEST_F(WorkQueueTest, AddedTwiceIsDoneOnce) {
  must(queue_.add({{made_hash(1)}}, Pass::sight));
  EXPECT_EQ(value_of(library_.counts()).pending, 3);
  EXPECT_EQ(queue_.add({{made_hash(99)}}, Pass::sight).error().code, ErrorCode::invalid_argument);
}

TEST_F(WorkQueueTest, GivenBackWaitsAgain) {
  take(2);
  EXPECT_EQ(value_of(queue_.give_back()), 2);
  EXPECT_EQ(take(9).size(), 3U);
}

TEST_F(WorkQueueTest, OfAnotherMachineIsLeftToIt) {
  take(2, "elsewhere/1/1");
  EXPECT_EQ(take(9).size(), 1U);
}

TEST_F(WorkQueueTest, GoesWithItsAsset) {
  must(library_.assets().forget(made_hash(2)));
  EXPECT_EQ(value_of(library_.counts()).pending, 2);
}

}  // namespace
}  // namespace nunchi::library
