// VideoClock: libav's time stamps → microseconds since the first frame, never going back, whatever
// the file says: missing stamps, wrapped ones, leaps in broadcasts. A value; not thread-safe.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

namespace nunchi::decode {

struct VideoClockOptions {
  double seconds_per_tick = 1e-6;
  std::chrono::microseconds frame{40'000};  // how long a frame lasts where stamps are missing
  bool may_leap = false;                    // the container's stamps may start anew in the middle
};

class VideoClock {
 public:
  explicit VideoClock(const VideoClockOptions& options) : options_(options) {}

  // The time of the frame that has this stamp, and comes next.
  std::chrono::microseconds time_of(std::optional<std::int64_t> stamp) noexcept;

  // The stamp that a time has; as far as can be told.
  std::int64_t stamp_at(std::chrono::microseconds time) const noexcept;

 private:
  VideoClockOptions options_;
  bool begun_ = false;
  double origin_ = 0;  // seconds, of the stamps
  std::chrono::microseconds last_{};
};

}  // namespace nunchi::decode
