#include "library/vector_scan.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <tuple>

#include "library/half.h"

namespace nunchi::library {
namespace {

constexpr std::size_t kDims = 100;  // no multiple of anything

class VectorScanTest : public ::testing::Test {
 protected:
  std::vector<float> any_vector(float spread = 1) {
    std::normal_distribution<float> normal;
    std::vector<float> vector(kDims, 0.0F);
    double squares = 0;
    for (float& value : vector) {
      value = 0.1F + spread * normal(random_);
      squares += value * value;
    }
    for (float& value : vector) value = static_cast<float>(value / std::sqrt(squares));
    return vector;
  }

  VectorRow row_of(std::int64_t n, const std::vector<float>& vector) {
    VectorRow row{.key = {.moment = n}, .id = n + 1};
    for (const float value : vector) row.halves.push_back(half_of(value));
    return row;
  }

  // Close to each other, so that codes alone would put them in the wrong order.
  std::vector<VectorRow> clustered(int count) {
    std::vector<VectorRow> rows;
    for (int n = 0; n < count; ++n) rows.push_back(row_of(n, any_vector(0.02F)));
    return rows;
  }

  static std::vector<NearRow> naive(const VectorRun& run, std::span<const float> query,
                                    const std::function<bool(std::size_t)>& counts) {
    std::vector<NearRow> all;
    for (std::size_t row = 0; row < run.count; ++row) {
      if (!counts(row)) continue;
      const float score = kernels_of(KernelKind::portable)
                              .halves(query.data(), run.halves + row * run.dims, run.dims);
      all.push_back({0, row, run.keys[row], score});
    }
    std::sort(all.begin(), all.end(), [](const NearRow& a, const NearRow& b) {
      return std::tie(b.score, a.key) < std::tie(a.score, b.key);
    });
    return all;
  }

  static void expect_same(const std::vector<NearRow>& found, const std::vector<NearRow>& all,
                          std::size_t k) {
    ASSERT_EQ(found.size(), std::min(k, all.size()));
    for (std::size_t i = 0; i < found.size(); ++i) {
      ASSERT_EQ(found[i].key, all[i].key) << i;
      ASSERT_EQ(found[i].score, all[i].score) << i;
    }
  }

  std::mt19937 random_{5};
};

TEST_F(VectorScanTest, IsExactWhereCodesAloneAreNot) {
  const BuiltRun built(kDims, clustered(3000));
  const VectorRun run = built.view();
  for (int round = 0; round < 20; ++round) {
    const auto query = any_vector(0.02F);
    const auto all = naive(run, query, [](std::size_t) { return true; });
    for (const std::size_t k : {1UL, 10UL, 500UL, 5000UL}) {
      expect_same(scan({{run}}, {{RowChoice()}}, query, {.k = k}), all, k);
    }
  }
}

TEST_F(VectorScanTest, IsTheSameWithEveryKernelAndNumberOfThreads) {
  const BuiltRun built(kDims, clustered(50'000));
  const VectorRun run = built.view();
  const auto query = any_vector(0.02F);
  const auto all = naive(run, query, [](std::size_t) { return true; });
  for (const KernelKind kind : {KernelKind::portable, KernelKind::avx2, KernelKind::avx512}) {
    if (!processor_has(kind)) continue;
    for (const int threads : {1, 2, 5}) {
      expect_same(scan({{run}}, {{RowChoice()}}, query,
                       {.k = 20, .threads = threads, .kernels = &kernels_of(kind)}),
                  all, 20);
    }
  }
}

TEST_F(VectorScanTest, GivesKUnderAnyFilterWheneverThereAreK) {
  const BuiltRun built(kDims, clustered(2000));
  const VectorRun run = built.view();
  for (const std::size_t every : {1UL, 2UL, 10UL, 100UL, 999UL}) {
    const auto query = any_vector();
    const auto counts = [&](std::size_t row) { return row % every == 0; };
    RowChoice listed{.rows = std::vector<std::uint32_t>()};
    for (std::uint32_t row = 0; row < run.count; ++row) {
      if (counts(row)) listed.rows->push_back(row);
    }
    const RowChoice passed{.passed_over = [&](std::size_t row) { return !counts(row); }};
    const auto all = naive(run, query, counts);
    expect_same(scan({{run}}, {{listed}}, query, {.k = 15}), all, 15);
    expect_same(scan({{run}}, {{passed}}, query, {.k = 15}), all,
                15);  // the same set written otherwise
  }
}

TEST_F(VectorScanTest, DoesNotDependOnHowRowsAreSplitIntoRuns) {
  const auto rows = clustered(1000);
  const BuiltRun whole(kDims, rows);
  std::vector<VectorRow> odd, even;
  for (const VectorRow& row : rows) (row.key.moment % 2 ? odd : even).push_back(row);
  const BuiltRun first(kDims, odd), second(kDims, even);
  const std::vector<VectorRun> runs{first.view(), second.view()};
  const auto query = any_vector(0.02F);
  const auto all = naive(whole.view(), query, [](std::size_t) { return true; });
  expect_same(scan(runs, std::vector<RowChoice>(2), query, {.k = 30}), all, 30);
  const std::vector<bool> none(500);
  const std::vector<const std::vector<bool>*> gone{&none, &none};
  const BuiltRun joined = BuiltRun::joined(kDims, runs, gone);
  expect_same(scan({{joined.view()}}, {{RowChoice()}}, query, {.k = 30}), all, 30);
}

TEST_F(VectorScanTest, BreaksTiesByKey) {
  const auto same = any_vector();
  std::vector<VectorRow> rows;
  for (const int n : {5, 3, 9, 1}) rows.push_back(row_of(n, same));
  const BuiltRun built(kDims, rows);
  const auto found = scan({{built.view()}}, {{RowChoice()}}, same, {.k = 2});
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].key.moment, 1);
  EXPECT_EQ(found[1].key.moment, 3);
}

TEST_F(VectorScanTest, BearsVectorsThatAreNone) {
  auto odd = any_vector();
  odd[3] = std::numeric_limits<float>::quiet_NaN();
  auto endless = any_vector();
  endless[0] = std::numeric_limits<float>::infinity();
  const auto good = any_vector();
  const BuiltRun built(kDims, {row_of(1, odd), row_of(2, endless), row_of(3, good),
                               row_of(4, std::vector<float>(kDims)), row_of(5, {1, 2, 3})});
  EXPECT_EQ(built.view().count, 4U);  // one had another dimension
  const auto found = scan({{built.view()}}, {{RowChoice()}}, good, {.k = 9});
  ASSERT_EQ(found.size(), 4U);
  EXPECT_EQ(found[0].key.moment, 3);
  EXPECT_TRUE(scan({{built.view()}}, {{RowChoice()}}, odd, {.k = 9}).empty());
  EXPECT_EQ(scan({{built.view()}}, {{RowChoice()}}, std::vector<float>(kDims), {.k = 9}).size(),
            4U);
}

TEST(DotKernels, NeverOverflowAtTheLargestNumbers) {
  constexpr std::size_t kStride = 1024;
  const std::vector<std::int8_t> codes(kStride, -127);
  const std::vector<std::int16_t> query(kStride, 16'383);
  for (const KernelKind kind : {KernelKind::portable, KernelKind::avx2, KernelKind::avx512}) {
    if (!processor_has(kind)) continue;
    std::int32_t out = 0;
    kernels_of(kind).codes(query.data(), codes.data(), kStride, nullptr, 1, &out);
    EXPECT_EQ(out, -127 * 16'383 * 1024);
  }
}

}  // namespace
}  // namespace nunchi::library
