#include "decode/video_reader.h"

#include <algorithm>
#include <utility>

#include "decode/video_clock.h"
#include "decode/video_input.h"
#include "decode/video_picture.h"
#include "decode/video_stream.h"

namespace nunchi::decode {
namespace {

using std::chrono::microseconds;

// A damaged frame is smeared or grey: nothing to be looked at.
bool is_whole(const AVFrame& frame) noexcept {
  return (frame.flags & AV_FRAME_FLAG_CORRUPT) == 0 && frame.decode_error_flags == 0 &&
         frame.width > 0 && frame.height > 0;
}

std::string in_one_line(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char sign) { return static_cast<unsigned char>(sign) < ' '; },
      ' ');
  return text;
}

Result<CodecHandle> open_decoder(const AVStream& stream, const VideoOptions& options) {
  const AVCodec* decoder = avcodec_find_decoder(stream.codecpar->codec_id);
  const std::string name = avcodec_get_name(stream.codecpar->codec_id);
  if (!decoder) return Error{ErrorCode::unsupported, "video of the kind " + name};
  CodecHandle codec(avcodec_alloc_context3(decoder));
  if (!codec || avcodec_parameters_to_context(codec.get(), stream.codecpar) < 0) {
    return Error{ErrorCode::too_large, "no memory for a decoder"};
  }
  codec->pkt_timebase = stream.time_base;
  codec->thread_count = std::clamp(options.threads, 1, 16);
  codec->max_pixels = static_cast<std::int64_t>(options.most_pixels);
  codec->codec_whitelist = av_strdup(kVideoCodecs);
  // Seen at half its size or less, a frame that no other one builds on needs no smooth edges.
  const int shorter = std::min(stream.codecpar->width, stream.codecpar->height);
  if (options.least_side > 0 && shorter >= 2 * options.least_side) {
    codec->skip_loop_filter = AVDISCARD_NONREF;
  }
  const int opened = avcodec_open2(codec.get(), decoder, nullptr);
  if (opened == AVERROR(EINVAL)) {
    return Error{ErrorCode::unsupported, "video of the kind " + name};
  }
  if (opened < 0) return libav_error(opened).while_doing(name);
  return codec;
}

VideoClockOptions clock_options(const AVFormatContext& format, const AVStream& stream,
                                const VideoFacts& facts) {
  const double rate = std::clamp(facts.frames_per_second, 1.0, 1000.0);
  return {.seconds_per_tick = stream.time_base.den > 0 && stream.time_base.num > 0
                                  ? av_q2d(stream.time_base)
                                  : 1e-6,
          .frame = microseconds{static_cast<std::int64_t>(
              1e6 / (facts.frames_per_second > 0 ? rate : 25.0))},
          .may_leap = (format.iformat->flags & AVFMT_TS_DISCONT) != 0};
}

}  // namespace

struct VideoReader::Reading {
  Reading(std::unique_ptr<VideoInput> from, int stream_index, CodecHandle decoder, VideoFacts about,
          const VideoOptions& wanted)
      : input(std::move(from)),
        stream(*input->format().streams[stream_index]),
        codec(std::move(decoder)),
        facts(std::move(about)),
        options(wanted),
        painter(facts, wanted.least_side),
        clock(clock_options(input->format(), stream, facts)),
        frame(av_frame_alloc()),
        packet(av_packet_alloc()) {}

  Result<bool> next();
  Result<bool> receive();
  Status read_packet();
  void feed();
  Result<bool> end_early(std::string why) {
    if (flaw.empty()) flaw = std::move(why);
    ended = true;
    return false;
  }
  std::optional<Error> out_of_patience() const {
    if (input->stopped()) return Error{ErrorCode::cancelled, "stopped"};
    if (input->out_of_time()) return Error{ErrorCode::too_large, "a frame takes too long"};
    return std::nullopt;
  }
  void leap_towards(microseconds to);
  bool is_cut_short() const;

