#include "decode/iptc.h"

#include <gtest/gtest.h>

#include "decode/made_files.h"

namespace nunchi::decode {
namespace {

Bytes record(int dataset, std::string_view text, int number = 2) {
  Bytes out;
  put_big(out, 0x1c, 1);
  put_big(out, static_cast<std::uint64_t>(number), 1);
  put_big(out, static_cast<std::uint64_t>(dataset), 1);
  put_big(out, text.size(), 2);
  put(out, text);
  return out;
}

Bytes joined(std::initializer_list<Bytes> parts) {
  Bytes out;
  for (const Bytes& part : parts) append(out, part);
  return out;
}

TEST(ReadIptc, ReadsKeywordsTitleDescriptionAndDate) {
  const IptcFacts facts =
      read_iptc(joined({record(90, "\x1b%G", 1), record(25, "Frost"), record(25, "Yard"),
                        record(25, "Frost"), record(5, "A title"), record(120, "바다"),
                        record(55, "20090829"), record(60, "131808+0200")}));
  EXPECT_EQ(facts.notes.keywords, (std::vector<std::string>{"Frost", "Yard"}));
  EXPECT_EQ(facts.notes.title, "A title");
  EXPECT_EQ(facts.notes.description, "바다");
  ASSERT_EQ(facts.dates.size(), 1U);
  const auto taken =
      believe(facts.dates[0], std::chrono::sys_days{std::chrono::year{2024} / 1 / 1});
  ASSERT_TRUE(taken);
  EXPECT_EQ(to_iso8601(*taken), "2009-08-29T13:18:08+02:00");
  EXPECT_EQ(taken->source, "iptc");
}

TEST(ReadIptc, TakesATimeWithoutADayForNothing) {
  EXPECT_TRUE(read_iptc(record(60, "143000+0000")).dates.empty());
}

TEST(ReadIptc, ReadsLatin1WhereTextIsNotUtf8) {
  EXPECT_EQ(read_iptc(record(25, "Caf\xe9")).notes.keywords, std::vector<std::string>{"Café"});
}

TEST(ReadIptc, StopsAtWhatIsNoRecord) {
  EXPECT_EQ(
      read_iptc(joined({record(25, "dog"), bytes_of("rest"), record(25, "cat")})).notes.keywords,
      std::vector<std::string>{"dog"});
  const Bytes whole = record(25, "dog");
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_TRUE(read_iptc(std::span(whole).first(size)).notes.keywords.empty());
  }
}

TEST(IptcAmong, FindsItsResourceAmongOthers) {
  const auto resource = [](int id, std::string_view name, const Bytes& content) {
    Bytes out = bytes_of("8BIM");
    put_big(out, static_cast<std::uint64_t>(id), 2);
    put_big(out, name.size(), 1);
    put(out, name);
    if (name.size() % 2 == 0) out.push_back(std::byte{0});
    put_big(out, content.size(), 4);
    append(out, content);
    if (content.size() % 2 == 1) out.push_back(std::byte{0});
    return out;
  };
  const Bytes wanted = record(25, "dog");
  const Bytes all = joined({resource(1061, "", bytes_of("odd")),
                            resource(1005, "named", bytes_of("even")), resource(1028, "", wanted)});
  const auto found = iptc_among(all);
  EXPECT_EQ(Bytes(found.begin(), found.end()), wanted);
  for (std::size_t size = 0; size < all.size() - 1; ++size) {
    EXPECT_TRUE(iptc_among(std::span(all).first(size)).empty()) << size;
  }
}

}  // namespace
}  // namespace nunchi::decode
