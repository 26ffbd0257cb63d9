// How a Sight lies in the tables picture, tag, object, face, text_line and embedding.
//
// For this folder only. Throws SqliteFailure.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/moment.h"
#include "library/connection.h"

namespace nunchi::library {

// Which part of a picture an embedding is of: embedding.part.
enum class Part { picture, object, face };

struct PictureKey {
  std::int64_t moment = 0;
  int n = 0;
};

// What Moments::see promises. `at` is the moment's place in time.
void put_sight(Connection& connection, const PictureKey& picture, std::int64_t at,
               const Sight& sight);

// The moment's pictures with all that was seen in them, n from 0 upwards.
std::vector<Picture> pictures_of(Connection& connection, std::int64_t moment);

}  // namespace nunchi::library
