#include "decode/small_idct.h"

namespace nunchi::decode {
namespace {

// One axis. A frequency u of the 8-point transform, averaged over the pixels under each of N, is
// the N-point transform's frequency u times the cosine factors below: cos(uπ/16) for N = 4, and
// cos(uπ/8) more for N = 2. With the transform's own scale √(N/8)·√(2/N) = 1/2 and √(1/8) for
// u = 0, in fixed point.
constexpr int kBits = 12;
constexpr double kOne = 1 << kBits;
constexpr auto fixed(double value) { return static_cast<std::int32_t>(value * kOne + 0.5); }

constexpr std::int32_t kMean = fixed(0.353553391);                        // 1 / √8
constexpr std::int32_t kHalf1 = fixed(0.5 * 0.707106781 * 0.906127446);   // N = 2, u = 1
constexpr std::int32_t kFour1a = fixed(0.5 * 0.923879533 * 0.980785280);  // N = 4, u = 1: cos(π/8)
constexpr std::int32_t kFour1b = fixed(0.5 * 0.382683432 * 0.980785280);  //               cos(3π/8)
constexpr std::int32_t kFour2 = fixed(0.5 * 0.707106781 * 0.923879533);   //        u = 2
constexpr std::int32_t kFour3a = fixed(0.5 * 0.382683432 * 0.831469612);  //        u = 3: cos(3π/8)
constexpr std::int32_t kFour3b = fixed(0.5 * 0.923879533 * 0.831469612);  //               cos(9π/8)

// From `in` (step apart) to N values; not yet shifted down.
struct Line {
  std::int32_t at[4];
};

Line along(const std::int32_t* in, std::ptrdiff_t step, int count) noexcept {
  const std::int32_t mean = in[0] * kMean;
  if (count == 1) return {{mean}};
  if (count == 2) {
    const std::int32_t odd = in[step] * kHalf1;
    return {{mean + odd, mean - odd}};
  }
  const std::int32_t even = in[2 * step] * kFour2;
  const std::int32_t outer = in[step] * kFour1a + in[3 * step] * kFour3a;
  const std::int32_t inner = in[step] * kFour1b - in[3 * step] * kFour3b;
  return {{mean + even + outer, mean - even + inner, mean - even - inner, mean + even - outer}};
}

}  // namespace

void transform(const Corner& corner, const Size& size, std::uint8_t* to, std::ptrdiff_t stride) {
  constexpr int kKept = 4;  // bits of fraction between the passes
  const int rows = size.height == 1 ? 1 : size.height == 2 ? 2 : 4;  // frequencies down
  Corner between{};
  for (int v = 0; v < rows; ++v) {
    const Line line = along(corner.data() + 4 * v, 1, size.width);
    for (int x = 0; x < size.width; ++x) {
      between[static_cast<std::size_t>(4 * v + x)] =
          (line.at[x] + (1 << (kBits - kKept - 1))) >> (kBits - kKept);
    }
  }
  for (int x = 0; x < size.width; ++x) {
    const Line line = along(between.data() + x, 4, size.height);
    for (int y = 0; y < size.height; ++y) {
      constexpr int kShift = kBits + kKept;
      const std::int32_t level = ((line.at[y] + (1 << (kShift - 1))) >> kShift) + 128;
      to[y * stride + x] = static_cast<std::uint8_t>(std::clamp(level, 0, 255));
    }
  }
}

}  // namespace nunchi::decode
