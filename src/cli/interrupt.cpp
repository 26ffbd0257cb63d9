#include "cli/interrupt.h"

#include <pthread.h>
#include <time.h>
#include <unistd.h>

namespace nunchi::cli {

Interrupt::Interrupt() {
  sigemptyset(&signals_);
  sigaddset(&signals_, SIGINT);
  sigaddset(&signals_, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals_, &before_);
  waiter_ = std::jthread([this](const std::stop_token& ending) { wait_for_signals(ending); });
}

Interrupt::~Interrupt() {
  waiter_.request_stop();
  waiter_.join();
  pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

void Interrupt::wait_for_signals(const std::stop_token& ending) {
  const timespec a_moment{.tv_sec = 0, .tv_nsec = 50'000'000};
  while (!ending.stop_requested()) {
    if (sigtimedwait(&signals_, nullptr, &a_moment) <= 0) continue;
    if (stop_.stop_requested()) _exit(kInterruptedExit);
    stop_.request_stop();
  }
}

}  // namespace nunchi::cli
