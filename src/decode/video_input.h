// VideoInput: a container opened by libav under limits, giving packets. Internal to decode.
//
// Not thread-safe. Reads nothing but the source that it was given: nothing that a file names is
// opened, no protocol is known to it.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <stop_token>

#include "core/result.h"
#include "decode/libav_handles.h"
#include "decode/video_reader.h"
#include "decode/video_source.h"

namespace nunchi::decode {

class VideoInput {
 public:
  // unsupported: no container that is read. corrupt_data, too_large, cancelled.
  static Result<std::unique_ptr<VideoInput>> open(std::unique_ptr<VideoSource> source,
                                                  const VideoOptions& options);

  AVFormatContext& format() noexcept { return *format_; }

  // From now until so much later libav may work; then its reads fail.
  void allow(std::chrono::milliseconds time) noexcept;
  bool out_of_time() const noexcept;
  bool stopped() const noexcept { return stop_.stop_requested(); }

  VideoInput(const VideoInput&) = delete;
  VideoInput& operator=(const VideoInput&) = delete;
  ~VideoInput() = default;

 private:
  VideoInput(std::unique_ptr<VideoSource> source, std::stop_token stop) noexcept
      : source_(std::move(source)), stop_(std::move(stop)) {}
  static int read(void* self, std::uint8_t* buffer, int size) noexcept;
  static std::int64_t seek(void* self, std::int64_t offset, int whence) noexcept;
  static int interrupted(void* self) noexcept;
  Status prepare(const VideoOptions& options);
  Status open_container(const VideoOptions& options);

  std::unique_ptr<VideoSource> source_;
  std::uint64_t at_ = 0;  // in the source
  std::stop_token stop_;
  std::chrono::steady_clock::time_point until_{};
  AvioHandle avio_;  // outlives the format that reads by it
  FormatHandle format_;
};

// too_large: more pixels than options allow. A size that is not known yet is none.
Status check_frame_size(const AVCodecParameters& about, const VideoOptions& options);

// libav's own words for its code.
Error libav_error(int code);

// Codecs by libav's names that films and cameras use; no other decoder ever sees a stranger's
// bytes.
extern const char* const kVideoCodecs;

}  // namespace nunchi::decode
