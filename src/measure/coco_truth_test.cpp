#include "measure/coco_truth.h"

#include <gtest/gtest.h>

#include <cstdlib>

namespace nunchi::measure {
namespace {

constexpr const char* kJson = R"({
  "info": {"year": 2017},
  "images": [{"id": 285, "file_name": "000000000285.jpg", "width": 586, "height": 640}],
  "categories": [{"id": 23, "name": "bear"}],
  "annotations": [
    {"id": 1, "image_id": 285, "category_id": 23, "bbox": [1.5, 68, 584.25, 563], "area": 9, "iscrowd": 0},
    {"id": 2, "image_id": 285, "category_id": 23, "bbox": [0, 0, 10, 10], "iscrowd": 1}]
})";

std::string with(std::string_view part, std::string_view instead) {
  std::string json = kJson;
  return json.replace(json.find(part), part.size(), instead);
}

TEST(CocoTruth, ReadsPicturesCategoriesAndBoxes) {
  const auto truth = parse_coco_truth(kJson);
  ASSERT_TRUE(truth) << truth.error().message;
  EXPECT_EQ(truth->pictures, (std::vector<CocoPicture>{{285, "000000000285.jpg"}}));
  EXPECT_EQ(truth->categories, (std::vector<CocoCategory>{{23, "bear"}}));
  EXPECT_EQ(truth->boxes, (std::vector<TrueBox>{{285, 23, {1.5, 68, 584.25, 563}, Crowd::no},
                                                {285, 23, {0, 0, 10, 10}, Crowd::yes}}));
}

TEST(CocoTruth, NamesTheEntryThatIsBroken) {
  const auto message = [](const std::string& json) {
    const auto truth = parse_coco_truth(json);
    return truth ? "read" : truth.error().message;
  };
  EXPECT_EQ(message("[1, 2"), "no JSON object");
  EXPECT_EQ(message("[]"), "no JSON object");
  EXPECT_EQ(message(with("\"images\"", "\"pictures\"")), "no list of images");
  EXPECT_EQ(message(with("\"file_name\"", "\"name\"")), "images[0]: no whole id or no file_name");
  EXPECT_EQ(message(with("\"id\": 23", "\"id\": \"23\"")), "categories[0]: no whole id or no name");
  EXPECT_EQ(message(with("[0, 0, 10, 10]", "[0, 0, 10]")),
            "annotations[1]: no image_id, category_id or bbox");
  EXPECT_EQ(message(with("[0, 0, 10, 10]", "[0, 0, -10, 10]")),
            "annotations[1]: no image_id, category_id or bbox");
  EXPECT_EQ(message(with("\"image_id\": 285", "\"image_id\": 7")),
            "annotations[0]: unknown image_id");
  EXPECT_EQ(message(with("\"category_id\": 23", "\"category_id\": 7")),
            "annotations[0]: unknown category_id");
  EXPECT_EQ(message(with("{\"id\": 23, \"name\": \"bear\"}",
                         "{\"id\": 23, \"name\": \"bear\"}, {\"id\": 23, \"name\": \"cat\"}")),
            "categories[1]: its id stands twice");
}

TEST(CocoTruth, SurvivesEveryCut) {
  const std::string whole = kJson;
  const std::size_t end = whole.rfind('}');
  for (std::size_t length = 0; length <= end; ++length) {
    EXPECT_FALSE(parse_coco_truth(std::string_view(whole).substr(0, length)));
  }
}

TEST(CocoTruth, SurvivesDeepNesting) { EXPECT_FALSE(parse_coco_truth(std::string(200'000, '['))); }

TEST(CocoTruth, ReadsALabelledFolder) {
  const char* data = std::getenv("NUNCHI_DATA");
  if (!data) GTEST_SKIP() << "NUNCHI_DATA names no labelled data";
  const auto truth = read_coco_truth(std::filesystem::path(data) / "coco" / "instances.json");
  ASSERT_TRUE(truth) << truth.error().message;
  EXPECT_EQ(truth->pictures.size(), 64U);
  EXPECT_EQ(truth->categories.size(), 80U);
  EXPECT_EQ(truth->boxes.size(), 466U);
}

}  // namespace
}  // namespace nunchi::measure
