// VideoReader: a video file's frames, one after another, upright, each with its time.
//
// A reader is used by one thread at a time and may move between threads; several readers are
// independent. It shows one frame at a time: next() goes on, the other members tell about the frame
// at hand, each as cheaply as it can, so that a caller who needs few full pictures pays for few.
// Times are those that the file gives, counted from its first frame; frames may come at any
// distance, so a frame has no number.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>

#include "core/image.h"
#include "core/result.h"
#include "core/small_frame.h"
#include "decode/video_facts.h"
#include "decode/video_source.h"

namespace nunchi::decode {

struct VideoOptions {
  // Pictures may come smaller than the video is, as long as their shorter side keeps at least this
  // many pixels. 0: full size.
  int least_side = 0;
  int threads = 1;                           // of the decoder
  std::uint64_t most_pixels = 70'000'000;    // of a frame, before memory is taken
  int most_streams = 64;                     // in the file
  std::int64_t most_probed_bytes = 8 << 20;  // until the streams are known
  std::chrono::hours most_duration{48};      // frames behind it are not read
  std::chrono::milliseconds most_opening_time{6'000};
  std::chrono::milliseconds most_frame_time{4'000};  // until the next frame comes
  std::optional<std::chrono::sys_seconds> now;  // later dates are not believed; absent: the clock
  std::stop_token stop;
};

class VideoReader {
 public:
  // Stands before the first frame. not_found, io_failure: cannot be read. unsupported: no video, or
  // of a kind that is not read. too_large: a limit is passed. corrupt_data: not one frame of it can
  // be shown.
  static Result<VideoReader> open(const std::filesystem::path& file,
                                  const VideoOptions& options = {}, const Extent& part = {});
  // Borrows the bytes.
  static Result<VideoReader> open(std::span<const std::byte> bytes,
                                  const VideoOptions& options = {});

  const VideoFacts& facts() const noexcept;

  // Goes to the next frame that is whole; false at the end, which a damaged file reaches early.
  // cancelled, too_large (of time); neither is the file's end, but nothing more comes.
  Result<bool> next();

  // Goes to the first frame at or after `time`; false when there is none. Far ahead it leaps to a
  // key frame, near by it skips what no other frame needs. Never goes back.
  Result<bool> next_at(std::chrono::microseconds time);

  // Of the frame at hand; there must be one.
  std::chrono::microseconds time() const noexcept;
  Result<Image> image();             // upright, 8-bit sRGB
  Result<SmallFrame> small_frame();  // as stored: not turned
  float detail() const noexcept;     // sharper is more: the brightness's mean change along rows

  // What is wrong with the file as far as it has been read; "" for a sound one.
  const std::string& flaw() const noexcept;

  VideoReader(VideoReader&&) noexcept;
  VideoReader& operator=(VideoReader&&) noexcept;
  ~VideoReader();

 private:
  struct Reading;
  explicit VideoReader(std::unique_ptr<Reading> reading) noexcept;
  static Result<VideoReader> open(std::unique_ptr<VideoSource> source, const VideoOptions& options);
  std::unique_ptr<Reading> reading_;
};

// Whether a file that begins with these bytes (some hundred are enough) may be a video: a cheap
// look before one is opened.
bool looks_like_video(std::span<const std::byte> beginning) noexcept;

}  // namespace nunchi::decode
