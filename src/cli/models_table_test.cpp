#include "cli/models_table.h"

#include <gtest/gtest.h>

namespace nunchi::cli {
namespace {

using models::Progress;
using models::Pulled;

models::Listed listed(std::string name, std::string task) {
  models::Listed made;
  made.network.name = std::move(name);
  made.network.task = std::move(task);
  made.network.reader = "reader";
  made.network.licence = "MIT";
  made.network.commercial = "unclear";
  made.network.source.kind = models::Source::Kind::npm;
  made.network.source.package = "package";
  made.network.source.version = "1.0";
  made.download_bytes = 28'615'417;
  return made;
}

TEST(ModelsTable, AlignsItsColumns) {
  models::Listed here = listed("centernet", "objects");
  here.standing = {models::Standing::State::present, 8'000'000, ""};
  here.answers = {models::Effort::fast, models::Effort::balanced, models::Effort::best};
  models::Listed unread = listed("x", "pose");
  unread.network.reader = "";
  EXPECT_EQ(
      models_table({here, unread}, "/home"),
      "task     network    here  answers at    size     commercial  licence  from\n"
      "objects  centernet  yes   always        8.0 MB   unclear     MIT      npm package 1.0\n"
      "pose     x          no    not used yet  28.6 MB  unclear     MIT      npm package 1.0\n"
      "\nin /home; all that is known of each: --json\n");
}

TEST(ModelsTable, NamesEffortsAndDamage) {
  models::Listed some = listed("a", "b");
  some.standing = {models::Standing::State::damaged, 0, "x is missing"};
  some.answers = {models::Effort::balanced, models::Effort::best};
  const std::string table = models_table({some}, "/home");
  EXPECT_NE(table.find("damaged"), std::string::npos);
  EXPECT_NE(table.find("balanced, best"), std::string::npos);
}

TEST(ProgressText, TellsTheStep) {
  EXPECT_EQ(progress_text({.step = Progress::Step::waiting}),
            "another process pulls; waiting for it");
  Progress progress{.step = Progress::Step::fetching,
                    .network = "centernet",
                    .place = 3,
                    .count = 7,
                    .bytes = 12'300'000,
                    .of = 28'615'417};
  EXPECT_EQ(progress_text(progress), "[3/7] centernet: fetching, 12.3 of 28.6 MB");
  progress.bytes = 0;
  EXPECT_EQ(progress_text(progress), "[3/7] centernet: fetching 28.6 MB");
  progress.step = Progress::Step::converting;
  EXPECT_EQ(progress_text(progress), "[3/7] centernet: converting");
}

TEST(OutcomeText, GivesTheReason) {
  EXPECT_EQ(outcome_text({"a", Pulled::Outcome::pulled, {}}), "a: pulled");
  EXPECT_EQ(outcome_text({"a", Pulled::Outcome::present, {}}), "a: here already");
  EXPECT_EQ(
      outcome_text({"a", Pulled::Outcome::unreachable, {ErrorCode::io_failure, "pull a: no"}}),
      "pull a: no (left out; it comes by URL)");
  EXPECT_EQ(outcome_text({"a", Pulled::Outcome::failed, {ErrorCode::io_failure, "pull a: no"}}),
            "pull a: no");
}

}  // namespace
}  // namespace nunchi::cli
