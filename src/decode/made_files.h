// Files that tests make: pictures with known corners, Exif blocks, and the containers around them.
// Only for tests of this folder.
#pragma once

#include <gtest/gtest.h>
#include <png.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/image.h"
#include "decode/encode.h"
#include "decode/photo.h"

namespace nunchi::decode {

using Bytes = std::vector<std::byte>;

inline void put(Bytes& out, std::string_view text) {
  for (const char sign : text) out.push_back(static_cast<std::byte>(sign));
}

inline Bytes bytes_of(std::string_view text) {
  Bytes out;
  put(out, text);
  return out;
}

inline void append(Bytes& out, const Bytes& more) {
  out.insert(out.end(), more.begin(), more.end());
}

// Numbers may be padded with zeros beyond their eight bytes.
inline std::byte byte_of(std::uint64_t value, int i) {
  return i < 8 ? static_cast<std::byte>(value >> (8 * i)) : std::byte{0};
}

inline void put_big(Bytes& out, std::uint64_t value, int size) {
  for (int i = size - 1; i >= 0; --i) out.push_back(byte_of(value, i));
}

inline void put_little(Bytes& out, std::uint64_t value, int size) {
  for (int i = 0; i < size; ++i) out.push_back(byte_of(value, i));
}

// Red, green, blue and white from the upper left corner, clockwise; black in the middle.
inline Image corners(int width = 96, int height = 64) {
  Image image = black_image(width, height);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const bool left = x < width / 3, right = x >= width - width / 3;
      const bool top = y < height / 3, bottom = y >= height - height / 3;
      if ((!left && !right) || (!top && !bottom)) continue;
      std::uint8_t* pixel = image.row(y) + 3 * x;
      if (bottom && left) std::fill_n(pixel, 3, std::uint8_t{255});
      if (top && left) pixel[0] = 255;
      if (top && right) pixel[1] = 255;
      if (bottom && right) pixel[2] = 255;
    }
  }
  return image;
}

inline std::string colour_at(const Image& image, int x, int y) {
  const std::uint8_t* pixel = image.row(y) + 3 * x;
  std::string name;
  for (int c = 0; c < 3; ++c) name += pixel[c] > 190 ? "rgb"[c] : (pixel[c] < 65 ? '-' : '?');
  return name;
}

// The four corners' colours, clockwise from the upper left.
inline std::string corners_of(const Image& image) {
  const int right = image.width - 4, bottom = image.height - 4;
  return colour_at(image, 3, 3) + ' ' + colour_at(image, right, 3) + ' ' +
         colour_at(image, right, bottom) + ' ' + colour_at(image, 3, bottom);
}
inline std::string corners_of(const Result<Photo>& photo) {
  return photo ? corners_of(photo->image) : photo.error().message;
}
inline constexpr std::string_view kUprightCorners = "r-- -g- --b rgb";

// What a camera held at `orientation` stores of an upright picture: the inverse of
// picture::upright.
inline Image stored_at(const Image& upright_image, int orientation) {
  const bool swaps = orientation >= 5;
  const int width = swaps ? upright_image.height : upright_image.width;
  const int height = swaps ? upright_image.width : upright_image.height;
  Image stored = black_image(width, height);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      int u = swaps ? y : x, v = swaps ? x : y;  // 1 and 5
      if (orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7) {
        u = upright_image.width - 1 - u;
      }
      if (orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8) {
        v = upright_image.height - 1 - v;
      }
      std::copy_n(upright_image.row(v) + 3 * u, 3, stored.row(y) + 3 * x);
    }
  }
  return stored;
}

// A TIFF structure (little endian) with the given tags, written by hand.
class MadeExif {
 public:
  enum Ifd { kMain, kExif, kGps };

  MadeExif& text(Ifd ifd, int tag, std::string_view value) {
    Bytes data;
    put(data, value);
    data.push_back(std::byte{0});
    return add(ifd, tag, 2, static_cast<std::uint32_t>(data.size()), data);
  }
  MadeExif& number(Ifd ifd, int tag, std::uint16_t value) {
    Bytes data;
    put_little(data, value, 2);
    return add(ifd, tag, 3, 1, data);
  }
  MadeExif& byte(Ifd ifd, int tag, std::uint8_t value) {
    return add(ifd, tag, 1, 1, {static_cast<std::byte>(value)});
  }
  MadeExif& ratios(Ifd ifd, int tag,
                   const std::vector<std::pair<std::uint32_t, std::uint32_t>>& values) {
    Bytes data;
    for (const auto& [top, bottom] : values) {
      put_little(data, top, 4);
      put_little(data, bottom, 4);
    }
    return add(ifd, tag, 5, static_cast<std::uint32_t>(values.size()), data);
  }

