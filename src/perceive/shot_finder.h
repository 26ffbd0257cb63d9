// ShotFinder: where one shot of a film ends and the next begins. Frames go in one after another,
// boundaries come out a little later.
//
// Not thread-safe; holds about three seconds of SmallFrames. A pure function of the frames and
// their times: frames may come at any distance. Three kinds are found:
//
// Cuts: the difference to the frame before (shot_mark.h) is large, and stands out from those around
// it (a sliding window as in B.-L. Yeo and B. Liu, "Rapid scene analysis on compressed video",
// 1995). A flash, a damaged frame or whatever else shows the same scene again within 0.4 s is none.
// Dissolves: over 0.2 s to 2.5 s every frame is a blend of the first and the last one, from less of
// the last to more (the production model of A. Hampapur, R. Jain and T. Weymouth, "Production model
// based digital video segmentation", 1995), and the two show different scenes. A moving camera
// shows what neither end does.
// Fades: the picture goes to one plain colour and comes back; the boundary lies in the middle.
#pragma once

#include <chrono>
#include <deque>
#include <optional>
#include <vector>

#include "core/small_frame.h"
#include "perceive/shot_blend.h"
#include "perceive/shot_mark.h"

namespace nunchi::perceive {

enum class ShotChange { cut, dissolve, fade };

struct ShotBoundary {
  std::chrono::microseconds at{};  // the first frame of the new shot; gradual: the middle
  std::chrono::microseconds from{}, until{};  // of the change; all three are equal for a cut
  ShotChange change = ShotChange::cut;
  bool operator==(const ShotBoundary&) const = default;
};

class ShotFinder {
 public:
  // Frames in the order of their times. Boundaries come in the order of theirs, at most
  // kLongestWait after the frame that they name.
  std::vector<ShotBoundary> add(const SmallFrame& frame, std::chrono::microseconds time);

  // The boundaries that were still open when the film ended.
  std::vector<ShotBoundary> finish();

  // Whether the newest frame may begin a shot by a cut; sure only later.
  bool may_be_cut() const noexcept { return !seen_.empty() && seen_.back().step >= kLeastStep; }

  static constexpr std::chrono::microseconds kLongestWait{4'000'000};

 private:
  static constexpr float kLeastStep = 0.34F;  // of a cut: least whole difference
  using Time = std::chrono::microseconds;
  struct Seen {
    Time at{};
    ShotMark mark;
    ShotPoint point;
    float step = 0;  // the difference to the one before
    bool decided = false;
  };

  static bool is_plain(const ShotMark& mark);
  void decide_cuts(Time known_until);
  bool is_cut(std::size_t i) const;
  bool stands_out(std::size_t i) const;
  bool shows_the_same_again(std::size_t i) const;
  void look_for_dissolve();                                // that ends with the newest frame
  ShotBoundary dissolve_between(std::size_t first) const;  // and the newest frame
  void follow_fade(const Seen& seen);
  void note(ShotBoundary boundary);
  std::vector<ShotBoundary> settled(Time until);

  std::deque<Seen> seen_;
  std::vector<ShotBoundary> found_;  // not yet given, in order
  Time last_dissolve_look_{-1'000'000};
  bool plain_ = false;  // the picture is of one colour now
  Time plain_from_{};
  std::optional<ShotMark> before_plain_;
  Time last_given_{-1'000'000'000};
};

}  // namespace nunchi::perceive
