#include "library/schema.h"

#include <cstdlib>

#include "library/edits.h"
#include "library/library_testing.h"
#include "library/listing.h"
#include "library/people.h"
#include "library/records.h"
#include "library/store.h"
#include "library/text_index.h"
#include "library/vectors.h"

namespace nunchi::library {
namespace {

using namespace testing;
namespace fs = std::filesystem;

const fs::path kSchemas = fs::path(NUNCHI_SOURCE_DIR) / "tests/library_schemas";

// What every file of tests/library_schemas holds.
void fill(Library& library) {
  Moment moment = photo_moment(1, on(2019, 7, 3));
  moment.camera = "Pixel 7";
  moment.pictures = {
      {.asset = made_hash(1),
       .sight = {.seen_by = {{"classes", "lite2@1"}, {"face-identity", "faceres@1"}},
                 .tags = std::vector<Tag>{{.concept_id = "wn:dog", .confidence = 0.5F}},
                 .objects = std::vector<Object>{{.concept_id = "wn:dog", .category = "dog"}},
                 .faces = std::vector<Face>{{.scheme = "five", .identity = {0.5F, 0.5F}}},
                 .text = std::vector<TextLine>{{.text = "서울역", .language = "ko"}},
                 .embedding = Embedding{"lite2@1", {1, 0}}}}};
  value_of(library.files().record(made_file("/photos/1.jpg"), made_photo(1)));
  const MomentId id = value_of(library.moments().put(moment));
  value_of(library.edits().apply({{id}}, SetRating{4}));
  value_of(library.edits().apply({{id}}, CorrectTag{"own:momo"}));
  const PersonId ann = value_of(library.people().create("Ann"));
  value_of(library.people().name_faces({{value_of(library.people().faces_of(id))[0].id}}, ann));
}

void expect_filled(Library& library) {
  EXPECT_EQ(value_of(library.counts()),
            (Counts{.assets = 1, .photos = 1, .moments = 1, .faces = 1, .bytes = 1000}));
  const auto ids = value_of(
      library.listing().ids({.cameras = {"Pixel 7"}, .least_rating = 4, .tags = {{"own:momo"}}}));
  ASSERT_EQ(ids.size(), 1U);
  EXPECT_EQ(value_of(library.text().ids("서울")), ids);
  EXPECT_EQ(value_of(library.vectors().nearest("lite2@1", std::vector<float>{1, 0})).front().moment,
            ids[0]);
  EXPECT_EQ(value_of(library.people().all()).front().faces, 1);
  ASSERT_TRUE(value_of(library.edits().undo()));
}

class SchemaTest : public LibraryTest {
 protected:
  fs::path database() const { return folder_.path() / "old/library.db"; }
};

TEST_F(SchemaTest, EveryOlderOneOpensAndIsBroughtUpToDate) {
  for (int schema = 1; schema <= newest_schema(); ++schema) {
    const fs::path old = kSchemas / ("schema-" + std::to_string(schema) + ".db");
    ASSERT_TRUE(fs::exists(old)) << old;
    fs::create_directories(database().parent_path());
    fs::copy_file(old, database(), fs::copy_options::overwrite_existing);
    {
      Library library = value_of(Library::open(database().parent_path()));
      expect_filled(library);
    }
    Connection connection(database(), {});
    EXPECT_EQ(schema_of(connection), newest_schema());
    EXPECT_EQ(connection.text("PRAGMA integrity_check"), "ok");
    fs::remove_all(database().parent_path());
  }
}

TEST_F(SchemaTest, BroughtUpToDateIsTheSameAsANewOne) {
  const auto tables = [](Connection& connection) {
    std::vector<std::string> all;
    Statement row = connection.prepare(
        "SELECT name || ': ' || coalesce(sql, '') FROM sqlite_schema ORDER BY name");
    while (row.next()) all.push_back(row.text(0));
    return all;
  };
  fs::create_directories(database().parent_path());
  fs::copy_file(kSchemas / "schema-1.db", database());
  Connection old(database(), {}), fresh(folder_.path() / "library/library.db", {});
  migrate(old);
  EXPECT_EQ(tables(old), tables(fresh));
}

TEST_F(SchemaTest, ThatIsNewerIsRefusedAndLeftAlone) {
  Connection(folder_.path() / "library/library.db", {}).script("PRAGMA user_version = 999");
  const auto refused = Library::open(folder_.path() / "library");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::unsupported);
  EXPECT_NE(refused.error().message.find("newer nunchi (schema 999"), std::string::npos);
  EXPECT_FALSE(Library::open(folder_.path() / "library", {.use = OpenFor::reading}));
}

TEST_F(SchemaTest, OfAnotherProgramIsRefusedAndLeftAlone) {
  fs::create_directories(database().parent_path());
  { Connection(database(), {}).script("CREATE TABLE theirs(x)"); }
  EXPECT_EQ(Library::open(database().parent_path()).error().code, ErrorCode::unsupported);
  EXPECT_EQ(Connection(database(), {}).integer("SELECT count(*) FROM sqlite_schema"), 1);
}

TEST_F(SchemaTest, ThatFailsHalfWayIsAsItWas) {
  fs::create_directories(database().parent_path());
  Connection connection(database(), {});
  connection.script("PRAGMA max_page_count = 20");  // too small for all tables
  EXPECT_THROW(migrate(connection), SqliteFailure);
  EXPECT_EQ(schema_of(connection), 0);
  connection.script("PRAGMA max_page_count = 10000");
  migrate(connection);
  EXPECT_EQ(schema_of(connection), newest_schema());
}

// Makes the file for the newest schema: NUNCHI_WRITE_SCHEMA=1, once for each new one, then commit
// it.
TEST_F(SchemaTest, NewestIsWrittenWhenAsked) {
  if (std::getenv("NUNCHI_WRITE_SCHEMA") == nullptr)
    GTEST_SKIP() << "NUNCHI_WRITE_SCHEMA is not set";
  fill(library_);
  must(library_.back_up(kSchemas / ("schema-" + std::to_string(newest_schema()) + ".db")));
}

}  // namespace
}  // namespace nunchi::library
