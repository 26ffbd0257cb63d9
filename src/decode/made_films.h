// Films made for tests, by libav's encoders. For tests only.
#pragma once

extern "C" {
#include <libavutil/display.h>
#include <libavutil/opt.h>
}

#include <chrono>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <functional>
#include <map>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include "core/image.h"
#include "decode/libav_handles.h"
#include "picture/draw.h"
#include "picture/resize.h"

namespace nunchi::decode {

struct MadeStream {
  int frames = 25;
  std::function<Image(int)> frame;  // the n-th, all of one size
  // In milliseconds, of the n-th; empty: 40 each.
  std::function<std::int64_t(int)> time;
  const char* encoder = "mpeg4";
  AVPixelFormat pixels = AV_PIX_FMT_YUV420P;
  int turned_clockwise = 0;  // degrees that a player is to turn it by
  AVColorSpace matrix = AVCOL_SPC_UNSPECIFIED;
  AVColorRange range = AVCOL_RANGE_UNSPECIFIED;
  AVColorTransferCharacteristic transfer = AVCOL_TRC_UNSPECIFIED;
  AVRational pixel_shape{1, 1};
  int key_every = 12;
};

struct MadeFilm {
  std::vector<MadeStream> streams;
  const char* container = "mp4";
  std::map<std::string, std::string> tags;
  bool sound = false;  // a second of silence
};

inline void must(int result) {
  if (result >= 0) return;
  char text[AV_ERROR_MAX_STRING_SIZE] = {};
  av_strerror(result, text, sizeof text);
  throw std::runtime_error(std::string("made film: ") + text);
}

// FilmMaker: one film being written.
class FilmMaker {
 public:
  explicit FilmMaker(const MadeFilm& film) : film_(film) {
    AVFormatContext* out = nullptr;
    must(avformat_alloc_output_context2(&out, nullptr, film.container, nullptr));
    out_ = out;
    constexpr int kBuffer = 1 << 16;
    avio_.reset(avio_alloc_context(static_cast<unsigned char*>(av_malloc(kBuffer)), kBuffer, 1,
                                   this, nullptr, &FilmMaker::write, &FilmMaker::seek));
    out_->pb = avio_.get();
  }
  FilmMaker(const FilmMaker&) = delete;
  FilmMaker& operator=(const FilmMaker&) = delete;
  ~FilmMaker() { avformat_free_context(out_); }

  std::vector<std::byte> make() {
    for (const MadeStream& stream : film_.streams) codecs_.push_back(add_video(stream));
    CodecHandle sound = film_.sound ? add_sound() : nullptr;
    for (const auto& [key, value] : film_.tags) {
      av_dict_set(&out_->metadata, key.c_str(), value.c_str(), 0);
    }
    AVDictionary* options = nullptr;
    if (std::strcmp(film_.container, "mp4") == 0 || std::strcmp(film_.container, "mov") == 0) {
      av_dict_set(&options, "movflags", "use_metadata_tags", 0);
    }
    const int begun = avformat_write_header(out_, &options);
    av_dict_free(&options);
    must(begun);
    for (std::size_t i = 0; i < film_.streams.size(); ++i) write_frames(i);
    if (sound) write_sound(*sound);
    must(av_write_trailer(out_));
    avio_flush(out_->pb);
    return std::move(bytes_);
  }

 private:
  static int write(void* self, std::uint8_t* from, int size) {
    auto& maker = *static_cast<FilmMaker*>(self);
    const std::size_t end = maker.at_ + static_cast<std::size_t>(size);
    if (maker.bytes_.size() < end) maker.bytes_.resize(end);
    std::memcpy(maker.bytes_.data() + maker.at_, from, static_cast<std::size_t>(size));
    maker.at_ = end;
    return size;
  }

  static std::int64_t seek(void* self, std::int64_t offset, int whence) {
    auto& maker = *static_cast<FilmMaker*>(self);
    const auto size = static_cast<std::int64_t>(maker.bytes_.size());
    if (whence & AVSEEK_SIZE) return size;
    if (whence == SEEK_CUR) offset += static_cast<std::int64_t>(maker.at_);
    if (whence == SEEK_END) offset += size;
    maker.at_ = static_cast<std::size_t>(offset);
    return offset;
  }

  CodecHandle add_video(const MadeStream& about) {
    const AVCodec* encoder = avcodec_find_encoder_by_name(about.encoder);
    if (!encoder) throw std::runtime_error(std::string("made film: no encoder ") + about.encoder);
    AVStream* stream = avformat_new_stream(out_, nullptr);
    CodecHandle codec(avcodec_alloc_context3(encoder));
    const Image first = about.frame(0);
    codec->width = first.width;
    codec->height = first.height;
    codec->pix_fmt = about.pixels;
    codec->time_base = about.time ? AVRational{1, 1000} : AVRational{1, 25};
    codec->framerate = {25, 1};
    codec->gop_size = about.key_every;
    codec->bit_rate = 4'000'000;
    codec->colorspace = about.matrix;
    codec->color_range = about.range;
    codec->color_trc = about.transfer;
    codec->sample_aspect_ratio = about.pixel_shape;
    codec->flags |= AV_CODEC_FLAG_BITEXACT;
    codec->thread_count = 1;
    if (out_->oformat->flags & AVFMT_GLOBALHEADER) codec->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
    if (codec->priv_data) av_opt_set(codec->priv_data, "preset", "veryfast", 0);
    must(avcodec_open2(codec.get(), encoder, nullptr));
    must(avcodec_parameters_from_context(stream->codecpar, codec.get()));
    stream->time_base = codec->time_base;
    stream->avg_frame_rate = codec->framerate;
    stream->sample_aspect_ratio = about.pixel_shape;
    if (about.turned_clockwise != 0) {
      auto* matrix = reinterpret_cast<std::int32_t*>(
          av_stream_new_side_data(stream, AV_PKT_DATA_DISPLAYMATRIX, 9 * sizeof(std::int32_t)));
      av_display_rotation_set(matrix, about.turned_clockwise);
    }
    return codec;
  }

