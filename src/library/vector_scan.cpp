#include "library/vector_scan.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <queue>
#include <thread>
#include <tuple>

namespace nunchi::library {
namespace {

constexpr std::size_t kBlock = 1024;  // rows whose dot products are made before any is looked at

// The query in 16 bits, scaled so that no dot product with any codes passes 31 bits.
struct CodedQuery {
  std::vector<std::int16_t> codes;
  float unit = 0;   // query ≈ unit · codes
  float norm = 0;   // length of the query
  float error = 0;  // length of what coding leaves out
};

std::optional<CodedQuery> coded(std::span<const float> query, std::size_t stride) {
  double sum = 0, squares = 0, largest = 0;
  for (const float value : query) {
    sum += std::abs(value);
    squares += double{value} * value;
    largest = std::max(largest, double{std::abs(value)});
  }
  if (!std::isfinite(squares)) return std::nullopt;
  CodedQuery coded{.codes = std::vector<std::int16_t>(stride)};
  coded.norm = static_cast<float>(std::sqrt(squares));
  if (largest == 0) return coded;
  // Rounding adds at most one half for each number.
  const double room =
      (double{std::numeric_limits<std::int32_t>::max()} / 127) - static_cast<double>(query.size());
  const double steps = std::min(16'383 / largest, room / sum);
  double left_out = 0;
  for (std::size_t i = 0; i < query.size(); ++i) {
    const double code = std::nearbyint(query[i] * steps);
    coded.codes[i] = static_cast<std::int16_t>(code);
    const double missing = query[i] - code / steps;
    left_out += missing * missing;
  }
  coded.unit = static_cast<float>(1 / steps);
  coded.error = static_cast<float>(std::sqrt(left_out));
  return coded;
}

struct Candidate {
  std::size_t run, row;
  float upper;
};

// What one thread has found: the k best lower bounds, and all rows that could be among the k best.
class Shortlist {
 public:
  explicit Shortlist(std::size_t k) : k_(k) {}

  // Whether a row with this upper bound could still be among the k best.
  bool admits(float upper) const { return best_.size() < k_ || upper >= best_.top(); }

  void add(const Candidate& candidate, float lower) {
    candidates_.push_back(candidate);
    if (best_.size() < k_) {
      best_.push(lower);
    } else if (lower > best_.top()) {
      best_.pop();
      best_.push(lower);
    }
  }

  void join(Shortlist other) {
    for (const Candidate& candidate : other.candidates_) candidates_.push_back(candidate);
    for (; !other.best_.empty(); other.best_.pop()) {
      best_.push(other.best_.top());
      if (best_.size() > k_) best_.pop();
    }
  }

  std::vector<Candidate> take() && {
    std::erase_if(candidates_, [&](const Candidate& c) { return !admits(c.upper); });
    return std::move(candidates_);
  }

 private:
  std::size_t k_;
  std::priority_queue<float, std::vector<float>, std::greater<>> best_;  // the smallest on top
  std::vector<Candidate> candidates_;
};

// A stretch of one run's rows, or of the list that its choice names.
struct Stretch {
  std::size_t run, first, last;
};

class Scan {
 public:
  Scan(std::span<const VectorRun> runs, std::span<const RowChoice> choices,
       std::span<const float> query, const ScanOptions& options)
      : runs_(runs), choices_(choices), query_(query), options_(options) {}

  std::vector<NearRow> run() {
    const auto dims = query_.size();
    auto query = coded(query_, stride_for(dims));
    if (!query || options_.k == 0) return {};
    coded_ = *std::move(query);
    return scored_again(shortlist());
  }

 private:
  std::size_t rows_in(std::size_t run) const {
    return choices_[run].rows ? choices_[run].rows->size() : runs_[run].count;
  }

  // The k best lower bounds of all threads together decide; each alone keeps a few more.
  std::vector<Candidate> shortlist() {
    std::size_t total = 0;
    for (std::size_t run = 0; run < runs_.size(); ++run) total += rows_in(run);
    constexpr std::size_t kWorthAThread = 20'000;
    const std::size_t threads = std::clamp<std::size_t>(
        total / kWorthAThread, 1, static_cast<std::size_t>(std::max(1, options_.threads)));
    std::vector<Shortlist> lists(threads, Shortlist(options_.k));
    {
      std::vector<std::jthread> workers;
      for (std::size_t t = 1; t < threads; ++t) {
        workers.emplace_back([&, t] { scan_share(t, threads, lists[t]); });
      }
      scan_share(0, threads, lists[0]);
    }
    for (std::size_t t = 1; t < threads; ++t) lists[0].join(std::move(lists[t]));
    return std::move(lists[0]).take();
  }

  void scan_share(std::size_t t, std::size_t threads, Shortlist& list) const {
    for (std::size_t run = 0; run < runs_.size(); ++run) {
      const std::size_t rows = rows_in(run);
      scan_stretch({run, rows * t / threads, rows * (t + 1) / threads}, list);
    }
  }

  void scan_stretch(const Stretch& stretch, Shortlist& list) const {
    const VectorRun& run = runs_[stretch.run];
    const auto& rows = choices_[stretch.run].rows;
    std::array<std::int32_t, kBlock> dots;
    for (std::size_t at = stretch.first; at < stretch.last; at += kBlock) {
      const std::size_t count = std::min(kBlock, stretch.last - at);
      if (rows) {
        options_.kernels->codes(coded_.codes.data(), run.codes, run.stride, rows->data() + at,
                                count, dots.data());
      } else {
        options_.kernels->codes(coded_.codes.data(), run.codes + at * run.stride, run.stride,
                                nullptr, count, dots.data());
      }
      for (std::size_t i = 0; i < count; ++i) {
        consider(stretch.run, rows ? (*rows)[at + i] : at + i, dots[i], list);
      }
    }
  }

  void consider(std::size_t run_index, std::size_t row, std::int32_t dot, Shortlist& list) const {
    const VectorRun& run = runs_[run_index];
    const float score = run.scale[row] * coded_.unit * static_cast<float>(dot);
    const float apart = coded_.norm * run.error[row] + coded_.error * run.norm[row];
    // And what float arithmetic, here and in the second scoring, may round off.
    constexpr float kRounding = 2e-5F;
    const float bound = apart + kRounding * coded_.norm * (run.norm[row] + run.error[row]);
    if (!list.admits(score + bound)) return;
    const auto& passed_over = choices_[run_index].passed_over;
    if (passed_over && passed_over(row)) return;
    list.add({run_index, row, score + bound}, score - bound);
  }

  std::vector<NearRow> scored_again(const std::vector<Candidate>& candidates) const {
    std::vector<NearRow> near;
    near.reserve(candidates.size());
    for (const Candidate& c : candidates) {
      const VectorRun& run = runs_[c.run];
      const float score =
          options_.kernels->halves(query_.data(), run.halves + c.row * run.dims, run.dims);
      near.push_back({c.run, c.row, run.keys[c.row], std::isfinite(score) ? score : 0.0F});
    }
    const auto better = [&](const NearRow& a, const NearRow& b) {
      return std::tie(b.score, a.key) < std::tie(a.score, b.key);
    };
    const auto end = near.begin() + static_cast<std::ptrdiff_t>(std::min(options_.k, near.size()));
    std::partial_sort(near.begin(), end, near.end(), better);
    near.erase(end, near.end());
    return near;
  }

  std::span<const VectorRun> runs_;
  std::span<const RowChoice> choices_;
  std::span<const float> query_;
  const ScanOptions& options_;
  CodedQuery coded_;
};

}  // namespace

std::vector<NearRow> scan(std::span<const VectorRun> runs, std::span<const RowChoice> choices,
                          std::span<const float> query, const ScanOptions& options) {
  return Scan(runs, choices, query, options).run();
}

}  // namespace nunchi::library
