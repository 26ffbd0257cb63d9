#include "wire/replacement_file.h"

#include <cerrno>
#include <cstring>
#include <random>
#include <string>
#include <system_error>
#include <utility>

namespace nunchi::wire {
namespace {

Error io_error(const std::filesystem::path& file, int number) {
  return {ErrorCode::io_failure,
          "write " + file.string() + ": " + std::generic_category().message(number)};
}

}  // namespace

Result<ReplacementFile> ReplacementFile::create(const std::filesystem::path& file) {
  std::random_device random;
  for (int attempt = 0;; ++attempt) {
    auto written = file;
    written += "." + std::to_string(random()) + ".part";
    // "x": never through a link or into a file that someone else has put there.
    if (File open{std::fopen(written.c_str(), "wbx")}) {
      return ReplacementFile(file, std::move(written), std::move(open));
    }
    if (errno != EEXIST || attempt == 8) return io_error(file, errno);
  }
}

ReplacementFile::ReplacementFile(std::filesystem::path name, std::filesystem::path written,
                                 File open) noexcept
    : name_(std::move(name)), written_(std::move(written)), open_(std::move(open)) {}

ReplacementFile& ReplacementFile::operator=(ReplacementFile&& other) noexcept {
  if (this != &other) {
    give_up();
    name_ = std::move(other.name_);
    written_ = std::move(other.written_);
    open_ = std::move(other.open_);
  }
  return *this;
}

ReplacementFile::~ReplacementFile() { give_up(); }

void ReplacementFile::give_up() noexcept {
  if (!open_) return;
  open_.reset();
  std::error_code ignored;
  std::filesystem::remove(written_, ignored);
}

Error ReplacementFile::failure() const { return io_error(name_, errno); }

Status ReplacementFile::write(std::string_view bytes) {
  if (std::fwrite(bytes.data(), 1, bytes.size(), open_.get()) != bytes.size()) return failure();
  return ok();
}

Status ReplacementFile::commit() {
  if (std::fflush(open_.get()) != 0 || std::ferror(open_.get()) != 0) return failure();
  std::error_code error;
  std::filesystem::rename(written_, name_, error);
  if (error) return io_error(name_, error.value());
  open_.reset();
  return ok();
}

}  // namespace nunchi::wire
