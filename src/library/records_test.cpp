#include "library/records.h"

#include "library/albums.h"
#include "library/library_testing.h"
#include "library/listing.h"

namespace nunchi::library {
namespace {

using namespace testing;
using namespace std::chrono_literals;

class RecordsTest : public LibraryTest {
 protected:
  static std::vector<Record> all(Library& library) {
    std::vector<Record> records;
    must(library.records().each([&](const Record& record) {
      records.push_back(record);
      return ok();
    }));
    return records;
  }

  void fill() {
    Moment photo = photo_moment(2, on(2019, 7, 3));
    photo.position = Position{35.1, 129.04, {}};
    photo.place = Place{"geonames:1838524", "Busan", "", "KR"};
    photo.camera = "Pixel 7";
    photo.pictures = {
        {.asset = made_hash(2),
         .sight = {.seen_by = {{"faces", "blaze@1"}},
                   .tags = std::vector<Tag>{{.concept_id = "wn:dog", .confidence = 0.5F}},
                   .faces = std::vector<Face>{{.scheme = "five", .identity = {0.5F, 0.25F}}},
                   .text = std::vector<TextLine>{{.text = "서울역", .language = "ko"}},
                   .embedding = Embedding{"lite2@1", {0.5F, -0.25F}}}}};
    const MomentId a = add_photo(2, photo);
    const MomentId b = add_photo(1);
    Edits edits = library_.edits();
    value_of(edits.apply({{a}}, SetRating{5}));
    value_of(edits.apply(
        {{a}}, CorrectTaken{Taken{.local = on(1999, 1, 1), .offset = 60min, .source = "owner"}}));
    value_of(edits.apply({{b}},
                         CorrectPosition{Position{1, 2, {}}, Place{"p:1", "Somewhere", "", "XX"}}));
    value_of(edits.apply({{a}}, CorrectTag{"own:momo"}));
    value_of(edits.apply({{a}}, CorrectTag{"wn:dog", TagVerdict::denied}));
    value_of(edits.apply({{b}}, SetBinned{true}));
    const PersonId ann = value_of(library_.people().create("Ann"));
    value_of(library_.people().name_faces({{value_of(library_.people().faces_of(a))[0].id}}, ann));
    Moment post{
        .origin = {.kind = OriginKind::post, .path = "x:1"}, .author = "ann", .words = "hi"};
    const MomentId c = value_of(library_.moments().put(post));
    const AlbumId album = value_of(library_.albums().create("Best"));
    value_of(library_.albums().add(album, {{c, a}}));
    value_of(library_.albums().create("Dogs", "dog"));
    value_of(library_.files().record(made_file("/photos/3.jpg"), made_photo(3)));
    value_of(library_.files().record(made_file("/photos/3.jpg", 2), made_photo(4)));
    value_of(library_.moments().put(photo_moment(4, on(2020, 1, 1))));
    must(library_.stacks().put({StackKind::burst, made_hash(2), {made_hash(1), made_hash(2)}}));
  }
};

TEST_F(RecordsTest, ReadIntoAnEmptyLibraryMakeTheSameLibrary) {
  fill();
  const auto records = all(library_);
  EXPECT_EQ(records.size(), 9U);  // 4 assets, a post, a version, a stack, 2 albums
  Library other = value_of(Library::open(folder_.path() / "other"));
  for (const Record& record : records) must(other.records().put(record));
  EXPECT_EQ(all(other), records);
  EXPECT_EQ(value_of(other.counts()), value_of(library_.counts()));
  EXPECT_EQ(value_of(other.listing().count({.tags = {{"own:momo"}}})), 1);
}

TEST_F(RecordsTest, SayWhatTheSourceSaidBesideWhatTheOwnerSays) {
  fill();
  const auto records = all(library_);
  const auto& photo = std::get<AssetRecord>(records[1]);
  EXPECT_EQ(photo.asset.hash, made_hash(2));
  EXPECT_EQ(photo.moments.front().moment.taken->local, on(2019, 7, 3));
  EXPECT_EQ(photo.moments.front().edits.taken->local, on(1999, 1, 1));
  EXPECT_EQ(photo.moments.front().names, (std::vector{FaceName{0, 0, "Ann", NamedBy::owner}}));
}

TEST_F(RecordsTest, AreTheSameInWhateverOrderThingsCame) {
  add_photo(1);
  add_photo(2);
  const auto forwards = all(library_);
  Library other = value_of(Library::open(folder_.path() / "other"));
  for (const int n : {2, 1}) {
    value_of(
        other.files().record(made_file("/photos/" + std::to_string(n) + ".jpg"), made_photo(n)));
    value_of(other.moments().put(photo_moment(n, on(2019, 1, 1) + n * day)));
  }
  EXPECT_EQ(all(other), forwards);
}

TEST_F(RecordsTest, EndWhenTheTakerSaysSo) {
  fill();
  int taken = 0;
  const Status ended = library_.records().each([&](const Record&) -> Status {
    if (++taken == 2) return Error{ErrorCode::cancelled, "enough"};
    return ok();
  });
  EXPECT_EQ(ended.error().code, ErrorCode::cancelled);
  EXPECT_EQ(taken, 2);
}

}  // namespace
}  // namespace nunchi::library
