// Detectors on the labelled photos of NUNCHI_DATA/coco, by COCO's definition of average precision.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>

#include "decode/photo.h"
#include "measure/average_precision.h"
#include "measure/calibration.h"
#include "measure/coco_truth.h"
#include "models/locate.h"
#include "perceive/object_display.h"
#include "perceive/object_finder.h"
#include "perceive/object_fusion.h"

namespace nunchi {
namespace {

using Lists =
    std::vector<std::vector<Object>>;  // one a photo, in the order of the truth's pictures

class Objects : public testing::Test {
 protected:
  void SetUp() override {
    const char* data = std::getenv("NUNCHI_DATA");
    if (!data || std::getenv("NUNCHI_NO_MEASUREMENTS")) {
      GTEST_SKIP() << "NUNCHI_DATA names no labelled photos, or measuring is off";
    }
    folder_ = std::filesystem::path(data) / "coco";
    auto truth = measure::read_coco_truth(folder_ / "instances.json");
    ASSERT_TRUE(truth) << truth.error().message;
    truth_ = *std::move(truth);
  }

  // What a network finds in every photo, by the numbers of its entry; empty where it is not here.
  Lists find_with(std::string_view name) {
    const std::filesystem::path home = models::default_home();
    const auto catalogue = models::Catalogue::load(home);
    EXPECT_TRUE(catalogue) << catalogue.error().message;
    const auto located = models::locate_named(*catalogue, home, name);
    if (!located) return {};
    const models::Network& entry = located->network;
    const auto settings = perceive::object_settings(entry);
    const auto labels = concepts::labels(entry.labels);
    auto network = infer::Network::open(located->file, entry.feed, {.outputs = entry.outputs});
    EXPECT_TRUE(settings && labels && network);
    if (!settings || !labels || !network) return {};
    labels_ = *labels;
    const perceive::ObjectFinder finder(*std::move(network), *labels, *settings);
    Lists lists;
    for (const measure::CocoPicture& picture : truth_.pictures) {
      const auto photo = decode::read_photo(folder_ / "images" / picture.file);
      EXPECT_TRUE(photo) << photo.error().message;
      const auto objects = finder.find(photo->image);
      EXPECT_TRUE(objects) << objects.error().message;
      lists.push_back(*objects);
    }
    return lists;
  }

  std::vector<measure::FoundBox> found_boxes(const Lists& lists) const {
    std::map<std::string, int> numbers;
    for (const concepts::Label& label : labels_) numbers[label.category] = label.number;
    std::vector<measure::FoundBox> boxes;
    for (std::size_t i = 0; i < lists.size(); ++i) {
      for (const Object& object : lists[i]) {
        const Box& box = object.box;
        boxes.push_back({truth_.pictures[i].id,
                         numbers.at(object.category),
                         {box.left, box.top, box.width(), box.height()},
                         object.confidence});
      }
    }
    return boxes;
  }

  measure::AveragePrecision precision_of(const char* what, const Lists& lists) const {
    const auto precision = measure::average_precision(truth_.boxes, found_boxes(lists));
    EXPECT_TRUE(precision);
    std::printf("%s: %zu photos, mAP %.4f, AP50 %.4f\n", what, lists.size(), precision->map,
                precision->ap50);
    return *precision;
  }

  // Whether each object of every second photo, from `first`, is right: the best box on a true one
  // of its category that overlaps it by half.
  std::vector<measure::Claim> claims_of(const Lists& lists, std::size_t first) const {
    std::vector<measure::Claim> claims;
    const std::vector<measure::FoundBox> boxes = found_boxes(lists);
    std::map<std::int64_t, bool> wanted;
    for (std::size_t i = first; i < truth_.pictures.size(); i += 2) {
      wanted[truth_.pictures[i].id] = true;
    }
    std::vector<char> taken(truth_.boxes.size(), 0);
    for (const measure::FoundBox& found : boxes) {  // most confident first within a photo
      if (!wanted[found.picture]) continue;
      double best = 0.5;
      std::optional<std::size_t> match;
      for (std::size_t t = 0; t < truth_.boxes.size(); ++t) {
        const measure::TrueBox& truth = truth_.boxes[t];
        if (taken[t] || truth.picture != found.picture || truth.category != found.category)
          continue;
        const double overlap = measure::overlap_of(found.box, truth.box, measure::Crowd::no);
        if (overlap < best) continue;
        best = overlap;
        match = t;
      }
      if (match) taken[*match] = 1;
      claims.push_back({found.score, match.has_value()});
    }
    return claims;
  }

