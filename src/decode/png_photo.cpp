#include "decode/png_photo.h"

#include <png.h>

#include <algorithm>
#include <csetjmp>
#include <cstring>
#include <string>
#include <string_view>

#include "decode/colour.h"
#include "decode/limits.h"

namespace nunchi::decode {
namespace {

// libpng reports errors by longjmp, which must not pass over destructors: the functions that call
// setjmp below hold plain values only, and all that outlives them stands here.
struct Reading {
  explicit Reading(std::span<const std::byte> all) : bytes(all) {}
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;
  ~Reading() { png_destroy_read_struct(&png, &info, nullptr); }

  std::span<const std::byte> bytes;
  std::size_t at = 0;
  png_structp png = nullptr;
  png_infop info = nullptr;
  char error[128] = "";
  int passes = 1;
  int pass = 0;  // how far reading came
  int rows = 0;  // complete rows of that pass
};

[[noreturn]] void on_error(png_structp png, png_const_charp message) {
  auto* reading = static_cast<Reading*>(png_get_error_ptr(png));
  std::strncpy(reading->error, message, sizeof reading->error - 1);
  std::longjmp(png_jmpbuf(png), 1);
}

void on_warning(png_structp, png_const_charp) {}

void on_read(png_structp png, png_bytep out, png_size_t count) {
  auto* reading = static_cast<Reading*>(png_get_io_ptr(png));
  if (count > reading->bytes.size() - reading->at) png_error(png, "the file ends early");
  std::memcpy(out, reading->bytes.data() + reading->at, count);
  reading->at += count;
}

bool start(Reading& reading) {
  reading.png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &reading, on_error, on_warning);
  if (reading.png == nullptr) return false;
  reading.info = png_create_info_struct(reading.png);
  return reading.info != nullptr;
}

bool read_header(Reading& reading) {
  if (setjmp(png_jmpbuf(reading.png)) != 0) return false;
  png_set_read_fn(reading.png, &reading, on_read);
  // A wrong checksum alone is no reason to show nothing.
  png_set_crc_action(reading.png, PNG_CRC_QUIET_USE, PNG_CRC_QUIET_USE);
  png_set_user_limits(reading.png, 1U << 24U, 1U << 24U);
  png_read_info(reading.png, reading.info);
  return true;
}

// Whatever is stored comes out as 8-bit RGB or RGBA. (libpng could lay alpha over white itself, but
// does so in linear light where the file states its gamma, as viewers do not.)
bool prepare(Reading& reading) {
  if (setjmp(png_jmpbuf(reading.png)) != 0) return false;
  png_set_expand(reading.png);
  png_set_gray_to_rgb(reading.png);
  png_set_scale_16(reading.png);
  reading.passes = png_set_interlace_handling(reading.png);
  png_read_update_info(reading.png, reading.info);
  return true;
}

bool read_rows(Reading& reading, std::uint8_t* pixels, std::size_t row_bytes, int height) {
  if (setjmp(png_jmpbuf(reading.png)) != 0) return false;
  for (; reading.pass < reading.passes; ++reading.pass) {
    for (reading.rows = 0; reading.rows < height; ++reading.rows) {
      png_read_row(reading.png, pixels + row_bytes * static_cast<std::size_t>(reading.rows),
                   nullptr);
    }
  }
  return true;
}

// Metadata may stand behind the pixels.
bool read_end(Reading& reading) {
  if (setjmp(png_jmpbuf(reading.png)) != 0) return false;
  png_read_end(reading.png, reading.info);
  return true;
}

std::vector<std::byte> bytes_of(const void* data, std::size_t size) {
  const auto* begin = static_cast<const std::byte*>(data);
  return {begin, begin + size};
}

int digit_of(char sign) noexcept {
  if (sign >= '0' && sign <= '9') return sign - '0';
  if (sign >= 'a' && sign <= 'f') return sign - 'a' + 10;
  if (sign >= 'A' && sign <= 'F') return sign - 'A' + 10;
  return -1;
}

// ImageMagick's "Raw profile type exif": "\nexif\n    1234\n" and hexadecimal digits in lines.
std::vector<std::byte> exif_of_raw_profile(std::string_view text) {
  for (int line = 0; line < 3; ++line)
    text.remove_prefix(std::min(text.size(), text.find('\n') + 1));
  std::vector<std::byte> exif;
  int high = -1;
  for (const char sign : text) {
    const int digit = digit_of(sign);
    if (digit < 0) continue;
    if (high >= 0) exif.push_back(static_cast<std::byte>(16 * high + digit));
    high = high >= 0 ? -1 : digit;
  }
  constexpr std::size_t kPrefix = 6;  // "Exif\0\0", as in a JPEG segment
  if (exif.size() <= kPrefix || exif[0] != std::byte{'E'}) return {};
  exif.erase(exif.begin(), exif.begin() + kPrefix);
  return exif;
}

// Puts what the text chunks hold into `decoded`, and returns the Exif block among them.
std::vector<std::byte> take_texts(const Reading& reading, Decoded& decoded) {
  std::vector<std::byte> exif;
  png_textp texts = nullptr;
  int count = 0;
  png_get_text(reading.png, reading.info, &texts, &count);
  for (int i = 0; i < count; ++i) {
    const std::string_view key = texts[i].key;
    const std::size_t length = std::max<std::size_t>(texts[i].text_length, texts[i].itxt_length);
    const std::string_view text(texts[i].text, length);
    if (key == "XML:com.adobe.xmp") decoded.xmp = bytes_of(text.data(), text.size());
    if (key == "Raw profile type exif") exif = exif_of_raw_profile(text);
  }
  return exif;
}

void take_metadata(const Reading& reading, Decoded& decoded) {
  std::vector<std::byte> exif = take_texts(reading, decoded);
  png_bytep block = nullptr;
  png_uint_32 block_size = 0;
  if (png_get_eXIf_1(reading.png, reading.info, &block_size, &block) != 0) {
    exif = bytes_of(block, block_size);
  }
  decoded.exif = read_exif(exif);
  png_charp name = nullptr;
  int compression = 0;
  png_bytep icc = nullptr;
  png_uint_32 icc_size = 0;
  if (png_get_iCCP(reading.png, reading.info, &name, &compression, &icc, &icc_size) != 0) {
    to_srgb(decoded.image, {reinterpret_cast<const std::byte*>(icc), icc_size});
  }
}

void lay_over_white(std::span<const std::uint8_t> rgba, Image& image) {
  for (std::size_t from = 0, to = 0; from < rgba.size(); from += 4, to += 3) {
    for (std::size_t c = 0; c < 3; ++c)
      image.rgb[to + c] = over_white(rgba[from + c], rgba[from + 3]);
  }
}

// What came of the pixels: false when there is nothing to show.
bool read_image(Reading& reading, Image& image) {
  const std::size_t row_bytes = png_get_rowbytes(reading.png, reading.info);
  const std::size_t rgb_bytes = 3 * static_cast<std::size_t>(image.width);
  bool whole = false;
  if (row_bytes == rgb_bytes) {
    whole = read_rows(reading, image.rgb.data(), row_bytes, image.height);
  } else {
    std::vector<std::uint8_t> rgba(image.rgb.size() / 3 * 4);
    if (row_bytes * static_cast<std::size_t>(image.height) != rgba.size()) return false;
    whole = read_rows(reading, rgba.data(), row_bytes, image.height);
    lay_over_white(rgba, image);
  }
  if (whole) return true;
  if (reading.pass == 0 && reading.rows == 0) return false;
  if (reading.passes == 1) {  // else every pass refines the whole: what is missing stays coarse
    constexpr std::uint8_t kGrey = 128;
    std::fill(image.row(reading.rows), image.rgb.data() + image.rgb.size(), kGrey);
  }
  return true;
}

}  // namespace

