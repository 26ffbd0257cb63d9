#include "serve/server.h"

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "library/albums.h"
#include "library/library_testing.h"
#include "library/people.h"
#include "library/previews.h"
#include "serve/routes.h"

namespace nunchi::serve {
namespace {

using library::testing::made_hash;
using library::testing::on;
using library::testing::photo_moment;
using library::testing::value_of;
using Json = nlohmann::json;

class ServerTest : public library::testing::LibraryTest {
 protected:
  ServerTest() {
    Moment moment = photo_moment(1, on(2019, 7, 3));
    moment.camera = "Pixel 7";
    moment.pictures = {
        {.asset = made_hash(1),
         .sight = {.tags = std::vector<Tag>{{"wn:n02084071", 0.9F, {"classes"}}},
                   .faces = std::vector<Face>{
                       {.box = {10, 10, 50, 50}, .scheme = "five", .confidence = 0.9F}}}}};
    dog_ = add_photo(1, moment);
    other_ = add_photo(2, photo_moment(2, on(2020, 1, 1)));
  }

  Reply ask(std::string method, std::string path, std::map<std::string, std::string> query = {},
            const Json& body = nullptr) {
    return server_.answer({.method = std::move(method),
                           .path = std::move(path),
                           .query = std::move(query),
                           .headers = {{"host", "127.0.0.1"}},
                           .body = body.is_null() ? "" : body.dump()});
  }
  Json get(std::string path, std::map<std::string, std::string> query = {}) {
    const Reply reply = ask("GET", std::move(path), std::move(query));
    EXPECT_EQ(reply.status, 200) << reply.body;
    return Json::parse(reply.body);
  }
  Json post(std::string path, const Json& body = Json::object()) {
    const Reply reply = ask("POST", std::move(path), {}, body);
    EXPECT_LT(reply.status, 300) << reply.body;
    return Json::parse(reply.body);
  }
  static std::int64_t number(MomentId id) { return static_cast<std::int64_t>(id); }
  std::string path_of(MomentId id) { return "/api/v1/moments/" + std::to_string(number(id)); }

