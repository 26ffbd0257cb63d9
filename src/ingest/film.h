// Looking at a whole film: file → one Sight for every picture of it that is worth a look.
//
// Thread-safe; pictures are seen by several threads while the film is read on.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>

#include "core/result.h"
#include "core/sight.h"
#include "decode/video_reader.h"
#include "ingest/film_scan.h"
#include "perceive/eyes.h"

namespace nunchi::ingest {

struct FilmOptions {
  int least_side = 0;  // of the pictures, at least; what the Eyes need is seen to
  int threads = 0;     // that see; 0: as many as there are cores
  std::stop_token stop;
};

// The options with which a film is read for looking.
decode::VideoOptions reading_options(const FilmOptions& options);
int seeing_threads(const FilmOptions& options);

struct FilmMoment {
  FilmPicture picture;  // where in the film, and what was looked at
  Sight sight;          // boxes in pixels of the full upright video (VideoFacts::width and height)
};

struct Film {  // what is known of a film once all of it has been read
  decode::VideoFacts facts;
  std::chrono::microseconds until{};  // the end of its last shot
  int shots = 0;
  int moments = 0;
  std::string flaw;      // what is wrong with the file; "" for a sound one
  bool stopped = false;  // before its end, by the stop token
};

// Calls on_moment for one moment after another, in the order of their times, never two at once.
// Errors of FilmScan::open, and the first one of the Eyes. What was given before an error or a stop
// stays true.
Result<Film> look_at_film(const std::filesystem::path& file, const perceive::Eyes& eyes,
                          const FilmOptions& options,
                          const std::function<void(FilmMoment)>& on_moment);

}  // namespace nunchi::ingest