Result<Decoded> decode_png(std::span<const std::byte> bytes, const PhotoOptions& options) {
  Reading reading(bytes);
  if (!start(reading)) return Error{ErrorCode::internal, "cannot start the PNG decoder"};
  if (!read_header(reading)) return Error{ErrorCode::corrupt_data, reading.error};
  const png_uint_32 width = png_get_image_width(reading.png, reading.info);
  const png_uint_32 height = png_get_image_height(reading.png, reading.info);
  if (auto fits = check_size(width, height, options); !fits) return std::move(fits).error();
  // Deflate packs 1032 bytes into one, a byte holds 8 pixels of one bit; half of that is still
  // shown.
  if (auto fits = check_bytes_for_pixels(bytes.size(), width, height, 2 * 8 * 1032); !fits) {
    return std::move(fits).error();
  }
  if (!prepare(reading)) return Error{ErrorCode::corrupt_data, reading.error};

  Decoded decoded{.width = static_cast<int>(width), .height = static_cast<int>(height)};
  decoded.image = black_image(decoded.width, decoded.height);
  if (!read_image(reading, decoded.image)) return Error{ErrorCode::corrupt_data, reading.error};
  if (reading.error[0] == '\0') read_end(reading);
  decoded.flaw = reading.error;
  take_metadata(reading, decoded);
  return decoded;
}

}  // namespace nunchi::decode
