#include "perceive/face_belief.h"

#include <gtest/gtest.h>

#include <array>

namespace nunchi::perceive {
namespace {

// Log-odds of 0.8, of 0.2 and of 0.5: 1.386294, -1.386294 and 0.
constexpr FaceBelief kPlain{.own = 1, .looks = 1, .bias = 0};

TEST(FaceBelief, AddsUpTheEvidenceOfAllLooks) {
  EXPECT_NEAR(kPlain.probability(0.8F, std::array{0.5F, 0.5F}), 0.8F, 1e-5F);
  EXPECT_NEAR(kPlain.probability(0.8F, std::array{0.2F, 0.5F}), 0.5F, 1e-5F);
  // 4 to 1, three times over: 64 to 1.
  EXPECT_NEAR(kPlain.probability(0.8F, std::array{0.8F, 0.8F}), 64.0F / 65, 1e-5F);
}

TEST(FaceBelief, WeighsTheFirstLookTheOthersAndTheBias) {
  const FaceBelief belief{.own = 2, .looks = 0.5F, .bias = -1};
  // -1 + 2 * 1.386294 + 0.5 * (-1.386294 + 0) = 1.079442
  EXPECT_NEAR(belief.probability(0.8F, std::array{0.2F, 0.5F}), 0.746391F, 1e-5F);
}

TEST(FaceBelief, LetsNoSingleLookDecideAlone) {
  // Certain of it counts as 2.2, seeing nothing as -4.
  EXPECT_NEAR(kPlain.probability(1, std::array{0.0F}), 0.141851F, 1e-5F);
  EXPECT_EQ(kPlain.probability(1, std::array{0.0F}), kPlain.probability(0.99F, std::array{0.001F}));
}

TEST(FaceBelief, KnowsHowFarFurtherLooksCouldRaiseIt) {
  const std::array<float, 1> first{0.3F};
  EXPECT_FLOAT_EQ(kPlain.highest(0.5F, first, 1), kPlain.probability(0.5F, std::array{0.3F, 1.0F}));
  EXPECT_FLOAT_EQ(kPlain.highest(0.5F, first, 0), kPlain.probability(0.5F, first));
}

}  // namespace
}  // namespace nunchi::perceive
