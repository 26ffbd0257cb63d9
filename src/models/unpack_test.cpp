#include "models/unpack.h"

#include <gtest/gtest.h>

#include "models/made_networks.h"

namespace nunchi::models {
namespace {

using made::Entry;
using made::Folder;
using made::Form;

PinnedFile pin(std::string at, std::string_view content) {
  return {"wanted", std::move(at), sha256_of(content), content.size()};
}

Status unpack_one(const Folder& folder, Form form, const std::vector<Entry>& entries,
                  const PinnedFile& wanted) {
  made::write_archive(folder / "archive", form, entries);
  std::filesystem::create_directories(folder / "into");
  return unpack(folder / "archive", std::vector{wanted}, folder / "into");
}

std::size_t files_in(const std::filesystem::path& folder) {
  std::size_t count = 0;
  for (const auto& at : std::filesystem::recursive_directory_iterator(folder)) {
    count += at.is_regular_file() ? 1 : 0;
  }
  return count;
}

TEST(Unpack, TakesTheWantedFilesOutOfEachForm) {
  const std::string content = made::noise(300'000, 1);
  for (const Form form : {Form::zip, Form::tar_gz}) {
    const Folder folder;
    const Status done =
        unpack_one(folder, form, {{"a/other", "x"}, {"a/weights.bin", content}, {"a/more", "y"}},
                   pin("a/weights.bin", content));
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_EQ(made::read(folder / "into" / sha256_of(content)), content);
    EXPECT_EQ(files_in(folder / "into"), 1U);
  }
}

TEST(Unpack, SaysWhatIsNotInIt) {
  const Folder folder;
  const Status done = unpack_one(folder, Form::zip, {{"other", "x"}}, pin("a/weights.bin", "w"));
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, ErrorCode::corrupt_data);
  EXPECT_EQ(done.error().message, "unpack archive: there is no a/weights.bin in it");
}

TEST(Unpack, RefusesAnotherContentThanPinned) {
  const Folder folder;
  const Status done = unpack_one(folder, Form::tar_gz, {{"f", "evil"}}, pin("f", "good"));
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, ErrorCode::corrupt_data);
}

TEST(Unpack, StopsAtAFileThatIsLargerThanPinned) {
  const Folder folder;
  const Status done =
      unpack_one(folder, Form::tar_gz, {{"f", std::string(50'000'000, 'x')}}, pin("f", "xx"));
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, ErrorCode::too_large);
  EXPECT_LE(std::filesystem::file_size(folder / "into" / sha256_of("xx")), 2U);
}

TEST(Unpack, NeverFollowsALink) {
  const Folder folder;
  made::write(folder / "secret", "secret");
  const std::string target = (folder / "secret").string();
  for (const Entry& link : {Entry{"f", "", AE_IFLNK, target}, Entry{"f", "", AE_IFREG, target}}) {
    const Status done = unpack_one(folder, Form::tar_gz, {link}, pin("f", "secret"));
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().message, "unpack archive: f is not a plain file");
  }
}

TEST(Unpack, WritesNothingOutsideItsFolder) {
  const Folder folder;
  const Status done = unpack_one(folder, Form::tar_gz,
                                 {{"../escaped", "x"},
                                  {(folder / "absolute").string(), "x"},
                                  {"into/../../escaped", "x"},
                                  {"f", "good"}},
                                 pin("f", "good"));
  ASSERT_TRUE(done) << done.error().message;
  EXPECT_EQ(files_in(folder.path()), 2U);  // the archive and the one file
}

TEST(Unpack, EndsWithAnErrorWhereverTheArchiveIsCut) {
  const std::string content = made::noise(5000, 2);
  for (const Form form : {Form::zip, Form::tar_gz}) {
    const Folder folder;
    made::write_archive(folder / "whole", form, {{"f", content}, {"last", "x"}});
    const std::string whole = made::read(folder / "whole");
    const std::size_t needed = whole.size() / 2;  // up to here the wanted file cannot be whole
    for (std::size_t cut = 0; cut < needed; cut += 97) {
      made::write(folder / "archive", whole.substr(0, cut));
      const Folder into;
      EXPECT_FALSE(unpack(folder / "archive", std::vector{pin("f", content)}, into.path())) << cut;
    }
  }
}

TEST(Unpack, SurvivesFlippedBytes) {
  const std::string content = made::noise(2000, 3);
  for (const Form form : {Form::zip, Form::tar_gz}) {
    const Folder folder;
    made::write_archive(folder / "whole", form, {{"f", content}});
    const std::string whole = made::read(folder / "whole");
    for (std::size_t at = 0; at < whole.size(); at += 13) {
      std::string flipped = whole;
      flipped[at] = static_cast<char>(flipped[at] ^ 0x55);
      made::write(folder / "archive", flipped);
      const Folder into;
      // It may still be right: not every byte of an archive matters.
      if (unpack(folder / "archive", std::vector{pin("f", content)}, into.path())) {
        EXPECT_EQ(made::read(into / sha256_of(content)), content);
      }
    }
  }
}

}  // namespace
}  // namespace nunchi::models
