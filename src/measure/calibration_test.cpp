#include "measure/calibration.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <vector>

namespace nunchi::measure {
namespace {

TEST(Reliability, PutsAsManyClaimsIntoEachBinAndTheRestIntoTheFirst) {
  const std::vector<Claim> claims{
      {0.9, true}, {0.1, false}, {0.2, true}, {0.8, true}, {0.3, false}};
  const auto table = reliability(claims, 2);
  ASSERT_EQ(table.size(), 2U);
  EXPECT_EQ(table[0].claims, 3U);  // 0.1, 0.2, 0.3
  EXPECT_NEAR(table[0].confidence, 0.2, 1e-12);
  EXPECT_NEAR(table[0].accuracy, 1.0 / 3, 1e-12);
  EXPECT_EQ(table[1].claims, 2U);
  EXPECT_NEAR(table[1].confidence, 0.85, 1e-12);
  EXPECT_EQ(table[1].accuracy, 1);
}

TEST(Reliability, HasFewerBinsWhereThereAreFewerClaims) {
  const std::vector<Claim> claims{{0.9, true}, {0.1, false}};
  EXPECT_EQ(reliability(claims, 10).size(), 2U);
  EXPECT_TRUE(reliability({}, 10).empty());
}

// (3/5) |0.2 - 1/3| + (2/5) |0.85 - 1| = 0.08 + 0.06
TEST(CalibrationError, IsTheWeightedDistanceOfClaimAndTruth) {
  const std::vector<Claim> claims{
      {0.9, true}, {0.1, false}, {0.2, true}, {0.8, true}, {0.3, false}};
  EXPECT_NEAR(expected_calibration_error(claims, 2), 0.14, 1e-12);
  EXPECT_EQ(expected_calibration_error({}), 0);
}

TEST(BrierScore, IsTheMeanSquaredError) {
  const std::vector<Claim> claims{{0.8, true}, {0.4, false}};
  EXPECT_NEAR(brier_score(claims), (0.04 + 0.16) / 2, 1e-12);
  EXPECT_EQ(brier_score({}), 0);
}

TEST(NegativeLogLikelihood, IsTheMeanSurpriseAtTheTruth) {
  const std::array<float, 2> logits{0.0F, std::log(3.0F)};
  const std::vector<LabelledLogits> answers{{logits, 1}, {logits, 0}};
  EXPECT_NEAR(negative_log_likelihood(answers, 1), -(std::log(0.75) + std::log(0.25)) / 2, 1e-6);
}

TEST(NegativeLogLikelihood, SurvivesLargeLogits) {
  const std::array<float, 2> logits{3000.0F, 0.0F};
  const std::vector<LabelledLogits> answers{{logits, 1}};
  EXPECT_NEAR(negative_log_likelihood(answers, 1), 3000, 1e-6);
}

// Two classes with logits (1, 0), right three times of four: softmax must say 0.75, which is a
// logit of log 3, so the temperature is 1 / log 3.
TEST(FitTemperature, MakesTheClaimWhatIsTrue) {
  const std::array<float, 2> logits{1.0F, 0.0F};
  const std::vector<LabelledLogits> answers{{logits, 0}, {logits, 0}, {logits, 0}, {logits, 1}};
  EXPECT_NEAR(fit_temperature(answers), 1 / std::log(3.0), 1e-4);
}

TEST(FitTemperature, StaysWithinItsBounds) {
  const std::array<float, 2> logits{1.0F, 0.0F};
  const std::vector<LabelledLogits> always{{logits, 0}}, never{{logits, 1}};
  EXPECT_NEAR(fit_temperature(always), 0.05, 1e-4);
  EXPECT_NEAR(fit_temperature(never), 20, 1e-2);
  EXPECT_EQ(fit_temperature({}), 1);
}

std::vector<Claim> repeated(double confidence, int right, int wrong) {
  std::vector<Claim> claims(static_cast<std::size_t>(right), Claim{confidence, true});
  claims.insert(claims.end(), static_cast<std::size_t>(wrong), Claim{confidence, false});
  return claims;
}

TEST(FitLogistic, PassesThroughTwoSharesExactly) {
  auto claims = repeated(0.3, 6000, 4000);
  const auto more = repeated(0.6, 9000, 1000);
  claims.insert(claims.end(), more.begin(), more.end());
  const Logistic map = fit_logistic(claims);
  EXPECT_NEAR(map(0.3), 0.6, 1e-4);
  EXPECT_NEAR(map(0.6), 0.9, 1e-4);
  EXPECT_GT(map(0.61), map(0.6));
}

TEST(FitLogistic, LeavesWhatIsCalibratedAlone) {
  auto claims = repeated(0.2, 200, 800);
  const auto more = repeated(0.7, 700, 300);
  claims.insert(claims.end(), more.begin(), more.end());
  const Logistic map = fit_logistic(claims);
  EXPECT_NEAR(map.slope, 1, 1e-6);
  EXPECT_NEAR(map.offset, 0, 1e-6);
}

TEST(FitLogistic, StaysFiniteWhereClaimsAreTornApart) {
  auto claims = repeated(0.2, 0, 50);
  const auto more = repeated(0.7, 50, 0);
  claims.insert(claims.end(), more.begin(), more.end());
  const Logistic map = fit_logistic(claims);
  EXPECT_TRUE(std::isfinite(map.slope));
  EXPECT_LT(map(0.2), 0.05);
  EXPECT_GT(map(0.7), 0.95);
}

TEST(FitLogistic, NeverTurnsTheOrderRound) {
  auto claims = repeated(0.2, 90, 10);
  const auto more = repeated(0.7, 10, 90);
  claims.insert(claims.end(), more.begin(), more.end());
  EXPECT_GE(fit_logistic(claims).slope, 0);
}

TEST(FitLogistic, IsUnchangedWithoutClaims) {
  EXPECT_NEAR(fit_logistic({})(0.3), 0.3, 1e-12);
  EXPECT_GT(Logistic{}(0), 0);
  EXPECT_LT(Logistic{}(1), 1);
}

}  // namespace
}  // namespace nunchi::measure
