#include "perceive/clue_finder.h"

#include <algorithm>
#include <cmath>

#include "perceive/class_crop.h"
#include "perceive/detail.h"
#include "picture/resize.h"
#include "picture/upright.h"

namespace nunchi::perceive {
namespace {

constexpr int kPlaces = 3;                  // of a category that the classifier is asked about
constexpr float kAround[] = {1.15F, 1.8F};  // squares around a place, by its longer side
constexpr float kPartSide = 0.6F;           // of the parts that are looked at closely, of the whole

float log_odds(float probability) {
  const float inside = std::clamp(probability, 1e-6F, 1 - 1e-6F);
  return std::log(inside / (1 - inside));
}

Image part_of(const Image& picture, const Box& part) {
  return picture::resize(picture, part, static_cast<int>(std::lround(part.width())),
                         static_cast<int>(std::lround(part.height())), picture::Filter::bilinear);
}

// Four corners of the picture that overlap in its middle, whole pixels.
std::vector<Box> corners(const Image& picture) {
  const float width = std::max(1.0F, std::floor(kPartSide * static_cast<float>(picture.width)));
  const float height = std::max(1.0F, std::floor(kPartSide * static_cast<float>(picture.height)));
  std::vector<Box> boxes;
  for (const float left : {0.0F, static_cast<float>(picture.width) - width}) {
    for (const float top : {0.0F, static_cast<float>(picture.height) - height}) {
      boxes.push_back({left, top, left + width, top + height});
    }
  }
  return boxes;
}

}  // namespace

ClueFinder::ClueFinder(const concepts::Taxonomy& taxonomy, const ClassFinder& classes,
                       std::vector<const ObjectFinder*> detectors, const ClueSettings& settings)
    : taxonomy_(taxonomy),
      classes_(classes),
      detectors_(std::move(detectors)),
      settings_(settings) {}

// One detector's looks; what it says is added to what the others said.
Status ClueFinder::look(const Image& picture, const ObjectFinder& detector, Categories& all) const {
  struct Best {
    float log_odds = 0;
    Box box;
  };
  std::map<std::string, Best> best;
  const auto take = [&](const Result<std::vector<Object>>& found, auto&& placed) -> Status {
    if (!found) return found.error();
    for (const Object& object : *found) {
      const float odds = log_odds(object.confidence);
      const auto [known, is_new] = best.try_emplace(object.category, Best{odds, Box{}});
      if (!is_new && known->second.log_odds >= odds) continue;
      known->second = {odds, placed(object.box)};
    }
    return ok();
  };
  const auto whole = detector.best_of_each(picture, kPlaces);
  Status looked = take(whole, [](const Box& box) { return box; });
  if (looked && settings_.many_looks) {
    const auto width = static_cast<float>(picture.width);
    looked = take(detector.best_of_each(picture::upright(picture, 2), 1), [&](const Box& box) {
      return Box{width - box.right, box.top, width - box.left, box.bottom};
    });
    for (const Box& part : corners(picture)) {
      if (!looked) break;
      looked = take(detector.best_of_each(part_of(picture, part), 1), [&](const Box& box) {
        return Box{box.left + part.left, box.top + part.top, box.right + part.left,
                   box.bottom + part.top};
      });
    }
  }
  if (!looked) return looked;
  const bool first = all.empty();
  const float faintest = log_odds(detector.least_confidence());
  for (const concepts::Label& label : detector.labels()) {
    Category& category = all[label.category];
    category.concept_id = label.concept_id;
    category.best.category = label.category;
    const auto found = best.find(label.category);
    category.best.log_odds += found == best.end() ? faintest : found->second.log_odds;
    if (found != best.end() && category.best.box.area() == 0) category.best.box = found->second.box;
  }
  if (!first) return ok();
  for (const Object& object : *whole) all[object.category].places.push_back(object.box);
  return ok();
}

Result<ClueFinder::Categories> ClueFinder::look_for_things(const Image& picture) const {
  Categories all;
  std::map<std::string, int> asked;  // category → how many detectors know it
  for (const ObjectFinder* detector : detectors_) {
    if (const Status looked = look(picture, *detector, all); !looked) return looked.error();
    for (const concepts::Label& label : detector->labels()) ++asked[label.category];
  }
  for (auto& [name, category] : all) {
    category.best.log_odds /= static_cast<float>(asked.at(name));
  }
  return all;
}

float ClueFinder::share_of(std::span<const float> probabilities, std::string_view id) const {
  float share = 0;
  for (const std::size_t i : classes_.tree().classes_of(id)) share += probabilities[i];
  return share;
}

Status ClueFinder::ask_classes(const Image& picture, std::span<const float> whole,
                               const Category* around, Clue& clue) const {
  const auto own = classes_.tree().classes_of(clue.concept_id);
  if (own.empty() || whole.empty()) return ok();
  clue.whole = share_of(whole, clue.concept_id);
  const std::size_t most =
      *std::ranges::max_element(own, {}, [&](std::size_t i) { return whole[i]; });
  clue.class_id = classes_.labels()[most].concept_id;
  if (!around) return ok();
  for (const Box& place : around->places) {
    float share = 0;
    for (const float factor : kAround) {
      const auto seen = classes_.probabilities(
          picture, square_around(place, factor, picture.width, picture.height));
      if (!seen) return seen.error();
      share += share_of(*seen, clue.concept_id) / static_cast<float>(std::size(kAround));
    }
    clue.part = std::max(clue.part.value_or(0), share);
  }
  return ok();
}

Result<std::vector<Clue>> ClueFinder::find(const Image& picture,
                                           std::span<const std::string> ids) const {
  if (picture.empty()) return Error{ErrorCode::invalid_argument, "the picture is empty"};
  const auto things = look_for_things(picture);
  if (!things) return things.error();
  std::vector<float> whole(classes_.labels().size(), 0.0F);  // nothing to be seen: nothing is there
  const bool visible = may_show_something(detail_of(picture));
  if (visible) {
    const Box all{0, 0, static_cast<float>(picture.width), static_cast<float>(picture.height)};
    for (const Box& part : {classes_.middle_of(picture), all}) {
      const auto seen = classes_.probabilities(picture, part);
      if (!seen) return seen.error();
      for (std::size_t i = 0; i < whole.size(); ++i) whole[i] += (*seen)[i] / 2;
    }
  }
  std::vector<Clue> clues;
  for (const std::string& id : ids) {
    Clue clue{.concept_id = id};
    const Category *own = nullptr, *wider = nullptr;
    for (const auto& [name, category] : *things) {
      const auto better = [&](const Category* known) {
        return !known || category.best.log_odds > known->best.log_odds;
      };
      if (taxonomy_.is_a(category.concept_id, id)) {
        if (better(own)) own = &category;
      } else if (taxonomy_.is_a(id, category.concept_id) && better(wider)) {
        wider = &category;
      }
    }
    const auto stands_for_it = [&](std::size_t i) { return classes_.labels()[i].concept_id == id; };
    clue.exact = (own && own->concept_id == id) ||
                 std::ranges::any_of(classes_.tree().classes_of(id), stands_for_it);
    if (own) clue.place = own->best;
    if (wider) clue.within = wider->best;
    const Category* around = own ? own : wider;
    if (const Status asked = ask_classes(picture, whole, visible ? around : nullptr, clue);
        !asked) {
      return asked.error();
    }
    clues.push_back(std::move(clue));
  }
  return clues;
}

}  // namespace nunchi::perceive
