// VideoFacts: what a video's file says about itself: shape, length, codec, when, where, by what.
// A value.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "core/origin.h"

namespace nunchi::decode {

struct VideoFacts {
  int width = 0;  // upright, in square pixels
  int height = 0;
  int orientation = 1;                   // how stored frames are turned, as in picture/upright.h
  std::chrono::microseconds duration{};  // as the file claims; 0: it does not say
  double frames_per_second = 0;          // on average; 0: unknown. Frames may come at any times
  std::string codec;                     // "h264", "hevc", …
  std::string container;                 // "mov", "matroska", "avi", …
  bool has_sound = false;
  std::optional<Taken> taken;
  std::optional<Position> gps;
  std::string camera;                        // maker and model, "" where the file does not say
  std::string content_identifier;            // equal in the two halves of an Apple Live Photo
  std::vector<std::string> dates_set_aside;  // that cannot be, each with its source and the reason
  bool operator==(const VideoFacts&) const = default;
};

}  // namespace nunchi::decode
