// Interrupt: Ctrl-C and SIGTERM as a request to end in good order.
//
// While one lives, the first signal requests a stop of its token; the second ends the process at
// once. Make it before any other thread is started: threads made afterwards leave these signals to
// it.
#pragma once

#include <signal.h>

#include <stop_token>
#include <thread>

namespace nunchi::cli {

class Interrupt {
 public:
  Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;
  ~Interrupt();

  std::stop_token token() const { return stop_.get_token(); }
  bool requested() const { return stop_.stop_requested(); }

 private:
  void wait_for_signals(const std::stop_token& ending);

  sigset_t signals_{}, before_{};
  std::stop_source stop_;
  std::jthread waiter_;  // last: it uses all above
};

inline constexpr int kInterruptedExit = 130;  // 128 + SIGINT, as shells have it

}  // namespace nunchi::cli