  std::filesystem::path folder_;
  measure::CocoTruth truth_;
  std::vector<concepts::Label> labels_;
};

TEST_F(Objects, OfCenternetReachTheBarOfTheRegistrySet) {
  const Lists lists = find_with("centernet");
  if (lists.empty()) GTEST_SKIP() << "centernet is not here";
  EXPECT_GE(precision_of("centernet", lists).map, 0.35);
}

TEST_F(Objects, OfPicodetReachTheBarOfTheNetworksByUrl) {
  const Lists lists = find_with("picodet");
  if (lists.empty()) GTEST_SKIP() << "picodet is not here";
  EXPECT_GE(precision_of("picodet", lists).map, 0.40);
}

TEST_F(Objects, OfYoloxAreReadRight) {
  const Lists lists = find_with("yolox-nano");
  if (lists.empty()) GTEST_SKIP() << "yolox-nano is not here";
  EXPECT_GE(precision_of("yolox-nano", lists).map, 0.34);
}

// How many of the claims from `least` on are right, against how many they say themselves. Boxes of
// one photo stand or fall together and the photos are few: `tolerance` is a share of the claims.
void expect_kept(const char* what, std::vector<measure::Claim> claims, double least,
                 double tolerance) {
  std::erase_if(claims, [&](const measure::Claim& claim) { return claim.confidence < least; });
  double claimed = 0;
  std::size_t right = 0;
  for (const measure::Claim& claim : claims) {
    claimed += claim.confidence;
    right += claim.right ? 1 : 0;
  }
  std::printf("%s: of %zu from %.1f on %.1f are claimed, %zu right; ECE %.3f\n", what,
              claims.size(), least, claimed, right, measure::expected_calibration_error(claims));
  EXPECT_NEAR(claimed, static_cast<double>(right), tolerance * static_cast<double>(claims.size()))
      << what;
}

// Fits on each half of the photos in turn and measures on the other; prints what fits all.
void expect_calibration_to_hold(const char* what,
                                const std::array<std::vector<measure::Claim>, 2>& halves) {
  for (const std::size_t half : {0U, 1U}) {
    const measure::Logistic map = measure::fit_logistic(halves[half]);
    std::vector<measure::Claim> claims = halves[1 - half];
    for (measure::Claim& claim : claims) claim.confidence = map(claim.confidence);
    EXPECT_LE(measure::expected_calibration_error(claims), 0.03);
    expect_kept(what, claims, 0.1, 0.08);
    expect_kept(what, claims, 0.5, 0.16);
  }
  auto all = halves[0];
  all.insert(all.end(), halves[1].begin(), halves[1].end());
  const measure::Logistic map = measure::fit_logistic(all);
  std::printf("%s: ECE by the entry's numbers %.4f; fitted on all photos slope %.3f, offset %.3f\n",
              what, measure::expected_calibration_error(all), map.slope, map.offset);
}

TEST_F(Objects, OfTwoDetectorsTogetherAreBetterThanOfEither) {
  const Lists first = find_with("picodet");
  const Lists second = find_with("centernet");
  if (first.empty() || second.empty()) GTEST_SKIP() << "picodet or centernet is not here";
  Lists both;
  for (std::size_t i = 0; i < first.size(); ++i) {
    const Lists lists{first[i], second[i]};
    both.push_back(perceive::fused(lists));
  }
  EXPECT_GE(precision_of("picodet + centernet", both).map, precision_of("picodet", first).map);
  expect_calibration_to_hold("picodet + centernet", {claims_of(both, 0), claims_of(both, 1)});
}

class ObjectConfidence : public Objects, public testing::WithParamInterface<const char*> {};

TEST_P(ObjectConfidence, FittedOnHalfOfThePhotosHoldsOnTheOther) {
  const Lists lists = find_with(GetParam());
  if (lists.empty()) GTEST_SKIP() << GetParam() << " is not here";
  expect_calibration_to_hold(GetParam(), {claims_of(lists, 0), claims_of(lists, 1)});
}

INSTANTIATE_TEST_SUITE_P(Networks, ObjectConfidence,
                         testing::Values("centernet", "picodet", "yolox-nano"));

}  // namespace
}  // namespace nunchi
