#include "measure/average_precision.h"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <vector>

namespace nunchi::measure {
namespace {

constexpr std::size_t kMostFound = 100;  // a picture and category
constexpr std::size_t kOverlaps = 10;
constexpr std::size_t kRecalls = 101;

// numpy.linspace(0.5, 0.95, 10) and linspace(0, 1, 101), to the last bit: a figure on the border
// falls to the side where it falls there.
constexpr std::array<double, kOverlaps> overlap_steps() {
  std::array<double, kOverlaps> steps{};
  constexpr double kStep = (0.95 - 0.5) / 9;
  for (std::size_t i = 0; i < kOverlaps; ++i) steps[i] = static_cast<double>(i) * kStep + 0.5;
  steps.back() = 0.95;
  return steps;
}

constexpr std::array<double, kRecalls> recall_steps() {
  std::array<double, kRecalls> steps{};
  constexpr double kStep = 1.0 / 100;
  for (std::size_t i = 0; i < kRecalls; ++i) steps[i] = static_cast<double>(i) * kStep;
  steps.back() = 1.0;
  return steps;
}

// What stands in one picture for one category.
struct Scene {
  std::vector<TrueBox> truth;   // crowds last
  std::vector<FoundBox> found;  // best first
};

enum class Verdict : char { right, wrong, ignored };

struct Judged {
  double score = 0;
  std::array<Verdict, kOverlaps> verdicts{};  // one for each step of overlap
};

struct Category {
  std::map<std::int64_t, Scene> scenes;  // by picture: its order decides between equal scores
};

std::map<std::int64_t, Category> by_category(std::span<const TrueBox> truth,
                                             std::span<const FoundBox> found) {
  std::map<std::int64_t, Category> categories;
  for (const TrueBox& box : truth) {
    categories[box.category].scenes[box.picture].truth.push_back(box);
  }
  for (const FoundBox& box : found) {
    const auto category = categories.find(box.category);
    if (category == categories.end()) continue;  // no truth: this category is not measured
    category->second.scenes[box.picture].found.push_back(box);
  }
  for (auto& [id, category] : categories) {
    for (auto& [picture, scene] : category.scenes) {
      std::stable_partition(scene.truth.begin(), scene.truth.end(),
                            [](const TrueBox& box) { return box.crowd == Crowd::no; });
      std::stable_sort(scene.found.begin(), scene.found.end(),
                       [](const FoundBox& a, const FoundBox& b) { return a.score > b.score; });
      if (scene.found.size() > kMostFound) scene.found.resize(kMostFound);
    }
  }
  return categories;
}

// Greedy, best score first: each found box takes the free true box that it overlaps most, and a
// crowd only where no other is left for it. Of equal overlaps the later true box is taken.
void judge(const Scene& scene, std::size_t step, double least_overlap, std::span<Judged> judged) {
  std::vector<char> taken(scene.truth.size(), 0);
  for (std::size_t f = 0; f < scene.found.size(); ++f) {
    double best = std::min(least_overlap, 1 - 1e-10);
    std::optional<std::size_t> match;
    for (std::size_t t = 0; t < scene.truth.size(); ++t) {
      const TrueBox& truth = scene.truth[t];
      const bool crowd = truth.crowd == Crowd::yes;
      if (taken[t] && !crowd) continue;
      if (match && crowd && scene.truth[*match].crowd == Crowd::no) break;
      const double overlap = overlap_of(scene.found[f].box, truth.box, truth.crowd);
      if (overlap < best) continue;
      best = overlap;
      match = t;
    }
    if (!match) {
      judged[f].verdicts[step] = Verdict::wrong;
      continue;
    }
    taken[*match] = 1;
    judged[f].verdicts[step] =
        scene.truth[*match].crowd == Crowd::yes ? Verdict::ignored : Verdict::right;
  }
}

std::vector<Judged> judge(const Category& category) {
  constexpr std::array<double, kOverlaps> kSteps = overlap_steps();
  std::vector<Judged> all;
  for (const auto& [picture, scene] : category.scenes) {
    std::vector<Judged> judged(scene.found.size());
    for (std::size_t f = 0; f < judged.size(); ++f) judged[f].score = scene.found[f].score;
    for (std::size_t step = 0; step < kOverlaps; ++step) judge(scene, step, kSteps[step], judged);
    all.insert(all.end(), judged.begin(), judged.end());
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const Judged& a, const Judged& b) { return a.score > b.score; });
  return all;
}

// Mean over 101 recalls of the best precision that is reached at that recall or a higher one.
double mean_precision(std::span<const Judged> judged, std::size_t step, std::size_t wanted) {
  constexpr std::array<double, kRecalls> kSteps = recall_steps();
  std::vector<double> recall, precision;
  double right = 0, wrong = 0;
  for (const Judged& one : judged) {
    right += one.verdicts[step] == Verdict::right ? 1 : 0;
    wrong += one.verdicts[step] == Verdict::wrong ? 1 : 0;
    recall.push_back(right / static_cast<double>(wanted));
    precision.push_back(right / (wrong + right + std::numeric_limits<double>::epsilon()));
  }
  for (std::size_t i = precision.size(); i-- > 1;) {
    precision[i - 1] = std::max(precision[i - 1], precision[i]);
  }
  double sum = 0;
  for (const double least : kSteps) {
    const auto reached = std::lower_bound(recall.begin(), recall.end(), least);
    if (reached == recall.end()) break;
    sum += precision[static_cast<std::size_t>(reached - recall.begin())];
  }
  return sum / static_cast<double>(kRecalls);
}

std::size_t count_wanted(const Category& category) {
  std::size_t wanted = 0;
  for (const auto& [picture, scene] : category.scenes) {
    wanted += static_cast<std::size_t>(
        std::count_if(scene.truth.begin(), scene.truth.end(),
                      [](const TrueBox& box) { return box.crowd == Crowd::no; }));
  }
  return wanted;
}

}  // namespace

double overlap_of(const Rectangle& found, const Rectangle& truth, Crowd crowd) noexcept {
  const double width =
      std::min(found.x + found.width, truth.x + truth.width) - std::max(found.x, truth.x);
  const double height =
      std::min(found.y + found.height, truth.y + truth.height) - std::max(found.y, truth.y);
  if (!(width > 0) || !(height > 0)) return 0;
  const double shared = width * height;
  const double area = found.width * found.height;
  return shared / (crowd == Crowd::yes ? area : area + truth.width * truth.height - shared);
}

std::optional<AveragePrecision> average_precision(std::span<const TrueBox> truth,
                                                  std::span<const FoundBox> found) {
  AveragePrecision total;
  for (const auto& [id, category] : by_category(truth, found)) {
    const std::size_t wanted = count_wanted(category);
    if (wanted == 0) continue;
    ++total.categories;
    const std::vector<Judged> judged = judge(category);
    for (std::size_t step = 0; step < kOverlaps; ++step) {
      const double precision = mean_precision(judged, step, wanted);
      total.map += precision / static_cast<double>(kOverlaps);
      if (step == 0) total.ap50 += precision;
    }
  }
  if (total.categories == 0) return std::nullopt;
  total.map /= static_cast<double>(total.categories);
  total.ap50 /= static_cast<double>(total.categories);
  return total;
}

}  // namespace nunchi::measure
