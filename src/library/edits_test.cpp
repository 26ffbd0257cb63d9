#include "library/edits.h"

#include <limits>

#include "library/albums.h"
#include "library/library_testing.h"
#include "library/listing.h"
#include "library/people.h"
#include "library/stacks.h"

namespace nunchi::library {
namespace {

using namespace testing;
using namespace std::chrono_literals;

class EditsTest : public LibraryTest {
 protected:
  EditState state(MomentId id) { return *value_of(library_.edits().state(id)); }
  Moment moment(MomentId id) { return *value_of(library_.moments().find(id)); }
  std::int64_t apply(MomentId id, const Edit& edit) {
    return value_of(library_.edits().apply({{id}}, edit));
  }
  void undo() { ASSERT_TRUE(value_of(library_.edits().undo())); }
  void redo() { ASSERT_TRUE(value_of(library_.edits().redo())); }
};

// Every kind of edit of a moment: does what it says, is undone and done again.
class EveryEdit : public EditsTest, public ::testing::WithParamInterface<Edit> {};

TEST_P(EveryEdit, IsTakenBackByUndoAndDoneAgainByRedo) {
  const MomentId id = add_photo(1);
  Sight seen{.tags = std::vector<Tag>{{.concept_id = "wn:dog", .confidence = 0.5F}}};
  must(library_.moments().see(id, 0, seen));
  const EditState state_before = state(id);
  const Moment moment_before = moment(id);
  EXPECT_EQ(apply(id, GetParam()), 1);
  const EditState state_after = state(id);
  const Moment moment_after = moment(id);
  EXPECT_NE(state_after, state_before);
  EXPECT_EQ(apply(id, GetParam()), 0);  // it is so already: no entry
  undo();
  EXPECT_EQ(state(id), state_before);
  EXPECT_EQ(moment(id), moment_before);
  redo();
  EXPECT_EQ(state(id), state_after);
  EXPECT_EQ(moment(id), moment_after);
  undo();
  EXPECT_FALSE(value_of(library_.edits().undo()));  // nothing is left
}

INSTANTIATE_TEST_SUITE_P(Edits, EveryEdit,
                         ::testing::Values(Edit(SetFavourite{true}), Edit(SetRating{3}),
                                           Edit(SetHidden{true}), Edit(SetBinned{true}),
                                           Edit(CorrectTaken{Taken{.local = on(1984, 6, 1),
                                                                   .offset = 60min,
                                                                   .source = "owner",
                                                                   .precision = Precision::month}}),
                                           Edit(CorrectPosition{Position{35.1, 129.04, 3.0},
                                                                Place{"p:1", "Busan", "", "KR"}}),
                                           Edit(CorrectTag{"own:momo", TagVerdict::given}),
                                           Edit(CorrectTag{"wn:dog", TagVerdict::given}),
                                           Edit(CorrectTag{"wn:dog", TagVerdict::denied})));

TEST_F(EditsTest, OfManyMomentsAreOneEntry) {
  const MomentId a = add_photo(1), b = add_photo(2);
  apply(b, SetRating{2});
  EXPECT_EQ(value_of(library_.edits().apply({{a, b}}, SetRating{5})), 2);
  undo();
  EXPECT_EQ(state(a).rating, 0);
  EXPECT_EQ(state(b).rating, 2);
}

TEST_F(EditsTest, OfAVideoHoldForAllItsMoments) {
  Asset video = made_photo(1);
  video.kind = AssetKind::video;
  video.duration = 60s;
  value_of(library_.files().record(made_file("/v/1.mp4"), video));
  Moment whole = photo_moment(1, on(2019, 1, 1));
  whole.origin.kind = OriginKind::video;
  whole.origin.until = 60s;
  Moment part = whole;
  part.taken->local += 20s;
  part.origin.from = 20s;
  part.origin.until = 30s;
  const MomentId all = value_of(library_.moments().put(whole));
  const MomentId some = value_of(library_.moments().put(part));
  EXPECT_EQ(apply(some, SetHidden{true}), 2);
  EXPECT_TRUE(state(all).hidden);
  EXPECT_EQ(value_of(library_.listing().count({.shelf = Shelf::moments})), 0);
  apply(all, CorrectTaken{Taken{.local = on(2020, 1, 1)}});
  EXPECT_EQ(moment(some).taken->local, on(2020, 1, 1) + 20s);
  undo();
  EXPECT_EQ(moment(some).taken->local, on(2019, 1, 1) + 20s);
}

TEST_F(EditsTest, OutliveWhatTheFileSaysLater) {
  const MomentId id = add_photo(1);
  apply(id, CorrectTaken{Taken{.local = on(1984, 6, 1)}});
  value_of(library_.moments().put(photo_moment(1, on(2021, 1, 1))));
  EXPECT_EQ(moment(id).taken->local, on(1984, 6, 1));
  apply(id, CorrectTaken{});
  EXPECT_EQ(moment(id).taken->local, on(2021, 1, 1));
}

TEST_F(EditsTest, ThatCannotBeAreRefused) {
  const MomentId id = add_photo(1);
  const auto refused = [&](const Edit& edit) {
    return library_.edits().apply({{id}}, edit).error().code == ErrorCode::invalid_argument;
  };
  EXPECT_TRUE(refused(SetRating{6}));
  EXPECT_TRUE(refused(CorrectPosition{Position{91, 0}}));
  EXPECT_TRUE(refused(CorrectPosition{Position{std::numeric_limits<double>::quiet_NaN(), 0}}));
  EXPECT_TRUE(refused(CorrectTag{""}));
  EXPECT_EQ(library_.edits().apply({{id, MomentId{99}}}, SetRating{1}).error().code,
            ErrorCode::not_found);
  EXPECT_EQ(state(id), EditState());  // all or nothing
}

TEST_F(EditsTest, UndoneCannotBeDoneAgainAfterANewOne) {
  const MomentId id = add_photo(1);
  apply(id, SetRating{1});
  apply(id, SetRating{2});
  undo();
  apply(id, SetFavourite{true});
  EXPECT_FALSE(value_of(library_.edits().redo()));
  undo();
  undo();
  EXPECT_EQ(state(id), EditState());
  const auto history = value_of(library_.edits().history(10));
  ASSERT_EQ(history.size(), 3U);
  EXPECT_EQ(history.front().kind, EditField::favourite);
  EXPECT_TRUE(history.front().undone);
}

TEST_F(EditsTest, OfAlbumsAreUndone) {
  const MomentId a = add_photo(1), b = add_photo(2);
  Albums albums = library_.albums();
  const AlbumId album = value_of(albums.create("Summer"));
  EXPECT_EQ(value_of(albums.add(album, {{b, a}})), 2);
  EXPECT_EQ(value_of(albums.items(album)), (std::vector{b, a}));
  EXPECT_EQ(value_of(albums.take_out(album, {{b}})), 1);
  must(albums.rename(album, "Winter"));
  must(albums.remove(album));
  EXPECT_TRUE(value_of(albums.all()).empty());
  undo();
  EXPECT_EQ(value_of(albums.all()).front().name, "Winter");
  undo();
  EXPECT_EQ(value_of(albums.all()).front().name, "Summer");
  undo();
  EXPECT_EQ(value_of(albums.items(album)), (std::vector{b, a}));
  undo();
  EXPECT_TRUE(value_of(albums.items(album)).empty());
  undo();
  EXPECT_TRUE(value_of(albums.all()).empty());
  redo();
  redo();
  EXPECT_EQ(value_of(albums.items(album)), (std::vector{b, a}));
  EXPECT_EQ(value_of(library_.listing().ids({.albums = {album}})), (std::vector{a, b}));
}

TEST_F(EditsTest, OfSavedSearchesAreUndone) {
  Albums albums = library_.albums();
  const AlbumId album = value_of(albums.create("Dogs", "dog"));
  must(albums.set_query(album, "dog rating:5"));
  EXPECT_EQ(value_of(albums.all()).front().query, "dog rating:5");
  undo();
  EXPECT_EQ(value_of(albums.all()).front().query, "dog");
  EXPECT_FALSE(albums.rename(AlbumId{99}, "x"));
  EXPECT_FALSE(albums.create(""));
}

TEST_F(EditsTest, OfPeopleAreUndone) {
  Moment photo = photo_moment(1, on(2019, 1, 1));
  photo.pictures = {
      {.sight = {.faces = std::vector<Face>{{.scheme = "five"}, {.scheme = "five"}}}}};
  const MomentId id = add_photo(1, photo);
  People people = library_.people();
  const auto faces = value_of(people.faces_of(id));
  const PersonId ann = value_of(people.create("Ann")), bob = value_of(people.create("Bob"));
  EXPECT_EQ(value_of(people.guess({{faces[0].id, faces[1].id}}, bob)), 2);
  EXPECT_EQ(value_of(people.name_faces({{faces[0].id}}, ann)), 1);
  EXPECT_EQ(value_of(people.guess({{faces[0].id}}, bob)), 0);  // the owner has spoken
  EXPECT_EQ(value_of(library_.listing().ids({.people = {ann, bob}})), std::vector{id});
  must(people.merge(bob, ann));
  EXPECT_EQ(value_of(people.all()), (std::vector{Person{ann, "Ann", 2}}));
  undo();
  EXPECT_EQ(value_of(people.all()), (std::vector{Person{ann, "Ann", 1}, Person{bob, "Bob", 1}}));
  must(people.remove(ann));
  must(people.rename(bob, "Rob"));
  undo();
  undo();
  EXPECT_EQ(value_of(people.faces_of(id))[0].person, ann);
  undo();
  EXPECT_EQ(value_of(people.faces_of(id))[0].named_by, NamedBy::guess);
  EXPECT_EQ(value_of(people.name_faces({{faces[1].id}}, PersonId::none)), 1);
  EXPECT_EQ(value_of(people.faces_of(id))[1].named_by, NamedBy::owner);
}

TEST_F(EditsTest, OfTheFrontOfAStackAreUndoneAndOutliveStackingAnew) {
  const MomentId a = add_photo(1), b = add_photo(2);
  const Stack stack{StackKind::raw_and_jpeg, made_hash(1), {made_hash(1), made_hash(2)}};
  must(library_.stacks().put(stack));
  EXPECT_EQ(value_of(library_.listing().ids({})), std::vector{a});
  EXPECT_EQ(value_of(library_.edits().put_in_front(made_hash(2))), 1);
  EXPECT_EQ(value_of(library_.listing().ids({})), std::vector{b});
  must(library_.stacks().put(stack));
  EXPECT_EQ(value_of(library_.listing().ids({})), std::vector{b});
  undo();
  EXPECT_EQ(value_of(library_.listing().ids({})), std::vector{a});
}

TEST_F(EditsTest, StacksShowOneAndLoseNothing) {
  add_photo(1);
  add_photo(2);
  add_photo(3);
  const Stack stack{StackKind::burst, made_hash(2), {made_hash(1), made_hash(2), made_hash(3)}};
  must(library_.stacks().put(stack));
  EXPECT_EQ(value_of(library_.stacks().find(made_hash(3))), stack);
  EXPECT_EQ(value_of(library_.listing().count({})), 1);
  // Two of them become another stack: the one that is left alone is shown again.
  must(library_.stacks().put({StackKind::live_photo, made_hash(2), {made_hash(2), made_hash(3)}}));
  EXPECT_FALSE(value_of(library_.stacks().find(made_hash(1))));
  EXPECT_EQ(value_of(library_.listing().count({})), 2);
  must(library_.stacks().dissolve(made_hash(3)));
  EXPECT_EQ(value_of(library_.listing().count({})), 3);
  EXPECT_FALSE(library_.stacks().put({StackKind::burst, made_hash(1), {made_hash(1)}}));
}

}  // namespace
}  // namespace nunchi::library
