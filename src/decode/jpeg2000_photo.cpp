#include "decode/jpeg2000_photo.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "decode/colour.h"
#include "decode/jpeg2000_handles.h"
#include "decode/limits.h"
#include "decode/memory_stream.h"

namespace nunchi::decode {
namespace {

OPJ_SIZE_T on_read(void* out, OPJ_SIZE_T count, void* user) {
  const std::size_t got = static_cast<MemoryStream*>(user)->read(out, count);
  return got == 0 ? static_cast<OPJ_SIZE_T>(-1) : got;
}
OPJ_OFF_T on_skip(OPJ_OFF_T count, void* user) {
  auto* stream = static_cast<MemoryStream*>(user);
  if (count < 0) return -1;
  const std::size_t before = stream->at();
  stream->seek(before + static_cast<std::uint64_t>(count));
  const auto skipped = static_cast<OPJ_OFF_T>(stream->at() - before);
  return skipped == 0 && count > 0 ? -1 : skipped;
}
OPJ_BOOL on_seek(OPJ_OFF_T at, void* user) {
  auto* stream = static_cast<MemoryStream*>(user);
  if (at < 0 || static_cast<std::uint64_t>(at) > stream->size()) return OPJ_FALSE;
  stream->seek(static_cast<std::uint64_t>(at));
  return OPJ_TRUE;
}

void on_message(const char* message, void* complaint) {
  auto* text = static_cast<std::string*>(complaint);
  if (text->empty()) *text = message;
}
void on_nothing(const char*, void*) {}

OpjStream open_stream(MemoryStream& memory) {
  OpjStream stream(opj_stream_default_create(OPJ_TRUE));
  if (!stream) return nullptr;
  opj_stream_set_user_data(stream.get(), &memory, nullptr);
  opj_stream_set_user_data_length(stream.get(), memory.size());
  opj_stream_set_read_function(stream.get(), on_read);
  opj_stream_set_skip_function(stream.get(), on_skip);
  opj_stream_set_seek_function(stream.get(), on_seek);
  return stream;
}

// How often the picture can be halved.
std::uint32_t halvings(std::uint32_t shorter_side, int least_side, opj_codec_t* codec) {
  if (least_side <= 0) return 0;
  opj_codestream_info_v2_t* info = opj_get_cstr_info(codec);
  if (info == nullptr) return 0;
  const std::uint32_t levels = info->m_default_tile_info.tccp_info != nullptr
                                   ? info->m_default_tile_info.tccp_info->numresolutions
                                   : 1;
  opj_destroy_cstr_info(&info);
  std::uint32_t count = 0;
  while (count + 1 < levels &&
         shorter_side >> (count + 1U) >= static_cast<std::uint32_t>(least_side)) {
    ++count;
  }
  return count;
}

// One component's samples as 8-bit values of the full grid.
class Plane {
 public:
  explicit Plane(const opj_image_comp_t& component)
      : component_(component),
        top_((std::int64_t{1} << std::clamp<std::uint32_t>(component.prec, 1, 31)) - 1),
        shift_(component.sgnd != 0 ? (top_ + 1) / 2 : 0) {}

  bool usable() const noexcept {
    return component_.data != nullptr && component_.w > 0 && component_.h > 0 &&
           component_.dx > 0 && component_.dy > 0 && component_.prec > 0 && component_.prec <= 31;
  }

  int at(std::uint32_t x, std::uint32_t y, const opj_image_comp_t& grid) const noexcept {
    const std::uint32_t column = std::min(component_.w - 1, x * grid.dx / component_.dx);
    const std::uint32_t row = std::min(component_.h - 1, y * grid.dy / component_.dy);
    const std::int64_t value =
        component_.data[static_cast<std::size_t>(row) * component_.w + column] + shift_;
    return static_cast<int>((std::clamp<std::int64_t>(value, 0, top_) * 255 + top_ / 2) / top_);
  }

