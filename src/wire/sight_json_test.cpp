#include "wire/sight_json.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <limits>
#include <random>

namespace nunchi::wire {
namespace {

Sight full() {
  return {.seen_by = {{"classes", "efficientnet-lite2@0.1.0"}, {"objects", "centernet@3.3.6"}},
          .tags = {{{.concept_id = "wn:n02099601", .confidence = 0.1F, .evidence = {"classes"}}}},
          .objects = {{{.concept_id = "wn:n02084071",
                        .category = "dog",
                        .confidence = 0.7F,
                        .box = {0.1F, 0.2F, 100.3F, 7e-12F}}}},
          .faces = {{{.box = {1, 2, 3, 4},
                      .scheme = "five",
                      .landmarks = {{1.1F, 2}, {3, 4}},
                      .confidence = 1,
                      .quality = 0,
                      .identity = {0.6F, -0.8F}}}},
          .text = {{{.text = "출구 \"EXIT\"\n",
                     .quad = {{{1, 2}, {3, 4}, {5, 6}, {7, 8}}},
                     .language = "ko",
                     .confidence = 0.5F}}},
          .embedding = Embedding{.space = "efficientnet-lite2@0.1.0", .vector = {1e-7F, -0.25F}},
          .colours = {{{.name = "pink", .share = 0.3F, .rgb = {255, 0, 128}}}}};
}

TEST(SightJson, IsReadableByPeople) {
  Sight sight;
  sight.seen_by = {{"objects", "centernet@3.3.6"}};
  sight.objects = full().objects;
  EXPECT_EQ(to_json(sight),
            R"({"seen_by":{"objects":"centernet@3.3.6"},"objects":[{"concept":"wn:n02084071",)"
            R"("category":"dog","confidence":0.7,"edges":[0.1,0.2,100.3,7e-12]}]})");
}

TEST(SightJson, ReadsExactlyWhatItWrites) {
  const auto read = sight_from_json(to_json(full()));
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(*read, full());
}

TEST(SightJson, TellsNothingThereFromNotLookedFor) {
  EXPECT_EQ(*sight_from_json(to_json(Sight{})), Sight{});
  const Sight nothing{.tags = std::vector<Tag>{}, .text = std::vector<TextLine>{}};
  EXPECT_EQ(*sight_from_json(to_json(nothing)), nothing);
}

TEST(SightJson, KeepsEveryFiniteFloatToItsLastBit) {
  std::mt19937 random(7);
  Sight sight;
  for (int round = 0; round < 20; ++round) {
    std::vector<float> vector;
    while (vector.size() < 5000) {
      const auto number = std::bit_cast<float>(static_cast<std::uint32_t>(random()));
      if (std::isfinite(number)) vector.push_back(number);
    }
    vector.push_back(std::numeric_limits<float>::max());
    vector.push_back(std::numeric_limits<float>::denorm_min());
    sight.embedding = Embedding{"any@1", vector};
    const auto read = sight_from_json(to_json(sight));
    ASSERT_TRUE(read) << read.error().message;
    ASSERT_EQ(read->embedding->vector, vector);
  }
}

TEST(SightJson, WritesZeroForWhatJsonCannotSay) {
  Sight sight;
  sight.embedding = Embedding{"any@1", {std::nanf(""), std::numeric_limits<float>::infinity()}};
  EXPECT_EQ(sight_from_json(to_json(sight))->embedding->vector, (std::vector<float>{0, 0}));
}

TEST(SightJson, NamesThePlaceOfWhatIsWrong) {
  const auto error_of = [](std::string_view text) {
    const auto sight = sight_from_json(text);
    return sight ? "no error" : sight.error().message;
  };
  const std::string task = "read a Sight from JSON: ";
  EXPECT_EQ(error_of("7"), task + "no object");
  EXPECT_EQ(error_of(R"({"seen_by":{"a":1}})"), task + "seen_by.a: no text, or too much");
  EXPECT_EQ(error_of(R"({"tags":[{"concept":"x","confidence":-0.1}]})"),
            task + "tags[0].confidence: no number in its range");
  EXPECT_EQ(error_of(R"({"text":[{"text":"","language":"en","confidence":1,"quad":[[1,2]]}]})"),
            task + "text[0].quad: not four points");
  EXPECT_EQ(error_of(R"({"embedding":{"space":"a","vector":[1,"2"]}})"),
            task + "embedding.vector: not a list of numbers");
  EXPECT_EQ(error_of(R"({"embedding":{"space":"a","vector":[1e39]}})"),
            task + "embedding.vector: not a list of numbers");
  EXPECT_EQ(error_of(R"({"tags":null})"), task + "tags: no list");
}

TEST(SightJson, BoundsVectorsAndTexts) {
  std::string vector = "0";
  for (int i = 0; i < 16'384; ++i) vector += ",0";
  EXPECT_FALSE(sight_from_json(R"({"embedding":{"space":"a","vector":[)" + vector + "]}}"));
  const std::string name(65'537, 'x');
  EXPECT_FALSE(sight_from_json(R"({"tags":[{"concept":")" + name + R"(","confidence":1}]})"));
}

TEST(SightJson, CutShortAnywhereIsAnErrorNotACrash) {
  const std::string text = to_json(full());
  for (std::size_t length = 0; length < text.size(); ++length) {
    EXPECT_FALSE(sight_from_json(text.substr(0, length))) << length;
  }
}

}  // namespace
}  // namespace nunchi::wire
