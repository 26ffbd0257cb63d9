#include "perceive/object_answers.h"

#include <gtest/gtest.h>

namespace nunchi::perceive {
namespace {

const std::vector<concepts::Label> kLabels{{"wn:n02084071", "dog", 18},
                                           {"wn:n02121620", "cat", 17}};

// A heat map of 8 x 8 cells for pictures of 32 x 32, with one peak.
std::vector<infer::Tensor> one_peak(std::size_t row, std::size_t column, std::size_t category,
                                    float score) {
  std::vector<infer::Tensor> tensors{{{1, 8, 8, 3}, std::vector<float>(192)},
                                     {{1, 8, 8, 4}, std::vector<float>(256, 8.0F)}};
  tensors[0].values[(row * 8 + column) * 3 + category] = score;
  return tensors;
}

constexpr ObjectSettings kStretch{.reading = {.width = 32, .height = 32}};
constexpr ObjectSettings kLetterbox{
    .fit = models::Fit::letterbox, .pad = 7, .reading = {.width = 32, .height = 32}};

TEST(ObjectAnswers, ArePlacedInTheStretchedPicture) {
  const auto objects = read_objects(one_peak(4, 4, 1, 0.5F), 64, 16, kLabels, kStretch);
  ASSERT_TRUE(objects);
  EXPECT_EQ(*objects, (std::vector<Object>{{.concept_id = "wn:n02121620",
                                            .category = "cat",
                                            .confidence = 0.5F,
                                            .box = {16, 4, 48, 12}}}));
}

TEST(ObjectAnswers, ArePlacedInTheLetterboxedPicture) {
  // 64 x 16 fills 32 x 8: both sides are halved.
  const auto objects = read_objects(one_peak(1, 4, 0, 0.5F), 64, 16, kLabels, kLetterbox);
  ASSERT_EQ(objects->size(), 1U);
  EXPECT_EQ(objects->front().box, (Box{16, 0, 48, 16}));
}

TEST(ObjectAnswers, OutsideThePictureFallAway) {
  EXPECT_TRUE(read_objects(one_peak(6, 4, 0, 0.5F), 64, 16, kLabels, kLetterbox)->empty());
}

TEST(ObjectAnswers, CarryCalibratedConfidence) {
  ObjectSettings settings = kStretch;
  settings.confidence = {.slope = 2, .offset = 0};
  const auto objects = read_objects(one_peak(4, 4, 0, 0.75F), 32, 32, kLabels, settings);
  EXPECT_NEAR(objects->front().confidence, 0.9F, 1e-6F);
}

TEST(ObjectAnswers, WithoutALabelAreRefused) {
  const auto objects = read_objects(one_peak(4, 4, 2, 0.5F), 32, 32, kLabels, kStretch);
  ASSERT_FALSE(objects);
  EXPECT_EQ(objects.error().code, ErrorCode::corrupt_data);
}

TEST(FittedPicture, IsStretchedToTheNetworksSize) {
  const Image fitting = fitted_picture(black_image(64, 16), kStretch);
  EXPECT_EQ(fitting.width, 32);
  EXPECT_EQ(fitting.height, 32);
}

TEST(FittedPicture, LiesInTheUpperLeftCornerOfALetterbox) {
  Image white = black_image(64, 16);
  std::fill(white.rgb.begin(), white.rgb.end(), std::uint8_t{255});
  const Image fitting = fitted_picture(white, kLetterbox);
  ASSERT_EQ(fitting.width, 32);
  ASSERT_EQ(fitting.height, 32);
  EXPECT_EQ(fitting.row(7)[0], 255);
  EXPECT_EQ(fitting.row(7)[95], 255);
  EXPECT_EQ(fitting.row(8)[0], 7);
  const Image upright = fitted_picture(black_image(16, 64), kLetterbox);
  EXPECT_EQ(upright.row(31)[21], 0);  // 8 columns
  EXPECT_EQ(upright.row(31)[24], 7);
}

TEST(FittedPicture, OfOnePixelsWidthStillShowsIt) {
  const Image fitting = fitted_picture(black_image(1, 5000), kLetterbox);
  EXPECT_EQ(fitting.row(31)[0], 0);
  EXPECT_EQ(fitting.row(31)[3], 7);
}

TEST(ObjectSettingsOfAnEntry, AreItsReaderItsFitAndItsNumbers) {
  models::Network entry{.name = "x", .reader = "yolox"};
  entry.feed.width = 416;
  entry.feed.height = 320;
  entry.fit = models::Fit::letterbox;
  entry.numbers = {{"nms", 0.65}, {"vote", 0.8},   {"slope", 1.5},  {"offset", -0.25},
                   {"pad", 9},    {"peaks", 1e12}, {"least", 0.125}};
  const auto settings = object_settings(entry);
  ASSERT_TRUE(settings);
  EXPECT_EQ(settings->reader, ObjectReader::yolox);
  EXPECT_EQ(settings->fit, models::Fit::letterbox);
  EXPECT_EQ(settings->pad, 9);
  EXPECT_EQ(settings->reading.width, 416);
  EXPECT_EQ(settings->reading.height, 320);
  EXPECT_EQ(settings->reading.most, 2000U);
  EXPECT_EQ(settings->reading.least_score, 0.125F);
  EXPECT_EQ(settings->suppression.overlap, 0.65F);
  EXPECT_EQ(settings->suppression.vote, 0.8F);
  EXPECT_EQ(settings->confidence, (ConfidenceMap{1.5, -0.25}));
}

TEST(ObjectSettingsOfAnEntry, AreRefusedForOtherReadersAndForCuts) {
  EXPECT_EQ(object_settings({.name = "x", .reader = "blazeface"}).error().code,
            ErrorCode::unsupported);
  EXPECT_EQ(object_settings({.name = "x", .reader = "gfl", .fit = models::Fit::crop}).error().code,
            ErrorCode::unsupported);
}

}  // namespace
}  // namespace nunchi::perceive