  std::unique_ptr<VideoInput> input;
  const AVStream& stream;
  CodecHandle codec;
  VideoFacts facts;
  VideoOptions options;
  VideoPainter painter;
  VideoClock clock;
  FrameHandle frame;
  PacketHandle packet;
  microseconds time{};
  std::int64_t last_packet = AV_NOPTS_VALUE;  // its decoding time
  bool pending = false;                       // the packet at hand is still to be decoded
  bool ahead = false;     // the first frame was read on opening and not yet asked for
  bool draining = false;  // the file has ended, the decoder still holds frames
  bool ended = false;
  std::string flaw;
};

// Takes the next whole frame out of the decoder; false when it wants bytes, or is empty.
Result<bool> VideoReader::Reading::receive() {
  while (true) {
    const int got = avcodec_receive_frame(codec.get(), frame.get());
    if (got == AVERROR(EAGAIN)) return false;
    if (got == AVERROR_EOF) {
      ended = true;
      if (flaw.empty() && is_cut_short()) flaw = "the file ends early";
      return false;
    }
    if (got < 0) {
      // Some decoders report the same damage for ever when drained.
      if (draining) return end_early("damaged at its end");
      if (flaw.empty()) flaw = "damaged frames";
      return false;
    }
    if (!is_whole(*frame)) {
      if (flaw.empty()) flaw = "damaged frames";
      continue;
    }
    const std::int64_t stamp = frame->best_effort_timestamp;
    time = clock.time_of(stamp == AV_NOPTS_VALUE ? std::nullopt : std::optional(stamp));
    if (time > options.most_duration) {
      av_frame_unref(frame.get());
      return end_early("longer than is read");
    }
    return true;
  }
}

// The next packet of the film; at the file's end draining begins.
Status VideoReader::Reading::read_packet() {
  while (true) {
    const int got = av_read_frame(&input->format(), packet.get());
    if (got < 0) {
      if (auto error = out_of_patience()) return *std::move(error);
      const AVIOContext* io = input->format().pb;
      const int why = got == AVERROR_EOF && io && io->error < 0 ? io->error : got;
      if (why != AVERROR_EOF && flaw.empty()) flaw = in_one_line(libav_error(why).message);
      draining = true;
      return ok();
    }
    if (packet->stream_index == stream.index) break;
    av_packet_unref(packet.get());
  }
  pending = true;
  if (packet->dts != AV_NOPTS_VALUE) last_packet = packet->dts;
  if (packet->flags & AV_PKT_FLAG_CORRUPT && flaw.empty()) flaw = "damaged in the middle";
  return ok();
}

// Gives the packet to the decoder, or tells it that there are no more.
void VideoReader::Reading::feed() {
  const int sent = avcodec_send_packet(codec.get(), draining ? nullptr : packet.get());
  if (sent == AVERROR(EAGAIN) || draining) return;  // it has frames to give first
  if (sent < 0 && flaw.empty()) flaw = "damaged frames";
  av_packet_unref(packet.get());
  pending = false;
}

Result<bool> VideoReader::Reading::next() {
  if (std::exchange(ahead, false)) return true;
  input->allow(options.most_frame_time);
  while (!ended) {
    auto got = receive();
    if (!got || *got) return got;
    if (ended) break;
    Status state = ok();
    if (auto error = out_of_patience()) state = *std::move(error);
    if (state && !draining && !pending) state = read_packet();
    if (!state) {
      ended = true;
      return std::move(state).error();
    }
    feed();
  }
  av_frame_unref(frame.get());
  return false;
}

// By what the file claims: a whole film may lack some frames of it, and sound may go on.
bool VideoReader::Reading::is_cut_short() const {
  const double claimed = stream.duration > 0
                             ? static_cast<double>(stream.duration) * av_q2d(stream.time_base)
                             : std::chrono::duration<double>(facts.duration).count();
  const double reached = std::chrono::duration<double>(time).count();
  return reached + std::max(1.0, 0.1 * claimed) < claimed;
}

