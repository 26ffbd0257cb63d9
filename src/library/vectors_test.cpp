#include "library/vectors.h"

#include <fstream>
#include <random>

#include "library/edits.h"
#include "library/library_testing.h"
#include "library/listing.h"
#include "library/vector_file.h"

namespace nunchi::library {
namespace {

using namespace testing;

class VectorsTest : public LibraryTest {
 protected:
  MomentId add_vector(int n, std::vector<float> vector) {
    Moment moment = photo_moment(n, on(2019, 1, 1));
    moment.pictures = {{.sight = {.embedding = Embedding{"s@1", std::move(vector)}}}};
    return add_photo(n, moment);
  }
  std::vector<MomentId> nearest(Library& library, std::vector<float> query,
                                NearestOptions options = {}) {
    std::vector<MomentId> ids;
    for (const VectorHit& hit : value_of(library.vectors().nearest("s@1", query, options)))
      ids.push_back(hit.moment);
    return ids;
  }
  std::vector<MomentId> nearest(std::vector<float> query, NearestOptions options = {}) {
    return nearest(library_, std::move(query), std::move(options));
  }
  std::filesystem::path file() const { return folder_.path() / "library/vectors/space-1.vec"; }
};

TEST_F(VectorsTest, FindTheNearestFirst) {
  const MomentId east = add_vector(1, {1, 0}), north = add_vector(2, {0, 1});
  const MomentId between = add_vector(3, {0.6F, 0.8F});
  EXPECT_EQ(nearest({0, 1}), (std::vector{north, between, east}));
  EXPECT_EQ(nearest({1, 0}, {.k = 2}), (std::vector{east, between}));
  EXPECT_EQ(nearest({0, 1}, {.among = std::vector{east, between}}), (std::vector{between, east}));
  EXPECT_TRUE(nearest({0, 1}, {.among = std::vector<MomentId>{}}).empty());
}

TEST_F(VectorsTest, OfUnknownSpacesFindNothingAndOfWrongSizeAreRefused) {
  add_vector(1, {1, 0});
  EXPECT_TRUE(value_of(library_.vectors().nearest("other@1", std::vector<float>{1, 0})).empty());
  EXPECT_EQ(library_.vectors().nearest("s@1", std::vector<float>{1}).error().code,
            ErrorCode::invalid_argument);
  EXPECT_FALSE(library_.vectors().nearest("s@1", std::vector<float>{1, 0}, {.k = 0}));
}

TEST_F(VectorsTest, SeeEveryChangeAtOnce) {
  const MomentId a = add_vector(1, {1, 0});
  EXPECT_EQ(nearest({1, 0}), std::vector{a});
  Library other = open();
  EXPECT_EQ(nearest(other, {1, 0}), std::vector{a});
  const MomentId b = add_vector(2, {0, 1});
  EXPECT_EQ(nearest(other, {1, 0}), (std::vector{a, b}));
  must(other.moments().see(a, 0, {.embedding = Embedding{"s@1", {-1, 0}}}));  // looks otherwise now
  EXPECT_EQ(nearest({1, 0}), (std::vector{b, a}));
  must(other.moments().forget(b));
  EXPECT_EQ(nearest({1, 0}), std::vector{a});
  value_of(other.edits().apply({{a}}, SetHidden{true}));
  EXPECT_TRUE(nearest({1, 0}).empty());
  EXPECT_EQ(nearest({1, 0}, {.among = value_of(other.listing().ids({.shelf = Shelf::hidden}))}),
            std::vector{a});
  value_of(other.edits().undo());
  EXPECT_EQ(nearest({1, 0}), std::vector{a});
}

TEST_F(VectorsTest, ThatWereTakenBackAreNotRemembered) {
  const MomentId a = add_vector(1, {1, 0});
  (void)library_.in_one_go([&]() -> Status {
    add_vector(2, {1, 0});
    EXPECT_EQ(nearest({1, 0}), std::vector{a});
    return Error{ErrorCode::cancelled, ""};
  });
  const MomentId b = add_vector(3, {0, 1});  // may have the number of the one taken back
  EXPECT_EQ(nearest({0, 1}), (std::vector{b, a}));
}

TEST_F(VectorsTest, OfObjectsAndFacesAreFoundApart) {
  Moment moment = photo_moment(1, on(2019, 1, 1));
  moment.pictures = {
      {.sight = {.seen_by = {{"face-identity", "f@1"}},
                 .objects = std::vector<Object>{{.embedding = {1, 0}}, {.embedding = {0, 1}}},
                 .faces = std::vector<Face>{{.identity = {0, 0, 1}}},
                 .embedding = Embedding{"s@1", {-1, 0}}}}};
  const MomentId id = add_photo(1, moment);
  const auto objects = value_of(
      library_.vectors().nearest("s@1", std::vector<float>{0, 1}, {.of = VectorsOf::objects}));
  EXPECT_EQ(objects, (std::vector{VectorHit{id, 0, 1, 1.0F}}));  // once, by its best
  const auto faces = value_of(
      library_.vectors().nearest("f@1", std::vector<float>{0, 0, 1}, {.of = VectorsOf::faces}));
  EXPECT_EQ(faces, (std::vector{VectorHit{id, 0, 0, 1.0F}}));
  EXPECT_EQ(value_of(library_.vectors().spaces()),
            (std::vector{SpaceSize{"f@1", 1}, SpaceSize{"s@1", 3}}));
}

TEST_F(VectorsTest, GiveKMomentsThoughOneHasManyVectors) {
  Moment crowd = photo_moment(1, on(2019, 1, 1));
  Sight sight{.objects = std::vector<Object>(40, Object{.embedding = {1, 0}}),
              .embedding = Embedding{"s@1", {0, 1}}};
  crowd.pictures = {{.sight = sight}};
  const MomentId a = add_photo(1, crowd);
  sight.objects = std::vector<Object>(1, Object{.embedding = {0, 1}});
  crowd.origin.asset = made_hash(2);
  crowd.pictures = {{.sight = sight}};
  const MomentId b = add_photo(2, crowd);
  EXPECT_EQ(nearest({1, 0}, {.k = 2, .of = VectorsOf::objects}), (std::vector{a, b}));
}

TEST_F(VectorsTest, AreReadyInAFileWhichIsUsedOnlyIfItFits) {
  const MomentId a = add_vector(1, {1, 0});
  must(library_.vectors().tidy());
  ASSERT_TRUE(std::filesystem::exists(file()));
  const MomentId b = add_vector(2, {0, 1});
  must(library_.moments().see(a, 0, {.embedding = Embedding{"s@1", {0.8F, 0.6F}}}));
  Library again = open();
  EXPECT_EQ(nearest(again, {1, 0}), (std::vector{a, b}));
  std::ifstream in(file(), std::ios::binary);
  const std::string whole{std::istreambuf_iterator<char>(in), {}};
  std::mt19937 random(1);
  for (int round = 0; round < 20; ++round) {
    std::string bytes = whole;
    if (round % 2 == 0)
      bytes.resize(random() % bytes.size());
    else
      bytes[random() % 88] ^= static_cast<char>(1 + random() % 255);
    std::ofstream(file(), std::ios::binary | std::ios::trunc) << bytes;
    EXPECT_FALSE(MappedRun::open(file(), whole.substr(8, 32), 1));
    Library cut = open();  // made again
    ASSERT_EQ(nearest(cut, {1, 0}), (std::vector{a, b}));
  }
}

TEST_F(VectorsTest, JoinedInFilesGiveTheSame) {
  std::mt19937 random(2);
  std::normal_distribution<float> normal;
  for (int n = 0; n < 60; ++n) add_vector(n, {normal(random), normal(random), normal(random)});
  const std::vector<float> query{0.5F, 0.5F, 0.5F};
  const auto before = value_of(library_.vectors().nearest("s@1", query, {.k = 60}));
  must(library_.vectors().tidy());
  EXPECT_EQ(value_of(library_.vectors().nearest("s@1", query, {.k = 60})), before);
  must(library_.moments().forget(before[0].moment));
  must(library_.vectors().tidy());
  const auto after = value_of(library_.vectors().nearest("s@1", query, {.k = 60}));
  EXPECT_EQ(after, std::vector(before.begin() + 1, before.end()));
}

}  // namespace
}  // namespace nunchi::library
