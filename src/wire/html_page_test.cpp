#include "wire/html_page.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "wire/base64.h"

namespace nunchi::wire {
namespace {

std::string output_of(const std::string& command) {
  std::string output;
  std::FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return output;
  char buffer[4096];
  for (std::size_t n = 0; (n = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;) {
    output.append(buffer, n);
  }
  pclose(pipe);
  return output;
}

std::string between(const std::string& text, std::string_view before, std::string_view behind) {
  const std::size_t begin = text.find(before);
  if (begin == std::string::npos) return {};
  const std::size_t end = text.find(behind, begin + before.size());
  return text.substr(begin + before.size(), end - begin - before.size());
}

std::size_t count(std::string_view text, std::string_view part) {
  std::size_t n = 0;
  for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++n;
  return n;
}

std::span<const std::byte> bytes(std::string_view text) { return std::as_bytes(std::span(text)); }

class HtmlPageTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (std::filesystem::temp_directory_path() / "nunchi-page-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path file() const { return folder_ / "page.html"; }
  std::string read() const {
    std::ifstream in(file(), std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  HtmlPage create(const PageOptions& options = {.title = "Holiday"}) {
    auto page = HtmlPage::create(file(), options);
    EXPECT_TRUE(page) << page.error().message;
    return *std::move(page);
  }

  // All records of the written page, as its script would read them.
  static std::vector<nlohmann::json> records(const std::string& page) {
    std::vector<nlohmann::json> all;
    static constexpr std::string_view kOpen = "<script type=\"application/json\" class=\"photos\">";
    for (std::size_t at = page.find(kOpen); at != page.npos; at = page.find(kOpen, at + 1)) {
      const std::size_t begin = at + kOpen.size();
      const auto block =
          nlohmann::json::parse(page.substr(begin, page.find("</script>", at) - begin));
      all.insert(all.end(), block.begin(), block.end());
    }
    return all;
  }

  std::filesystem::path folder_;
};

PhotoReport dog() {
  PhotoReport report{.file = "dog.jpg", .width = 400, .height = 300};
  report.tags = {{.tag = {.concept_id = "wn:n02088364", .confidence = 0.9F},
                  .name = {"beagle", "비글"},
                  .ancestors = {{"dog", "개"}, {"animal", "동물"}}}};
  return report;
}

TEST_F(HtmlPageTest, HasItsNameOnlyOnceFinished) {
  {
    HtmlPage page = create();
    ASSERT_TRUE(page.add(dog()));
  }
  EXPECT_TRUE(std::filesystem::is_empty(folder_)) << "given up";
  HtmlPage page = create();
  ASSERT_TRUE(page.add(dog()));
  EXPECT_FALSE(std::filesystem::exists(file()));
  ASSERT_TRUE(page.finish());
  EXPECT_TRUE(read().ends_with("</html>\n"));
}

TEST_F(HtmlPageTest, CarriesReportsAndPicturesInTheirOrder) {
  HtmlPage page = create();
  ASSERT_TRUE(
      page.add(dog(), {.thumbnail = bytes("foobar"), .larger = bytes("f"), .original = "a b.jpg"}));
  ASSERT_TRUE(page.add({.file = "cut.jpg", .error = Error{ErrorCode::corrupt_data, "cut"}}));
  ASSERT_TRUE(page.finish());
  const auto all = records(read());
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0]["file"], "dog.jpg");
  EXPECT_EQ(all[0]["tags"][0]["ancestors_ko"][1], "동물");
  EXPECT_EQ(all[0]["thumbnail"], "Zm9vYmFy");
  EXPECT_EQ(all[0]["picture"], "Zg==");
  EXPECT_EQ(all[0]["link"], "./a%20b.jpg");
  EXPECT_EQ(all[1]["error"], "cut");
  EXPECT_FALSE(all[1].contains("thumbnail"));
}

TEST_F(HtmlPageTest, IsWholeWithoutAnyPhoto) {
  HtmlPage page = create();
  ASSERT_TRUE(page.finish());
  EXPECT_TRUE(records(read()).empty());
  EXPECT_EQ(read().find("{{"), std::string::npos) << "every mark of the template is filled";
}

TEST_F(HtmlPageTest, LetsNoTextFromOutsideBecomeMarkup) {
  const std::string evil = "</script><img src=x onerror=alert(1)><!--\"'&\xff{{script}}";
  HtmlPage page = create({.title = evil, .made_by = evil, .made_at = evil});
  PhotoReport report = dog();
  report.file = report.camera = report.tags->front().name.en = evil;
  report.tags->front().ancestors = {{evil, evil}};
  ASSERT_TRUE(page.add(report, {.original = evil}));
  ASSERT_TRUE(page.add({.file = evil, .error = Error{ErrorCode::internal, evil}}));
  ASSERT_TRUE(page.finish());
  const std::string html = read();
  EXPECT_EQ(html.find("<img"), std::string::npos);
  EXPECT_EQ(html.find("<!--"), std::string::npos);
  EXPECT_EQ(count(html, "<script"), count(html, "</script>"));
  EXPECT_EQ(count(html, "<script"), 3U) << "about, the script, one block of photos";
  const auto all = records(html);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0]["file"], "</script><img src=x onerror=alert(1)><!--\"'&\uFFFD{{script}}");
}

TEST_F(HtmlPageTest, LinksToFilesAndNothingElse) {
  HtmlPage page = create();
  const std::pair<std::filesystem::path, std::string> cases[] = {
      {"javascript:alert(1)", "./javascript%3Aalert%281%29"},
      {"../photos/caf\xe9#1?.jpg", "./../photos/caf%E9%231%3F.jpg"},
      {"/home/a/해.jpg", "file:///home/a/%ED%95%B4.jpg"},
      {"//elsewhere/a.jpg", "file:////elsewhere/a.jpg"}};
  for (const auto& [original, link] : cases) ASSERT_TRUE(page.add(dog(), {.original = original}));
  ASSERT_TRUE(page.finish());
  const auto all = records(read());
  for (std::size_t i = 0; i < std::size(cases); ++i) EXPECT_EQ(all[i]["link"], cases[i].second);
}

TEST_F(HtmlPageTest, LoadsNothingFromAnywhere) {
  HtmlPage page = create();
  ASSERT_TRUE(page.finish());
  const std::string html = read();
  EXPECT_EQ(html.find("http://"), html.find("http://www.w3.org/2000/svg")) << "a name, not a place";
  EXPECT_EQ(html.find("https://"), std::string::npos);
  EXPECT_EQ(html.find("@import"), std::string::npos);
  EXPECT_EQ(html.find("url("), std::string::npos);
  const std::string policy = between(html, "Content-Security-Policy\" content=\"", "\"");
  EXPECT_TRUE(policy.starts_with("default-src 'none'; img-src data:; ")) << policy;
  EXPECT_EQ(policy.find("unsafe"), std::string::npos) << policy;
}

TEST_F(HtmlPageTest, AllowsExactlyItsOwnScriptAndStyle) {
  HtmlPage page = create();
  ASSERT_TRUE(page.finish());
  const std::string html = read();
  const std::string policy = between(html, "Content-Security-Policy\" content=\"", "\"");
  for (const auto& [open, close] : {std::pair{"<script>", "</script>"}, {"<style>", "</style>"}}) {
    std::ofstream(folder_ / "part", std::ios::binary) << between(html, open, close);
    const std::string hash = output_of("sha256sum '" + (folder_ / "part").string() +
                                       "' | cut -c-64 | tr -d '\\n' | "
                                       "sed 's/../\\\\x&/g' | xargs -0 printf '%b' | base64");
    ASSERT_EQ(hash.size(), 45U) << hash;
    EXPECT_NE(policy.find("'sha256-" + hash.substr(0, 44) + "'"), std::string::npos) << open;
  }
}

TEST_F(HtmlPageTest, KeepsItsOwnCodeSmall) {
  HtmlPage page = create();
  ASSERT_TRUE(page.finish());
  EXPECT_LE(std::filesystem::file_size(file()), 60'000U);
}

TEST_F(HtmlPageTest, WritesInBlocksWhileItGoes) {
  HtmlPage page = create();
  const std::string picture(100'000, 'x');
  for (int i = 0; i < 40; ++i) ASSERT_TRUE(page.add(dog(), {.thumbnail = bytes(picture)}));
  std::uintmax_t written = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder_))
    written += entry.file_size();
  EXPECT_GT(written, 4'500'000U) << "all but the last block is on the disk already";
  ASSERT_TRUE(page.finish());
  EXPECT_EQ(records(read()).size(), 40U);
  EXPECT_GT(count(read(), "class=\"photos\""), 10U);
}

TEST_F(HtmlPageTest, OpensInTheLanguageThatIsAskedFor) {
  HtmlPage page = create({.language = Language::korean});
  ASSERT_TRUE(page.finish());
  EXPECT_NE(read().find("<html lang=\"ko\">"), std::string::npos);
  EXPECT_EQ(nlohmann::json::parse(between(read(), "id=\"about\">", "</script>"))["language"], "ko");
}

TEST_F(HtmlPageTest, NamesTheFolderThatItCannotWriteTo) {
  const auto page = HtmlPage::create(folder_ / "none" / "page.html", {});
  ASSERT_FALSE(page);
  EXPECT_EQ(page.error().code, ErrorCode::io_failure);
}

TEST(ReportScript, PassesItsOwnTests) {
  if (std::system("node --version >/dev/null 2>&1") != 0) GTEST_SKIP() << "node is not installed";
  const std::string output =
      output_of("node --test '" NUNCHI_SOURCE_DIR "/web/report/' 2>&1; echo exit $?");
  EXPECT_TRUE(output.ends_with("exit 0\n")) << output;
}

// The finished page in a browser that holds it to its Content-Security-Policy.
TEST_F(HtmlPageTest, ShowsItsPhotosInABrowser) {
  if (std::system("chromium --version >/dev/null 2>&1") != 0) {
    GTEST_SKIP() << "chromium is not installed";
  }
  HtmlPage page = create();
  PhotoReport hostile = dog();
  hostile.file = "<b id=evil>.jpg";
  ASSERT_TRUE(page.add(dog()));
  ASSERT_TRUE(page.add(hostile));
  ASSERT_TRUE(page.add({.file = "cut.jpg", .error = Error{ErrorCode::corrupt_data, "it ends"}}));
  ASSERT_TRUE(page.finish());
  const std::string dom = output_of(
      "chromium --headless --no-sandbox --disable-gpu --disable-background-networking "
      "--disable-component-update --disable-sync --no-first-run --window-size=1280,800 "
      "--user-data-dir='" +
      (folder_ / "profile").string() +
      "' --virtual-time-budget=2000 "
      "--dump-dom 'file://" +
      file().string() + "' 2>/dev/null");
  EXPECT_EQ(count(dom, "class=\"tile\""), 2U) << dom.substr(0, 2000);
  EXPECT_NE(dom.find("2&nbsp;photos · 1&nbsp;could&nbsp;not&nbsp;be&nbsp;read"), std::string::npos);
  EXPECT_NE(dom.find("&lt;b id=evil&gt;.jpg"), std::string::npos);
  EXPECT_EQ(dom.find("<b id=\"evil\""), std::string::npos);
  EXPECT_NE(dom.find("<strong>cut.jpg</strong><span>it ends</span>"), std::string::npos);
}

}  // namespace
}  // namespace nunchi::wire