  CodecHandle add_sound() {
    const AVCodec* encoder = avcodec_find_encoder_by_name("aac");
    AVStream* stream = avformat_new_stream(out_, nullptr);
    CodecHandle codec(avcodec_alloc_context3(encoder));
    codec->sample_rate = 44'100;
    codec->sample_fmt = AV_SAMPLE_FMT_FLTP;
    av_channel_layout_default(&codec->ch_layout, 1);
    codec->time_base = {1, 44'100};
    codec->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
    must(avcodec_open2(codec.get(), encoder, nullptr));
    must(avcodec_parameters_from_context(stream->codecpar, codec.get()));
    stream->time_base = codec->time_base;
    return codec;
  }

  void write_sound(AVCodecContext& codec) {
    for (int i = 0; i < 43; ++i) {
      FrameHandle frame(av_frame_alloc());
      frame->nb_samples = codec.frame_size;
      frame->format = codec.sample_fmt;
      av_channel_layout_copy(&frame->ch_layout, &codec.ch_layout);
      frame->sample_rate = codec.sample_rate;
      must(av_frame_get_buffer(frame.get(), 0));
      std::memset(frame->data[0], 0, static_cast<std::size_t>(frame->linesize[0]));
      frame->pts = std::int64_t{i} * codec.frame_size;
      encode(codec, frame.get(), static_cast<int>(film_.streams.size()));
    }
    encode(codec, nullptr, static_cast<int>(film_.streams.size()));
  }

  void write_frames(std::size_t index) {
    const MadeStream& about = film_.streams[index];
    AVCodecContext& codec = *codecs_[index];
    ScalerHandle scaler(sws_getContext(codec.width, codec.height, AV_PIX_FMT_RGB24, codec.width,
                                       codec.height, about.pixels, SWS_BILINEAR | SWS_ACCURATE_RND,
                                       nullptr, nullptr, nullptr));
    const int* matrix =
        sws_getCoefficients(about.matrix == AVCOL_SPC_BT709 ? SWS_CS_ITU709 : SWS_CS_ITU601);
    sws_setColorspaceDetails(scaler.get(), matrix, 1, matrix,
                             about.range == AVCOL_RANGE_JPEG ? 1 : 0, 0, 1 << 16, 1 << 16);
    for (int i = 0; i < about.frames; ++i) {
      const Image image = about.frame(i);
      FrameHandle frame(av_frame_alloc());
      frame->width = codec.width;
      frame->height = codec.height;
      frame->format = about.pixels;
      must(av_frame_get_buffer(frame.get(), 0));
      const std::uint8_t* rows[] = {image.rgb.data()};
      const int bytes[] = {3 * image.width};
      must(sws_scale(scaler.get(), rows, bytes, 0, image.height, frame->data, frame->linesize));
      frame->pts = about.time ? about.time(i) : i;
      encode(codec, frame.get(), static_cast<int>(index));
    }
    encode(codec, nullptr, static_cast<int>(index));
  }

  void encode(AVCodecContext& codec, const AVFrame* frame, int stream) {
    must(avcodec_send_frame(&codec, frame));
    PacketHandle packet(av_packet_alloc());
    while (avcodec_receive_packet(&codec, packet.get()) == 0) {
      packet->stream_index = stream;
      av_packet_rescale_ts(packet.get(), codec.time_base, out_->streams[stream]->time_base);
      must(av_interleaved_write_frame(out_, packet.get()));
    }
  }

  const MadeFilm& film_;
  AvioHandle avio_;
  AVFormatContext* out_ = nullptr;
  std::vector<CodecHandle> codecs_;
  std::vector<std::byte> bytes_;
  std::size_t at_ = 0;
};

inline std::vector<std::byte> film_of(const MadeFilm& film) { return FilmMaker(film).make(); }
inline std::vector<std::byte> film_of(const MadeStream& stream, const char* container = "mp4") {
  return film_of(MadeFilm{.streams = {stream}, .container = container});
}

// A picture that no other seed gives: patches of colour over patches of colour.
inline Image made_scene(unsigned seed, int width, int height) {
  std::mt19937 random(seed);
  const auto below = [&](int limit) {
    return static_cast<int>(random() % static_cast<unsigned>(std::max(1, limit)));
  };
  const auto colour = [&] {
    return picture::Colour{static_cast<std::uint8_t>(below(256)),
                           static_cast<std::uint8_t>(below(256)),
                           static_cast<std::uint8_t>(below(256))};
  };
  Image image = black_image(width, height);
  picture::fill_box(image, Box{0, 0, static_cast<float>(width), static_cast<float>(height)},
                    colour());
  for (int i = 0; i < 40; ++i) {
    const int left = below(width), top = below(height);
    const int right = left + 4 + below(width / 4), bottom = top + 4 + below(height / 4);
    picture::fill_box(image,
                      Box{static_cast<float>(left), static_cast<float>(top),
                          static_cast<float>(right), static_cast<float>(bottom)},
                      colour());
  }
  return image;
}

// `second` laid over `first` with this share.
inline Image blended(const Image& first, const Image& second, double share) {
  Image image = first;
  for (std::size_t i = 0; i < image.rgb.size(); ++i) {
    image.rgb[i] =
        static_cast<std::uint8_t>(first.rgb[i] * (1 - share) + second.rgb[i] * share + 0.5);
  }
  return image;
}

}  // namespace nunchi::decode
