#include "measure/table.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

namespace nunchi::measure {
namespace {

using Row = std::vector<std::string>;

TEST(Csv, IsReadLineByLine) {
  const auto table = parse_table("file,label\na.jpg,dog\nb.jpg,\n", TableForm::csv);
  ASSERT_TRUE(table);
  EXPECT_EQ(table->columns, (Row{"file", "label"}));
  ASSERT_EQ(table->rows.size(), 2U);
  EXPECT_EQ(table->rows[0], (Row{"a.jpg", "dog"}));
  EXPECT_EQ(table->rows[1], (Row{"b.jpg", ""}));
  EXPECT_EQ(table->column("label"), 1U);
  EXPECT_FALSE(table->column("size"));
}

TEST(Csv, MayBeginWithAByteOrderMarkAndEndItsLinesWithCrLf) {
  const auto table = parse_table(
      "\xEF\xBB\xBF"
      "file,label\r\na.jpg,\"dog\"\r\n\r\n",
      TableForm::csv);
  ASSERT_TRUE(table);
  EXPECT_EQ(table->columns[0], "file");
  ASSERT_EQ(table->rows.size(), 1U);
  EXPECT_EQ(table->rows[0], (Row{"a.jpg", "dog"}));
}

TEST(Csv, MayLackItsLastLineEnd) {
  EXPECT_EQ(parse_table("a,b\n1,2", TableForm::csv)->rows[0], (Row{"1", "2"}));
  EXPECT_EQ(parse_table("a,b\n1,", TableForm::csv)->rows[0], (Row{"1", ""}));
}

TEST(Csv, KeepsSeparatorsLineEndsAndQuotesInsideQuotes) {
  const auto table = parse_table("a,b\n\"x,y\r\nz\",\"say \"\"hi\"\"\"\n", TableForm::csv);
  ASSERT_TRUE(table);
  EXPECT_EQ(table->rows[0], (Row{"x,y\r\nz", "say \"hi\""}));
}

TEST(Csv, KeepsQuotesInTheMiddleOfAPlainCell) {
  EXPECT_EQ(parse_table("a\n5\" disk\n", TableForm::csv)->rows[0], (Row{"5\" disk"}));
}

TEST(Csv, NamesTheLineThatIsBroken) {
  const auto open = parse_table("a,b\n1,2\n\"x\ny,3\n", TableForm::csv);
  ASSERT_FALSE(open);
  EXPECT_EQ(open.error().code, ErrorCode::corrupt_data);
  EXPECT_EQ(open.error().message, "line 3: a quote never ends");

  const auto after = parse_table("a,b\n\"x\"y,3\n", TableForm::csv);
  ASSERT_FALSE(after);
  EXPECT_EQ(after.error().message, "line 2: text follows a closing quote");

  const auto few = parse_table("a,b\n\"1\n1\",2\n3\n", TableForm::csv);
  ASSERT_FALSE(few);
  EXPECT_EQ(few.error().message, "line 4: 1 cells where the first line has 2");
}

TEST(Csv, WithoutAFirstLineIsBroken) {
  EXPECT_FALSE(parse_table("", TableForm::csv));
  EXPECT_FALSE(parse_table("\n\r\n", TableForm::csv));
}

TEST(Tsv, HasNoQuotes) {
  const auto table = parse_table("a\tb\n\"x\ty,z\r\n", TableForm::tsv);
  ASSERT_TRUE(table);
  EXPECT_EQ(table->rows[0], (Row{"\"x", "y,z"}));
}

TEST(ReadTable, TakesTheFormFromTheName) {
  const auto folder =
      std::filesystem::temp_directory_path() / ("nunchi-table-" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "t.tsv") << "a\tb\n1,5\t2\n";
  std::ofstream(folder / "t.csv") << "a,b\n1\t5,2\n";
  EXPECT_EQ(read_table(folder / "t.tsv")->rows[0], (Row{"1,5", "2"}));
  EXPECT_EQ(read_table(folder / "t.csv")->rows[0], (Row{"1\t5", "2"}));
  EXPECT_EQ(read_table(folder / "none.csv").error().code, ErrorCode::not_found);
  EXPECT_EQ(read_table(folder).error().code, ErrorCode::not_found);
  std::filesystem::remove_all(folder);
}

TEST(Csv, SurvivesEveryCutAndEveryChangedByte) {
  const std::string whole =
      "\xEF\xBB\xBF"
      "a,\"b\"\"\"\r\n\"1\n\",2\n3,4\n";
  for (std::size_t length = 0; length <= whole.size(); ++length) {
    (void)parse_table(whole.substr(0, length), TableForm::csv);
    for (const char other : {'"', ',', '\n', '\r', '\0'}) {
      std::string changed = whole;
      if (length < whole.size()) changed[length] = other;
      const auto table = parse_table(changed, TableForm::csv);
      if (!table) continue;
      for (const Row& row : table->rows) EXPECT_EQ(row.size(), table->columns.size());
    }
  }
}

}  // namespace
}  // namespace nunchi::measure
