#include "library/vector_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <fstream>
#include <span>
#include <system_error>

namespace nunchi::library {
namespace fs = std::filesystem;
namespace {

constexpr std::array<char, 8> kMagic{'n', 'u', 'n', 'v', 'e', 'c', '0', '1'};
constexpr std::uint64_t kMostRows = 1ULL << 32;  // rows are numbered in 32 bits
constexpr std::uint64_t kMostDims = 1ULL << 16;

struct Header {
  std::array<char, 8> magic;
  std::array<char, 32> library;
  std::int64_t space, last_id, last_gone;
  std::uint64_t count, dims, stride;
  std::uint64_t checksum;  // of what stands before it
  std::array<char, 32> unused;
};
static_assert(sizeof(Header) == 128 && offsetof(Header, checksum) == 88);

// FNV-1a, 64 bits: notices damage, not malice.
std::uint64_t checksum_of(const Header& header) {
  std::uint64_t sum = 0xCBF29CE484222325;
  for (const std::byte byte :
       std::as_bytes(std::span(&header, 1)).first(offsetof(Header, checksum))) {
    sum = (sum ^ static_cast<std::uint64_t>(byte)) * 0x100000001B3;
  }
  return sum;
}

constexpr std::size_t aligned(std::size_t bytes) { return (bytes + 63) / 64 * 64; }

// Where each array begins; all at multiples of 64 bytes.
struct Layout {
  std::size_t codes, halves, scale, norm, error, keys, ids, end;
  Layout(std::size_t count, std::size_t dims, std::size_t stride)
      : codes(sizeof(Header)),
        halves(aligned(codes + count * stride)),
        scale(aligned(halves + count * dims * 2)),
        norm(aligned(scale + count * 4)),
        error(aligned(norm + count * 4)),
        keys(aligned(error + count * 4)),
        ids(aligned(keys + count * sizeof(VectorKey))),
        end(ids + count * 8) {}
};

class Writer {
 public:
  explicit Writer(const fs::path& file) : out_(file, std::ios::binary) {}
  template <class T>
  void put(const T* values, std::size_t count) {
    static constexpr std::array<char, 64> kZeros{};
    out_.write(kZeros.data(), static_cast<std::streamsize>(aligned(at_) - at_));
    out_.write(reinterpret_cast<const char*>(values),
               static_cast<std::streamsize>(count * sizeof(T)));
    at_ = aligned(at_) + count * sizeof(T);
  }
  bool finish() {
    out_.close();
    return out_.good();
  }

 private:
  std::ofstream out_;
  std::size_t at_ = 0;
};

std::optional<Header> header_in(const void* memory, std::size_t bytes) {
  Header header;
  if (bytes < sizeof header) return std::nullopt;
  std::memcpy(&header, memory, sizeof header);
  const bool sane = header.magic == kMagic && header.checksum == checksum_of(header) &&
                    header.count < kMostRows && header.dims > 0 && header.dims <= kMostDims &&
                    header.stride == stride_for(header.dims);
  if (!sane || Layout(header.count, header.dims, header.stride).end != bytes) return std::nullopt;
  return header;
}

VectorRun run_at(const char* memory, const Header& header) {
  const Layout at(header.count, header.dims, header.stride);
  return {.count = header.count,
          .dims = header.dims,
          .stride = header.stride,
          .codes = reinterpret_cast<const std::int8_t*>(memory + at.codes),
          .halves = reinterpret_cast<const std::uint16_t*>(memory + at.halves),
          .scale = reinterpret_cast<const float*>(memory + at.scale),
          .norm = reinterpret_cast<const float*>(memory + at.norm),
          .error = reinterpret_cast<const float*>(memory + at.error),
          .keys = reinterpret_cast<const VectorKey*>(memory + at.keys),
          .ids = reinterpret_cast<const std::int64_t*>(memory + at.ids)};
}

}  // namespace

Status write_vector_file(const fs::path& file, const VectorRun& run,
                         const VectorFileSource& source) {
  Header header{.magic = kMagic,
                .space = source.space,
                .last_id = source.last_id,
                .last_gone = source.last_gone,
                .count = run.count,
                .dims = run.dims,
                .stride = run.stride};
  source.library.copy(header.library.data(), header.library.size());
  header.checksum = checksum_of(header);
  std::error_code code;
  fs::create_directories(file.parent_path(), code);
  const fs::path part = fs::path(file) += "." + std::to_string(::getpid()) + ".part";
  Writer writer(part);
  writer.put(&header, 1);
  writer.put(run.codes, run.count * run.stride);
  writer.put(run.halves, run.count * run.dims);
  writer.put(run.scale, run.count);
  writer.put(run.norm, run.count);
  writer.put(run.error, run.count);
  writer.put(run.keys, run.count);
  writer.put(run.ids, run.count);
  const bool whole = writer.finish();
  if (whole) fs::rename(part, file, code);
  if (whole && !code) return ok();
  std::error_code ignored;
  fs::remove(part, ignored);
  return Error{ErrorCode::io_failure, "write " + file.string() + ": " +
                                          (code ? code.message() : "the disk is full or failed")};
}

void MappedRun::Unmap::operator()(void* memory) const noexcept { ::munmap(memory, bytes); }

std::optional<MappedRun> MappedRun::open(const fs::path& file, const std::string& library,
                                         std::int64_t space) {
  const int opened = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (opened < 0) return std::nullopt;
  struct stat found = {};
  const bool known = ::fstat(opened, &found) == 0 && found.st_size > 0;
  const auto bytes = static_cast<std::size_t>(known ? found.st_size : 0);
  void* memory = known ? ::mmap(nullptr, bytes, PROT_READ, MAP_SHARED, opened, 0) : MAP_FAILED;
  ::close(opened);
  if (memory == MAP_FAILED) return std::nullopt;
  MappedRun run;
  run.memory_ = {memory, Unmap{bytes}};
  const auto header = header_in(memory, bytes);
  if (!header || header->space != space ||
      library != std::string_view(header->library.data(), header->library.size())) {
    return std::nullopt;
  }
  run.run_ = run_at(static_cast<const char*>(memory), *header);
  run.source_ = {library, space, header->last_id, header->last_gone};
  return run;
}

}  // namespace nunchi::library
