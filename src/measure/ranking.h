// Ranking: how good an order of answers is.
//
// Answers are given by their gains in the order shown, best place first: 0 is useless, above 0 is
// relevant, 1 where relevance has no degrees. Pure functions; may run on any thread.
#pragma once

#include <cstddef>
#include <span>

namespace nunchi::measure {

// Normalised discounted cumulative gain (Järvelin & Kekäläinen 2002, discount log2(place + 1),
// places from 1): the gains of the first k, over the same for the best order of `available`, all
// gains there are to be had. 0 where nothing is to be had.
double ndcg(std::span<const double> shown, std::span<const double> available, std::size_t k);

// Share of the `relevant` answers there are that stand among the first k; 0 where there are none.
double recall_at(std::size_t k, std::span<const double> shown, std::size_t relevant);

// 1 / place of the first relevant answer; 0 without one.
double reciprocal_rank(std::span<const double> shown);

}  // namespace nunchi::measure
