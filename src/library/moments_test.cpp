#include "library/moments.h"

#include "library/edits.h"
#include "library/library_testing.h"
#include "library/listing.h"
#include "library/people.h"
#include "library/text_index.h"

namespace nunchi::library {
namespace {

using namespace testing;
using namespace std::chrono_literals;

Sight full_sight() {
  Sight sight;
  sight.seen_by = {
      {"classes", "lite2@1"}, {"objects", "centernet@1"}, {"face-identity", "faceres@1"}};
  sight.tags = {
      {{.concept_id = "wn:n02088364", .confidence = 0.9F, .evidence = {"classes", "objects"}},
       {.concept_id = "wn:n04254680", .confidence = 0.25F, .evidence = {}}}};
  sight.objects = {{{.concept_id = "wn:n02084071",
                     .category = "dog",
                     .confidence = 0.75F,
                     .box = {1.5F, 2, 30, 40.25F},
                     .embedding = {0, 1}}}};
  sight.faces = {{{.box = {5, 5, 15, 15},
                   .scheme = "four",
                   .landmarks = {{6, 7}, {12, 7}, {9, 10}, {9, 13}},
                   .confidence = 0.5F,
                   .quality = 0.125F,
                   .identity = {0.5F, -0.5F, 0.5F, 0.5F}}}};
  sight.text = {{{.text = "서울역",
                  .quad = {{{0, 0}, {10, 0}, {10, 5}, {0, 5}}},
                  .language = "ko",
                  .confidence = 0.5F}}};
  sight.guesses = {{{"wn:n02088364", 0.75F}, {"wn:n02088466", 0.1F}}};
  sight.colours = {{{"blue", 0.5F, {10, 20, 255}}, {"white", 0.25F, {250, 251, 252}}}};
  sight.embedding = Embedding{.space = "lite2@1", .vector = {0.6015625F, 0.7998046875F}};
  return sight;
}

Moment full_photo(int n) {
  Moment moment = photo_moment(n, on(2019, 7, 3) + 14h);
  moment.taken->offset = 540min;
  moment.taken->precision = Precision::minute;
  moment.position = Position{35.1, 129.04, 12.5};
  moment.place = Place{"geonames:1838524", "Busan", "", "KR"};
  moment.camera = "Pixel 7";
  moment.notes = {.keywords = {"바다", "holiday 2019"},
                  .rating = -1,
                  .title = "At the sea",
                  .description = "Two lines\nof words",
                  .regions = {{"Mina", "Face", {1, 2, 3, 4}}, {"", "Focus", {5, 6, 7, 8}}}};
  moment.dates_set_aside = {"exif 2055-01-01: in the future"};
  moment.flaw = "the file ends early";
  moment.pictures = {{.asset = made_hash(n), .sight = full_sight()}};
  return moment;
}

using MomentsTest = LibraryTest;

TEST_F(MomentsTest, ComeBackAsTheyWerePut) {
  Moment moment = full_photo(1);
  moment.id = add_photo(1, moment);
  moment.origin.path = "/photos/1.jpg";
  EXPECT_EQ(*value_of(library_.moments().find(moment.id)), moment);
}

TEST_F(MomentsTest, WithNothingKnownComeBackSo) {
  Moment moment{.origin = {.kind = OriginKind::photo, .asset = made_hash(1)}};
  moment.id = add_photo(1, moment);
  moment.origin.path = "/photos/1.jpg";
  EXPECT_EQ(*value_of(library_.moments().find(moment.id)), moment);
}

TEST_F(MomentsTest, PutAgainAreTheSame) {
  const MomentId id = add_photo(1, full_photo(1));
  EXPECT_EQ(value_of(library_.moments().put(photo_moment(1, on(2020, 1, 1)))), id);
  const Moment now = *value_of(library_.moments().find(id));
  EXPECT_EQ(now.taken->local, on(2020, 1, 1));
  EXPECT_FALSE(now.position);
  EXPECT_EQ(now.pictures.front().sight, full_sight());  // nothing new was seen
}

TEST_F(MomentsTest, OfAnUnknownAssetAreRefused) {
  const auto refused = library_.moments().put(photo_moment(7, on(2020, 1, 1)));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::invalid_argument);
  EXPECT_FALSE(library_.moments().put({.origin = {.kind = OriginKind::photo}}));
}

TEST_F(MomentsTest, WhatIsSeenLaterReplacesItsOwnKindOnly) {
  const MomentId id = add_photo(1, full_photo(1));
  Sight later{.seen_by = {{"objects", "picodet@2"}}, .objects = std::vector<Object>{}};
  must(library_.moments().see(id, 0, later));
  Sight expected = full_sight();
  expected.seen_by["objects"] = "picodet@2";
  expected.objects->clear();
  EXPECT_EQ(value_of(library_.moments().find(id))->pictures.front().sight, expected);
}

TEST_F(MomentsTest, SeenInAnUnknownMomentIsAnError) {
  EXPECT_EQ(library_.moments().see(MomentId{77}, 0, {}).error().code, ErrorCode::not_found);
}

TEST_F(MomentsTest, OfAVideoAreListedWithTheWholeFirst) {
  Asset video = made_photo(1);
  video.kind = AssetKind::video;
  video.duration = 60s;
  value_of(library_.files().record(made_file("/v/1.mp4"), video));
  const auto part = [&](std::chrono::seconds from, std::chrono::seconds until) {
    Moment moment = photo_moment(1, on(2019, 1, 1) + from);
    moment.origin = {
        .kind = OriginKind::video, .asset = made_hash(1), .from = from, .until = until};
    return value_of(library_.moments().put(moment));
  };
  const MomentId second = part(10s, 20s), first = part(0s, 10s), whole = part(0s, 60s);
  EXPECT_EQ(value_of(library_.moments().of_asset(made_hash(1))),
            (std::vector{whole, first, second}));
  EXPECT_EQ(value_of(library_.listing().ids({})), std::vector{whole});
  EXPECT_EQ(value_of(library_.listing().count({.shelf = Shelf::moments})), 3);
  must(library_.moments().keep_only(made_hash(1), {{first}}));
  EXPECT_EQ(value_of(library_.moments().of_asset(made_hash(1))), (std::vector{whole, first}));
}

TEST_F(MomentsTest, OfCamerasAndPostsNeedNoFile) {
  Moment seen{.origin = {.kind = OriginKind::camera, .path = "front door", .from = 5s, .until = 9s},
              .taken = Taken{.local = on(2024, 1, 1), .source = "clock"},
              .pictures = {{.sight = full_sight()}}};
  seen.id = value_of(library_.moments().put(seen));
  EXPECT_EQ(*value_of(library_.moments().find(seen.id)), seen);
  EXPECT_EQ(value_of(library_.listing().ids({.cameras = {"front door"}})), std::vector{seen.id});

  must(library_.assets().put(made_photo(3)));
  Moment post{.origin = {.kind = OriginKind::post, .path = "https://example.org/1"},
              .author = "ann",
              .community = "dogs",
              .words = "look at him",
              .pictures = {{.asset = made_hash(3)}, {.sight = full_sight()}}};
  post.id = value_of(library_.moments().put(post));
  EXPECT_EQ(*value_of(library_.moments().find(post.id)), post);
  EXPECT_EQ(value_of(library_.moments().find(post.origin)), post.id);
}

TEST_F(MomentsTest, NotSeenByANetworkAreFound) {
  const MomentId seen = add_photo(1, full_photo(1));
  const MomentId other = add_photo(2, full_photo(2));
  must(library_.moments().see(other, 0, {.seen_by = {{"objects", "picodet@2"}}}));
  const auto missing = [&](const char* network) {
    return value_of(library_.moments().not_seen_by("objects", network, MomentId::none, 10));
  };
  EXPECT_EQ(missing("picodet@2"), std::vector{seen});
  EXPECT_EQ(missing("centernet@1"), std::vector{other});
  EXPECT_EQ(missing("yolox@1"), (std::vector{seen, other}));
}

TEST_F(MomentsTest, AreFoundByTheirColours) {
  const MomentId id = add_photo(1, full_photo(1));
  EXPECT_EQ(value_of(library_.listing().ids({.colours = {"white", "blue"}})), std::vector{id});
  EXPECT_TRUE(value_of(library_.listing().ids({.colours = {"white", "red"}})).empty());
  must(library_.moments().see(id, 0, {.colours = {{{"blue", 0.05F, {}}}}}));
  EXPECT_TRUE(value_of(library_.listing().ids({.colours = {"blue"}})).empty());
}

TEST_F(MomentsTest, TakeOverTheStarsOfTheFileUntilTheOwnerGivesOthers) {
  Moment moment = photo_moment(1, on(2019, 1, 1));
  moment.notes = {.keywords = {"바다"}, .rating = 4};
  const MomentId id = add_photo(1, moment);
  EXPECT_EQ(value_of(library_.text().ids("바다")), std::vector{id});
  EXPECT_EQ(value_of(library_.edits().state(id))->rating, 4);
  value_of(library_.edits().apply({{id}}, SetRating{2}));
  value_of(library_.moments().put(moment));
  EXPECT_EQ(value_of(library_.edits().state(id))->rating, 2);
}

TEST_F(MomentsTest, SeenAgainKeepTheOwnersTags) {
  const MomentId id = add_photo(1, full_photo(1));
  value_of(library_.edits().apply({{id}}, CorrectTag{"own:momo"}));
  value_of(library_.edits().apply({{id}}, CorrectTag{"wn:n02088364", TagVerdict::denied}));
  must(library_.moments().see(id, 0, full_sight()));
  EXPECT_EQ(value_of(library_.edits().state(id))->tags,
            (std::vector{OwnTag{"own:momo", TagVerdict::given},
                         OwnTag{"wn:n02088364", TagVerdict::denied}}));
  EXPECT_EQ(value_of(library_.listing().count({.tags = {{"own:momo"}}})), 1);
  EXPECT_EQ(value_of(library_.listing().count({.tags = {{"wn:n02088364"}}})), 0);
  EXPECT_EQ(value_of(library_.moments().find(id))->pictures.front().sight, full_sight());
}

TEST_F(MomentsTest, SeenAgainKeepTheNamesOfFacesInTheSamePlace) {
  Sight two;
  two.faces = {
      {{.box = {0, 0, 10, 10}, .scheme = "five"}, {.box = {20, 0, 30, 10}, .scheme = "five"}}};
  Moment moment = photo_moment(1, on(2019, 1, 1));
  moment.pictures = {{.sight = two}};
  const MomentId id = add_photo(1, moment);
  const PersonId ann = value_of(library_.people().create("Ann"));
  value_of(library_.people().name_faces({{value_of(library_.people().faces_of(id))[1].id}}, ann));
  std::swap((*two.faces)[0], (*two.faces)[1]);
  (*two.faces)[0].box.left += 1;
  must(library_.moments().see(id, 0, two));
  const auto faces = value_of(library_.people().faces_of(id));
  EXPECT_EQ(faces[0].person, ann);
  EXPECT_EQ(faces[0].named_by, NamedBy::owner);
  EXPECT_EQ(faces[1].person, PersonId::none);
  EXPECT_EQ(value_of(library_.counts()).faces, 2);
}

}  // namespace
}  // namespace nunchi::library
