#include "serve/gate.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "library/library_testing.h"

namespace nunchi::serve {
namespace {

namespace fs = std::filesystem;

class GateTest : public testing::Test {
 protected:
  int status(Request request, Scope scope) {
    const auto refusal = gate_.refuse(request, scope);
    return refusal ? refusal->status : 200;
  }
  static Request asking(std::string method, std::map<std::string, std::string> headers) {
    headers.emplace("host", "127.0.0.1:7007");
    return {.method = std::move(method), .headers = std::move(headers)};
  }

  library::testing::TemporaryFolder folder_;
  fs::path file_ = folder_.path() / "accounts.json";
  Accounts accounts_ = *Accounts::open(file_);
  Gate gate_{{"photos.home"}, accounts_};
};

TEST_F(GateTest, OnlyAnswersToItsOwnNames) {
  for (const auto* host : {"127.0.0.1:7007", "localhost", "[::1]:7007", "PHOTOS.home:443"}) {
    EXPECT_EQ(status({.method = "GET", .headers = {{"host", host}}}, Scope::read), 200) << host;
  }
  for (const auto* host : {"", "evil.example", "127.0.0.1.evil.example", "photos.home.evil"}) {
    EXPECT_EQ(status({.method = "GET", .headers = {{"host", host}}}, Scope::read), 403) << host;
  }
}

TEST_F(GateTest, TakesNoChangesFromPagesOfOtherSites) {
  EXPECT_EQ(status(asking("POST", {}), Scope::write), 200);  // a program
  EXPECT_EQ(status(asking("POST", {{"origin", "http://127.0.0.1:7007"}}), Scope::write), 200);
  EXPECT_EQ(status(asking("POST", {{"origin", "http://evil.example"}}), Scope::write), 403);
  EXPECT_EQ(status(asking("POST", {{"origin", "null"}}), Scope::write), 403);
  EXPECT_EQ(status(asking("POST", {{"origin", "http://127.0.0.1:8000"}}), Scope::write), 403);
  EXPECT_EQ(status(asking("DELETE", {{"sec-fetch-site", "cross-site"}}), Scope::write), 403);
  EXPECT_EQ(status(asking("DELETE", {{"sec-fetch-site", "same-origin"}}), Scope::write), 200);
}

TEST_F(GateTest, AsksForAnAccountOnceThereIsOne) {
  EXPECT_EQ(status(asking("GET", {}), Scope::read), 200);
  ASSERT_TRUE(accounts_.add("ann", "correct horse", Scope::write));
  EXPECT_EQ(status(asking("GET", {}), Scope::read), 401);
  EXPECT_EQ(status(asking("GET", {}), Scope::open), 200);
  const std::string secret = *accounts_.log_in("ann", "correct horse", "10.0.0.1");
  const std::string cookie = "a=b; nunchi_session=" + secret;
  EXPECT_EQ(status(asking("GET", {{"cookie", cookie}}), Scope::read), 200);
  EXPECT_EQ(status(asking("GET", {{"cookie", cookie}}), Scope::admin), 403);
  EXPECT_EQ(
      status(asking("GET", {{"cookie", "nunchi_session=" + std::string(64, '0')}}), Scope::read),
      401);
}

TEST_F(GateTest, TokensDoWhatTheirScopeSays) {
  ASSERT_TRUE(accounts_.add("ann", "correct horse", Scope::write));
  const std::string token = *accounts_.add_token("tv", Scope::read);
  EXPECT_EQ(status(asking("GET", {{"authorization", "Bearer " + token}}), Scope::read), 200);
  EXPECT_EQ(status(asking("POST", {{"authorization", "Bearer " + token}}), Scope::write), 403);
  EXPECT_EQ(status(asking("GET", {{"authorization", "Bearer x"}}), Scope::read), 401);
}

TEST_F(GateTest, AccountsLastAndSecretsAreNotKept) {
  ASSERT_TRUE(accounts_.add("ann", "correct horse", Scope::write));
  const std::string token = *accounts_.add_token("tv", Scope::read);
  Accounts again = *Accounts::open(file_);
  EXPECT_EQ(again.names(), std::vector<std::string>{"ann"});
  EXPECT_TRUE(again.log_in("ann", "correct horse", "x"));
  EXPECT_TRUE(again.caller_of(asking("GET", {{"authorization", "Bearer " + token}})));
  const auto permissions = fs::status(file_).permissions();
  EXPECT_EQ(permissions & (fs::perms::group_all | fs::perms::others_all), fs::perms::none);
}

TEST_F(GateTest, WrongPasswordsAreSlowedDownByCaller) {
  ASSERT_TRUE(accounts_.add("ann", "correct horse", Scope::write));
  for (int n = 0; n < 3; ++n) {
    EXPECT_EQ(accounts_.log_in("ann", "wrong", "10.0.0.1").error().code,
              ErrorCode::invalid_argument);
  }
  EXPECT_EQ(accounts_.log_in("ann", "correct horse", "10.0.0.1").error().code,
            ErrorCode::cancelled);
  EXPECT_TRUE(accounts_.log_in("ann", "correct horse", "10.0.0.2"));
}

TEST_F(GateTest, RefusesWeakPasswordsAndNamesTwice) {
  EXPECT_FALSE(accounts_.add("ann", "short", Scope::write));
  EXPECT_FALSE(accounts_.add("", "correct horse", Scope::write));
  EXPECT_TRUE(accounts_.add("ann", "correct horse", Scope::write));
  EXPECT_FALSE(accounts_.add("ann", "correct horse", Scope::write));
  EXPECT_FALSE(accounts_.log_in("bob", "correct horse", "x"));
  ASSERT_TRUE(accounts_.remove("ann"));
  EXPECT_FALSE(accounts_.log_in("ann", "correct horse", "y"));
}

}  // namespace
}  // namespace nunchi::serve
