#include "ingest/in_order.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <memory>
#include <numeric>

namespace nunchi::ingest {
namespace {

// Gives 0, 1, … n-1, then nothing.
auto counting_to(int n) {
  return [n, next = 0]() mutable { return next < n ? std::optional<int>(next++) : std::nullopt; };
}

std::vector<int> first(int n) {
  std::vector<int> numbers(static_cast<std::size_t>(n));
  std::iota(numbers.begin(), numbers.end(), 0);
  return numbers;
}

TEST(InOrder, DeliversEveryAnswerOnceInTheOrderOfItsTask) {
  std::vector<int> delivered;
  in_order(
      {.threads = 8, .window = 5}, {}, counting_to(2000), [](int task) { return task; },
      [&](int answer) { delivered.push_back(answer); });
  EXPECT_EQ(delivered, first(2000));
}

TEST(InOrder, NeverHoldsMoreThanItsWindow) {
  std::promise<void> release;
  auto released = release.get_future().share();
  std::atomic<int> begun = 0;
  std::jthread releaser([&] {
    while (begun < 4) std::this_thread::yield();
    release.set_value();
  });
  std::atomic<int> most_ahead = 0, delivered = 0;
  in_order(
      {.threads = 4, .window = 4}, {}, counting_to(100),
      [&](int task) {
        ++begun;
        most_ahead = std::max(most_ahead.load(), task - delivered.load());
        if (task == 0) released.wait();  // the first is slow; the others run into the window
        return task;
      },
      [&](int) { ++delivered; });
  EXPECT_EQ(delivered, 100);
  EXPECT_LT(most_ahead, 5);
}

TEST(InOrder, StoppedItDeliversWhatWasTakenAndNoMore) {
  const auto stop = std::make_unique<std::stop_source>();  // g++ 12 misjudges one on the stack
  std::vector<int> delivered;
  in_order(
      {.threads = 3}, stop->get_token(), counting_to(1'000'000),
      [&](int task) {
        if (task == 10) stop->request_stop();
        return task;
      },
      [&](int answer) { delivered.push_back(answer); });
  EXPECT_GE(delivered.size(), 11U);
  EXPECT_LT(delivered.size(), 1000U);
  EXPECT_EQ(delivered, first(static_cast<int>(delivered.size())));
}

TEST(InOrder, DeliversManyAnswersOfATaskTogether) {
  std::vector<std::pair<int, int>> delivered, expected;
  in_order_of_many<std::pair<int, int>>(
      {.threads = 8, .window = 5}, {}, counting_to(300),
      [](int task, const auto& answer) {
        for (int i = 0; i < task % 40; ++i) answer({task, i});
      },
      [&](const std::pair<int, int>& answer) { delivered.push_back(answer); });
  for (int task = 0; task < 300; ++task) {
    for (int i = 0; i < task % 40; ++i) expected.emplace_back(task, i);
  }
  EXPECT_EQ(delivered, expected);
}

TEST(InOrder, DeliversAnswersOfTheForemostTaskWhileItWorks) {
  std::atomic<int> delivered = 0;
  in_order_of_many<int>(
      {.threads = 2}, {}, counting_to(1),
      [&](int, const auto& answer) {
        for (int i = 0; i < 3; ++i) {
          answer(i);
          EXPECT_EQ(delivered, i + 1);
        }
      },
      [&](int) { ++delivered; });
}

TEST(InOrder, NothingToDoIsDoneAtOnce) {
  in_order(
      {.threads = 4}, {}, counting_to(0), [](int task) { return task; },
      [](int) { FAIL() << "nothing was taken"; });
}

}  // namespace
}  // namespace nunchi::ingest
