// What the interface says of moments: docs/http.md, web/app/openapi.json. JSON texts.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "concepts/taxonomy.h"
#include "core/moment.h"
#include "library/albums.h"
#include "library/edits.h"
#include "library/library.h"
#include "library/listing.h"
#include "library/people.h"

namespace nunchi::serve {

// A moment with all that a photo's own page shows of it.
struct MomentView {
  library::Entry entry;
  Moment moment;
  library::EditState edits;
  std::vector<library::KnownFace> faces;
  std::vector<library::Person> people;  // those that the faces name, at least
  std::vector<library::Album> albums;   // that it is in
  std::vector<std::filesystem::path> paths;
};

std::string to_json(const MomentView& view, const concepts::Taxonomy& taxonomy);
std::string to_json(const library::Counts& counts, const std::string& notice);
std::string to_json(const library::Listed& listed);
std::string to_json(const std::vector<library::DayCount>& days);
std::string to_json(const std::vector<library::Album>& albums);
std::string to_json(const std::vector<library::Person>& people);
std::string to_json(const std::vector<library::JournalEntry>& history);

// "-?at.id" as in `next`; invalid_argument: anything else.
Result<library::Cursor> cursor_from(std::string_view text);

}  // namespace nunchi::serve
