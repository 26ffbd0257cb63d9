#include "infer/pickle.h"

#include <gtest/gtest.h>

#include "infer/testing/pth_writer.h"

namespace nunchi::infer {
namespace {

using Kind = PickleValue::Kind;
using testing::bytes_of;
using testing::PickleWriter;

Result<Pickle> read(std::string_view bytes) {
  ByteCursor cursor(bytes_of(bytes));
  return Pickle::read(cursor);
}

TEST(Pickle, ReadsTextsNumbersAndContainers) {
  PickleWriter writer;
  writer.start().raw("}(").text("a").whole(-7).text("b").sizes({1, 2}).raw("u.");
  auto pickle = read(writer.bytes());
  ASSERT_TRUE(pickle) << pickle.error().message;
  const PickleValue& top = pickle->top();
  ASSERT_EQ(top.kind, Kind::dict);
  ASSERT_EQ(top.items.size(), 4U);
  EXPECT_EQ(pickle->at(top.items[0]).text, "a");
  EXPECT_EQ(pickle->at(top.items[1]).number, -7);
  EXPECT_EQ(pickle->sizes(pickle->at(top.items[3])), (std::vector<std::size_t>{1, 2}));
}

TEST(Pickle, ReadsLongNumbersWithTheirSign) {
  EXPECT_EQ(read("\x80\x02\x8a\x02\xff\x7f.")->top().number, 32767);
  EXPECT_EQ(read("\x80\x02\x8a\x01\xff.")->top().number, -1);
  using namespace std::string_view_literals;
  EXPECT_EQ(read("\x80\x02\x8a\x00."sv)->top().number, 0);
}

TEST(Pickle, RemembersValuesByNumber) {
  auto pickle = read(
      "\x80\x02](K\x05q\x09h\x09"
      "e.");
  ASSERT_TRUE(pickle) << pickle.error().message;
  ASSERT_EQ(pickle->top().items.size(), 2U);
  EXPECT_EQ(pickle->top().items[0], pickle->top().items[1]);
}

TEST(Pickle, WritesCallsDownAndMakesNone) {
  PickleWriter writer;
  writer.start().global("os", "system").raw("(").text("true").raw("tR.");
  auto pickle = read(writer.bytes());
  ASSERT_TRUE(pickle) << pickle.error().message;
  ASSERT_EQ(pickle->top().kind, Kind::call);
  const PickleValue* arguments = pickle->arguments(pickle->top(), "os", "system");
  ASSERT_NE(arguments, nullptr);
  EXPECT_EQ(pickle->at(arguments->items.at(0)).text, "true");
  EXPECT_EQ(pickle->arguments(pickle->top(), "os", "popen"), nullptr);
}

TEST(Pickle, LeavesTheCursorBehindTheStop) {
  const std::string_view two = "\x80\x02K\x01.\x80\x02K\x02.";
  ByteCursor cursor(bytes_of(two));
  EXPECT_EQ(Pickle::read(cursor)->top().number, 1);
  EXPECT_EQ(Pickle::read(cursor)->top().number, 2);
  EXPECT_EQ(cursor.left(), 0U);
}

TEST(Pickle, AListThatHoldsItselfIsReadAndLetGoAgain) {
  auto pickle = read(
      "\x80\x02]q\x01h\x01"
      "a.");
  ASSERT_TRUE(pickle) << pickle.error().message;
  EXPECT_EQ(pickle->at(pickle->top().items.at(0)).items, pickle->top().items);
}

TEST(Pickle, RefusesWhatTheStackDoesNotAllow) {
  for (const std::string_view bytes :
       {"\x80\x02.", "\x80\x02NN.", "\x80\x02(.", "\x80\x02R.", "\x80\x02NNR.", "\x80\x02t.",
        "\x80\x02u.", "\x80\x02}(Nu.", "\x80\x02N(Nu.", "\x80\x02]N(a.", "\x80\x02(]N(s.",
        "\x80\x02h\x01.", "\x80\x02Q.",
        "\x80\x02"
        "b.",
        "\x80\x02q\x01.", "\x80\x02\x85.", "\x80\x03N.", "\x80\x02(N]N(ss."}) {
    auto pickle = read(bytes);
    ASSERT_FALSE(pickle) << ::testing::PrintToString(bytes);
    EXPECT_EQ(pickle.error().code, ErrorCode::corrupt_data);
  }
}

TEST(Pickle, RefusesOperationsThatNoStateDictNeeds) {
  auto pickle = read("\x80\x02(ios\nsystem\n.");  // INST: make an object of a class
  ASSERT_FALSE(pickle);
  EXPECT_EQ(pickle.error().message, "pickle operation 0x69 at byte 3 cannot be followed");
}

TEST(Pickle, RefusesEveryPrefix) {
  PickleWriter writer;
  writer.start().raw("}(").text("name").whole(3).text("b").global("a", "b").raw(")Ru.");
  for (std::size_t length = 0; length < writer.bytes().size(); ++length) {
    EXPECT_FALSE(read(writer.bytes().substr(0, length))) << length;
  }
  EXPECT_TRUE(read(writer.bytes()));
}

TEST(Pickle, RefusesMoreThanAMillionValues) {
  const std::string flood = "\x80\x02(" + std::string(1'000'001, ']');
  auto pickle = read(flood);
  ASSERT_FALSE(pickle);
  EXPECT_EQ(pickle.error().code, ErrorCode::too_large);
}

TEST(Pickle, AFloodOfConstantsCostsFewValues) {
  const std::string flood = "\x80\x02(" + std::string(2'000'000, 'N') + "t.";
  auto pickle = read(flood);
  ASSERT_TRUE(pickle) << pickle.error().message;
  EXPECT_LT(pickle->count(), 10U);
}

}  // namespace
}  // namespace nunchi::infer