 private:
  const opj_image_comp_t& component_;
  std::int64_t top_;
  std::int64_t shift_;
};

// ITU-R BT.601, full range, as sYCC has it.
void ycc_to_rgb(int (&pixel)[3]) noexcept {
  const double y = pixel[0], cb = pixel[1] - 128, cr = pixel[2] - 128;
  const auto level = [](double value) {
    return static_cast<int>(std::clamp(value + 0.5, 0.0, 255.0));
  };
  pixel[0] = level(y + 1.402 * cr);
  pixel[1] = level(y - 0.344136 * cb - 0.714136 * cr);
  pixel[2] = level(y + 1.772 * cb);
}

bool is_ycc(const opj_image_t& image) noexcept {
  if (image.numcomps < 3 || image.color_space == OPJ_CLRSPC_GRAY) return false;
  if (image.color_space == OPJ_CLRSPC_SYCC) return true;
  // Subsampled colours without a word about them can be nothing else.
  return image.color_space != OPJ_CLRSPC_SRGB && image.comps[0].dx == image.comps[0].dy &&
         image.comps[1].dx != 1;
}

Result<Image> to_rgb(const opj_image_t& from) {
  const std::size_t colours = from.numcomps >= 3 ? 3 : 1;
  std::vector<Plane> planes;
  for (std::size_t c = 0; c < std::min<std::size_t>(from.numcomps, colours + 1); ++c) {
    planes.emplace_back(from.comps[c]);
    if (!planes.back().usable())
      return Error{ErrorCode::corrupt_data, "a component without pixels"};
  }
  const opj_image_comp_t& grid = from.comps[0];
  // A component too many is opacity whether or not the file says so; of CMYK it is black ink.
  const bool has_extra = planes.size() == colours + 1;
  const bool is_cmyk = has_extra && from.color_space == OPJ_CLRSPC_CMYK;
  const bool has_alpha = has_extra && !is_cmyk;
  const bool ycc = is_ycc(from);
  Image image = black_image(static_cast<int>(grid.w), static_cast<int>(grid.h));
  for (std::uint32_t y = 0; y < grid.h; ++y) {
    std::uint8_t* to = image.row(static_cast<int>(y));
    for (std::uint32_t x = 0; x < grid.w; ++x, to += 3) {
      int pixel[3];
      for (std::size_t c = 0; c < 3; ++c) pixel[c] = planes[colours == 3 ? c : 0].at(x, y, grid);
      if (ycc) ycc_to_rgb(pixel);
      if (is_cmyk) {
        const int key = planes[colours].at(x, y, grid);
        for (int& level : pixel) level = (255 - level) * (255 - key) / 255;
      }
      const int alpha = has_alpha ? planes[colours].at(x, y, grid) : 255;
      for (std::size_t c = 0; c < 3; ++c) {
        to[c] = over_white(static_cast<unsigned>(pixel[c]), static_cast<unsigned>(alpha));
      }
    }
  }
  return image;
}

// Tiles of few pixels in a great picture make openjp2 take memory for millions of them.
Status check_tiles(opj_codec_t* codec) {
  constexpr std::uint64_t kMostTiles = 65'535;  // the standard's own limit
  opj_codestream_info_v2_t* info = opj_get_cstr_info(codec);
  if (info == nullptr) return ok();
  const std::uint64_t tiles = std::uint64_t{info->tw} * info->th;
  opj_destroy_cstr_info(&info);
  if (tiles <= kMostTiles) return ok();
  return Error{ErrorCode::too_large, std::to_string(tiles) + " tiles"};
}

}  // namespace

Result<Decoded> decode_jpeg2000(std::span<const std::byte> bytes, const PhotoOptions& options) {
  const bool is_bare =
      bytes.size() > 2 && bytes[0] == std::byte{0xff} && bytes[1] == std::byte{0x4f};
  MemoryStream memory(bytes);
  const OpjStream stream = open_stream(memory);
  const OpjCodec codec(opj_create_decompress(is_bare ? OPJ_CODEC_J2K : OPJ_CODEC_JP2));
  if (!stream || !codec) return Error{ErrorCode::internal, "out of memory"};
  std::string complaint;
  opj_set_error_handler(codec.get(), on_message, &complaint);
  opj_set_warning_handler(codec.get(), on_nothing, nullptr);
  opj_set_info_handler(codec.get(), on_nothing, nullptr);
  const auto failed = [&complaint](const char* otherwise) {
    return Error{ErrorCode::corrupt_data, complaint.empty() ? otherwise : complaint};
  };

  opj_dparameters_t parameters;
  opj_set_default_decoder_parameters(&parameters);
  if (opj_setup_decoder(codec.get(), &parameters) == OPJ_FALSE) return failed("no decoder");
  opj_decoder_set_strict_mode(codec.get(), OPJ_FALSE);  // show what is there
  opj_image_t* header = nullptr;
  const OPJ_BOOL has_header = opj_read_header(stream.get(), codec.get(), &header);
  const OpjImage image(header);
  if (has_header == OPJ_FALSE || !image || image->numcomps == 0) return failed("no header");
  const std::uint32_t width = image->x1 - image->x0, height = image->y1 - image->y0;
  if (image->x1 <= image->x0 || image->y1 <= image->y0) return failed("an empty picture");
  if (auto fits = check_size(width, height, options); !fits) return std::move(fits).error();
  if (auto fits = check_tiles(codec.get()); !fits) return std::move(fits).error();

  opj_set_decoded_resolution_factor(
      codec.get(), halvings(std::min(width, height), options.least_side, codec.get()));
  if (opj_decode(codec.get(), stream.get(), image.get()) == OPJ_FALSE) return failed("no pixels");
  Decoded decoded{.width = static_cast<int>(width), .height = static_cast<int>(height)};
  if (opj_end_decompress(codec.get(), stream.get()) == OPJ_FALSE) decoded.flaw = complaint;
  auto rgb = to_rgb(*image);
  if (!rgb) return std::move(rgb).error();
  decoded.image = *std::move(rgb);
  to_srgb(decoded.image, {reinterpret_cast<const std::byte*>(image->icc_profile_buf),
                          image->icc_profile_buf != nullptr ? image->icc_profile_len : 0});
  return decoded;
}

}  // namespace nunchi::decode
