#include "decode/heif_photo.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "decode/colour.h"
#include "decode/heif_handles.h"
#include "decode/limits.h"

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

Result<HeifImage> decode_pixels(const heif_image_handle* handle, heif_chroma chroma) {
  const HeifOptions options(heif_decoding_options_alloc());
  if (!options) return Error{ErrorCode::internal, "out of memory"};
  options->convert_hdr_to_8bit = 1;
  heif_image* image = nullptr;
  const heif_error error =
      heif_decode_image(handle, &image, heif_colorspace_RGB, chroma, options.get());
  if (error.code != heif_error_Ok) return error_of(error);
  return HeifImage(image);
}

void copy_row(const std::uint8_t* from, std::span<std::uint8_t> to) {
  std::copy_n(from, to.size(), to.begin());
}

void lay_row_over_white(const std::uint8_t* from, bool premultiplied, std::span<std::uint8_t> to) {
  for (std::size_t x = 0; x < to.size(); x += 3, from += 4) {
    for (std::size_t c = 0; c < 3; ++c) {
      to[x + c] = premultiplied ? static_cast<std::uint8_t>(std::min(255, from[c] + 255 - from[3]))
                                : over_white(from[c], from[3]);
    }
  }
}

Result<Image> pixels_of(const heif_image_handle* handle) {
  const bool has_alpha = heif_image_handle_has_alpha_channel(handle) != 0;
  const bool premultiplied = heif_image_handle_is_premultiplied_alpha(handle) != 0;
  auto pixels =
      decode_pixels(handle, has_alpha ? heif_chroma_interleaved_RGBA : heif_chroma_interleaved_RGB);
  if (!pixels) return std::move(pixels).error();
  // Not always what the header said.
  const int width = heif_image_get_width(pixels->get(), heif_channel_interleaved);
  const int height = heif_image_get_height(pixels->get(), heif_channel_interleaved);
  int stride = 0;
  const std::uint8_t* plane =
      heif_image_get_plane_readonly(pixels->get(), heif_channel_interleaved, &stride);
  if (plane == nullptr || width <= 0 || height <= 0 || stride < (has_alpha ? 4 : 3) * width) {
    return Error{ErrorCode::corrupt_data, "no pixels"};
  }
  Image image = black_image(width, height);
  for (int y = 0; y < height; ++y, plane += stride) {
    const std::span<std::uint8_t> to{image.row(y), 3 * static_cast<std::size_t>(width)};
    if (has_alpha) {
      lay_row_over_white(plane, premultiplied, to);
    } else {
      copy_row(plane, to);
    }
  }
  return image;
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
  auto handle = open_primary(context.get(), bytes);
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
  Decoded decoded{.image = *std::move(image), .turned = true};
  decoded.width = decoded.image.width;
  decoded.height = decoded.image.height;
  decoded.exif = exif_of(handle->get());
  decoded.xmp = metadata_of(handle->get(), "mime", "application/rdf+xml");
  decoded.icc = icc_of(handle->get());
  return decoded;
}

}  // namespace nunchi::decode
