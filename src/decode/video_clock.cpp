#include "decode/video_clock.h"

#include <algorithm>
#include <cmath>

namespace nunchi::decode {

std::chrono::microseconds VideoClock::time_of(std::optional<std::int64_t> stamp) noexcept {
  using std::chrono::microseconds;
  constexpr double kLeap = 30;   // seconds
  constexpr double kMost = 1e9;  // seconds: in 64 bits with room
  const double at = stamp ? static_cast<double>(*stamp) * options_.seconds_per_tick : 0;
  if (!begun_) {
    begun_ = true;
    origin_ = at;
    return last_ = microseconds{0};
  }
  const microseconds expected = last_ + options_.frame;
  if (!stamp) return last_ = expected;
  const double since = at - origin_;
  const double seconds = std::chrono::duration<double>(last_).count();
  const bool leaps = options_.may_leap && since > seconds + kLeap;
  if (since <= seconds || leaps || since > kMost) {
    // A stamp that repeats is one frame's mistake; one that goes far back starts a new count.
    if (since < seconds - 1 || leaps) {
      origin_ = at - std::chrono::duration<double>(expected).count();
      return last_ = expected;
    }
    return last_ += microseconds{1};
  }
  return last_ = std::max(last_ + microseconds{1},
                          microseconds{static_cast<std::int64_t>(std::llround(since * 1e6))});
}

std::int64_t VideoClock::stamp_at(std::chrono::microseconds time) const noexcept {
  const double ticks =
      (origin_ + std::chrono::duration<double>(time).count()) / options_.seconds_per_tick;
  return static_cast<std::int64_t>(std::clamp(ticks, -4e18, 4e18));
}

}  // namespace nunchi::decode
