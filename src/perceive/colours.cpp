#include "perceive/colours.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "picture/resize.h"

namespace nunchi::perceive {
namespace {

constexpr int kSide = 48;             // of the reduction; shares are good to a thousandth
constexpr float kLeastShare = 0.05F;  // less is a detail, not a colour of the picture
constexpr std::size_t kMost = 5;

struct Shade {
  float lightness = 0;  // CIELAB's L*, 0..100
  float chroma = 0;     // distance from grey
  float hue = 0;        // degrees: red about 40, yellow 103, green 136, blue 306
};

float linear(std::uint8_t level) {
  const float value = static_cast<float>(level) / 255;
  return value <= 0.04045F ? value / 12.92F : std::pow((value + 0.055F) / 1.055F, 2.4F);
}

float lab_curve(float t) {
  constexpr float kSixOver29 = 6.0F / 29;
  if (t > kSixOver29 * kSixOver29 * kSixOver29) return std::cbrt(t);
  return t / (3 * kSixOver29 * kSixOver29) + 4.0F / 29;
}

Shade shade_of(std::array<std::uint8_t, 3> rgb) {
  const float r = linear(rgb[0]), g = linear(rgb[1]), b = linear(rgb[2]);
  const float x = lab_curve((0.4124F * r + 0.3576F * g + 0.1805F * b) / 0.9505F);
  const float y = lab_curve(0.2126F * r + 0.7152F * g + 0.0722F * b);
  const float z = lab_curve((0.0193F * r + 0.1192F * g + 0.9505F * b) / 1.089F);
  const float a = 500 * (x - y), yellowness = 200 * (y - z);
  constexpr float kDegrees = 57.29578F;
  const float angle = kDegrees * std::atan2(yellowness, a);
  return {116 * y - 16, std::hypot(a, yellowness), angle < 0 ? angle + 360 : angle};
}

// Where chroma is too small to be called by: the nearer to black or white, the more it takes.
bool is_neutral(const Shade& shade) {
  if (shade.lightness < 12) return shade.chroma < 25;
  if (shade.lightness < 22) return shade.chroma < 14;
  return shade.chroma < (shade.lightness > 88 ? 8 : 10);
}

std::string_view neutral(const Shade& shade) {
  if (shade.lightness < 24) return "black";
  return shade.lightness > 86 ? "white" : "grey";
}

// From magenta over red to orange; in the dark they are brown, when pale pink or brown.
std::string_view warm(const Shade& shade) {
  const bool reddish = shade.hue > 345 || shade.hue < 28;
  if (reddish && (shade.lightness > 62 || (shade.hue > 345 && shade.lightness > 48))) return "pink";
  if (reddish) return shade.chroma < 22 ? "brown" : "red";
  if (shade.hue < 50) {
    if (shade.lightness > 64) return shade.chroma < 62 ? "pink" : "orange";
    return shade.chroma < 40 ? "brown" : "red";
  }
  if (shade.chroma < 22 && shade.lightness > 82) return "white";
  return shade.lightness > 58 && shade.chroma > 42 ? "orange" : "brown";
}

std::string_view yellowish(const Shade& shade) {
  if (shade.chroma < 22 && shade.lightness > 82) return "white";
  if (shade.lightness > 62 && shade.chroma > 32) return "yellow";
  if (shade.hue > 98) return "green";  // olive
  return shade.chroma < 16 ? "grey" : "brown";
}

// The sky is blue also where it is lilac to a measuring device, so pale purple begins earlier.
std::string_view cold(const Shade& shade) {
  if (shade.hue < 300 || (shade.hue < 308.5F && shade.lightness < 55)) return "blue";
  if (shade.hue > 322 && shade.lightness > 58) return "pink";
  return "purple";
}

std::string_view name_of(const Shade& shade) {
  if (is_neutral(shade)) return neutral(shade);
  if (shade.hue > 345 || shade.hue < 78) return warm(shade);
  if (shade.hue < 112) return yellowish(shade);
  if (shade.hue < 190) return "green";
  return cold(shade);
}

struct Heap {
  int pixels = 0;
  std::array<int, 3> sum{};
};

}  // namespace

std::string_view name_of_colour(std::array<std::uint8_t, 3> rgb) { return name_of(shade_of(rgb)); }

std::vector<ColourShare> colours_of(const Image& picture) {
  if (picture.empty()) return {};
  const Image small = picture::resize(picture, std::min(kSide, picture.width),
                                      std::min(kSide, picture.height), picture::Filter::box);
  std::map<std::string_view, Heap> heaps;
  for (std::size_t at = 0; at + 2 < small.rgb.size(); at += 3) {
    const std::array<std::uint8_t, 3> rgb{small.rgb[at], small.rgb[at + 1], small.rgb[at + 2]};
    Heap& heap = heaps[name_of_colour(rgb)];
    ++heap.pixels;
    for (std::size_t c = 0; c < 3; ++c) heap.sum[c] += rgb[c];
  }
  const float all = static_cast<float>(small.rgb.size() / 3);
  std::vector<ColourShare> colours;
  for (const auto& [name, heap] : heaps) {
    const float share = static_cast<float>(heap.pixels) / all;
    if (share < kLeastShare) continue;
    ColourShare colour{.name = std::string(name), .share = share};
    for (std::size_t c = 0; c < 3; ++c) {
      colour.rgb[c] = static_cast<std::uint8_t>((heap.sum[c] + heap.pixels / 2) / heap.pixels);
    }
    colours.push_back(std::move(colour));
  }
  std::ranges::stable_sort(colours, std::ranges::greater(), &ColourShare::share);
  if (colours.size() > kMost) colours.resize(kMost);
  return colours;
}

}  // namespace nunchi::perceive
