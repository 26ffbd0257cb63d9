#include "perceive/object_heatmap.h"

#include <algorithm>
#include <cstdint>

namespace nunchi::perceive {
namespace {

constexpr int kReach = 2;  // cells around a peak that have a say in its box

struct Map {
  std::span<const float> scores, sides;
  int rows = 0, columns = 0, categories = 0;

  std::size_t cell(int row, int column) const noexcept {
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) +
           static_cast<std::size_t>(column);
  }
  float score(int row, int column, int category) const noexcept {
    return scores[cell(row, column) * static_cast<std::size_t>(categories) +
                  static_cast<std::size_t>(category)];
  }
};

struct Peak {
  float score = 0;
  int row = 0, column = 0, category = 0;
};

bool better(const Peak& a, const Peak& b) noexcept { return a.score > b.score; }

// Whether the shapes are what the header says. Sizes are bounded, so that nothing overflows.
std::optional<Map> map_of(std::span<const infer::Tensor> outputs) {
  constexpr std::size_t kMost = 1 << 14;
  if (outputs.size() != 2) return std::nullopt;
  const auto& scores = outputs[0];
  const auto& sides = outputs[1];
  if (scores.shape.size() != 4 || sides.shape.size() != 4 || scores.shape[0] != 1) {
    return std::nullopt;
  }
  const std::size_t rows = scores.shape[1], columns = scores.shape[2], categories = scores.shape[3];
  if (rows - 1 >= kMost || columns - 1 >= kMost || categories - 1 >= kMost) return std::nullopt;
  if (sides.shape != std::vector<std::size_t>{1, rows, columns, 4} ||
      scores.values.size() != rows * columns * categories ||
      sides.values.size() != rows * columns * 4) {
    return std::nullopt;
  }
  return Map{scores.values, sides.values, static_cast<int>(rows), static_cast<int>(columns),
             static_cast<int>(categories)};
}

bool is_peak(const Map& map, const Peak& at) {
  for (int row = std::max(0, at.row - 1); row <= std::min(map.rows - 1, at.row + 1); ++row) {
    for (int column = std::max(0, at.column - 1);
         column <= std::min(map.columns - 1, at.column + 1); ++column) {
      if (map.score(row, column, at.category) > at.score) return false;
    }
  }
  return true;
}

// The best peaks, in no order: a heap whose front is the worst of them.
class BestPeaks {
 public:
  BestPeaks(std::size_t most, float least) : most_(most), least_(least) { heap_.reserve(most); }

  float least() const noexcept { return least_; }  // a score must be above it to get in

  void add(const Peak& peak) {
    if (heap_.size() == most_) {
      std::pop_heap(heap_.begin(), heap_.end(), better);
      heap_.pop_back();
    }
    heap_.push_back(peak);
    std::push_heap(heap_.begin(), heap_.end(), better);
    if (heap_.size() == most_) least_ = std::max(least_, heap_.front().score);
  }

  std::vector<Peak> sorted() && {
    std::stable_sort(heap_.begin(), heap_.end(), [](const Peak& a, const Peak& b) {
      if (a.score != b.score) return a.score > b.score;
      return std::tie(a.row, a.column, a.category) < std::tie(b.row, b.column, b.category);
    });
    return std::move(heap_);
  }

 private:
  std::vector<Peak> heap_;
  std::size_t most_;
  float least_;
};

// Whether any of so many scores is above; without a branch, so that it is done many at a time.
bool any_above(const float* scores, std::size_t count, float least) noexcept {
  std::uint32_t above = 0;
  for (std::size_t i = 0; i < count; ++i) above |= scores[i] > least ? 1U : 0U;
  return above != 0;
}

// Nearly all of a map is far below the least score: it is passed over a block at a time.
std::vector<Peak> find_peaks(const Map& map, const ReadingSettings& settings) {
  constexpr int kBlock = 16;
  BestPeaks best(std::max<std::size_t>(1, settings.most), settings.least_score);
  const float* scores = map.scores.data();
  for (int row = 0; row < map.rows; ++row) {
    for (int column = 0; column < map.columns; ++column, scores += map.categories) {
      for (int from = 0; from < map.categories; from += kBlock) {
        const int count = std::min(kBlock, map.categories - from);
        if (count == kBlock
                ? !any_above(scores + from, kBlock, best.least())
                : !any_above(scores + from, static_cast<std::size_t>(count), best.least())) {
          continue;
        }
        for (int category = from; category < from + count; ++category) {
          const Peak peak{scores[category], row, column, category};
          if (peak.score > best.least() && is_peak(map, peak)) best.add(peak);
        }
      }
    }
  }
  return std::move(best).sorted();
}

// The cells around a centre were trained to know the box too: their mean errs less than one alone.
Box box_of(const Map& map, const Peak& peak, const ReadingSettings& settings) {
  const float step_x = static_cast<float>(settings.width) / static_cast<float>(map.columns);
  const float step_y = static_cast<float>(settings.height) / static_cast<float>(map.rows);
  Box sum;
  float weights = 0;
  for (int row = std::max(0, peak.row - kReach); row <= std::min(map.rows - 1, peak.row + kReach);
       ++row) {
    for (int column = std::max(0, peak.column - kReach);
         column <= std::min(map.columns - 1, peak.column + kReach); ++column) {
      const float share = map.score(row, column, peak.category) / peak.score;
      const float weight = share * share;
      const float* sides = map.sides.data() + 4 * map.cell(row, column);
      const float x = static_cast<float>(column) * step_x, y = static_cast<float>(row) * step_y;
      sum.left += weight * (x - sides[0]);
      sum.top += weight * (y - sides[1]);
      sum.right += weight * (x + sides[2]);
      sum.bottom += weight * (y + sides[3]);
      weights += weight;
    }
  }
  return sum.scaled(1 / weights, 1 / weights);
}

}  // namespace

Result<std::vector<Candidate>> read_heatmap(std::span<const infer::Tensor> outputs,
                                            const ReadingSettings& settings) {
  const std::optional<Map> map = map_of(outputs);
  if (!map) {
    return Error{ErrorCode::corrupt_data,
                 "the outputs are no heat map [1, rows, columns, categories] with its sides"};
  }
  std::vector<Candidate> candidates;
  for (const Peak& peak : find_peaks(*map, settings)) {
    const Box box = box_of(*map, peak, settings);
    if (is_sound(box)) candidates.push_back({peak.category, peak.score, box});
  }
  return candidates;
}

}  // namespace nunchi::perceive