  Bytes bytes() const {
    Bytes out;
    put(out, std::string_view("II*\0\x08\0\0\0", 8));
    std::vector<Entry> main = entries_[kMain];
    // Pointers first with any value, to know the size; then with the right one.
    const auto pointer = [](std::size_t to) {
      Bytes data;
      put_little(data, to, 4);
      return data;
    };
    const bool has_exif = !entries_[kExif].empty(), has_gps = !entries_[kGps].empty();
    if (has_exif) main.push_back({0x8769, 4, 1, pointer(0)});
    if (has_gps) main.push_back({0x8825, 4, 1, pointer(0)});
    const std::size_t exif_at = 8 + size_of(main);
    const std::size_t gps_at = exif_at + (has_exif ? size_of(entries_[kExif]) : 0);
    for (Entry& entry : main) {
      if (entry.tag == 0x8769) entry.data = pointer(exif_at);
      if (entry.tag == 0x8825) entry.data = pointer(gps_at);
    }
    write(out, main);
    if (has_exif) write(out, entries_[kExif]);
    if (has_gps) write(out, entries_[kGps]);
    return out;
  }

 private:
  struct Entry {
    int tag, type;
    std::uint32_t count;
    Bytes data;
  };

  MadeExif& add(Ifd ifd, int tag, int type, std::uint32_t count, const Bytes& data) {
    entries_[ifd].push_back({tag, type, count, data});
    return *this;
  }

  static std::size_t size_of(const std::vector<Entry>& entries) {
    std::size_t size = 2 + 12 * entries.size() + 4;
    for (const Entry& entry : entries) size += entry.data.size() > 4 ? entry.data.size() : 0;
    return size;
  }

  static void write(Bytes& out, std::vector<Entry> entries) {
    std::sort(entries.begin(), entries.end(),
              [](const Entry& a, const Entry& b) { return a.tag < b.tag; });
    std::size_t beyond = out.size() + 2 + 12 * entries.size() + 4;
    put_little(out, entries.size(), 2);
    for (const Entry& entry : entries) {
      put_little(out, static_cast<std::uint64_t>(entry.tag), 2);
      put_little(out, static_cast<std::uint64_t>(entry.type), 2);
      put_little(out, entry.count, 4);
      if (entry.data.size() > 4) {
        put_little(out, beyond, 4);
        beyond += entry.data.size();
      } else {
        append(out, entry.data);
        out.resize(out.size() + 4 - entry.data.size());
      }
    }
    put_little(out, 0, 4);
    for (const Entry& entry : entries) {
      if (entry.data.size() > 4) append(out, entry.data);
    }
  }

  std::vector<Entry> entries_[3];
};

inline Bytes exif_with_orientation(int orientation) {
  return MadeExif()
      .number(MadeExif::kMain, 0x0112, static_cast<std::uint16_t>(orientation))
      .bytes();
}

// --- JPEG

inline Bytes segment(int marker, const Bytes& content) {
  Bytes out;
  put_big(out, static_cast<std::uint64_t>(0xff00 | marker), 2);
  put_big(out, content.size() + 2, 2);
  append(out, content);
  return out;
}

inline Bytes exif_segment(const Bytes& exif) {
  Bytes content = bytes_of(std::string_view("Exif\0\0", 6));
  append(content, exif);
  return segment(0xe1, content);
}

// Puts segments behind the start of a JPEG.
inline Bytes with_segment(Bytes jpeg, const Bytes& more) {
  jpeg.insert(jpeg.begin() + 2, more.begin(), more.end());
  return jpeg;
}

inline Bytes jpeg_of(const Image& image, int quality = 95) { return *encode_jpeg(image, quality); }

// --- PNG

struct PngSettings {
  int colour_type = PNG_COLOR_TYPE_RGB;
  int depth = 8;
  int interlace = PNG_INTERLACE_NONE;
  Bytes exif;
  Bytes icc;
};

