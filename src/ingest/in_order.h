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
#include <map>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

namespace nunchi::ingest {

struct InOrderLimits {
  int threads = 1;
  std::uint64_t window = 64;  // answers taken but not yet delivered
};

template <class Take, class Work, class Deliver>
void in_order(const InOrderLimits& limits, std::stop_token stop, Take take, Work work,
              Deliver deliver) {
  using Task = typename decltype(take())::value_type;
  using Answer = decltype(work(std::declval<Task>()));
  std::mutex mutex;  // guards all below, and take and deliver
  std::condition_variable_any moved;
  std::uint64_t taken = 0, delivered = 0;
  bool ended = false;
  std::map<std::uint64_t, Answer> waiting;

  const auto run = [&] {
    std::unique_lock lock(mutex);
    for (;;) {
      moved.wait(lock, stop, [&] { return ended || taken - delivered < limits.window; });
      if (ended || stop.stop_requested()) return;
      std::optional<Task> task = take();
      if (!task) {
        ended = true;
        moved.notify_all();
        return;
      }
      const std::uint64_t turn = taken++;
      lock.unlock();
      Answer answer = work(*std::move(task));
      lock.lock();
      waiting.emplace(turn, std::move(answer));
      for (auto next = waiting.find(delivered); next != waiting.end();
           next = waiting.find(delivered)) {
        deliver(std::move(next->second));
        waiting.erase(next);
        ++delivered;
      }
      moved.notify_all();
    }
  };
  std::vector<std::jthread> threads;
  for (int i = 1; i < limits.threads; ++i) threads.emplace_back(run);
  run();
}

}  // namespace nunchi::ingest
