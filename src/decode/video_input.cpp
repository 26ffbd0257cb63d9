#include "decode/video_input.h"

extern "C" {
#include <libavutil/log.h>
#include <libavutil/mem.h>
}

#include <algorithm>
#include <array>
#include <cstdio>
#include <mutex>
#include <string>

namespace nunchi::decode {

const char* const kVideoCodecs =
    "h264,hevc,libdav1d,av1,vp8,vp9,mpeg1video,mpeg2video,mpeg4,msmpeg4v1,msmpeg4v2,msmpeg4,h263,"
    "flv,mjpeg,wmv1,wmv2,wmv3,vc1,theora,prores,dnxhd,dvvideo,cfhd,rawvideo,v210,ffv1,huffyuv,"
    "ffvhuff,utvideo,magicyuv,cinepak,indeo3,indeo5,svq1,svq3,qtrle,rpza,msvideo1,msrle,png";

namespace {

constexpr const char* kContainers =
    "mov,matroska,avi,mpegts,mpeg,asf,flv,ogg,mxf,ivf,h264,hevc,m4v,mpegvideo,yuv4mpegpipe,dv";
constexpr std::size_t kBuffer = 64 << 10;

// libav writes to standard error on its own, and takes as much memory as a file claims to need.
// Both are settings of the process; nobody but decode/ uses libav in it.
void tame_libav() {
  static std::once_flag once;
  std::call_once(once, [] {
    av_log_set_level(AV_LOG_QUIET);
    av_max_alloc(std::size_t{1} << 30);
  });
}

int refuse_to_open(AVFormatContext*, AVIOContext**, const char*, int, AVDictionary**) {
  return AVERROR(EACCES);
}

}  // namespace

Error libav_error(int code) {
  std::array<char, AV_ERROR_MAX_STRING_SIZE> text{};
  av_strerror(code, text.data(), text.size());
  switch (code) {
    case AVERROR(ENOMEM): return {ErrorCode::too_large, text.data()};
    case AVERROR(EIO): return {ErrorCode::io_failure, text.data()};
    case AVERROR_DECODER_NOT_FOUND:
    case AVERROR_DEMUXER_NOT_FOUND:
    case AVERROR_PATCHWELCOME: return {ErrorCode::unsupported, text.data()};
    default: return {ErrorCode::corrupt_data, text.data()};
  }
}

Status check_frame_size(const AVCodecParameters& about, const VideoOptions& options) {
  if (about.codec_type != AVMEDIA_TYPE_VIDEO || about.width <= 0 || about.height <= 0) return ok();
  const std::int64_t pixels = std::int64_t{about.width} * std::int64_t{about.height};
  if (static_cast<std::uint64_t>(pixels) <= options.most_pixels) return ok();
  return Error{ErrorCode::too_large, "frames of " + std::to_string(about.width) + " x " +
                                         std::to_string(about.height) + " pixels, the limit is " +
                                         std::to_string(options.most_pixels / 1'000'000) +
                                         " megapixels"};
}

void VideoInput::allow(std::chrono::milliseconds time) noexcept {
  until_ = std::chrono::steady_clock::now() + time;
}

bool VideoInput::out_of_time() const noexcept { return std::chrono::steady_clock::now() >= until_; }

int VideoInput::interrupted(void* self) noexcept {
  const auto& input = *static_cast<VideoInput*>(self);
  return input.stopped() || input.out_of_time();
}

int VideoInput::read(void* self, std::uint8_t* buffer, int size) noexcept {
  auto& input = *static_cast<VideoInput*>(self);
  if (interrupted(self)) return AVERROR_EXIT;
  const std::int64_t got = input.source_->read(
      input.at_, {reinterpret_cast<std::byte*>(buffer), static_cast<std::size_t>(size)});
  if (got < 0) return AVERROR(EIO);
  if (got == 0) return AVERROR_EOF;
  input.at_ += static_cast<std::uint64_t>(got);
  return static_cast<int>(got);
}

std::int64_t VideoInput::seek(void* self, std::int64_t offset, int whence) noexcept {
  auto& input = *static_cast<VideoInput*>(self);
  const auto size = static_cast<std::int64_t>(input.source_->size());
  if (whence & AVSEEK_SIZE) return size;
  std::int64_t base = 0;
  switch (whence & ~AVSEEK_FORCE) {
    case SEEK_SET: break;
    case SEEK_CUR: base = static_cast<std::int64_t>(input.at_); break;
    case SEEK_END: base = size; break;
    default: return AVERROR(EINVAL);
  }
  std::int64_t to = 0;
  if (__builtin_add_overflow(base, offset, &to) || to < 0) return AVERROR(EINVAL);
  input.at_ = static_cast<std::uint64_t>(to);
  return to;
}

Status VideoInput::prepare(const VideoOptions& options) {
  auto* buffer = static_cast<unsigned char*>(av_malloc(kBuffer));
  if (!buffer) return Error{ErrorCode::too_large, "no memory"};
  avio_.reset(
      avio_alloc_context(buffer, kBuffer, 0, this, &VideoInput::read, nullptr, &VideoInput::seek));
  if (!avio_) {
    av_free(buffer);
    return Error{ErrorCode::too_large, "no memory"};
  }
  format_.reset(avformat_alloc_context());
  if (!format_) return Error{ErrorCode::too_large, "no memory"};
  format_->pb = avio_.get();
  format_->flags |= AVFMT_FLAG_CUSTOM_IO;
  format_->io_open = refuse_to_open;
  format_->interrupt_callback = {&VideoInput::interrupted, this};
  format_->max_streams = options.most_streams;
  format_->probesize = options.most_probed_bytes;
  format_->max_analyze_duration = 5 * AV_TIME_BASE;
  format_->format_whitelist = av_strdup(kContainers);
  format_->codec_whitelist = av_strdup(kVideoCodecs);
  return ok();
}

Status VideoInput::open_container(const VideoOptions& options) {
  AVFormatContext* format = format_.release();  // libav frees it when it fails
  const int opened = avformat_open_input(&format, "", nullptr, nullptr);
  format_.reset(format);
  if (opened == AVERROR_INVALIDDATA || opened == AVERROR(EINVAL)) {
    return Error{ErrorCode::unsupported, "no kind of video we read"};
  }
  if (opened < 0) return libav_error(opened);

  // Told by the container: before a decoder is asked.
  for (unsigned i = 0; i < format_->nb_streams; ++i) {
    const AVCodecParameters& about = *format_->streams[i]->codecpar;
    if (Status fits = check_frame_size(about, options); !fits) return fits;
  }
  // Each probing decoder gets the limit on pixels, too.
  const unsigned count = format_->nb_streams;
  std::vector<AVDictionary*> limits(count, nullptr);
  for (AVDictionary*& limit : limits) {
    av_dict_set_int(&limit, "max_pixels", static_cast<std::int64_t>(options.most_pixels), 0);
    av_dict_set(&limit, "threads", "1", 0);
  }
  const int probed = avformat_find_stream_info(format_.get(), count > 0 ? limits.data() : nullptr);
  for (AVDictionary*& limit : limits) av_dict_free(&limit);
  return probed < 0 ? Status(libav_error(probed)) : ok();
}

Result<std::unique_ptr<VideoInput>> VideoInput::open(std::unique_ptr<VideoSource> source,
                                                     const VideoOptions& options) {
  tame_libav();
  if (source->size() == 0) return Error{ErrorCode::unsupported, "an empty file"};
  std::unique_ptr<VideoInput> input(new VideoInput(std::move(source), options.stop));
  input->allow(options.most_opening_time);
  Status done = input->prepare(options);
  if (done) done = input->open_container(options);
  if (!done) {
    if (input->stopped()) return Error{ErrorCode::cancelled, "stopped"};
    if (input->out_of_time()) return Error{ErrorCode::too_large, "opening it takes too long"};
    return std::move(done).error();
  }
  return input;
}

}  // namespace nunchi::decode
