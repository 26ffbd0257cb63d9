#include "library/filesystem_kind.h"

#include <gtest/gtest.h>

namespace nunchi::library {
namespace {

TEST(FilesystemKind, OfSharesIsNetwork) {
  for (const std::uint64_t magic : {0x6969U, 0xFF534D42U, 0xFE534D42U, 0x01021997U}) {
    EXPECT_EQ(filesystem_kind(magic, ""), FilesystemKind::network) << magic;
  }
}

TEST(FilesystemKind, OfDisksIsLocal) {
  for (const std::uint64_t magic : {0xEF53U, 0x9123683EU, 0x01021994U, 0x58465342U}) {
    EXPECT_EQ(filesystem_kind(magic, ""), FilesystemKind::local) << magic;
  }
}

TEST(FilesystemKind, OfFuseDependsOnWhatIsBehindIt) {
  EXPECT_EQ(filesystem_kind(0x65735546, "fuseblk"), FilesystemKind::local);
  EXPECT_EQ(filesystem_kind(0x65735546, "fuse.mergerfs"), FilesystemKind::local);
  EXPECT_EQ(filesystem_kind(0x65735546, "fuse.sshfs"), FilesystemKind::network);
  EXPECT_EQ(filesystem_kind(0x65735546, ""), FilesystemKind::network);
}

TEST(FilesystemKind, OfThisMachinesTemporaryFolderIsLocal) {
  EXPECT_EQ(*filesystem_kind(std::filesystem::temp_directory_path()), FilesystemKind::local);
  EXPECT_FALSE(filesystem_kind(std::filesystem::path("/none/such")));
}

}  // namespace
}  // namespace nunchi::library
