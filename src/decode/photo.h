// Reading one photo: bytes → upright pixels, and what its file says about where they come from.
//
// The kind of a file is told by its content, never by its name. All functions are thread-safe.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/image.h"
#include "core/origin.h"
#include "core/result.h"
#include "decode/notes.h"

namespace nunchi::decode {

class IsolatedCodecs;

struct PhotoOptions {
  // The picture may come smaller than it is, as long as its shorter side keeps at least this many
  // pixels: a JPEG is then decoded at a fraction of the work. 0: full size.
  int least_side = 0;
  std::uint64_t most_bytes = 1ULL << 30;    // of the file
  std::uint64_t most_pixels = 200'000'000;  // of the picture, checked before memory is taken
  // Where all kinds but JPEG, PNG and WebP are decoded: borrowed. Null: in this process, where a
  // file that breaks its codec takes the program with it.
  IsolatedCodecs* codecs = nullptr;
  // Dates more than a day after this are not believed. Absent: the system's clock.
  std::optional<std::chrono::sys_seconds> now;
};

struct Photo {
  Image image;    // upright; its size is width × height or, if reduced, the same shape but smaller
  int width = 0;  // of the full upright picture, pixels
  int height = 0;
  std::string format;  // "jpeg", "png", "webp", "heic", "avif", …
  std::optional<Taken> taken;
  std::optional<Position> gps;
  std::string camera;  // maker and model, "" where the file does not say
  Notes notes;
  // Dates that the file gives but that cannot be, each with its source and the reason.
  std::vector<std::string> dates_set_aside;
  std::string flaw;  // what is wrong with the file although it could be shown; "" for a sound one
};

// not_found, io_failure: the file cannot be read. unsupported: no kind that we read. too_large: a
// limit is passed. corrupt_data: damaged beyond what a viewer would still show (a JPEG that ends
// early comes with what it has, the rest grey).
Result<Photo> read_photo(const std::filesystem::path& file, const PhotoOptions& options = {});
Result<Photo> decode_photo(std::span<const std::byte> bytes, const PhotoOptions& options = {});

// The same for bytes that have been read from `file`: what lies beside it and its name count too.
Result<Photo> decode_photo_of(const std::filesystem::path& file, std::span<const std::byte> bytes,
                              const PhotoOptions& options = {});

}  // namespace nunchi::decode
