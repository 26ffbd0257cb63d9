#include "wire/replacement_file.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <iterator>

namespace nunchi::wire {
namespace {

class ReplacementFileTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (std::filesystem::temp_directory_path() / "nunchi-wire-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
    page_ = folder_ / "page.html";
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  static std::string content(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  auto files() const { return std::distance(std::filesystem::directory_iterator(folder_), {}); }

  std::filesystem::path folder_, page_;
};

TEST_F(ReplacementFileTest, HasItsNameOnlyOnceWhole) {
  auto file = ReplacementFile::create(page_);
  ASSERT_TRUE(file) << file.error().message;
  ASSERT_TRUE(file->write("half"));
  EXPECT_FALSE(std::filesystem::exists(page_));
  ASSERT_TRUE(file->write(" and half"));
  ASSERT_TRUE(file->commit());
  EXPECT_EQ(content(page_), "half and half");
  EXPECT_EQ(files(), 1);
}

TEST_F(ReplacementFileTest, GivenUpLeavesTheOldFileAndNothingElse) {
  std::ofstream(page_) << "old";
  {
    auto file = ReplacementFile::create(page_);
    ASSERT_TRUE(file && file->write("new"));
  }
  EXPECT_EQ(content(page_), "old");
  EXPECT_EQ(files(), 1);
}

TEST_F(ReplacementFileTest, MovedIsStillOneFile) {
  auto first = ReplacementFile::create(page_);
  auto second = ReplacementFile::create(page_);
  ASSERT_TRUE(first && second);
  *first = *std::move(second);  // the first one is given up
  EXPECT_EQ(files(), 1);
  ASSERT_TRUE(first->write("second") && first->commit());
  EXPECT_EQ(content(page_), "second");
}

TEST_F(ReplacementFileTest, NamesTheFileThatItCannotWrite) {
  const auto file = ReplacementFile::create(folder_ / "none" / "page.html");
  ASSERT_FALSE(file);
  EXPECT_EQ(file.error().code, ErrorCode::io_failure);
  EXPECT_NE(file.error().message.find("none/page.html: No such file"), std::string::npos)
      << file.error().message;
}

TEST_F(ReplacementFileTest, WithoutItsNameLeavesNoPartBehind) {
  std::filesystem::create_directories(page_ / "inside");  // a folder has the name already
  {
    auto file = ReplacementFile::create(page_);
    ASSERT_TRUE(file && file->write("page"));
    const Status done = file->commit();
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, ErrorCode::io_failure);
  }
  EXPECT_EQ(files(), 1);
}

TEST_F(ReplacementFileTest, SaysWhenTheDiskIsFull) {
  rlimit old{};
  ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &old), 0);
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  {
    auto file = ReplacementFile::create(page_);
    ASSERT_TRUE(file);
    const rlimit small{.rlim_cur = 100'000, .rlim_max = old.rlim_max};
    ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &small), 0);
    const Status written = file->write(std::string(1'000'000, 'x'));
    EXPECT_FALSE(written && file->commit());
    setrlimit(RLIMIT_FSIZE, &old);
  }
  std::signal(SIGXFSZ, handler);
  EXPECT_EQ(files(), 0);
}

}  // namespace
}  // namespace nunchi::wire
