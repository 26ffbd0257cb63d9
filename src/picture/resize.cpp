#include "picture/resize.h"

#include <algorithm>
#include <cstring>

#include "picture/kernel.h"
#include "picture/passes.h"

namespace nunchi::picture {
namespace {

std::size_t bytes_of(int pixels) noexcept { return 3 * static_cast<std::size_t>(pixels); }

std::span<const std::uint8_t> row_of(const Image& image, int y) {
  return {image.row(y), bytes_of(image.width)};
}

void write_row(std::span<const std::uint8_t> row, const Kernel& across, std::uint8_t* out) {
  if (across.copies()) {
    std::memcpy(out, row.data() + bytes_of(across.windows[0].first), bytes_of(across.size()));
  } else {
    resample_row(row, across, out);
  }
}

// Columns [begin, begin + columns) of the rows that output row y needs, blended into one.
void write_blend(const Image& image, int begin, int columns, const Kernel& down, int y,
                 std::uint8_t* out) {
  const Kernel::Window window = down.windows[static_cast<std::size_t>(y)];
  const RowRun rows{image.row(window.first) + bytes_of(begin), bytes_of(image.width),
                    bytes_of(columns)};
  if (window.count == 1) {
    std::memcpy(out, rows.first, rows.length);
  } else {
    blend_rows(rows, {down.row(y), static_cast<std::size_t>(window.count)}, down.bits, out);
  }
}

// Pillow's order: along the rows first.
Image resize_rows_first(const Image& image, const Kernel& across, Kernel down) {
  Image narrow = black_image(across.size(), down.end() - down.begin());
  const int top = down.begin();
  for (int y = 0; y < narrow.height; ++y) {
    write_row(row_of(image, top + y), across, narrow.row(y));
  }
  for (Kernel::Window& window : down.windows) window.first -= top;
  if (down.copies()) return narrow;
  Image out = black_image(across.size(), down.size());
  for (int y = 0; y < out.height; ++y) write_blend(narrow, 0, out.width, down, y, out.row(y));
  return out;
}

Image resize_columns_first(const Image& image, Kernel across, const Kernel& down) {
  Image out = black_image(across.size(), down.size());
  const int left = across.begin();
  const int columns = across.end() - left;
  for (Kernel::Window& window : across.windows) window.first -= left;
  std::vector<std::uint8_t> blended(bytes_of(columns));
  for (int y = 0; y < out.height; ++y) {
    write_blend(image, left, columns, down, y, blended.data());
    write_row(blended, across, out.row(y));
  }
  return out;
}

// Work of either order: the number of products, those across rows weighing a quarter, for their
// loop runs over neighbouring bytes.
bool columns_first_is_cheaper(const Kernel& across, const Kernel& down) {
  const double along = static_cast<double>(across.size()) * across.stride;
  const double blends = 0.25 * static_cast<double>(down.size()) * down.stride;
  const double rows_first = (down.end() - down.begin()) * along + across.size() * blends;
  const double columns_first = down.size() * along + (across.end() - across.begin()) * blends;
  return columns_first < rows_first;
}

}  // namespace

Image resize(const Image& image, const Box& from, int width, int height, Filter filter) {
  const Box part =
      overlap(from, {0, 0, static_cast<float>(image.width), static_cast<float>(image.height)});
  if (!(part.area() > 0) || width <= 0 || height <= 0) return {};
  const Kernel across = make_kernel(image.width, part.left, part.right, width, filter);
  const Kernel down = make_kernel(image.height, part.top, part.bottom, height, filter);
  // Overshoot of the cubic is cut between the passes, so that their order shows: keep Pillow's.
  if (filter != Filter::bicubic && columns_first_is_cheaper(across, down)) {
    return resize_columns_first(image, across, down);
  }
  return resize_rows_first(image, across, down);
}

Image resize(const Image& image, int width, int height, Filter filter) {
  return resize(image, {0, 0, static_cast<float>(image.width), static_cast<float>(image.height)},
                width, height, filter);
}

}  // namespace nunchi::picture
