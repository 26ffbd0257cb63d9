#include <algorithm>

#include "decode/codec_protocol.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace nunchi::decode;
  const auto bytes = std::as_bytes(std::span(data, size));
  if (size >= kReplyHead) {
    const auto head = reply_head_in(bytes.first<kReplyHead>(), {.most_pixels = 1000});
    if (head && (head->body > kMostBody || head->pixels > 3 * 1000 + 2)) __builtin_trap();
  }
  if (size >= kRequestHead) (void)request_in(bytes.first<kRequestHead>());
  const auto decoded = decoded_in(bytes, 12);
  if (decoded && decoded->image.width * decoded->image.height != 4) __builtin_trap();
  return 0;
}
