#include "decode/webp_photo.h"

#include <algorithm>
#include <cstring>

#include "decode/colour.h"
#include "decode/limits.h"
#include "decode/webp_handles.h"

namespace nunchi::decode {
namespace {

const std::uint8_t* raw(const std::byte* bytes) noexcept {
  return reinterpret_cast<const std::uint8_t*>(bytes);
}

std::vector<std::byte> chunk_of(const WebPDemuxer* demuxer, const char* name) {
  WebPChunkIterator chunk{};
  std::vector<std::byte> bytes;
  if (WebPDemuxGetChunk(demuxer, name, 1, &chunk) != 0) {
    const auto* begin = reinterpret_cast<const std::byte*>(chunk.chunk.bytes);
    bytes.assign(begin, begin + chunk.chunk.size);
  }
  WebPDemuxReleaseChunkIterator(&chunk);
  return bytes;
}

// One frame's pixels: premultiplied RGBA, as many rows as there were.
struct Frame {
  int width = 0;
  int height = 0;
  int rows = 0;
  std::vector<std::uint8_t> rgba;
};

// Where a frame lies on the canvas, all reduced.
struct Place {
  int left = 0, top = 0, width = 0, height = 0;
};

Result<Frame> decode_frame(std::span<const std::uint8_t> bytes, const Place& place, bool reduces) {
  WebPDecoderConfig config;
  if (WebPInitDecoderConfig(&config) == 0) {
    return Error{ErrorCode::internal, "libwebp of another version"};
  }
  Frame frame{place.width, place.height, 0, {}};
  frame.rgba.resize(4 * static_cast<std::size_t>(place.width) *
                    static_cast<std::size_t>(place.height));
  config.options.use_scaling = reduces ? 1 : 0;
  config.options.scaled_width = place.width;
  config.options.scaled_height = place.height;
  config.output.colorspace = MODE_rgbA;
  config.output.is_external_memory = 1;
  config.output.u.RGBA = {frame.rgba.data(), 4 * place.width, frame.rgba.size()};

  // The incremental decoder, because it gives the rows of a file that ends early.
  const WebPDecoder decoder(WebPIDecode(nullptr, 0, &config));
  if (!decoder) return Error{ErrorCode::internal, "cannot start the WebP decoder"};
  const VP8StatusCode status = WebPIAppend(decoder.get(), bytes.data(), bytes.size());
  if (status == VP8_STATUS_OK) {
    frame.rows = frame.height;
    return frame;
  }
  int last_row = 0;
  if (WebPIDecGetRGB(decoder.get(), &last_row, nullptr, nullptr, nullptr) != nullptr) {
    frame.rows = std::clamp(last_row, 0, frame.height);
  }
  if (frame.rows == 0) return Error{ErrorCode::corrupt_data, "no pixels can be read"};
  return frame;
}

void lay_over_white(const Frame& frame, const Place& place, Image& image) {
  for (int y = 0; y < frame.rows && place.top + y < image.height; ++y) {
    const std::uint8_t* from =
        frame.rgba.data() + 4 * static_cast<std::size_t>(frame.width) * static_cast<std::size_t>(y);
    std::uint8_t* to = image.row(place.top + y) + 3 * static_cast<std::ptrdiff_t>(place.left);
    const int columns = std::min(frame.width, image.width - place.left);
    for (int x = 0; x < columns; ++x, from += 4, to += 3) {
      const int white = 255 - from[3];
      for (int c = 0; c < 3; ++c) to[c] = static_cast<std::uint8_t>(std::min(255, from[c] + white));
    }
  }
}

Place reduced(const WebPIterator& frame, int divisor) {
  const auto scale = [divisor](int value) { return std::max(1, value / divisor); };
  return {frame.x_offset / divisor, frame.y_offset / divisor, scale(frame.width),
          scale(frame.height)};
}

}  // namespace

Result<Decoded> decode_webp(std::span<const std::byte> bytes, const PhotoOptions& options) {
  const WebPData data{raw(bytes.data()), bytes.size()};
  WebPDemuxState state = WEBP_DEMUX_PARSE_ERROR;
  const Demuxer demuxer(WebPDemuxPartial(&data, &state));
  if (!demuxer) return Error{ErrorCode::corrupt_data, "no WebP header"};
  const std::uint32_t width = WebPDemuxGetI(demuxer.get(), WEBP_FF_CANVAS_WIDTH);
  const std::uint32_t height = WebPDemuxGetI(demuxer.get(), WEBP_FF_CANVAS_HEIGHT);
  if (auto fits = check_size(width, height, options); !fits) return std::move(fits).error();

  WebPIterator frame{};
  const bool has_frame = WebPDemuxGetFrame(demuxer.get(), 1, &frame) != 0;
  struct Release {
    WebPIterator* frame;
    ~Release() { WebPDemuxReleaseIterator(frame); }
  } const release{&frame};
  if (!has_frame) return Error{ErrorCode::corrupt_data, "no frame"};
  if (auto fits = check_size(static_cast<std::uint64_t>(frame.width),
                             static_cast<std::uint64_t>(frame.height), options);
      !fits) {
    return std::move(fits).error();
  }

  Decoded decoded{.width = static_cast<int>(width), .height = static_cast<int>(height)};
  const int shorter = std::min(decoded.width, decoded.height);
  const int divisor = options.least_side > 0 ? std::max(1, shorter / options.least_side) : 1;
  const Place place = reduced(frame, divisor);
  auto pixels = decode_frame({frame.fragment.bytes, frame.fragment.size}, place, divisor > 1);
  if (!pixels) return std::move(pixels).error();

  decoded.image =
      black_image(std::max(1, decoded.width / divisor), std::max(1, decoded.height / divisor));
  const bool whole = pixels->rows == pixels->height;
  std::fill(decoded.image.rgb.begin(), decoded.image.rgb.end(),
            whole ? std::uint8_t{255} : std::uint8_t{128});
  lay_over_white(*pixels, place, decoded.image);
  if (!whole || state != WEBP_DEMUX_DONE) decoded.flaw = "the file ends early";
  decoded.exif = read_exif(chunk_of(demuxer.get(), "EXIF"));
  to_srgb(decoded.image, chunk_of(demuxer.get(), "ICCP"));
  decoded.xmp = chunk_of(demuxer.get(), "XMP ");
  return decoded;
}

}  // namespace nunchi::decode
