#include "decode/encode.h"

#include <string>

#include "decode/jpeg_handles.h"
#include "decode/webp_handles.h"

namespace nunchi::decode {
namespace {

Status check(const Image& image, int most_side, int quality) {
  if (image.empty()) return Error{ErrorCode::invalid_argument, "an empty picture"};
  if (image.width > most_side || image.height > most_side) {
    return Error{ErrorCode::invalid_argument,
                 "a side of more than " + std::to_string(most_side) + " pixels"};
  }
  if (quality < 1 || quality > 100) {
    return Error{ErrorCode::invalid_argument, "quality " + std::to_string(quality)};
  }
  return ok();
}

std::vector<std::byte> bytes_of(const std::uint8_t* data, std::size_t size) {
  const auto* begin = reinterpret_cast<const std::byte*>(data);
  return {begin, begin + size};
}

}  // namespace

Result<std::vector<std::byte>> encode_jpeg(const Image& image, int quality) {
  if (auto fits = check(image, 65'535, quality); !fits) {
    return std::move(fits).error().while_doing("encode a JPEG");
  }
  const TurboHandle turbo(tjInitCompress());
  if (!turbo) return Error{ErrorCode::internal, "cannot start the JPEG encoder"};
  unsigned char* out = nullptr;
  unsigned long size = 0;
  const int result = tjCompress2(turbo.get(), image.rgb.data(), image.width, 0, image.height,
                                 TJPF_RGB, &out, &size, TJSAMP_420, quality, 0);
  const TurboBuffer buffer(out);
  if (result != 0) {
    return Error{ErrorCode::internal, std::string("encode a JPEG: ") + tjGetErrorStr2(turbo.get())};
  }
  return bytes_of(buffer.get(), size);
}

Result<std::vector<std::byte>> encode_webp(const Image& image, int quality) {
  if (auto fits = check(image, WEBP_MAX_DIMENSION, quality); !fits) {
    return std::move(fits).error().while_doing("encode a WebP");
  }
  std::uint8_t* out = nullptr;
  const std::size_t size = WebPEncodeRGB(image.rgb.data(), image.width, image.height,
                                         3 * image.width, static_cast<float>(quality), &out);
  const WebPBuffer buffer(out);
  if (size == 0) return Error{ErrorCode::internal, "encode a WebP: libwebp failed"};
  return bytes_of(buffer.get(), size);
}

}  // namespace nunchi::decode
