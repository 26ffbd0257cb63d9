// FilmScan: a video file → the pictures of it that are worth a look: of every shot a sharp one near
// its middle, of a long shot one every five seconds or so.
//
// Not thread-safe. One pass through the film; holds some seconds of small copies of candidates.
#pragma once

#include <chrono>
#include <deque>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/image.h"
#include "core/result.h"
#include "decode/video_reader.h"
#include "perceive/shot_finder.h"

namespace nunchi::ingest {

struct FilmPicture {
  int shot = 0;  // its number in the film, from 0
  std::chrono::microseconds shot_from{};
  // The part of the shot that the picture stands for: all of it, or of a long one 2.5 to 7.5
  // seconds.
  std::chrono::microseconds from{}, until{};
  std::chrono::microseconds at{};  // when it is seen
  bool ends_shot = false;          // nothing more comes of this shot, which ends at `until`
  Image image;                     // upright, perhaps reduced
};

class FilmScan {
 public:
  // Errors of decode::VideoReader::open.
  static Result<FilmScan> open(const std::filesystem::path& file,
                               const decode::VideoOptions& options);

  const decode::VideoFacts& facts() const noexcept { return reader_.facts(); }

  // The next picture in the order of times; nullopt at the film's end, or when asked to stop.
  Result<std::optional<FilmPicture>> next();

  // What is wrong with the file, as far as it has been read; "" for a sound one.
  const std::string& flaw() const noexcept { return flaw_; }

 private:
  using Time = std::chrono::microseconds;
  struct Candidate {
    Time at{};
    float detail = 0;
    Image image;
  };

  explicit FilmScan(decode::VideoReader reader) : reader_(std::move(reader)) {}
  Status step();
  Status consider();
  Status keep_candidate();
  void end();
  void close_shot(const perceive::ShotBoundary& change);
  void give_what_is_sure(Time known_until);
  void give_rest(Time until, Time usable_until);
  void give(FilmPicture picture, Time usable_until, bool ends_shot);

  decode::VideoReader reader_;
  perceive::ShotFinder finder_;
  std::deque<Candidate> candidates_;
  std::deque<FilmPicture> ready_;
  int shot_ = 0;
  Time shot_from_{};              // of the shot at hand
  Time part_from_{};              // of its part that is not given yet
  Time usable_from_{};            // behind the change with which it began
  Time last_{}, frame_{};         // the newest frame, and its distance from the one before
  Time last_change_{-1'000'000};  // when a cut was last suspected
  bool ended_ = false;
  std::string flaw_;
};

// Whether the file looks like a video by its first bytes; false where it cannot be read.
bool is_film(const std::filesystem::path& file);

}  // namespace nunchi::ingest
