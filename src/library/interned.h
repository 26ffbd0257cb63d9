// Interned texts: words that many rows share are kept once and named by a number.
//
// For this folder only. Throws SqliteFailure.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "core/moment.h"
#include "library/connection.h"

namespace nunchi::library {

enum class Vocabulary { term, tag_concept, camera, space };

// The number of `text`, given to it now if it has none. Within a write only.
std::int64_t intern(Connection& connection, Vocabulary vocabulary, std::string_view text);

// The number, if it has one.
std::optional<std::int64_t> interned(Connection& connection, Vocabulary vocabulary,
                                     std::string_view text);

std::string text_of(Connection& connection, Vocabulary vocabulary, std::int64_t id);

std::int64_t intern_place(Connection& connection, const Place& place);
std::optional<Place> place_of(Connection& connection, std::int64_t id);

// A panel is a set of networks that have looked at a picture: Sight::seen_by, kept once.
using Panel = std::map<std::string, std::string>;
std::int64_t intern_panel(Connection& connection, const Panel& seen_by);
Panel panel_of(Connection& connection, std::int64_t id);

}  // namespace nunchi::library
