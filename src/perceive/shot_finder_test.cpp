#include "perceive/shot_finder.h"

#include <gtest/gtest.h>

#include <string>

#include "perceive/made_shots.h"

namespace nunchi::perceive {
namespace {

using namespace std::chrono_literals;
using Time = std::chrono::microseconds;

// A film is told frame by frame; its boundaries are collected.
class Telling {
 public:
  explicit Telling(Time frame = 40ms) : frame_(frame) {}

  void add(const SmallFrame& frame) {
    collect(finder_.add(frame, now_), now_);
    now_ += frame_;
  }
  void add(const MadeScene& scene, Time length, double speed = 0) {
    for (const Time end = now_ + length; now_ < end;) {
      x_ += speed * seconds(frame_);
      add(scene.seen({.x = x_, .noise = ++noise_}));
    }
  }
  void dissolve(const MadeScene& a, const MadeScene& b, Time length) {
    for (const Time begin = now_; now_ < begin + length;) {
      const double share = seconds(now_ - begin) / seconds(length);
      const SmallFrame first = a.seen({.x = x_, .noise = ++noise_});
      add(blended(first, b.seen({.x = x_, .noise = ++noise_}), share));
    }
  }
  void fade(const MadeScene& scene, double from, double to, Time length) {
    for (const Time begin = now_; now_ < begin + length;) {
      const double share = seconds(now_ - begin) / seconds(length);
      add(scene.seen({.x = x_, .light = from + (to - from) * share}));
    }
  }
  std::vector<ShotBoundary> end() {
    collect(finder_.finish(), now_);
    return found_;
  }
  Time now() const { return now_; }
  Time longest_wait() const { return longest_wait_; }

 private:
  static double seconds(Time time) { return std::chrono::duration<double>(time).count(); }
  void collect(const std::vector<ShotBoundary>& some, Time now) {
    for (const ShotBoundary& one : some) {
      longest_wait_ = std::max(longest_wait_, now - one.at);
      found_.push_back(one);
    }
  }

  ShotFinder finder_;
  Time frame_, now_{}, longest_wait_{};
  double x_ = 0;
  unsigned noise_ = 0;
  std::vector<ShotBoundary> found_;
};

const MadeScene kA(1), kB(2), kC(3);

TEST(ShotFinder, FindsEveryCutAtItsFrame) {
  for (const Time frame : {Time{16'683}, Time{40'000}, Time{100'000}}) {
    Telling film(frame);
    std::vector<Time> cuts;
    for (unsigned seed = 1; seed <= 12; ++seed) {
      if (seed > 1) cuts.push_back(film.now());
      film.add(MadeScene(seed), 900ms + 300ms * (seed % 4), seed % 3 * 4.0);
    }
    const auto found = film.end();
    std::string seen;
    for (const ShotBoundary& one : found) seen += std::to_string(one.at.count()) + " ";
    ASSERT_EQ(found.size(), cuts.size()) << frame.count() << ": " << seen;
    for (std::size_t i = 0; i < cuts.size(); ++i) {
      EXPECT_EQ(found[i].at, cuts[i]);
      EXPECT_EQ(found[i].change, ShotChange::cut);
      EXPECT_EQ(found[i].from, found[i].until);
    }
    EXPECT_LE(film.longest_wait(), ShotFinder::kLongestWait);
  }
}

TEST(ShotFinder, FindsACutShortlyBeforeTheEnd) {
  Telling film;
  film.add(kA, 3s);
  film.add(kB, 200ms);
  EXPECT_EQ(film.end().size(), 1U);
}

TEST(ShotFinder, FindsDissolvesOfAnyUsualLength) {
  for (const Time length : {Time{400ms}, Time{800ms}, Time{1500ms}, Time{2200ms}}) {
    Telling film;
    film.add(kA, 3s);
    const Time from = film.now();
    film.dissolve(kA, kB, length);
    const Time until = film.now();
    film.add(kB, 3s);
    const auto found = film.end();
    ASSERT_EQ(found.size(), 1U) << length.count();
    EXPECT_EQ(found[0].change, ShotChange::dissolve);
    EXPECT_GE(found[0].at, from);
    EXPECT_LE(found[0].at, until);
    EXPECT_GE(found[0].from, from - 250ms);
    EXPECT_LE(found[0].until, until + 250ms);
    EXPECT_LE(film.longest_wait(), ShotFinder::kLongestWait);
  }
}

TEST(ShotFinder, FindsOneBoundaryWhereAFilmFadesThroughBlack) {
  Telling film;
  film.add(kA, 2s);
  const Time from = film.now();
  film.fade(kA, 1, 0, 600ms);
  for (int i = 0; i < 6; ++i) film.add(plain(0));
  film.fade(kB, 0, 1, 600ms);
  const Time until = film.now();
  film.add(kB, 2s);
  const auto found = film.end();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].change, ShotChange::fade);
  EXPECT_GT(found[0].at, from);
  EXPECT_LT(found[0].at, until);
}

TEST(ShotFinder, TakesALongBlackPictureForAShotOfItsOwn) {
  Telling film;
  film.add(kA, 2s);
  for (int i = 0; i < 100; ++i) film.add(plain(0));
  film.add(kB, 2s);
  const auto found = film.end();
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].at, Time{2s});
  EXPECT_EQ(found[1].at, Time{6s});
}

