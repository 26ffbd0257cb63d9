#include "library/files.h"

#include <fstream>

#include "library/edits.h"
#include "library/library_testing.h"
#include "library/listing.h"
#include "library/people.h"

namespace nunchi::library {
namespace {

using namespace testing;
namespace fs = std::filesystem;

class FilesTest : public LibraryTest {
 protected:
  fs::path write(const std::string& name) {
    const fs::path file = folder_.path() / name;
    fs::create_directories(file.parent_path());
    std::ofstream(file) << name;
    return file;
  }
  SeenFile seen(const fs::path& file) { return {file, value_of(stat_of(file))}; }
  Recorded record(const fs::path& file, int content) {
    return value_of(library_.files().record(seen(file), made_photo(content)));
  }
  Familiarity look_up(const SeenFile& file) {
    return value_of(library_.files().look_up(std::span(&file, 1))).front();
  }
  std::int64_t shown() { return value_of(library_.listing().count({})); }
};

TEST_F(FilesTest, AreKnownOnceTheyWereRecorded) {
  const fs::path file = write("a.jpg");
  EXPECT_EQ(look_up(seen(file)), Familiarity::unknown);
  EXPECT_EQ(record(file, 1), Recorded::new_asset);
  EXPECT_EQ(look_up(seen(file)), Familiarity::unchanged);
  SeenFile touched = seen(file);
  ++touched.stat.mtime_ns;
  EXPECT_EQ(look_up(touched), Familiarity::changed);
  EXPECT_EQ(value_of(library_.files().record(touched, made_photo(1))), Recorded::same);
  EXPECT_EQ(look_up(touched), Familiarity::unchanged);
}

TEST_F(FilesTest, WithTheSameContentAreOneAsset) {
  EXPECT_EQ(record(write("a.jpg"), 1), Recorded::new_asset);
  EXPECT_EQ(record(write("b/copy.jpg"), 1), Recorded::another_path);
  EXPECT_EQ(value_of(library_.counts()).assets, 1);
  const std::vector<fs::path> both{folder_.path() / "a.jpg", folder_.path() / "b/copy.jpg"};
  EXPECT_EQ(value_of(library_.assets().paths(made_hash(1))), both);
}

TEST_F(FilesTest, ThatMovedAreRecognised) {
  const fs::path file = write("a.jpg");
  record(file, 1);
  const fs::path there = folder_.path() / "b.jpg";
  fs::rename(file, there);
  EXPECT_EQ(record(there, 1), Recorded::moved);
  EXPECT_EQ(value_of(library_.assets().paths(made_hash(1))), std::vector{there});
}

TEST_F(FilesTest, ThatChangedAreNewVersionsWithTheOwnersEdits) {
  const fs::path file = write("a.jpg");
  record(file, 1);
  const MomentId before = value_of(library_.moments().put(photo_moment(1, on(2019, 5, 1))));
  value_of(library_.edits().apply({{before}}, SetRating{4}));
  value_of(library_.edits().apply({{before}}, CorrectTag{"own:momo"}));
  value_of(library_.edits().apply({{before}}, CorrectTaken{Taken{.local = on(1999, 1, 1)}}));
  EXPECT_EQ(record(file, 2), Recorded::new_version);
  EXPECT_EQ(value_of(library_.assets().find(made_hash(2)))->previous, made_hash(1));
  const MomentId after = value_of(library_.moments().put(photo_moment(2, on(2019, 5, 2))));
  const EditState edits = *value_of(library_.edits().state(after));
  EXPECT_EQ(edits.rating, 4);
  EXPECT_EQ(edits.tags, (std::vector{OwnTag{"own:momo", TagVerdict::given}}));
  EXPECT_EQ(value_of(library_.moments().find(after))->taken->local, on(1999, 1, 1));
  EXPECT_EQ(shown(), 1);  // the old one is no longer anywhere
}

TEST_F(FilesTest, OfANewVersionKeepTheNamesOfFaces) {
  const fs::path file = write("a.jpg");
  const Sight face{.faces = std::vector<Face>{{.box = {10, 10, 50, 50}, .scheme = "five"}}};
  record(file, 1);
  Moment moment = photo_moment(1, on(2019, 5, 1));
  moment.pictures = {{.sight = face}};
  const MomentId before = value_of(library_.moments().put(moment));
  const PersonId ann = value_of(library_.people().create("Ann"));
  value_of(library_.people().name_faces({{value_of(library_.people().faces_of(before)).front().id}},
                                        ann));
  record(file, 2);
  moment.origin.asset = made_hash(2);
  const MomentId after = value_of(library_.moments().put(moment));
  EXPECT_EQ(value_of(library_.people().faces_of(after)).front().person, ann);
}

TEST_F(FilesTest, ThatAreGoneArePrunedAndComeBackWithTheirEdits) {
  const fs::path file = write("in/a.jpg");
  record(file, 1);
  record(write("other.jpg"), 2);
  const MomentId id = value_of(library_.moments().put(photo_moment(1, on(2019, 5, 1))));
  value_of(library_.moments().put(photo_moment(2, on(2019, 5, 2))));
  value_of(library_.edits().apply({{id}}, SetFavourite{true}));
  fs::remove(file);
  EXPECT_EQ(value_of(library_.files().prune(folder_.path() / "in")), 1);
  EXPECT_EQ(shown(), 1);
  EXPECT_EQ(record(write("in/again.jpg"), 1), Recorded::another_path);
  EXPECT_EQ(shown(), 2);
  EXPECT_TRUE(value_of(library_.edits().state(id))->favourite);
}

TEST_F(FilesTest, ArePrunedOnlyBelowARootThatIsThere) {
  record(write("in/a.jpg"), 1);
  fs::remove_all(folder_.path() / "in");
  const auto refused = library_.files().prune(folder_.path() / "in");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::not_found);
  EXPECT_EQ(value_of(library_.files().prune(folder_.path())), 1);
}

TEST_F(FilesTest, OfAFolderWhoseNameBeginsAlikeAreNotPruned) {
  record(write("in/a.jpg"), 1);
  const fs::path beside = write("inner/b.jpg");
  record(beside, 2);
  fs::remove(beside);
  EXPECT_EQ(value_of(library_.files().prune(folder_.path() / "in")), 0);
}

TEST_F(FilesTest, ThatFailAreNotTriedAgainUntilAsked) {
  const SeenFile bad = seen(write("bad.jpg"));
  must(library_.files().fail(bad, "the file ends in the middle"));
  EXPECT_EQ(look_up(bad), Familiarity::failed);
  EXPECT_EQ(value_of(library_.counts()).failed, 1);
  EXPECT_EQ(value_of(library_.files().failures(10)),
            (std::vector{FailedFile{bad.path, "the file ends in the middle"}}));
  EXPECT_EQ(value_of(library_.files().forget_failures()), 1);
  EXPECT_EQ(value_of(library_.counts()).failed, 0);
  EXPECT_EQ(look_up(bad), Familiarity::changed);
}

TEST_F(FilesTest, WithNamesThatAreNoUtf8AreKeptByteForByte) {
  const SeenFile odd = made_file("/photos/\xFF\xFE.jpg");
  value_of(library_.files().record(odd, made_photo(1)));
  EXPECT_EQ(value_of(library_.assets().paths(made_hash(1))).front(), odd.path);
  EXPECT_EQ(look_up(odd), Familiarity::unchanged);
}

TEST_F(FilesTest, ManyAreLookedUpInOrder) {
  value_of(library_.files().record(made_file("/a/1.jpg"), made_photo(1)));
  value_of(library_.files().record(made_file("/b/2.jpg"), made_photo(2)));
  const std::vector<SeenFile> files{made_file("/b/2.jpg"), made_file("/c/3.jpg"),
                                    made_file("/a/1.jpg", 9)};
  EXPECT_EQ(value_of(library_.files().look_up(files)),
            (std::vector{Familiarity::unchanged, Familiarity::unknown, Familiarity::changed}));
}

}  // namespace
}  // namespace nunchi::library
