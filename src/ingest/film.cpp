#include "ingest/film.h"

#include <algorithm>
#include <exception>
#include <optional>
#include <thread>
#include <utility>

#include "ingest/in_order.h"

namespace nunchi::ingest {
namespace {

int cores() { return static_cast<int>(std::max(1U, std::thread::hardware_concurrency())); }

Result<FilmMoment> see(const perceive::Eyes& eyes, const decode::VideoFacts& facts,
                       FilmPicture picture) {
  try {
    auto seen = eyes.see(picture.image);
    if (!seen) return std::move(seen).error();
    const float by_x = static_cast<float>(facts.width) / static_cast<float>(picture.image.width);
    const float by_y = static_cast<float>(facts.height) / static_cast<float>(picture.image.height);
    return FilmMoment{.picture = std::move(picture), .sight = scaled(*std::move(seen), by_x, by_y)};
  } catch (const std::exception& thrown) {  // a worker's loop
    return Error{ErrorCode::internal, thrown.what()};
  }
}

}  // namespace

decode::VideoOptions reading_options(const FilmOptions& options) {
  return {.least_side = options.least_side, .threads = std::min(4, cores()), .stop = options.stop};
}

int seeing_threads(const FilmOptions& options) {
  return options.threads > 0 ? options.threads : cores();
}

Result<Film> look_at_film(const std::filesystem::path& file, const perceive::Eyes& eyes,
                          const FilmOptions& options,
                          const std::function<void(FilmMoment)>& on_moment) {
  FilmOptions enough = options;
  enough.least_side = std::max(options.least_side, eyes.least_side());
  auto scan = FilmScan::open(file, reading_options(enough));
  if (!scan) return std::move(scan).error();
  Film film{.facts = scan->facts()};
  std::optional<Error> failed;  // guarded, as all below, by in_order's lock
  in_order(
      {.threads = 1 + seeing_threads(options), .window = 8}, options.stop,
      [&]() -> std::optional<FilmPicture> {
        if (failed) return std::nullopt;
        auto picture = scan->next();
        if (picture) return *std::move(picture);
        failed = std::move(picture).error();
        return std::nullopt;
      },
      [&](FilmPicture picture) { return see(eyes, film.facts, std::move(picture)); },
      [&](Result<FilmMoment> moment) {
        if (!moment && !failed) failed = std::move(moment).error();
        if (!moment || failed) return;
        film.until = moment->picture.until;
        film.shots = moment->picture.shot + 1;
        ++film.moments;
        on_moment(*std::move(moment));
      });
  if (failed) return std::move(*failed).while_doing("look at " + file.string());
  film.flaw = scan->flaw();
  film.stopped = options.stop.stop_requested();
  return film;
}

}  // namespace nunchi::ingest
