#include "decode/video_stream.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <initializer_list>
#include <string_view>
#include <tuple>

#include "decode/exif.h"
#include "decode/video_place.h"
#include "decode/written_date.h"
#include "picture/upright.h"

namespace nunchi::decode {
namespace {

constexpr std::size_t kMostText = 256;  // bytes of a name that is believed

std::string value_of(const AVDictionary* tags, std::initializer_list<const char*> keys) {
  for (const char* key : keys) {
    const AVDictionaryEntry* entry = av_dict_get(tags, key, nullptr, 0);
    if (!entry || !entry->value) continue;
    const std::string_view text = entry->value;
    if (!text.empty() && text.size() <= kMostText) return std::string(text);
  }
  return "";
}

// The turn that the track header's matrix asks for (ISO/IEC 14496-12, 6.2.2):
// x' = a·x + c·y, y' = b·x + d·y. Other angles than right ones are taken to the nearest.
int orientation_of(const AVStream& stream) {
  std::size_t bytes = 0;
  const std::uint8_t* data = av_stream_get_side_data(&stream, AV_PKT_DATA_DISPLAYMATRIX, &bytes);
  if (!data || bytes < 9 * sizeof(std::int32_t)) return 1;
  const auto* matrix = reinterpret_cast<const std::int32_t*>(data);
  const std::int64_t a = matrix[0], b = matrix[1], c = matrix[3], d = matrix[4];
  if (std::abs(a) + std::abs(d) >= std::abs(b) + std::abs(c)) {
    if (a >= 0) return d >= 0 ? 1 : 4;
    return d >= 0 ? 2 : 3;
  }
  if (b >= 0) return c >= 0 ? 5 : 6;
  return c >= 0 ? 8 : 7;
}

void measure_shape(AVFormatContext& format, const AVStream& stream, VideoFacts& facts) {
  facts.width = stream.codecpar->width;
  facts.height = stream.codecpar->height;
  facts.orientation = orientation_of(stream);
  const AVRational pixel =
      av_guess_sample_aspect_ratio(&format, const_cast<AVStream*>(&stream), nullptr);
  const double stretch = pixel.num > 0 && pixel.den > 0 ? av_q2d(pixel) : 1;
  if (stretch >= 0.2 && stretch <= 5 && stretch != 1) {
    facts.width = std::max(1, static_cast<int>(facts.width * stretch + 0.5));
  }
  if (picture::swaps_sides(facts.orientation)) std::swap(facts.width, facts.height);
}

// In the movie header of ISO files the time is UTC. Cameras that know no zone write their own clock
// there all the same: those of GoPro (which tell their firmware), and plain QuickTime files without
// the keys that Apple's own devices write.
bool clock_is_local(const AVDictionary* tags) {
  if (!value_of(tags, {"firmware"}).empty()) return true;
  if (!value_of(tags, {"major_brand"}).starts_with("qt")) return false;
  if (value_of(tags, {"encoder"}).starts_with("Lavf")) return false;
  const AVDictionaryEntry* entry = nullptr;
  while ((entry = av_dict_get(tags, "com.apple.", entry, AV_DICT_IGNORE_SUFFIX))) return false;
  return true;
}

void take_date(const AVDictionary* tags, std::chrono::sys_seconds now, VideoFacts& facts) {
  std::vector<WrittenDate> dates;
  const std::string apple = value_of(tags, {"com.apple.quicktime.creationdate"});
  if (!apple.empty()) dates.push_back({.when = apple, .source = "quicktime"});
  std::string clock = value_of(tags, {"creation_time"});
  if (!clock.empty()) {
    if (clock_is_local(tags) && clock.ends_with('Z')) clock.pop_back();
    dates.push_back({.when = clock, .source = "movie"});
  }
  const std::string date = value_of(tags, {"date"});
  if (!date.empty()) dates.push_back({.when = date, .source = "movie-date"});
  // No device wrote such files before; a clock that was never set begins in 1904, 1970 or 1980.
  constexpr std::chrono::local_days kFirst{std::chrono::year{1981} / 1 / 1};
  for (const WrittenDate& written : dates) {
    auto taken = believe(written, now);
    if (taken && taken->local >= kFirst) {
      facts.taken = *std::move(taken);
      return;
    }
    facts.dates_set_aside.push_back(taken ? written.source + " \"" + written.when +
                                                "\": a clock that was not set"
                                          : taken.error().message);
  }
}

}  // namespace

int film_stream(const AVFormatContext& format) {
  constexpr int kStill =
      AV_DISPOSITION_ATTACHED_PIC | AV_DISPOSITION_TIMED_THUMBNAILS | AV_DISPOSITION_STILL_IMAGE;
  int best = -1;
  std::tuple<bool, std::int64_t> best_claim;
  for (unsigned i = 0; i < format.nb_streams; ++i) {
    const AVStream& stream = *format.streams[i];
    if (stream.codecpar->codec_type != AVMEDIA_TYPE_VIDEO || stream.disposition & kStill) continue;
    const std::tuple claim{
        (stream.disposition & AV_DISPOSITION_DEFAULT) != 0,
        std::int64_t{stream.codecpar->width} * std::int64_t{stream.codecpar->height}};
    if (best >= 0 && claim <= best_claim) continue;
    best = static_cast<int>(i);
    best_claim = claim;
  }
  return best;
}

VideoFacts facts_of_stream(AVFormatContext& format, const AVStream& stream,
                           std::chrono::sys_seconds now) {
  VideoFacts facts;
  measure_shape(format, stream, facts);
  if (format.duration > 0) facts.duration = std::chrono::microseconds(format.duration);
  const AVRational rate =
      stream.avg_frame_rate.num > 0 ? stream.avg_frame_rate : stream.r_frame_rate;
  if (rate.num > 0 && rate.den > 0) facts.frames_per_second = av_q2d(rate);
  facts.codec = avcodec_get_name(stream.codecpar->codec_id);
  const std::string_view names = format.iformat->name;
  facts.container = names.substr(0, names.find(','));
  for (unsigned i = 0; i < format.nb_streams; ++i) {
    facts.has_sound |= format.streams[i]->codecpar->codec_type == AVMEDIA_TYPE_AUDIO;
  }
  const AVDictionary* tags = format.metadata;
  take_date(tags, now, facts);
  facts.gps = parse_iso6709(
      value_of(tags, {"com.apple.quicktime.location.ISO6709", "location", "location-eng"}));
  facts.camera =
      camera_name(value_of(tags, {"com.apple.quicktime.make", "com.android.manufacturer", "make"}),
                  value_of(tags, {"com.apple.quicktime.model", "com.android.model", "model"}));
  facts.content_identifier = value_of(tags, {"com.apple.quicktime.content.identifier"});
  return facts;
}

}  // namespace nunchi::decode
