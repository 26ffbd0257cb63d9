#include "measure/calibration.h"

#include <algorithm>
#include <cmath>

namespace nunchi::measure {
namespace {

constexpr double kFromTheEnds = 1e-6;

double logit(double confidence) noexcept {
  const double inside = std::clamp(confidence, kFromTheEnds, 1 - kFromTheEnds);
  return std::log(inside / (1 - inside));
}

double logistic(double x) noexcept { return 1 / (1 + std::exp(-x)); }

// Where a function with a single valley is lowest, by golden section (Kiefer 1953).
template <class Function>
double lowest(double low, double high, Function value) {
  const double kGolden = (std::sqrt(5.0) - 1) / 2;
  double left = high - kGolden * (high - low), right = low + kGolden * (high - low);
  double at_left = value(left), at_right = value(right);
  while (high - low > 1e-5) {
    if (at_left <= at_right) {
      high = right;
      right = left;
      at_right = at_left;
      left = high - kGolden * (high - low);
      at_left = value(left);
    } else {
      low = left;
      left = right;
      at_left = at_right;
      right = low + kGolden * (high - low);
      at_right = value(right);
    }
  }
  return (low + high) / 2;
}

// Newton's step for a logistic regression with one input and a ridge towards (1, 0).
struct Slope {
  double by_slope = 0, by_offset = 0;         // gradient
  double slopes = 0, mixed = 0, offsets = 0;  // second derivatives
};

Slope descent(std::span<const Claim> claims, const Logistic& at) {
  constexpr double kPull = 1e-2;
  Slope sum{kPull * (at.slope - 1), kPull * at.offset, kPull, 0, kPull};
  for (const Claim& claim : claims) {
    const double x = logit(claim.confidence);
    const double p = logistic(at.slope * x + at.offset);
    const double error = p - (claim.right ? 1 : 0);
    const double weight = p * (1 - p);
    sum.by_slope += error * x;
    sum.by_offset += error;
    sum.slopes += weight * x * x;
    sum.mixed += weight * x;
    sum.offsets += weight;
  }
  return sum;
}

double loss(std::span<const Claim> claims, const Logistic& at) {
  double sum = 0.5e-2 * ((at.slope - 1) * (at.slope - 1) + at.offset * at.offset);
  for (const Claim& claim : claims) {
    const double x = at.slope * logit(claim.confidence) + at.offset;
    const double towards = claim.right ? -x : x;
    // log(1 + exp(towards)), without overflow
    sum += std::max(towards, 0.0) + std::log1p(std::exp(-std::abs(towards)));
  }
  return sum;
}

}  // namespace

std::vector<ReliabilityBin> reliability(std::span<const Claim> claims, std::size_t bins) {
  std::vector<Claim> sorted(claims.begin(), claims.end());
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const Claim& a, const Claim& b) { return a.confidence < b.confidence; });
  bins = std::min(bins, sorted.size());
  std::vector<ReliabilityBin> table;
  std::size_t next = 0;
  for (std::size_t bin = 0; bin < bins; ++bin) {
    ReliabilityBin row{.claims = sorted.size() / bins + (bin < sorted.size() % bins ? 1 : 0)};
    for (std::size_t i = 0; i < row.claims; ++i, ++next) {
      row.confidence += sorted[next].confidence;
      row.accuracy += sorted[next].right ? 1 : 0;
    }
    row.confidence /= static_cast<double>(row.claims);
    row.accuracy /= static_cast<double>(row.claims);
    table.push_back(row);
  }
  return table;
}

double expected_calibration_error(std::span<const Claim> claims, std::size_t bins) {
  if (claims.empty()) return 0;
  double sum = 0;
  for (const ReliabilityBin& bin : reliability(claims, bins)) {
    sum += static_cast<double>(bin.claims) * std::abs(bin.confidence - bin.accuracy);
  }
  return sum / static_cast<double>(claims.size());
}

double brier_score(std::span<const Claim> claims) {
  if (claims.empty()) return 0;
  double sum = 0;
  for (const Claim& claim : claims) {
    const double error = claim.confidence - (claim.right ? 1 : 0);
    sum += error * error;
  }
  return sum / static_cast<double>(claims.size());
}

double negative_log_likelihood(std::span<const LabelledLogits> answers, double temperature) {
  if (answers.empty()) return 0;
  double total = 0;
  for (const LabelledLogits& answer : answers) {
    const double largest = *std::max_element(answer.logits.begin(), answer.logits.end());
    double sum = 0;
    for (const float logit_value : answer.logits) {
      sum += std::exp((static_cast<double>(logit_value) - largest) / temperature);
    }
    const double truth = answer.logits[answer.truth];
    total += std::log(sum) - (truth - largest) / temperature;
  }
  return total / static_cast<double>(answers.size());
}

double fit_temperature(std::span<const LabelledLogits> answers) {
  if (answers.empty()) return 1;
  // Convex in 1 / temperature, so that its logarithm sees a single valley too.
  return std::exp(lowest(-std::log(20.0), std::log(20.0), [&](double log_temperature) {
    return negative_log_likelihood(answers, std::exp(log_temperature));
  }));
}

double Logistic::operator()(double confidence) const noexcept {
  return logistic(slope * logit(confidence) + offset);
}

Logistic fit_logistic(std::span<const Claim> claims) {
  Logistic at;
  if (claims.empty()) return at;
  double here = loss(claims, at);
  for (int step = 0; step < 100; ++step) {
    const Slope down = descent(claims, at);
    const double determinant = down.slopes * down.offsets - down.mixed * down.mixed;
    const double by_slope =
        (down.offsets * down.by_slope - down.mixed * down.by_offset) / determinant;
    const double by_offset =
        (down.slopes * down.by_offset - down.mixed * down.by_slope) / determinant;
    // Halved until it leads down: Newton's step may overshoot far from the valley.
    double stride = 1;
    Logistic next = at;
    double there = here;
    for (; stride > 1e-6; stride /= 2) {
      next = {std::max(0.0, at.slope - stride * by_slope), at.offset - stride * by_offset};
      there = loss(claims, next);
      if (there < here) break;
    }
    if (!(here - there > 1e-12 * (1 + here))) break;
    at = next;
    here = there;
  }
  return at;
}

}  // namespace nunchi::measure
