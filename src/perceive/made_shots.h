// Scenes made for tests of shots: endless patterns that a camera can pan over. For tests only.
#pragma once

#include <algorithm>
#include <chrono>
#include <cmath>
#include <random>
#include <vector>

#include "core/small_frame.h"

namespace nunchi::perceive {

struct View {
  double x = 0, y = 0;  // where the camera looks, in cells of a SmallFrame
  double light = 1;     // exposure
  unsigned noise = 0;   // seed of a little noise; 0: none
};

class MadeScene {
 public:
  explicit MadeScene(unsigned seed) {
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> part(0, 1);
    for (int i = 0; i < 14; ++i) {
      const double pitch = 0.1 + 0.8 * part(random), angle = 6.283 * part(random);
      waves_.push_back({pitch * std::cos(angle), pitch * std::sin(angle), 6.283 * part(random),
                        8 + 22 * part(random)});
    }
    base_ = 90 + 70 * part(random);
    blue_ = 128 + 60 * (part(random) - 0.5);
    red_ = 128 + 60 * (part(random) - 0.5);
  }

  SmallFrame seen(const View& view = {}) const {
    SmallFrame frame;
    std::mt19937 random(view.noise);
    for (int y = 0; y < SmallFrame::kHeight; ++y) {
      for (int x = 0; x < SmallFrame::kWidth; ++x) {
        double level = base_;
        for (const Wave& wave : waves_) {
          level +=
              wave.height * std::cos(wave.x * (x + view.x) + wave.y * (y + view.y) + wave.phase);
        }
        if (view.noise != 0) level += static_cast<double>(random() % 7) - 3;
        frame.luma[static_cast<std::size_t>(y * SmallFrame::kWidth + x)] = byte(level * view.light);
      }
    }
    frame.blue.fill(byte(blue_));
    frame.red.fill(byte(red_));
    return frame;
  }

 private:
  struct Wave {
    double x, y, phase, height;
  };
  static std::uint8_t byte(double value) {
    return static_cast<std::uint8_t>(std::clamp(value, 0.0, 255.0));
  }

  std::vector<Wave> waves_;
  double base_ = 128, blue_ = 128, red_ = 128;
};

inline SmallFrame blended(const SmallFrame& first, const SmallFrame& second, double share) {
  SmallFrame frame;
  const auto blend = [share](const auto& a, const auto& b, auto& out) {
    for (std::size_t i = 0; i < out.size(); ++i) {
      out[i] = static_cast<std::uint8_t>(a[i] * (1 - share) + b[i] * share + 0.5);
    }
  };
  blend(first.luma, second.luma, frame.luma);
  blend(first.blue, second.blue, frame.blue);
  blend(first.red, second.red, frame.red);
  return frame;
}

inline SmallFrame plain(std::uint8_t level) {
  SmallFrame frame;
  frame.luma.fill(level);
  frame.blue.fill(128);
  frame.red.fill(128);
  return frame;
}

}  // namespace nunchi::perceive
