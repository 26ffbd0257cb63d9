#include "decode/png_photo.h"
#include "photo_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return nunchi::fuzz::decode_with(nunchi::decode::decode_png, data, size);
}
