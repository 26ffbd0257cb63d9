// Calibration: whether confidences are the probabilities that they claim to be, and maps that make
// them so.
//
// Pure functions of their arguments; may run on any thread.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace nunchi::measure {

// Claim: one answer with the confidence it was given in.
struct Claim {
  double confidence = 0;  // [0, 1]
  bool right = false;
};

struct ReliabilityBin {
  std::size_t claims = 0;
  double confidence = 0;  // mean of what was claimed
  double accuracy = 0;    // share of what was right
};

// The reliability table (DeGroot & Fienberg 1983) with bins of equal mass: the claims by rising
// confidence, equal ones in the order given, in runs whose lengths differ by at most one, the
// longer ones first. Fewer bins where there are fewer claims.
std::vector<ReliabilityBin> reliability(std::span<const Claim> claims, std::size_t bins = 10);

// Expected calibration error (Naeini et al. 2015) over those bins: the mean of |confidence -
// accuracy|, weighted by the claims. 0 without claims.
double expected_calibration_error(std::span<const Claim> claims, std::size_t bins = 10);

// Mean of (confidence - right)² (Brier 1950); 0 without claims.
double brier_score(std::span<const Claim> claims);

// LabelledLogits: the numbers before the softmax, and which of them should have been the largest.
struct LabelledLogits {
  std::span<const float> logits;
  std::size_t truth = 0;  // < logits.size()
};

// Mean of -log softmax(logits / temperature)[truth].
double negative_log_likelihood(std::span<const LabelledLogits> answers, double temperature);

// Temperature scaling (Guo et al. 2017): the temperature in [1/20, 20] with the least negative log
// likelihood, to four digits; 1 without answers.
double fit_temperature(std::span<const LabelledLogits> answers);

// Logistic: confidence → 1 / (1 + exp(-(slope · logit(confidence) + offset))) (Platt 1999, on the
// logit). With a slope above 0 the order of confidences stays.
struct Logistic {
  double slope = 1;
  double offset = 0;
  double operator()(double confidence) const noexcept;  // of 0 and 1: as of 1e-6 from them
};

// The map with the least negative log likelihood of the claims and a slope of at least 0. A weak
// pull towards "unchanged" (as if by one more claim) keeps it finite where the claims can be told
// apart without error; unchanged without claims.
Logistic fit_logistic(std::span<const Claim> claims);

}  // namespace nunchi::measure
