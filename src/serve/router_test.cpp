#include "serve/router.h"

#include <gtest/gtest.h>

namespace nunchi::serve {
namespace {

Router made_router() {
  Router router;
  const auto named = [](std::string name) {
    return [name](const Request&) { return Reply{.body = name}; };
  };
  router.add({.method = "GET", .pattern = "/", .answer = named("page")});
  router.add({.method = "GET", .pattern = "/a/{id}", .answer = named("one")});
  router.add({.method = "PATCH", .pattern = "/a/{id}", .answer = named("change")});
  router.add({.method = "GET", .pattern = "/a/{id}/b/{n}", .answer = named("two")});
  return router;
}

std::string answer(std::string method, std::string path) {
  const Router router = made_router();
  Request request{.method = std::move(method), .path = std::move(path)};
  const Route* route = router.find(request);
  std::string text = route ? route->answer(request).body : "none";
  for (const std::string& part : request.parts) text += " " + part;
  return text;
}

TEST(Router, FindsByMethodAndPath) {
  EXPECT_EQ(answer("GET", "/"), "page");
  EXPECT_EQ(answer("GET", "/a/7"), "one 7");
  EXPECT_EQ(answer("HEAD", "/a/7"), "one 7");
  EXPECT_EQ(answer("PATCH", "/a/7"), "change 7");
  EXPECT_EQ(answer("GET", "/a/7/b/x y"), "two 7 x y");
}

TEST(Router, TakesNoOtherPath) {
  for (const auto* path : {"", "/a", "/a/", "/a/7/", "/a//b/1", "/a/7/b", "/a/7/c/1", "//", "a/7",
                           "/a/../a/7/b/c/d"}) {
    EXPECT_EQ(answer("GET", path), "none") << path;
  }
  EXPECT_EQ(answer("DELETE", "/a/7"), "none");
}

TEST(Router, TellsWhichMethodsAPathTakes) {
  EXPECT_EQ(made_router().methods_of("/a/7"), "GET, PATCH");
  EXPECT_EQ(made_router().methods_of("/z"), "");
}

}  // namespace
}  // namespace nunchi::serve
