#include "perceive/shot_finder.h"

#include <algorithm>
#include <array>
#include <utility>

namespace nunchi::perceive {
namespace {

using Time = std::chrono::microseconds;

constexpr Time kClosest{12'000};      // frames nearer than this to the last one are passed over
constexpr Time kKept{3'600'000};      // how far back frames are held
constexpr Time kPeak{120'000};        // a cut is the greatest step so far around
constexpr Time kAround{500'000};      // where a step must stand out
constexpr Time kFlash{400'000};       // what comes back within this was never left
constexpr float kCutPattern = 0.30F;  // least difference of patterns: light alone is no cut
constexpr float kDissolvePattern = 0.45F;
constexpr float kDissolveDistance = 14;  // levels
constexpr float kPlainSpread = 5;        // levels: a picture of one colour
constexpr Time kLongPlain{1'500'000};    // a shot of its own
constexpr Time kDissolveStep{80'000};    // between two looks for dissolves
constexpr std::array<Time, 8> kDissolves{{Time{240'000}, Time{360'000}, Time{520'000},
                                          Time{760'000}, Time{1'080'000}, Time{1'440'000},
                                          Time{1'920'000}, Time{2'480'000}}};

constexpr Time kNear{160'000};  // two signs of one change
constexpr Time kNearDissolve{500'000};
constexpr Time kNearFade{800'000};           // it begins and ends in half-dark pictures
constexpr Time kLongestDissolve{3'400'000};  // what goes on longer is something else

Time apart(Time a, Time b) { return a > b ? a - b : b - a; }

// Whether two changes are likely to be one.
bool touch(const ShotBoundary& a, const ShotBoundary& b) {
  const bool dissolves = a.change == ShotChange::dissolve && b.change == ShotChange::dissolve;
  const bool fade = (a.change == ShotChange::fade) != (b.change == ShotChange::fade);
  const Time near = dissolves ? kNearDissolve : fade ? kNearFade : kNear;
  return a.from <= b.until + near && b.from <= a.until + near;
}

}  // namespace

std::vector<ShotBoundary> ShotFinder::add(const SmallFrame& frame, Time time) {
  if (!seen_.empty() && time < seen_.back().at + kClosest) return {};
  seen_.push_back({.at = time, .mark = mark_of(frame), .point = point_of(frame)});
  Seen& now = seen_.back();
  if (seen_.size() > 1) {
    const ShotDifference step = difference(seen_[seen_.size() - 2].mark, now.mark);
    now.step =
        step.pattern < kCutPattern ? std::min(step.whole(), kLeastStep - 0.01F) : step.whole();
  }
  follow_fade(now);
  if (time >= last_dissolve_look_ + kDissolveStep) {
    last_dissolve_look_ = time;
    look_for_dissolve();
  }
  decide_cuts(time);
  while (seen_.front().at < time - kKept) seen_.pop_front();
  return settled(time);
}

std::vector<ShotBoundary> ShotFinder::finish() {
  decide_cuts(Time::max());
  return settled(Time::max());
}

// A step can be judged once what follows it is known.
void ShotFinder::decide_cuts(Time known_until) {
  for (std::size_t i = 1; i < seen_.size(); ++i) {
    Seen& seen = seen_[i];
    if (seen.decided) continue;
    if (known_until != Time::max() && seen.at + kAround > known_until) return;
    seen.decided = true;
    if (is_cut(i)) note({.at = seen.at, .from = seen.at, .until = seen.at});
  }
}

bool ShotFinder::is_cut(std::size_t i) const {
  const Seen& seen = seen_[i];
  if (seen.step < kLeastStep) return false;
  // To and from a plain picture: left to follow_fade.
  if (is_plain(seen.mark) || is_plain(seen_[i - 1].mark)) return false;
  return stands_out(i) && !shows_the_same_again(i);
}

bool ShotFinder::stands_out(std::size_t i) const {
  constexpr std::size_t kNeighbours = 4;  // at least, on each side, however far
  std::vector<float> others;
  for (std::size_t j = 1; j < seen_.size(); ++j) {
    if (j == i) continue;
    const Time away = apart(seen_[j].at, seen_[i].at);
    if (away <= kPeak && seen_[j].step > seen_[i].step && !shows_the_same_again(j)) return false;
    const std::size_t places = j > i ? j - i : i - j;
    if (away <= kAround || places <= kNeighbours) others.push_back(seen_[j].step);
  }
  if (others.empty()) return true;
  const auto middle = others.begin() + static_cast<std::ptrdiff_t>(others.size() / 2);
  std::nth_element(others.begin(), middle, others.end());
  return seen_[i].step >= 2 * *middle + 0.1F;
}

// Compares what was before the step with what comes after it, and what comes after it with what was
// well before: a flash's two edges.
bool ShotFinder::shows_the_same_again(std::size_t i) const {
  const float alike = 0.6F * seen_[i].step;
  const auto same = [&](std::size_t a, std::size_t b) {
    return difference(seen_[a].mark, seen_[b].mark).whole() < alike;
  };
  for (std::size_t j = i + 1; j < seen_.size() && seen_[j].at <= seen_[i].at + kFlash; ++j) {
    if (same(i - 1, j)) return true;
  }
  for (std::size_t j = i - 1; j-- > 0 && seen_[j].at + kFlash >= seen_[i - 1].at;) {
    if (same(j, i)) return true;
  }
  return false;
}

void ShotFinder::look_for_dissolve() {
  const Seen& last = seen_.back();
  if (is_plain(last.mark)) return;
  for (const Time length : kDissolves) {
    const auto first = std::find_if(seen_.begin(), seen_.end(), [&](const Seen& seen) {
      return seen.at + length + kDissolveStep / 4 >= last.at;
    });
    const auto begin = static_cast<std::size_t>(first - seen_.begin());
    constexpr std::size_t kBetween = 5;
    const std::size_t steps = seen_.size() - 1 - begin;
    if (first->at + 2 * length < last.at || steps < 4) continue;
    if (first->at == last.at || is_plain(first->mark)) continue;
    if (distance(first->point, last.point) < kDissolveDistance) continue;
    std::array<Blend, kBetween> blends;
    const std::size_t count = std::min(kBetween, steps - 1);
    for (std::size_t k = 0; k < count; ++k) {
      const std::size_t at = begin + (k + 1) * steps / (count + 1);
      blends[k] = blend_of(first->point, last.point, seen_[at].point);
    }
    if (!is_dissolve(std::span(blends).first(count))) continue;
    if (difference(first->mark, last.mark, ShotReach::pan).pattern < kDissolvePattern) continue;
    note(dissolve_between(begin));
  }
}

// Of the frames from the first one to the newest those that are blends of the two.
ShotBoundary ShotFinder::dissolve_between(std::size_t first) const {
  constexpr float kPure = 0.06F;
  std::size_t from = first, until = seen_.size() - 1;
  const auto share = [&](std::size_t i) {
    return blend_of(seen_[first].point, seen_.back().point, seen_[i].point).share;
  };
  while (from + 1 < until && share(from + 1) < kPure) ++from;
  while (until - 1 > from && share(until - 1) > 1 - kPure) --until;
  const Time begin = seen_[from].at, end = seen_[until].at;
  return {
      .at = begin + (end - begin) / 2, .from = begin, .until = end, .change = ShotChange::dissolve};
}

bool ShotFinder::is_plain(const ShotMark& mark) { return mark.spread < kPlainSpread; }

void ShotFinder::follow_fade(const Seen& seen) {
  if (is_plain(seen.mark)) {
    if (!plain_) {
      plain_ = true;
      plain_from_ = seen.at;
      if (seen_.size() > 1) before_plain_ = seen_[seen_.size() - 2].mark;
    }
    return;
  }
  if (!std::exchange(plain_, false)) return;
  if (!before_plain_) return;  // the film begins with it
  const Time length = seen.at - plain_from_;
  if (length <= kFlash && difference(*before_plain_, seen.mark).whole() < kLeastStep) return;
  if (length > kLongPlain) {
    note(
        {.at = plain_from_, .from = plain_from_, .until = plain_from_, .change = ShotChange::fade});
    note({.at = seen.at, .from = seen.at, .until = seen.at, .change = ShotChange::fade});
  } else {
    note({.at = plain_from_ + length / 2,
          .from = plain_from_,
          .until = seen.at,
          .change = ShotChange::fade});
  }
}

// One change found several times, or in two ways, is one change.
void ShotFinder::note(ShotBoundary boundary) {
  if (boundary.at <= last_given_ + kNear) return;
  for (ShotBoundary& known : found_) {
    if (!touch(known, boundary)) continue;
    if (known.change != ShotChange::dissolve) {
      if (boundary.change == ShotChange::dissolve) return;  // a cut or fade explains it
      continue;
    }
    if (boundary.change != ShotChange::dissolve) {
      known = boundary;
      return;
    }
    known.from = std::min(known.from, boundary.from);
    known.until = std::max(known.until, boundary.until);
    known.at = known.from + (known.until - known.from) / 2;
    return;
  }
  const auto place =
      std::upper_bound(found_.begin(), found_.end(), boundary,
                       [](const ShotBoundary& a, const ShotBoundary& b) { return a.at < b.at; });
  found_.insert(place, boundary);
}

std::vector<ShotBoundary> ShotFinder::settled(Time until) {
  std::vector<ShotBoundary> out;
  while (!found_.empty()) {
    // A dissolve may still turn out to be longer; before a long plain picture nothing is sure.
    const ShotBoundary& first = found_.front();
    const bool sure = until == Time::max() || first.until + Time{1'000'000} <= until;
    if (!sure || (plain_ && until != Time::max() && plain_from_ < first.at)) break;
    if (first.until - first.from <= kLongestDissolve) {
      last_given_ = first.at;
      out.push_back(first);
    }
    found_.erase(found_.begin());
  }
  return out;
}

}  // namespace nunchi::perceive