// To the last key frame at or before `to`, where the file's index knows one that lies ahead.
void VideoReader::Reading::leap_towards(microseconds to) {
  auto& own = const_cast<AVStream&>(stream);
  const std::int64_t stamp = clock.stamp_at(to);
  const AVIndexEntry* entry =
      avformat_index_get_entry_from_timestamp(&own, stamp, AVSEEK_FLAG_BACKWARD);
  if (!entry || last_packet == AV_NOPTS_VALUE || entry->timestamp <= last_packet) return;
  if (av_seek_frame(&input->format(), stream.index, stamp, AVSEEK_FLAG_BACKWARD) < 0) return;
  avcodec_flush_buffers(codec.get());
  av_packet_unref(packet.get());
  pending = draining = false;
}

VideoReader::VideoReader(std::unique_ptr<Reading> reading) noexcept
    : reading_(std::move(reading)) {}
VideoReader::VideoReader(VideoReader&&) noexcept = default;
VideoReader& VideoReader::operator=(VideoReader&&) noexcept = default;
VideoReader::~VideoReader() = default;

Result<VideoReader> VideoReader::open(std::unique_ptr<VideoSource> source,
                                      const VideoOptions& options) {
  auto input = VideoInput::open(std::move(source), options);
  if (!input) return std::move(input).error();
  AVFormatContext& format = (*input)->format();
  const int index = film_stream(format);
  if (index < 0) return Error{ErrorCode::unsupported, "no moving pictures in it"};
  AVStream& stream = *format.streams[index];
  if (stream.codecpar->width <= 0 || stream.codecpar->height <= 0) {
    return Error{ErrorCode::corrupt_data, "the size of its frames cannot be told"};
  }
  if (Status fits = check_frame_size(*stream.codecpar, options); !fits) {
    return std::move(fits).error();
  }
  for (unsigned i = 0; i < format.nb_streams; ++i) {
    if (static_cast<int>(i) != index) format.streams[i]->discard = AVDISCARD_ALL;
  }
  auto codec = open_decoder(stream, options);
  if (!codec) return std::move(codec).error();
  const auto now = options.now.value_or(
      std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
  VideoFacts facts = facts_of_stream(format, stream, now);
  auto reading = std::make_unique<Reading>(*std::move(input), index, *std::move(codec),
                                           std::move(facts), options);
  if (!reading->frame || !reading->packet) return Error{ErrorCode::too_large, "no memory"};
  auto first = reading->next();
  if (!first) return std::move(first).error();
  if (!*first) return Error{ErrorCode::corrupt_data, "not one frame of it can be shown"};
  reading->ahead = true;
  return VideoReader(std::move(reading));
}

Result<VideoReader> VideoReader::open(const std::filesystem::path& file,
                                      const VideoOptions& options, const Extent& part) {
  auto source = source_in_file(file, part);
  if (!source) return std::move(source).error().while_doing("read " + file.string());
  auto reader = open(*std::move(source), options);
  if (!reader) return std::move(reader).error().while_doing("read " + file.string());
  return reader;
}

Result<VideoReader> VideoReader::open(std::span<const std::byte> bytes,
                                      const VideoOptions& options) {
  return open(source_in_memory(bytes), options);
}

const VideoFacts& VideoReader::facts() const noexcept { return reading_->facts; }

Result<bool> VideoReader::next() { return reading_->next(); }

Result<bool> VideoReader::next_at(microseconds time) {
  Reading& reading = *reading_;
  constexpr microseconds kFar{2'000'000}, kNear{600'000};
  if (reading.ahead && time <= microseconds{0}) return reading.next();
  if (time - reading.time > kFar) {
    reading.ahead = false;
    reading.leap_towards(time);
  }
  while (true) {
    reading.codec->skip_frame = time - reading.time > kNear ? AVDISCARD_NONREF : AVDISCARD_DEFAULT;
    auto got = reading.next();
    if (!got || !*got || reading.time >= time) {
      reading.codec->skip_frame = AVDISCARD_DEFAULT;
      return got;
    }
  }
}

microseconds VideoReader::time() const noexcept { return reading_->time; }
Result<Image> VideoReader::image() { return reading_->painter.paint(*reading_->frame); }
Result<SmallFrame> VideoReader::small_frame() { return reading_->painter.small(*reading_->frame); }
float VideoReader::detail() const noexcept { return detail_of(*reading_->frame); }
const std::string& VideoReader::flaw() const noexcept { return reading_->flaw; }

}  // namespace nunchi::decode
