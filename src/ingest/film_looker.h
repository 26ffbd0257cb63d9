// FilmLooker: one video file → a Look for each of its shots, as the Looker makes one of a photo.
//
// Immutable and thread-safe; borrows the Looker. Errors are part of a Look, never of the run.
#pragma once

#include <filesystem>
#include <functional>
#include <stop_token>

#include "ingest/looker.h"

namespace nunchi::ingest {

class FilmLooker {
 public:
  explicit FilmLooker(const Looker& looker) : looker_(looker) {}

  // Calls on_shot for one shot after another, or once with an error when there is none to show. A
  // shot's line tells its tags with the highest confidence in any of its moments, objects and faces
  // of the moment that shows most; a shot of several moments brings them all. When asked to stop it
  // ends with what has been seen.
  void look(const std::filesystem::path& file, std::stop_token stop,
            const std::function<void(Look)>& on_shot) const;

 private:
  Status try_to_look(const std::filesystem::path& file, std::stop_token stop,
                     const std::function<void(Look)>& on_shot) const;

  const Looker& looker_;
};

}  // namespace nunchi::ingest
