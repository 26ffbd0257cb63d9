// How a Moment lies in the tables moment, post, corrected_taken and corrected_position.
//
// For this folder only. Throws SqliteFailure.
#pragma once

#include <cstdint>
#include <optional>

#include "core/moment.h"
#include "library/connection.h"

namespace nunchi::library {

std::optional<std::int64_t> find_moment(Connection& connection, const Origin& origin);

// What Moments::put promises, without the sights of the pictures.
std::int64_t put_moment_row(Connection& connection, const Moment& moment);

// All of it, pictures and sights too.
std::optional<Moment> read_moment(Connection& connection, std::int64_t id);

// The origin alone, with one path of the file.
std::optional<Origin> origin_of(Connection& connection, std::int64_t id);

// invalid_argument: no such moment.
void require_moment(Connection& connection, std::int64_t id);

// With all that belongs to it. Moments are deleted by this alone: the full-text index cannot follow
// by itself.
void forget_moment(Connection& connection, std::int64_t id);

// The whole of the asset's other moments: itself alone for a camera's moment or a post.
std::vector<std::int64_t> moments_of_same_asset(Connection& connection, std::int64_t id);

// Ratings, albums, tags and corrections of the photo that stood at this path before become this new
// version's, unless some path still holds the old one.
void carry_over_edits(Connection& connection, std::int64_t moment);

}  // namespace nunchi::library
