// Projection: a long vector → a shorter one of unit length that keeps nearly all angles, so that a
// million of them can be kept and searched.
//
// Each output is the sum of all inputs with signs drawn once and for all: D. Achlioptas,
// "Database-friendly random projections", JCSS 66 (2003). It needs no training and no file, so the
// space of a network's vectors depends on the network alone. Pure, thread-safe.
#pragma once

#include <span>
#include <vector>

namespace nunchi::perceive {

// As it is, where `size` is no less than what it has.
std::vector<float> projected(std::span<const float> vector, std::size_t size);

}  // namespace nunchi::perceive
