#include "decode/raw_photo.h"

#include <algorithm>
#include <cmath>
#include <ctime>
#include <string>

#include "decode/jpeg_photo.h"
#include "decode/limits.h"
#include "decode/raw_handles.h"

namespace nunchi::decode {
namespace {

Error error_of(int code) {
  const bool unknown = code == LIBRAW_FILE_UNSUPPORTED || code == LIBRAW_NOT_IMPLEMENTED;
  return {unknown ? ErrorCode::unsupported : ErrorCode::corrupt_data, libraw_strerror(code)};
}

// LibRaw says by which turns the picture is upright: 3 half, 5 left, 6 right.
int orientation_of(const libraw_data_t& raw) noexcept {
  switch (raw.sizes.flip) {
    case 3: return 3;
    case 5: return 8;
    case 6: return 6;
    default: return 1;
  }
}

std::optional<Position> position_of(const libraw_gps_info_t& gps) {
  if (gps.gpsparsed == 0) return std::nullopt;
  const auto angle = [](const float(&parts)[3]) {
    return static_cast<double>(parts[0]) + static_cast<double>(parts[1]) / 60 +
           static_cast<double>(parts[2]) / 3600;
  };
  const double latitude = angle(gps.latitude) * (gps.latref == 'S' ? -1 : 1);
  const double longitude = angle(gps.longitude) * (gps.longref == 'W' ? -1 : 1);
  const bool known = (gps.latref == 'N' || gps.latref == 'S') &&
                     (gps.longref == 'E' || gps.longref == 'W') && std::abs(latitude) <= 90 &&
                     std::abs(longitude) <= 180 && (latitude != 0 || longitude != 0);
  if (!known) return std::nullopt;
  return Position{latitude, longitude, std::nullopt};
}

ExifFacts facts_of(const libraw_data_t& raw) {
  ExifFacts facts;
  facts.orientation = orientation_of(raw);
  facts.camera = camera_name(raw.idata.make, raw.idata.model);
  facts.gps = position_of(raw.other.parsed_gps);
  // LibRaw has read the wall clock as if it were ours: back the same way.
  const std::time_t stamp = raw.other.timestamp;
  std::tm clock{};
  if (stamp > 0 && localtime_r(&stamp, &clock) != nullptr) {
    char text[32];
    std::strftime(text, sizeof text, "%Y:%m:%d %H:%M:%S", &clock);
    facts.dates.push_back({text, "", "exif"});
  }
  return facts;
}

// The camera's own JPEG, if it is large enough.
std::optional<Decoded> preview_of(libraw_data_t* raw, const PhotoOptions& options) {
  constexpr int kLargeEnough = 1000;
  const int least = options.least_side > 0 ? options.least_side : kLargeEnough;
  if (std::min(raw->thumbnail.twidth, raw->thumbnail.theight) < least) return std::nullopt;
  if (libraw_unpack_thumb(raw) != LIBRAW_SUCCESS || raw->thumbnail.thumb == nullptr ||
      raw->thumbnail.tformat != LIBRAW_THUMBNAIL_JPEG) {
    return std::nullopt;
  }
  auto preview = decode_jpeg(
      {reinterpret_cast<const std::byte*>(raw->thumbnail.thumb), raw->thumbnail.tlength}, options);
  if (!preview) return std::nullopt;
  // It stands as it is stored; the file's own facts count, not those inside the preview.
  return *std::move(preview);
}

Result<Image> develop(libraw_data_t* raw) {
  raw->params.half_size = 1;
  raw->params.use_camera_wb = 1;
  raw->params.output_bps = 8;
  raw->params.user_flip = 0;  // we turn it
  if (const int code = libraw_unpack(raw); code != LIBRAW_SUCCESS) return error_of(code);
  if (const int code = libraw_dcraw_process(raw); code != LIBRAW_SUCCESS) return error_of(code);
  int code = LIBRAW_SUCCESS;
  const RawImage made(libraw_dcraw_make_mem_image(raw, &code));
  if (!made) return error_of(code);
  const std::size_t pixels = std::size_t{made->width} * made->height;
  const std::size_t channels = made->colors;
  if (made->type != LIBRAW_IMAGE_BITMAP || made->bits != 8 || (channels != 1 && channels != 3) ||
      made->data_size < pixels * channels || pixels == 0) {
    return Error{ErrorCode::unsupported, "a developed picture of an unknown form"};
  }
  Image image = black_image(made->width, made->height);
  for (std::size_t i = 0; i < image.rgb.size(); ++i) {
    image.rgb[i] = made->data[channels == 3 ? i : i / 3];
  }
  return image;
}

}  // namespace

Result<Decoded> decode_raw(std::span<const std::byte> bytes, const PhotoOptions& options) {
  const RawFile raw(
      libraw_init(LIBRAW_OPIONS_NO_MEMERR_CALLBACK | LIBRAW_OPIONS_NO_DATAERR_CALLBACK));
  if (!raw) return Error{ErrorCode::internal, "out of memory"};
  // LibRaw takes a pointer that is not const, and does not write to it.
  const int code =
      libraw_open_buffer(raw.get(), const_cast<std::byte*>(bytes.data()), bytes.size());
  if (code != LIBRAW_SUCCESS) return error_of(code);
  const int width = raw->sizes.width, height = raw->sizes.height;
  if (auto fits = check_size(static_cast<std::uint64_t>(std::max(0, width)),
                             static_cast<std::uint64_t>(std::max(0, height)), options);
      !fits) {
    return std::move(fits).error();
  }
  ExifFacts facts = facts_of(*raw);  // before it is developed: that forgets how it is turned
  Decoded decoded;
  if (auto preview = preview_of(raw.get(), options)) {
    decoded = *std::move(preview);
  } else {
    auto developed = develop(raw.get());
    if (!developed) return std::move(developed).error();
    decoded.image = *std::move(developed);
  }
  decoded.width = width;
  decoded.height = height;
  decoded.exif = std::move(facts);
  return decoded;
}

}  // namespace nunchi::decode