TEST(ShotFinder, TakesNoBlackAtTheBeginningOrEndForAShot) {
  Telling film;
  for (int i = 0; i < 10; ++i) film.add(plain(2));
  film.fade(kA, 0, 1, 800ms);
  film.add(kA, 2s);
  film.fade(kA, 1, 0, 800ms);
  for (int i = 0; i < 10; ++i) film.add(plain(2));
  EXPECT_TRUE(film.end().empty());
}

TEST(ShotFinder, TakesAFlashForNoCut) {
  for (const int frames : {1, 2, 4}) {
    Telling film;
    film.add(kA, 2s, 3);
    for (int i = 0; i < frames; ++i) {
      SmallFrame flash = kA.seen({.x = 6});
      for (std::uint8_t& level : flash.luma) level = static_cast<std::uint8_t>(220 + level / 16);
      film.add(flash);
    }
    film.add(kA, 2s, 3);
    EXPECT_TRUE(film.end().empty()) << frames;
  }
}

TEST(ShotFinder, TakesADamagedFrameForNoCut) {
  Telling film;
  film.add(kA, 2s);
  film.add(kC.seen());
  film.add(kA, 2s);
  EXPECT_TRUE(film.end().empty());
}

TEST(ShotFinder, TakesAQuickPanForNoCutAndNoDissolve) {
  for (const double speed : {5.0, 20.0, 60.0, 110.0}) {  // 64: a picture's width in a second
    Telling film;
    film.add(kA, 1s);
    film.add(kA, 3s, speed);
    film.add(kA, 1s);
    EXPECT_TRUE(film.end().empty()) << speed;
  }
}

TEST(ShotFinder, TakesChangingLightForNoBoundary) {
  Telling film;
  film.add(kA, 1s);
  film.fade(kA, 1, 0.45, 1s);
  film.fade(kA, 0.45, 1.3, 300ms);
  film.fade(kA, 1, 1, 1s);  // at once
  film.fade(kA, 0.5, 0.5, 1s);
  EXPECT_TRUE(film.end().empty());
}

TEST(ShotFinder, KeepsTimesOfAVariableRate) {
  ShotFinder finder;
  std::vector<ShotBoundary> found;
  const auto add = [&](const MadeScene& scene, Time time) {
    for (const auto& one : finder.add(scene.seen(), time)) found.push_back(one);
  };
  Time time{};
  for (int i = 0; i < 20; ++i) add(kA, time += 10ms + 30ms * (i % 4));
  add(kA, time += 5s);  // a picture that stood still
  const Time cut = time + 700ms;
  for (int i = 0; i < 20; ++i) add(kB, cut + 40ms * i);
  for (const auto& one : finder.finish()) found.push_back(one);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].at, cut);
}

TEST(ShotFinder, SaysNothingOfNothing) {
  ShotFinder finder;
  EXPECT_TRUE(finder.finish().empty());
  EXPECT_FALSE(finder.may_be_cut());
  EXPECT_TRUE(finder.add(kA.seen(), 0us).empty());
  EXPECT_TRUE(finder.add(kB.seen(), 0us).empty());  // a time that does not go on is passed over
  EXPECT_TRUE(finder.finish().empty());
}

}  // namespace
}  // namespace nunchi::perceive
