#include "library/previews.h"

#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <functional>
#include <system_error>
#include <thread>

namespace nunchi::library {
namespace fs = std::filesystem;
namespace {

Error failed(const std::string& task, const fs::path& file, const std::error_code& code) {
  return {ErrorCode::io_failure, task + " " + file.string() + ": " + code.message()};
}

std::error_code last_error() { return {errno, std::generic_category()}; }

// A name that no other thread or program writes to at the same time.
fs::path beside(const fs::path& file) {
  const auto thread = std::hash<std::thread::id>()(std::this_thread::get_id());
  fs::path name = file;
  name += "." + std::to_string(::getpid()) + "." + std::to_string(thread) + ".part";
  return name;
}

bool write_whole(const fs::path& file, std::span<const std::byte> bytes) {
  std::ofstream out(file, std::ios::binary);
  out.write(reinterpret_cast<const char*>(bytes.data()),
            static_cast<std::streamsize>(bytes.size()));
  out.close();
  return out.good();
}

}  // namespace

fs::path Previews::path(const ContentHash& asset, PreviewSize size) const {
  const std::string hex = to_hex(asset);
  return folder_ / hex.substr(0, 3) / (hex + (size == PreviewSize::small ? ".small" : ".large"));
}

Status Previews::put(const ContentHash& asset, PreviewSize size,
                     std::span<const std::byte> bytes) const {
  const fs::path file = path(asset, size), part = beside(file);
  std::error_code code;
  fs::create_directories(file.parent_path(), code);
  if (code) return failed("make folder", file.parent_path(), code);
  errno = 0;
  if (!write_whole(part, bytes)) {
    const auto reason = last_error();
    fs::remove(part, code);
    return failed("write", file, reason);
  }
  fs::rename(part, file, code);
  if (code) return failed("write", file, code);
  return ok();
}

Result<std::optional<std::vector<std::byte>>> Previews::find(const ContentHash& asset,
                                                             PreviewSize size) const {
  using Found = std::optional<std::vector<std::byte>>;
  constexpr std::uintmax_t kMostBytes = 64 << 20;
  const fs::path file = path(asset, size);
  std::error_code code;
  const auto bytes = fs::file_size(file, code);
  // Empty: the machine lost its power before the file reached the disk.
  if (code == std::errc::no_such_file_or_directory || (!code && bytes == 0)) return Found();
  if (code) return failed("read", file, code);
  if (bytes > kMostBytes) return Error{ErrorCode::too_large, file.string() + " is no preview"};
  std::vector<std::byte> content(bytes);
  std::ifstream in(file, std::ios::binary);
  in.read(reinterpret_cast<char*>(content.data()), static_cast<std::streamsize>(bytes));
  if (!in) return failed("read", file, last_error());
  return Found(std::move(content));
}

Status Previews::forget(const ContentHash& asset) const {
  for (const PreviewSize size : {PreviewSize::small, PreviewSize::large}) {
    std::error_code code;
    fs::remove(path(asset, size), code);
    if (code) return failed("remove", path(asset, size), code);
  }
  return ok();
}

}  // namespace nunchi::library
