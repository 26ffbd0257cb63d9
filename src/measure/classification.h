// Classification: how often the true class is among a network's first answers.
//
// Pure functions of their arguments; may run on any thread.
#pragma once

#include <cstddef>
#include <span>

namespace nunchi::measure {

// How many classes stand before the true one when scores are sorted from the highest, equal ones by
// rising index: 0 when it is the first answer. `truth` < scores.size(); a score that is no number
// stands behind all others.
std::size_t rank_of(std::size_t truth, std::span<const float> scores);

// Share of the pictures whose true class has a rank below k (top-k accuracy); 0 without pictures.
double top_k_accuracy(std::size_t k, std::span<const std::size_t> ranks);

}  // namespace nunchi::measure
