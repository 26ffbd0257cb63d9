#include "serve/upload_store.h"

#include <fcntl.h>
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>

#include "models/sha256.h"
#include "wire/json_writing.h"
#include "wire/replacement_file.h"

namespace nunchi::serve {
namespace fs = std::filesystem;
namespace {

Error io_error(const std::string& what) {
  return {ErrorCode::io_failure, what + ": " + std::strerror(errno)};
}

// Uploads are named by their content, so that the same file announced twice is one upload.
bool is_id(const std::string& id) { return content_hash_from_hex(id).has_value(); }

// The last part of a name, without what a file system or a terminal would stumble over.
std::string safe_name(const std::string& name) {
  std::string last = name.substr(name.find_last_of("/\\") + 1);
  std::erase_if(last, [](char sign) { return static_cast<unsigned char>(sign) < ' '; });
  while (last.starts_with('.')) last.erase(0, 1);
  constexpr std::size_t kMost = 180;
  if (last.size() > kMost) last.erase(0, last.size() - kMost);  // the ending stays
  return last.empty() ? "photo" : last;
}

// A name that is not taken: "a.jpg", "a (2).jpg", …
fs::path free_name(const fs::path& folder, const std::string& name) {
  fs::path file = folder / name;
  std::error_code unknown;
  for (int n = 2; fs::exists(file, unknown); ++n) {
    file = folder / fmt::format("{} ({}){}", fs::path(name).stem().string(), n,
                                fs::path(name).extension().string());
  }
  return file;
}

// All of the piece at `offset`, on the disk before this returns; else the file is as it was.
Status write_piece(const fs::path& file, std::uint64_t offset, std::string_view piece) {
  const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) return io_error("open " + file.string());
  std::uint64_t at = offset;
  bool well = true;
  while (well && !piece.empty()) {
    const ssize_t written =
        ::pwrite(descriptor, piece.data(), piece.size(), static_cast<off_t>(at));
    well = written > 0 || (written < 0 && errno == EINTR);
    if (written > 0) {
      at += static_cast<std::uint64_t>(written);
      piece.remove_prefix(static_cast<std::size_t>(written));
    }
  }
  well = well && ::fdatasync(descriptor) == 0;
  const int problem = errno;
  if (!well && ::ftruncate(descriptor, static_cast<off_t>(offset)) != 0) {
    // The next piece overwrites what is too much: its offset is told by the caller.
  }
  ::close(descriptor);
  errno = problem;
  return well ? ok() : io_error("keep a piece of an upload");
}

}  // namespace

fs::path UploadStore::part(const std::string& id) const {
  return folder_ / ".incoming" / (id + ".part");
}
fs::path UploadStore::note(const std::string& id) const {
  return folder_ / ".incoming" / (id + ".json");
}

Result<Announced> UploadStore::announced(const std::string& id) const {
  const Error unknown{ErrorCode::not_found, "no such upload: begin it again"};
  const auto hash = content_hash_from_hex(id);
  if (!hash) return unknown;
  std::ifstream in(note(id), std::ios::binary);
  if (!in) return unknown;
  const auto json = nlohmann::json::parse(in, nullptr, false);
  if (!json.is_object() || !json.contains("name") || !json["name"].is_string() ||
      !json.contains("bytes") || !json["bytes"].is_number_unsigned()) {
    return unknown;
  }
  return Announced{json["name"].get<std::string>(), json["bytes"].get<std::uint64_t>(), *hash};
}

Result<Upload> UploadStore::begin(const Announced& file) {
  if (file.bytes == 0 || file.bytes > kMostBytes) {
    return Error{ErrorCode::too_large, "a file has from one byte to 64 GiB"};
  }
  const std::string id = to_hex(file.hash);
  if (auto known = find(id); known) return known;
  std::error_code failed;
  fs::create_directories(folder_ / ".incoming", failed);
  const wire::OrderedJson json = {{"name", safe_name(file.name)}, {"bytes", file.bytes}};
  auto out = wire::ReplacementFile::create(note(id));
  if (!out) return std::move(out).error();
  Status kept = out->write(wire::dumped(json));
  if (kept) kept = out->commit();
  if (!kept) return std::move(kept).error();
  return Upload{.id = id, .bytes = file.bytes};
}

Result<Upload> UploadStore::find(const std::string& id) const {
  const auto file = announced(id);
  if (!file) return file.error();
  std::error_code none;
  const std::uint64_t size = fs::file_size(part(id), none);
  return Upload{.id = id, .offset = none ? 0 : std::min(size, file->bytes), .bytes = file->bytes};
}

Result<Upload> UploadStore::append(const std::string& id, std::uint64_t offset,
                                   std::string_view piece) {
  {
    const std::lock_guard lock(mutex_);
    if (!busy_.insert(id).second) {
      return Error{ErrorCode::invalid_argument, "another piece of this upload is being written"};
    }
  }
  const std::shared_ptr<void> done(nullptr, [&](void*) {
    const std::lock_guard lock(mutex_);
    busy_.erase(id);
  });
  auto upload = find(id);
  if (!upload) return upload;
  if (offset != upload->offset || piece.size() > upload->bytes - offset) {
    return Error{ErrorCode::invalid_argument, "the upload stands at " +
                                                  std::to_string(upload->offset) + " of " +
                                                  std::to_string(upload->bytes) + " bytes"};
  }
  if (Status kept = write_piece(part(id), offset, piece); !kept) return std::move(kept).error();
  upload->offset += piece.size();
  if (upload->offset < upload->bytes) return upload;
  return finish(id, *announced(id));
}

Result<Upload> UploadStore::finish(const std::string& id, const Announced& file) {
  const auto hash = models::sha256_of_file(part(id));
  if (!hash) return hash.error();
  if (*hash != to_hex(file.hash)) {
    if (const Status dropped = drop(id); !dropped) return dropped.error();
    return Error{ErrorCode::corrupt_data, "what came is not what was announced: send it again"};
  }
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  const fs::path home = folder_ / fmt::format("{:%Y-%m}", fmt::localtime(now));
  std::error_code failed;
  fs::create_directories(home, failed);
  ::chmod(part(id).c_str(), 0644);
  fs::rename(part(id), free_name(home, file.name), failed);
  if (failed) {
    return Error{ErrorCode::io_failure, "keep " + file.name + ": " + failed.message()};
  }
  fs::remove(note(id), failed);
  return Upload{.id = id, .offset = file.bytes, .bytes = file.bytes, .is_done = true};
}

Status UploadStore::drop(const std::string& id) {
  if (!is_id(id)) return Error{ErrorCode::not_found, "no such upload"};
  std::error_code failed;
  fs::remove(part(id), failed);
  if (!fs::remove(note(id), failed)) return Error{ErrorCode::not_found, "no such upload"};
  return ok();
}

int UploadStore::drop_older_than(std::chrono::hours age) {
  int dropped = 0;
  std::error_code failed;
  for (const auto& entry : fs::directory_iterator(folder_ / ".incoming", failed)) {
    const auto changed = fs::last_write_time(entry, failed);
    if (!failed && changed < fs::file_time_type::clock::now() - age) {
      dropped += fs::remove(entry, failed) ? 1 : 0;
    }
  }
  return dropped;
}

}  // namespace nunchi::serve
