// How numbers, boxes and points become JSON. For .cpp files only: nlohmann's header is slow to
// compile and stays out of the other headers.
#pragma once

#include <nlohmann/json.hpp>
#include <span>
#include <string>

#include "core/sight.h"

namespace nunchi::wire {

using OrderedJson = nlohmann::ordered_json;  // members stay in the order in which they are put

// The number nearest to `value` with so many decimals; 0 where the value is not finite, for which
// JSON has no form.
double rounded(double value, int decimals) noexcept;

// The double that prints as the shortest decimal that reads back as exactly this float: 0.1, not
// 0.10000000149011612. 0 where the value is not finite.
double shortest(float value) noexcept;

double rounded_confidence(float confidence) noexcept;  // into [0, 1], four decimals

OrderedJson corner_and_size(const Box& box);  // [x, y, width, height], a tenth of a pixel
OrderedJson exact_edges(const Box& box);      // [left, top, right, bottom]
OrderedJson exact_numbers(std::span<const float> values);

// One line; what is not UTF-8 is replaced by U+FFFD, never an exception.
std::string dumped(const OrderedJson& json);

}  // namespace nunchi::wire
