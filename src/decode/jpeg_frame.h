// The headers of a baseline JPEG that a decoder needs: frame, tables, and where the coded bits are
// (ITU-T T.81). Pure function, any thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace nunchi::decode {

// As DHT writes it: how many codes of each length, and their symbols in order.
struct JpegCodes {
  std::array<std::uint8_t, 16> counts{};
  std::vector<std::uint8_t> symbols;
};

struct JpegComponent {
  int across = 1, down = 1;                    // blocks in a unit (MCU): 1, 2 or 4
  std::array<std::uint16_t, 64> quantisers{};  // in zigzag order
  JpegCodes dc, ac;
};

struct JpegFrame {
  int width = 0, height = 0;
  std::vector<JpegComponent> components;  // 1 (grey) or 3 (Y, Cb, Cr)
  int restart_interval = 0;               // units between restart markers; 0: none
  std::span<const std::byte> coded;       // from the first coded byte to the end of the file
};

// Only what is plain: Huffman codes, 8 bits, one scan of all components, grey or YCbCr. Nothing for
// every other file, sound or not.
std::optional<JpegFrame> read_plain_frame(std::span<const std::byte> bytes);

}  // namespace nunchi::decode
