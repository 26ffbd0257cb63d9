// in_order: work done by several threads, delivered in the order in which it was taken.
//
// `take` gives the next task or nothing; `work` turns it into an answer, on any of the threads,
// several at once; `deliver` receives the answers one at a time, in the order of their tasks. take
// and deliver are called under one lock. A thread that gets far ahead of a slow task waits, so at
// most `window` answers are ever held. After a stop request nothing more is taken; what was taken
// is delivered. `work` must not throw.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <utility>
#include <vector>

namespace nunchi::ingest {

struct InOrderLimits {
  int threads = 1;
  std::uint64_t window = 64;  // answers taken but not yet delivered
};

// The same for tasks with several answers: `work` also gets a function to which it hands each
// answer as soon as it has it. The answers of the foremost task are delivered at once; a task
// behind it may be some answers ahead, then it waits.
template <class Answer, class Take, class Work, class Deliver>
void in_order_of_many(const InOrderLimits& limits, const std::stop_token& stop, Take take,
                      Work work, Deliver deliver) {
  using Task = typename decltype(take())::value_type;
  constexpr std::size_t kMostAhead = 16;
  struct Turn {
    std::deque<Answer> answers;
    bool complete = false;
  };
  std::mutex mutex;  // guards all below, and take and deliver
  std::condition_variable_any moved;
  std::uint64_t taken = 0, foremost = 0;
  bool ended = false;
  std::map<std::uint64_t, Turn> turns;

  const auto deliver_foremost = [&] {
    for (auto turn = turns.find(foremost); turn != turns.end(); turn = turns.find(foremost)) {
      std::deque<Answer>& answers = turn->second.answers;
      for (; !answers.empty(); answers.pop_front()) deliver(std::move(answers.front()));
      if (!turn->second.complete) return;
      turns.erase(turn);
      ++foremost;
    }
  };
  const auto run = [&] {
    std::unique_lock lock(mutex);
    for (;;) {
      moved.wait(lock, stop, [&] { return ended || taken - foremost < limits.window; });
      if (ended || stop.stop_requested()) return;
      std::optional<Task> task = take();
      if (!task) {
        ended = true;
        moved.notify_all();
        return;
      }
      const std::uint64_t number = taken++;
      turns.try_emplace(number);
      lock.unlock();
      work(*std::move(task), [&](Answer answer) {
        std::unique_lock held(mutex);
        turns[number].answers.push_back(std::move(answer));
        deliver_foremost();
        moved.wait(held, [&] { return turns[number].answers.size() < kMostAhead; });
      });
      lock.lock();
      turns[number].complete = true;
      deliver_foremost();
      moved.notify_all();
    }
  };
  std::vector<std::jthread> threads;
  for (int i = 1; i < limits.threads; ++i) threads.emplace_back(run);
  run();
}

template <class Take, class Work, class Deliver>
void in_order(const InOrderLimits& limits, const std::stop_token& stop, Take take, Work work,
              Deliver deliver) {
  using Task = typename decltype(take())::value_type;
  using Answer = decltype(work(std::declval<Task>()));
  in_order_of_many<Answer>(
      limits, stop, std::move(take),
      [&](Task task, const auto& answer) { answer(work(std::move(task))); }, std::move(deliver));
}

}  // namespace nunchi::ingest
