#include "decode/gif_photo.h"

#include <algorithm>
#include <array>
#include <string>

#include "decode/gif_handles.h"
#include "decode/limits.h"
#include "decode/memory_stream.h"

namespace nunchi::decode {
namespace {

int on_read(GifFileType* gif, GifByteType* out, int count) {
  auto* stream = static_cast<MemoryStream*>(gif->UserData);
  return static_cast<int>(stream->read(out, static_cast<std::size_t>(std::max(0, count))));
}

Error error_of(int code) {
  const char* message = GifErrorString(code);
  return {ErrorCode::corrupt_data, message != nullptr ? message : "unknown error"};
}

// Reads on to the first frame; the transparent colour's index or NO_TRANSPARENT_COLOR.
Result<int> find_frame(GifFileType* gif) {
  int transparent = NO_TRANSPARENT_COLOR;
  while (true) {
    GifRecordType type = UNDEFINED_RECORD_TYPE;
    if (DGifGetRecordType(gif, &type) == GIF_ERROR) return error_of(gif->Error);
    if (type == TERMINATE_RECORD_TYPE) return Error{ErrorCode::corrupt_data, "no frame"};
    if (type == IMAGE_DESC_RECORD_TYPE) {
      if (DGifGetImageDesc(gif) == GIF_ERROR) return error_of(gif->Error);
      return transparent;
    }
    if (type != EXTENSION_RECORD_TYPE) continue;
    int code = 0;
    GifByteType* block = nullptr;  // its length first
    if (DGifGetExtension(gif, &code, &block) == GIF_ERROR) return error_of(gif->Error);
    while (block != nullptr) {
      GraphicsControlBlock control{};
      if (code == GRAPHICS_EXT_FUNC_CODE &&
          DGifExtensionToGCB(block[0], block + 1, &control) == GIF_OK) {
        transparent = control.TransparentColor;
      }
      if (DGifGetExtensionNext(gif, &block) == GIF_ERROR) return error_of(gif->Error);
    }
  }
}

using Palette = std::array<GifColorType, 256>;

// Files without any palette are shown in greys, as Pillow does.
Palette palette_of(const GifFileType* gif) {
  Palette palette{};
  for (std::size_t i = 0; i < palette.size(); ++i) {
    const auto grey = static_cast<GifByteType>(i);
    palette[i] = {grey, grey, grey};
  }
  const ColorMapObject* map = gif->Image.ColorMap != nullptr ? gif->Image.ColorMap : gif->SColorMap;
  if (map != nullptr) {
    const int count = std::clamp(map->ColorCount, 0, static_cast<int>(palette.size()));
    palette.fill({0, 0, 0});
    std::copy_n(map->Colors, count, palette.begin());
  }
  return palette;
}

// The rows of the frame in the order they are stored.
std::vector<int> row_order(int height, bool interlaced) {
  std::vector<int> order;
  constexpr std::array<std::pair<int, int>, 4> kPasses = {{{0, 8}, {4, 8}, {2, 4}, {1, 2}}};
  if (interlaced) {
    for (const auto& [first, step] : kPasses) {
      for (int y = first; y < height; y += step) order.push_back(y);
    }
  } else {
    for (int y = 0; y < height; ++y) order.push_back(y);
  }
  return order;
}

// Returns the number of rows that could be read.
std::size_t draw_frame(GifFileType* gif, int transparent, const std::vector<int>& order,
                       Image& canvas) {
  const GifImageDesc& frame = gif->Image;
  const Palette palette = palette_of(gif);
  std::vector<GifPixelType> line(static_cast<std::size_t>(frame.Width));
  std::size_t rows = 0;
  for (; rows < order.size(); ++rows) {
    if (DGifGetLine(gif, line.data(), frame.Width) == GIF_ERROR) break;
    std::uint8_t* to =
        canvas.row(frame.Top + order[rows]) + 3 * static_cast<std::ptrdiff_t>(frame.Left);
    for (const GifPixelType index : line) {
      if (index != transparent) {
        to[0] = palette[index].Red;
        to[1] = palette[index].Green;
        to[2] = palette[index].Blue;
      }
      to += 3;
    }
  }
  return rows;
}

}  // namespace

Result<Decoded> decode_gif(std::span<const std::byte> bytes, const PhotoOptions& options) {
  MemoryStream stream(bytes);
  int error = 0;
  const GifFile gif(DGifOpen(&stream, on_read, &error));
  if (!gif) return error_of(error);
  const auto transparent = find_frame(gif.get());
  if (!transparent) return Error(transparent.error());

  // A frame may reach beyond the screen that the file declares; both are 16-bit numbers.
  const GifImageDesc& frame = gif->Image;
  Decoded decoded{.width = std::max(gif->SWidth, frame.Left + frame.Width),
                  .height = std::max(gif->SHeight, frame.Top + frame.Height)};
  if (frame.Width <= 0 || frame.Height <= 0)
    return Error{ErrorCode::corrupt_data, "an empty frame"};
  if (auto fits = check_size(static_cast<std::uint64_t>(decoded.width),
                             static_cast<std::uint64_t>(decoded.height), options);
      !fits) {
    return std::move(fits).error();
  }
  decoded.image = black_image(decoded.width, decoded.height);
  std::fill(decoded.image.rgb.begin(), decoded.image.rgb.end(), std::uint8_t{255});
  const std::vector<int> order = row_order(frame.Height, frame.Interlace);
  const std::size_t rows = draw_frame(gif.get(), *transparent, order, decoded.image);
  if (rows == 0) return error_of(gif->Error);
  if (rows < order.size()) decoded.flaw = error_of(gif->Error).message;
  return decoded;
}

}  // namespace nunchi::decode