// `rows` holds the rows as PNG stores them (16-bit samples big endian, small ones packed).
inline Bytes png_of_rows(int width, int height, const Bytes& rows, const PngSettings& settings,
                         const std::vector<png_color>& palette = {},
                         const std::vector<png_byte>& palette_alpha = {}) {
  Bytes out;
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
  png_infop info = png_create_info_struct(png);
  png_set_write_fn(
      png, &out,
      [](png_structp writer, png_bytep data, png_size_t size) {
        auto* to = static_cast<Bytes*>(png_get_io_ptr(writer));
        const auto* from = reinterpret_cast<const std::byte*>(data);
        to->insert(to->end(), from, from + size);
      },
      [](png_structp) {});
  png_set_IHDR(png, info, static_cast<png_uint_32>(width), static_cast<png_uint_32>(height),
               settings.depth, settings.colour_type, settings.interlace,
               PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  if (!palette.empty()) png_set_PLTE(png, info, palette.data(), static_cast<int>(palette.size()));
  if (!palette_alpha.empty()) {
    png_set_tRNS(png, info, palette_alpha.data(), static_cast<int>(palette_alpha.size()), nullptr);
  }
  Bytes exif = settings.exif;
  if (!exif.empty()) {
    png_set_eXIf_1(png, info, static_cast<png_uint_32>(exif.size()),
                   reinterpret_cast<png_bytep>(exif.data()));
  }
  if (!settings.icc.empty()) {
    png_set_iCCP(png, info, "made", 0, reinterpret_cast<png_const_bytep>(settings.icc.data()),
                 static_cast<png_uint_32>(settings.icc.size()));
  }
  png_write_info(png, info);
  Bytes copy = rows;
  const std::size_t row_bytes = png_get_rowbytes(png, info);
  std::vector<png_bytep> pointers;
  for (int y = 0; y < height; ++y) {
    pointers.push_back(reinterpret_cast<png_bytep>(copy.data()) +
                       row_bytes * static_cast<std::size_t>(y));
  }
  png_write_image(png, pointers.data());
  png_write_end(png, info);
  png_destroy_write_struct(&png, &info);
  return out;
}

inline Bytes png_of(const Image& image, const PngSettings& settings = {}) {
  Bytes rows;
  for (const std::uint8_t value : image.rgb) rows.push_back(static_cast<std::byte>(value));
  return png_of_rows(image.width, image.height, rows, settings);
}

// --- WebP

inline Bytes chunk(std::string_view name, const Bytes& content) {
  Bytes out = bytes_of(name);
  put_little(out, content.size(), 4);
  append(out, content);
  if (content.size() % 2 == 1) out.push_back(std::byte{0});
  return out;
}

inline Bytes riff_of(const Bytes& chunks) {
  Bytes out = bytes_of("RIFF");
  put_little(out, chunks.size() + 4, 4);
  put(out, "WEBP");
  append(out, chunks);
  return out;
}

// The extended form (VP8X) around a simple file, with an EXIF chunk.
inline Bytes webp_with_exif(const Bytes& simple, int width, int height, const Bytes& exif) {
  Bytes extended;
  put_little(extended, 0x08, 4);  // flags: EXIF
  put_little(extended, static_cast<std::uint64_t>(width - 1), 3);
  put_little(extended, static_cast<std::uint64_t>(height - 1), 3);
  Bytes chunks = chunk("VP8X", extended);
  chunks.insert(chunks.end(), simple.begin() + 12, simple.end());
  append(chunks, chunk("EXIF", exif));
  return riff_of(chunks);
}

// --- Files

// A folder of its own for the running test, removed with it.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    path_ = std::filesystem::temp_directory_path() /
            (std::string("nunchi-") + test->test_suite_name() + '-' + test->name() + '-' +
             std::to_string(std::random_device{}()));
    std::filesystem::create_directories(path_);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() { std::filesystem::remove_all(path_); }

  std::filesystem::path write(const std::string& name, const Bytes& bytes) const {
    std::ofstream file(path_ / name, std::ios::binary);
    file.write(reinterpret_cast<const char*>(bytes.data()),
               static_cast<std::streamsize>(bytes.size()));
    return path_ / name;
  }
  const std::filesystem::path& path() const noexcept { return path_; }

 private:
  std::filesystem::path path_;
};

// Cuts the file at every 50th of its length, then flips bits all over it: whatever comes must be a
// picture of the promised size or an error with a message. Returns how many came as pictures.
inline int count_shown_when_damaged(const Bytes& file, const PhotoOptions& options = {}) {
  int shown = 0;
  const auto look = [&](const Bytes& damaged) {
    const auto photo = decode_photo(damaged, options);
    if (!photo) {
      EXPECT_FALSE(photo.error().message.empty());
      EXPECT_EQ(photo.error().message.find('\n'), std::string::npos);
      return;
    }
    ++shown;
    EXPECT_EQ(photo->image.rgb.size(), 3 * static_cast<std::size_t>(photo->image.width) *
                                           static_cast<std::size_t>(photo->image.height));
  };
  for (std::size_t part = 0; part < 50; ++part) {
    look(Bytes(file.begin(), file.begin() + static_cast<std::ptrdiff_t>(file.size() * part / 50)));
  }
  std::mt19937 random(11);
  for (int round = 0; round < 150; ++round) {
    Bytes damaged = file;
    for (int flips = 0; flips < 1 + round % 4; ++flips) {
      // Every other time in the first bytes, where the structure lies.
      const std::size_t range =
          round % 2 == 0 ? damaged.size() : std::min<std::size_t>(damaged.size(), 200);
      damaged[random() % range] ^= static_cast<std::byte>(1U << (random() % 8));
    }
    look(damaged);
  }
  return shown;
}

}  // namespace nunchi::decode
