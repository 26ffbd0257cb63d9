// For tests: comparisons of what a network gave with what was computed in plain loops.
#pragma once

#include <gtest/gtest.h>

#include "infer/testing/model_run.h"
#include "infer/testing/plain_network.h"

namespace nunchi::infer::testing {

inline void expect_values(const RunOutput& found, const ov::Shape& shape,
                          const std::vector<float>& values, float within = 2e-5F) {
  ASSERT_EQ(found.shape, shape);
  for (std::size_t i = 0; i < values.size(); ++i) {
    ASSERT_NEAR(found.values[i], values[i], within * (1 + std::abs(values[i]))) << "at " << i;
  }
}

inline void expect_plain(const RunOutput& found, const Plain& wanted, float within = 2e-5F) {
  expect_values(found, {1, wanted.rows, wanted.columns, wanted.channels}, wanted.values, within);
}

}  // namespace nunchi::infer::testing
