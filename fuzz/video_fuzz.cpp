// A video from strangers: containers and codecs of libav, and what is ours around them.
#include <cstdint>
#include <cstdlib>
#include <span>

#include "decode/video_place.h"
#include "decode/video_reader.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace nunchi::decode;
  const std::span bytes(reinterpret_cast<const std::byte*>(data), size);
  (void)looks_like_video(bytes);
  (void)parse_iso6709({reinterpret_cast<const char*>(data), size});
  auto reader = VideoReader::open(
      bytes, {.least_side = 32, .most_pixels = 1 << 18, .most_probed_bytes = 1 << 18});
  if (!reader) {
    if (reader.error().message.empty()) std::abort();
    return 0;
  }
  std::chrono::microseconds before{-1};
  for (int frames = 0; frames < 30; ++frames) {
    const auto next =
        frames % 7 == 6 ? reader->next_at(before + std::chrono::seconds(3)) : reader->next();
    if (!next || !*next) break;
    if (reader->time() <= before) std::abort();
    before = reader->time();
    (void)reader->detail();
    (void)reader->small_frame();
    const auto image = reader->image();
    if (image && image->rgb.size() != 3 * static_cast<std::size_t>(image->width) *
                                          static_cast<std::size_t>(image->height)) {
      std::abort();
    }
  }
  return 0;
}
