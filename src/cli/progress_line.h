// ProgressLine: the progress bar at the foot of a terminal, redrawn a few times a second.
//
// Says nothing where standard error is no terminal. Not thread-safe.
#pragma once

#include <chrono>
#include <cstdint>

#include "wire/progress_bar.h"

namespace nunchi::cli {

class ProgressLine {
 public:
  explicit ProgressLine(wire::Language language);
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  bool shown() const noexcept { return width_ > 0; }
  void show(std::uint64_t done, std::uint64_t total);
  void wipe();  // before something else is printed

 private:
  using Clock = std::chrono::steady_clock;

  int width_ = 0;  // 0: no terminal
  bool drawn_ = false;
  wire::Language language_;
  Clock::time_point started_ = Clock::now(), last_{};
};

}  // namespace nunchi::cli
