#include "library/filesystem_kind.h"

#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/sysmacros.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <sstream>
#include <string>
#include <system_error>

namespace nunchi::library {
namespace {

constexpr std::uint64_t kFuse = 0x65735546;
// linux/magic.h has not all of them.
constexpr std::array<std::uint64_t, 12> kNetwork{
    0x6969,                  // NFS
    0x517B,                  // SMB
    0xFF534D42, 0xFE534D42,  // CIFS, SMB2
    0x01021997,              // 9p
    0x00C36400,              // Ceph
    0x5346414F, 0x6B414653,  // AFS
    0x73757245,              // Coda
    0x0BD00BD0,              // Lustre
    0x7461636F,              // OCFS2
    0x01161970               // GFS2
};
constexpr std::array<std::string_view, 6> kLocalFuse{"fuseblk",        "fuse.mergerfs",
                                                     "fuse.gocryptfs", "fuse.encfs",
                                                     "fuse.bindfs",    "fuse.fuse-overlayfs"};

// The type that /proc/self/mountinfo (proc(5)) gives for the device that the folder lies on.
std::string mounted_type(dev_t device) {
  const std::string wanted = std::to_string(major(device)) + ":" + std::to_string(minor(device));
  std::ifstream mounts("/proc/self/mountinfo");
  for (std::string line; std::getline(mounts, line);) {
    std::istringstream words(line);
    std::string id, parent, numbers, type;
    words >> id >> parent >> numbers;
    if (numbers != wanted) continue;
    for (std::string word; words >> word && word != "-";) {
    }
    words >> type;
    return type;
  }
  return {};
}

}  // namespace

FilesystemKind filesystem_kind(std::uint64_t magic, std::string_view fuse_type) {
  if (magic == kFuse) {
    const bool local =
        std::find(kLocalFuse.begin(), kLocalFuse.end(), fuse_type) != kLocalFuse.end();
    return local ? FilesystemKind::local : FilesystemKind::network;
  }
  const bool network = std::find(kNetwork.begin(), kNetwork.end(), magic) != kNetwork.end();
  return network ? FilesystemKind::network : FilesystemKind::local;
}

Result<FilesystemKind> filesystem_kind(const std::filesystem::path& folder) {
  struct statfs system = {};
  struct stat place = {};
  if (::statfs(folder.c_str(), &system) != 0 || ::stat(folder.c_str(), &place) != 0) {
    return Error{ErrorCode::io_failure,
                 "look at " + folder.string() + ": " + std::generic_category().message(errno)};
  }
  // f_type is signed on some machines: its upper half says nothing.
  const auto magic = static_cast<std::uint64_t>(system.f_type) & 0xFFFFFFFF;
  return filesystem_kind(magic, magic == kFuse ? mounted_type(place.st_dev) : std::string());
}

}  // namespace nunchi::library