  MomentId dog_{}, other_{};
  concepts::Taxonomy taxonomy_ = value_of(concepts::Taxonomy::built_in());
  Server server_ = value_of(Server::open(library_, taxonomy_, {.http = {.port = 0}}));
};

TEST_F(ServerTest, ListsByTimeAndCountsByDay) {
  const Json all = get("/api/v1/moments");
  ASSERT_EQ(all["entries"].size(), 2U);
  EXPECT_EQ(all["entries"][0]["id"], number(other_));
  EXPECT_EQ(all["entries"][1]["taken"], "2019-07-03T00:00:00");
  EXPECT_EQ(get("/api/v1/moments", {{"until", "2020"}})["entries"].size(), 1U);
  EXPECT_EQ(get("/api/v1/moments", {{"faces", "1"}})["entries"][0]["id"], number(dog_));
  const Json days = get("/api/v1/days");
  EXPECT_EQ(days["total"], 2);
  EXPECT_EQ(days["days"][0], (Json{{"day", "2020-01-01"}, {"moments", 1}}));
}

TEST_F(ServerTest, PagesContinueBehindACursor) {
  const Json first = get("/api/v1/moments", {{"limit", "1"}});
  const Json second = get("/api/v1/moments", {{"limit", "1"}, {"after", first["next"]}});
  EXPECT_EQ(second["entries"][0]["id"], number(dog_));
  EXPECT_TRUE(second["next"].is_null());
}

TEST_F(ServerTest, ShowsAMomentWithNamesInBothLanguages) {
  const Json moment = get(path_of(dog_));
  EXPECT_EQ(moment["pictures"][0]["tags"][0]["name"], "dog");
  EXPECT_EQ(moment["pictures"][0]["tags"][0]["name_ko"], "개");
  EXPECT_EQ(moment["camera"], "Pixel 7");
  EXPECT_EQ(moment["files"], Json::array({"1.jpg"}));
  EXPECT_FALSE(moment["pictures"][0].contains("text"));  // nobody looked
}

TEST_F(ServerTest, EditsAreKeptAndTakenBack) {
  EXPECT_EQ(post("/api/v1/edits", {{"moments", {number(dog_)}},
                                   {"favourite", true},
                                   {"rating", 4},
                                   {"add_tags", {"cat", "Momo"}},
                                   {"taken", "2018-05-01T10:00:00+09:00"}})["changes"],
            5);
  const Json moment = get(path_of(dog_));
  EXPECT_EQ(moment["favourite"], true);
  EXPECT_EQ(moment["rating"], 4);
  EXPECT_EQ(moment["taken"], "2018-05-01T10:00:00");
  EXPECT_EQ(moment["own_tags"].size(), 2U);
  for (int n = 0; n < 5; ++n) post("/api/v1/undo");
  EXPECT_FALSE(get(path_of(dog_)).contains("rating"));
  EXPECT_EQ(get("/api/v1/edits")["edits"][0]["undone"], true);
}

TEST_F(ServerTest, AlbumsAreMadeFilledAndRemoved) {
  const std::string album =
      "/api/v1/albums/" + post("/api/v1/albums", {{"name", "여름"}})["id"].dump();
  EXPECT_EQ(post(album + "/add", {{"moments", {number(dog_), number(other_)}}})["changes"], 2);
  EXPECT_EQ(post(album + "/remove", {{"moments", {number(other_)}}})["changes"], 1);
  EXPECT_EQ(get("/api/v1/albums")["albums"][0]["items"], 1);
  EXPECT_EQ(get(path_of(dog_))["albums"][0]["name"], "여름");
  EXPECT_EQ(ask("PATCH", album, {}, {{"name", "Summer"}}).status, 204);
  EXPECT_EQ(ask("DELETE", album).status, 204);
  EXPECT_TRUE(get("/api/v1/albums")["albums"].empty());
}

TEST_F(ServerTest, FacesAreNamedByTheOwner) {
  const std::string face = get(path_of(dog_))["pictures"][0]["faces"][0]["id"].dump();
  EXPECT_EQ(ask("PUT", "/api/v1/faces/" + face + "/person", {}, {{"name", "Ann"}}).status, 200);
  EXPECT_EQ(get(path_of(dog_))["pictures"][0]["faces"][0]["person"]["name"], "Ann");
  EXPECT_EQ(get("/api/v1/people")["people"][0]["faces"], 1);
}

TEST_F(ServerTest, PreviewsAreSentOnceAndOriginalsOnlyByHash) {
  const std::byte jpeg[] = {std::byte{0xFF}, std::byte{0xD8}, std::byte{0xFF}};
  ASSERT_TRUE(library_.previews().put(made_hash(1), library::PreviewSize::small, jpeg));
  const std::string asset = "/api/v1/assets/" + to_hex(made_hash(1));
  const Reply preview = ask("GET", asset + "/preview");
  EXPECT_EQ(preview.type, "image/jpeg");
  EXPECT_EQ(preview.body.size(), 3U);
  const Reply again = server_.answer(
      {.method = "GET",
       .path = asset + "/preview",
       .headers = {{"host", "localhost"}, {"if-none-match", preview.headers.at("ETag")}}});
  EXPECT_EQ(again.status, 304);
  EXPECT_EQ(ask("GET", asset + "/original").status, 404);  // /photos/1.jpg is not on this disk
  EXPECT_EQ(ask("GET", "/api/v1/assets/" + to_hex(made_hash(9)) + "/preview").status, 404);
}

TEST_F(ServerTest, ForgedIdsAndPathsFindNothing) {
  for (const auto* path :
       {"/api/v1/moments/0", "/api/v1/moments/-1", "/api/v1/moments/99999999999999999999",
        "/api/v1/moments/1;drop", "/api/v1/moments/", "/api/v1/assets/../../etc/passwd/original",
        "/api/v1/assets/..%2f..%2fetc/original", "/../etc/passwd", "/api/v1/moments/999"}) {
    const int status = ask("GET", path).status;
    EXPECT_TRUE(status == 400 || status == 404) << path << " " << status;
  }
}

TEST_F(ServerTest, BadBodiesAndParametersAreToldWhatIsWrong) {
  for (const auto& [name, value] : std::map<std::string, std::string>{{"limit", "0"},
                                                                      {"limit", "1e3"},
                                                                      {"after", "x"},
                                                                      {"from", "yesterday"},
                                                                      {"shelf", "attic"},
                                                                      {"kind", "gif"},
                                                                      {"rating", "9"},
                                                                      {"order", "up"}}) {
    EXPECT_EQ(ask("GET", "/api/v1/moments", {{name, value}}).status, 400) << name;
  }
  const std::string id = std::to_string(number(dog_));
  for (const std::string& body : std::vector<std::string>{
           "", "[]", "{", "{\"moments\":[]}", "{\"moments\":[" + id + "]}",
           "{\"moments\":[" + id + "],\"rating\":9}",
           "{\"moments\":[" + id + "],\"taken\":\"soon\"}",
           "{\"moments\":[" + id + "],\"favourite\":\"yes\"}", "{\"moments\":[1.5],\"rating\":1}",
           "{\"moments\":[" + id + "],\"position\":{\"latitude\":1}}", std::string(100'000, '[')}) {
    const Reply reply = server_.answer({.method = "POST",
                                        .path = "/api/v1/edits",
                                        .headers = {{"host", "localhost"}},
                                        .body = body});
    EXPECT_EQ(reply.status, 400) << body.substr(0, 60);
    EXPECT_EQ(reply.type, "application/problem+json");
  }
  EXPECT_EQ(ask("POST", "/api/v1/edits", {}, {{"moments", {999}}, {"rating", 1}}).status, 404);
  EXPECT_EQ(ask("DELETE", "/api/v1/status").status, 405);
}

TEST_F(ServerTest, WithoutAnAccountNoOtherMachineMayCall) {
  const auto refused = Server::open(library_, taxonomy_, {.http = {.address = "0.0.0.0"}});
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().message.find("nunchi account add"), std::string::npos);
}

TEST_F(ServerTest, PagesLoadNothingFromElsewhere) {
  const Reply page = ask("GET", "/");
  EXPECT_EQ(page.status, 200);
  EXPECT_NE(page.headers.at("Content-Security-Policy").find("default-src 'none'"),
            std::string::npos);
  EXPECT_EQ(page.body.find("http://"), std::string::npos);
  EXPECT_EQ(page.body.find("https://"), std::string::npos);
}

TEST_F(ServerTest, MetricsAreInPrometheusForm) {
  const Reply metrics = ask("GET", "/metrics");
  EXPECT_NE(metrics.body.find("# TYPE nunchi_photos gauge\nnunchi_photos 2\n"), std::string::npos);
  EXPECT_EQ(ask("GET", "/healthz").body, "ok\n");
}

}  // namespace
}  // namespace nunchi::serve
