#include "core/result.h"

#include <gtest/gtest.h>

namespace nunchi {
namespace {

Result<int> parse_digit(char c) {
  if (c < '0' || c > '9') return Error{ErrorCode::corrupt_data, "not a digit"};
  return c - '0';
}

Status read_page(char c) {
  auto digit = parse_digit(c);
  if (!digit) return std::move(digit).error().while_doing("read page 7");
  return ok();
}

TEST(Result, CarriesTheValue) { EXPECT_EQ(*parse_digit('4'), 4); }

TEST(Result, KeepsTheCodeAndSaysWhatWasAttempted) {
  const Status page = read_page('x');
  ASSERT_FALSE(page);
  EXPECT_EQ(page.error(), (Error{ErrorCode::corrupt_data, "read page 7: not a digit"}));
}

TEST(Result, ReadOnTheWrongSideThrows) {
  EXPECT_THROW((void)*parse_digit('x'), std::bad_variant_access);
  EXPECT_THROW((void)parse_digit('1').error(), std::bad_variant_access);
}

TEST(ErrorCode, HasItsOwnName) { EXPECT_EQ(name_of(ErrorCode::too_large), "too_large"); }

}  // namespace
}  // namespace nunchi
