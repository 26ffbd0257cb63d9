#include "models/pinned_writer.h"

#include <fmt/format.h>

#include <fstream>
#include <vector>

#include "models/os_error.h"

namespace nunchi::models {
namespace {

Error wrong_size(const PinnedFile& pin, std::uint64_t bytes) {
  return {ErrorCode::corrupt_data,
          fmt::format("{} has {} bytes instead of {}", pin.name, bytes, pin.bytes)};
}

Error wrong_hash(const PinnedFile& pin, std::string_view hash) {
  return {ErrorCode::corrupt_data,
          fmt::format("{} has SHA-256 {} instead of {}", pin.name, hash, pin.sha256)};
}

}  // namespace

PinnedWriter::PinnedWriter(OutputFile file, PinnedFile pin)
    : file_(std::move(file)), pin_(std::move(pin)) {}

Result<PinnedWriter> PinnedWriter::create(const std::filesystem::path& file, PinnedFile pin) {
  auto out = OutputFile::create(file);
  if (!out) return std::move(out).error();
  return PinnedWriter(std::move(*out), std::move(pin));
}

Status PinnedWriter::add(std::string_view bytes) {
  if (bytes.size() > pin_.bytes - written_) {
    return Error{ErrorCode::too_large,
                 fmt::format("{} is larger than its {} bytes", pin_.name, pin_.bytes)};
  }
  written_ += bytes.size();
  hash_.add(bytes);
  return file_.add(bytes);
}

Status PinnedWriter::finish() && {
  if (written_ != pin_.bytes) return wrong_size(pin_, written_);
  if (const std::string hash = std::move(hash_).hex(); hash != pin_.sha256) {
    return wrong_hash(pin_, hash);
  }
  return std::move(file_).close();
}

Status copy_pinned(const std::filesystem::path& from, const std::filesystem::path& to,
                   const PinnedFile& pin) {
  std::ifstream in(from, std::ios::binary);
  if (!in) return os_error("open", from);
  auto out = PinnedWriter::create(to, pin);
  if (!out) return std::move(out).error();
  std::vector<char> buffer(std::size_t{1} << 16);
  while (in) {
    in.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
    const std::string_view got(buffer.data(), static_cast<std::size_t>(in.gcount()));
    if (Status added = out->add(got); !added) return added;
  }
  if (in.bad()) return os_error("read", from);
  return std::move(*out).finish();
}

Status check_pinned(const std::filesystem::path& file, const PinnedFile& pin) {
  std::error_code failed;
  const auto bytes = std::filesystem::file_size(file, failed);
  if (failed) return os_error("read", file, failed);
  if (bytes != pin.bytes) return wrong_size(pin, bytes);
  auto hash = sha256_of_file(file);
  if (!hash) return std::move(hash).error();
  return *hash == pin.sha256 ? ok() : Status(wrong_hash(pin, *hash));
}

}  // namespace nunchi::models
