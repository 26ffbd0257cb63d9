#include "ingest/film_scan.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <utility>

namespace nunchi::ingest {
namespace {

using Time = std::chrono::microseconds;

constexpr Time kPart{5'000'000};         // of a long shot that one picture stands for
constexpr Time kLongestPart{7'500'000};  // a rest shorter than half a part belongs to the last one
constexpr Time kBetween{500'000};        // candidates
constexpr Time kSettled{120'000};        // after a cut: what was smeared by it is sharp again

double seconds(Time time) { return std::chrono::duration<double>(time).count(); }

}  // namespace

Result<FilmScan> FilmScan::open(const std::filesystem::path& file,
                                const decode::VideoOptions& options) {
  auto reader = decode::VideoReader::open(file, options);
  if (!reader) return std::move(reader).error();
  return FilmScan(*std::move(reader));
}

Result<std::optional<FilmPicture>> FilmScan::next() {
  while (ready_.empty() && !ended_) {
    if (Status stepped = step(); !stepped) return std::move(stepped).error();
  }
  if (ready_.empty()) return std::optional<FilmPicture>();
  std::optional<FilmPicture> picture = std::move(ready_.front());
  ready_.pop_front();
  return picture;
}

Status FilmScan::step() {
  const auto came = reader_.next();
  flaw_ = reader_.flaw();
  if (!came && came.error().code != ErrorCode::cancelled) flaw_ = came.error().message;
  if (!came || !*came) {
    end();
    return ok();
  }
  return consider();
}

Status FilmScan::consider() {
  const Time now = reader_.time();
  if (now > last_) frame_ = now - last_;
  last_ = now;
  const auto small = reader_.small_frame();
  if (!small) return small.error();
  const auto boundaries = finder_.add(*small, now);
  const bool changes = finder_.may_be_cut();
  if (changes) last_change_ = now;
  const Time last_kept = candidates_.empty() ? Time{-kBetween} : candidates_.back().at;
  const bool settled = now >= last_change_ + kSettled && last_kept < last_change_ + kSettled;
  if (changes || settled || now >= last_kept + kBetween) {
    if (Status kept = keep_candidate(); !kept) return kept;
  }
  for (const perceive::ShotBoundary& change : boundaries) {
    give_what_is_sure(change.from);
    close_shot(change);
  }
  give_what_is_sure(now - perceive::ShotFinder::kLongestWait);
  return ok();
}

Status FilmScan::keep_candidate() {
  auto image = reader_.image();
  if (!image) return std::move(image).error();
  candidates_.push_back(
      {.at = reader_.time(), .detail = reader_.detail(), .image = *std::move(image)});
  return ok();
}

void FilmScan::end() {
  ended_ = true;
  for (const perceive::ShotBoundary& change : finder_.finish()) {
    give_what_is_sure(change.from);
    close_shot(change);
  }
  give_rest(last_ + frame_, last_ + frame_);
}

void FilmScan::close_shot(const perceive::ShotBoundary& change) {
  give_rest(change.at, change.from);
  ++shot_;
  shot_from_ = part_from_ = change.at;
  usable_from_ = change.until;
}

// Parts of a long shot whose end is not in sight.
void FilmScan::give_what_is_sure(Time known_until) {
  while (known_until - part_from_ >= kLongestPart) {
    give({.from = part_from_, .until = part_from_ + kPart}, known_until, false);
  }
}

// The rest of a shot, in parts as equal as can be.
void FilmScan::give_rest(Time until, Time usable_until) {
  const Time length = until - part_from_;
  const auto parts = std::max<std::int64_t>(1, std::llround(seconds(length) / seconds(kPart)));
  const Time from = part_from_;
  for (std::int64_t part = 1; part <= parts; ++part) {
    give({.from = part_from_, .until = from + length * part / parts}, usable_until, part == parts);
  }
}

// Of the candidates inside, the sharpest, those near the middle first.
void FilmScan::give(FilmPicture picture, Time usable_until, bool ends_shot) {
  part_from_ = picture.until;
  if (candidates_.empty()) return;
  const double middle = seconds(picture.from + picture.until) / 2;
  const double half = std::max(1e-3, seconds(picture.until - picture.from) / 2);
  const Time first = std::max(picture.from, usable_from_);
  const Time last = std::min(picture.until, usable_until);
  const auto worth = [&](const Candidate& one) {
    const double away = std::abs(seconds(one.at) - middle) / half;
    // What lies outside, or in a dissolve, is taken only where there is nothing else.
    if (one.at < first || one.at >= last) return -away;
    return (1.0 + double{one.detail}) * (1.0 - 0.5 * std::min(1.0, away));
  };
  const auto best =
      std::max_element(candidates_.begin(), candidates_.end(),
                       [&](const Candidate& a, const Candidate& b) { return worth(a) < worth(b); });
  picture.shot = shot_;
  picture.shot_from = shot_from_;
  picture.at = best->at;
  picture.ends_shot = ends_shot;
  picture.image = best->image;
  ready_.push_back(std::move(picture));
  while (candidates_.size() > 1 && candidates_.front().at < part_from_) candidates_.pop_front();
}

bool is_film(const std::filesystem::path& file) {
  std::error_code unknown;
  if (!std::filesystem::is_regular_file(file, unknown)) return false;
  std::array<std::byte, 600> beginning{};
  std::ifstream in(file, std::ios::binary);
  in.read(reinterpret_cast<char*>(beginning.data()), beginning.size());
  return decode::looks_like_video(
      std::span(beginning).first(static_cast<std::size_t>(in.gcount())));
}

}  // namespace nunchi::ingest
