#include "decode/heif_photo.h"

#include <algorithm>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "decode/colour.h"
#include "decode/hdr.h"
#include "decode/heif_handles.h"
#include "decode/heif_references.h"
#include "decode/limits.h"
#include "decode/matrix_profile.h"

namespace nunchi::decode {
namespace {

Error error_of(const heif_error& error) {
  ErrorCode code = ErrorCode::corrupt_data;
  if (error.code == heif_error_Unsupported_feature ||
      error.code == heif_error_Unsupported_filetype) {
    code = ErrorCode::unsupported;
  } else if (error.code == heif_error_Memory_allocation_error) {
    code = ErrorCode::too_large;  // libheif's own limits
  }
  return {code, error.message != nullptr ? error.message : "unknown error"};
}

Result<HeifHandle> open_primary(heif_context* context, std::span<const std::byte> bytes) {
  // Threads are the program's to spend: the pictures of many files are decoded side by side.
  heif_context_set_max_decoding_threads(context, 0);
  heif_error error =
      heif_context_read_from_memory_without_copy(context, bytes.data(), bytes.size(), nullptr);
  if (error.code != heif_error_Ok) return error_of(error);
  heif_image_handle* handle = nullptr;
  error = heif_context_get_primary_image_handle(context, &handle);
  if (error.code != heif_error_Ok) return error_of(error);
  return HeifHandle(handle);
}

// How the samples are meant, where the file says so by numbers (ITU-T H.273) and not by a profile.
struct Meaning {
  std::optional<HdrTransfer> hdr;
  HdrPrimaries primaries = HdrPrimaries::bt709;
};

Meaning meaning_of(const heif_image_handle* handle) {
  heif_color_profile_nclx* raw = nullptr;
  if (heif_image_handle_get_nclx_color_profile(handle, &raw).code != heif_error_Ok) return {};
  const HeifNclx nclx(raw);
  Meaning meaning;
  const int transfer = static_cast<int>(nclx->transfer_characteristics);
  if (transfer == 16) meaning.hdr = HdrTransfer::pq;
  if (transfer == 18) meaning.hdr = HdrTransfer::hlg;
  const int primaries = static_cast<int>(nclx->color_primaries);
  if (primaries == 9) meaning.primaries = HdrPrimaries::bt2020;
  if (primaries == 11 || primaries == 12) meaning.primaries = HdrPrimaries::display_p3;
  return meaning;
}

Result<HeifImage> decode_pixels(const heif_image_handle* handle, heif_chroma chroma) {
  const HeifOptions options(heif_decoding_options_alloc());
  if (!options) return Error{ErrorCode::internal, "out of memory"};
  const bool is_deep = chroma == heif_chroma_interleaved_RRGGBB_LE;
  options->convert_hdr_to_8bit = is_deep ? 0 : 1;
  heif_image* image = nullptr;
  const heif_error error =
      heif_decode_image(handle, &image, heif_colorspace_RGB, chroma, options.get());
  if (error.code != heif_error_Ok) return error_of(error);
  return HeifImage(image);
}

// Rows of one decoded picture.
struct Rows {
  const std::uint8_t* first = nullptr;
  std::ptrdiff_t stride = 0;
  int width = 0, height = 0;
};

// What the header says of the size and what comes are not always the same.
Result<Rows> rows_of(const HeifImage& image, int bytes_per_pixel) {
  Rows rows;
  rows.width = heif_image_get_width(image.get(), heif_channel_interleaved);
  rows.height = heif_image_get_height(image.get(), heif_channel_interleaved);
  int stride = 0;
  rows.first = heif_image_get_plane_readonly(image.get(), heif_channel_interleaved, &stride);
  rows.stride = stride;
  if (rows.first == nullptr || rows.width <= 0 || rows.height <= 0 ||
      stride < bytes_per_pixel * rows.width) {
    return Error{ErrorCode::corrupt_data, "no pixels"};
  }
  return rows;
}

void lay_row_over_white(const std::uint8_t* from, bool premultiplied, std::span<std::uint8_t> to) {
  for (std::size_t x = 0; x < to.size(); x += 3, from += 4) {
    for (std::size_t c = 0; c < 3; ++c) {
      to[x + c] = premultiplied ? static_cast<std::uint8_t>(std::min(255, from[c] + 255 - from[3]))
                                : over_white(from[c], from[3]);
    }
  }
}

// Alpha of such pictures is not looked at: cameras write none.
Result<Image> hdr_pixels_of(const heif_image_handle* handle, const Meaning& meaning) {
  auto pixels = decode_pixels(handle, heif_chroma_interleaved_RRGGBB_LE);
  if (!pixels) return std::move(pixels).error();
  auto rows = rows_of(*pixels, 6);
  if (!rows) return std::move(rows).error();
  const int bits = heif_image_get_bits_per_pixel_range(pixels->get(), heif_channel_interleaved);
  const HdrToSrgb to_srgb(*meaning.hdr, meaning.primaries, bits);
  Image image = black_image(rows->width, rows->height);
  std::vector<std::uint16_t> samples(3 * static_cast<std::size_t>(image.width));
  for (int y = 0; y < image.height; ++y) {
    std::memcpy(samples.data(), rows->first + rows->stride * y, 2 * samples.size());
    to_srgb.convert(samples, {image.row(y), samples.size()});
  }
  return image;
}

Result<Image> plain_pixels_of(const heif_image_handle* handle, const Meaning& meaning) {
  const bool has_alpha = heif_image_handle_has_alpha_channel(handle) != 0;
  const bool premultiplied = heif_image_handle_is_premultiplied_alpha(handle) != 0;
  auto pixels =
      decode_pixels(handle, has_alpha ? heif_chroma_interleaved_RGBA : heif_chroma_interleaved_RGB);
  if (!pixels) return std::move(pixels).error();
  auto rows = rows_of(*pixels, has_alpha ? 4 : 3);
  if (!rows) return std::move(rows).error();
  Image image = black_image(rows->width, rows->height);
  for (int y = 0; y < image.height; ++y) {
    const std::uint8_t* from = rows->first + rows->stride * y;
    const std::span<std::uint8_t> to{image.row(y), 3 * static_cast<std::size_t>(image.width)};
    if (has_alpha) {
      lay_row_over_white(from, premultiplied, to);
    } else {
      std::copy_n(from, to.size(), to.begin());
    }
  }
  if (meaning.primaries == HdrPrimaries::display_p3) MatrixProfile::display_p3().to_srgb(image.rgb);
  return image;
}

Result<Image> pixels_of(const heif_image_handle* handle) {
  const Meaning meaning = meaning_of(handle);
  const bool is_deep = heif_image_handle_get_luma_bits_per_pixel(handle) > 8;
  return meaning.hdr && is_deep ? hdr_pixels_of(handle, meaning) : plain_pixels_of(handle, meaning);
}

std::vector<std::byte> metadata_of(const heif_image_handle* handle, std::string_view type,
                                   std::string_view content_type) {
  constexpr std::size_t kMostBytes = 64U << 20U;
  std::vector<heif_item_id> ids(static_cast<std::size_t>(
      std::max(0, heif_image_handle_get_number_of_metadata_blocks(handle, nullptr))));
  const int count = heif_image_handle_get_list_of_metadata_block_IDs(handle, nullptr, ids.data(),
                                                                     static_cast<int>(ids.size()));
  ids.resize(static_cast<std::size_t>(std::max(0, count)));
  for (const heif_item_id id : ids) {
    const char* its_type = heif_image_handle_get_metadata_type(handle, id);
    const char* its_content = heif_image_handle_get_metadata_content_type(handle, id);
    if (its_type == nullptr || its_type != type) continue;
    if (!content_type.empty() && (its_content == nullptr || its_content != content_type)) continue;
    const std::size_t size = heif_image_handle_get_metadata_size(handle, id);
    if (size == 0 || size > kMostBytes) continue;
    std::vector<std::byte> block(size);
    if (heif_image_handle_get_metadata(handle, id, block.data()).code == heif_error_Ok)
      return block;
  }
  return {};
}

// The block begins with the distance of the TIFF structure from byte 4 on, big endian (ISO/IEC
// 23008-12, A.2.1).
std::vector<std::byte> exif_of(const heif_image_handle* handle) {
  std::vector<std::byte> block = metadata_of(handle, "Exif", "");
  if (block.size() < 4) return {};
  std::size_t skip = 0;
  for (std::size_t i = 0; i < 4; ++i) skip = skip << 8U | std::to_integer<std::size_t>(block[i]);
  if (skip >= block.size() - 4) return {};
  block.erase(block.begin(), block.begin() + static_cast<std::ptrdiff_t>(4 + skip));
  return block;
}

std::vector<std::byte> icc_of(const heif_image_handle* handle) {
  constexpr std::size_t kMostBytes = 16U << 20U;
  const heif_color_profile_type type = heif_image_handle_get_color_profile_type(handle);
  if (type != heif_color_profile_type_rICC && type != heif_color_profile_type_prof) return {};
  const std::size_t size = heif_image_handle_get_raw_color_profile_size(handle);
  if (size == 0 || size > kMostBytes) return {};
  std::vector<std::byte> icc(size);
  if (heif_image_handle_get_raw_color_profile(handle, icc.data()).code != heif_error_Ok) return {};
  return icc;
}

}  // namespace

Result<Decoded> decode_heif(std::span<const std::byte> bytes, const PhotoOptions& options) {
  const HeifContext context(heif_context_alloc());
  if (!context) return Error{ErrorCode::internal, "out of memory"};
  const std::vector<std::byte> mended = without_shared_auxiliaries(bytes);
  auto handle = open_primary(context.get(), mended.empty() ? bytes : std::span(mended));
  if (!handle) return std::move(handle).error();
  const int width = heif_image_handle_get_width(handle->get());
  const int height = heif_image_handle_get_height(handle->get());
  if (auto fits = check_size(static_cast<std::uint64_t>(std::max(0, width)),
                             static_cast<std::uint64_t>(std::max(0, height)), options);
      !fits) {
    return std::move(fits).error();
  }
  auto image = pixels_of(handle->get());
  if (!image) return std::move(image).error();
  Decoded decoded{
      .image = *std::move(image),
  };
  decoded.width = decoded.image.width;
  decoded.height = decoded.image.height;
  decoded.exif = read_exif(exif_of(handle->get()));
  decoded.exif.orientation = 1;  // carried out above
  decoded.xmp = metadata_of(handle->get(), "mime", "application/rdf+xml");
  to_srgb(decoded.image, icc_of(handle->get()));
  return decoded;
}

}  // namespace nunchi::decode
