#include <algorithm>

#include "library/interned.h"
#include "library/packed.h"
#include "library/sight_columns.h"
#include "library/sight_rows.h"

namespace nunchi::library {
namespace {

// Rows name their picture by n; the picture table gave it its place in the list.
class Pictures {
 public:
  Pictures(Connection& connection, std::int64_t moment) : connection_(connection), moment_(moment) {
    read_pictures();
    if (any(kTags)) read_tags();
    if (any(kObjects)) read_objects();
    if (any(kFaces)) read_faces();
    if (any(kText)) read_text();
    if (any(kGuesses)) read_guesses();
    if (any(kColours)) read_colours();
    if (any(kEmbedding | kObjects | kFaces)) read_vectors();
  }
  std::vector<Picture> take() && { return std::move(pictures_); }

 private:
  bool any(int kinds) const { return (looked_ & kinds) != 0; }

  Statement rows(std::string_view sql) {
    Statement row = connection_.prepare(sql);
    row.bind(moment_);
    return row;
  }

  // Null for a finding of a picture, or of a kind, that the picture table does not know of.
  Sight* sight_of(std::int64_t n) {
    const auto at = std::find(numbers_.begin(), numbers_.end(), n);
    return at == numbers_.end() ? nullptr
                                : &pictures_[static_cast<std::size_t>(at - numbers_.begin())].sight;
  }

  void read_pictures() {
    Statement row = rows(
        "SELECT p.n, p.panel_id, p.looked, a.hash FROM picture AS p"
        " LEFT JOIN asset AS a ON a.id = p.asset_id WHERE p.moment_id = ?1 ORDER BY p.n");
    while (row.next()) {
      Picture picture;
      const int looked = row.as<int>(2);
      if (!row.is_null(1)) picture.sight.seen_by = panel_of(connection_, row.integer(1));
      if (!row.is_null(3)) picture.asset = row.hash(3);
      if ((looked & kTags) != 0) picture.sight.tags.emplace();
      if ((looked & kObjects) != 0) picture.sight.objects.emplace();
      if ((looked & kFaces) != 0) picture.sight.faces.emplace();
      if ((looked & kText) != 0) picture.sight.text.emplace();
      if ((looked & kGuesses) != 0) picture.sight.guesses.emplace();
      if ((looked & kColours) != 0) picture.sight.colours.emplace();
      looked_ |= looked;
      numbers_.push_back(row.integer(0));
      pictures_.push_back(std::move(picture));
    }
  }

  static std::vector<std::string> split(const std::string& text) {
    std::vector<std::string> words;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find(',', at), text.size());
      words.push_back(text.substr(at, end - at));
      at = end + 1;
    }
    return words;
  }

  void read_tags() {
    Statement row = rows(
        "SELECT t.picture, c.key, t.confidence, e.text FROM tag AS t"
        " JOIN concept AS c ON c.id = t.concept_id LEFT JOIN term AS e ON e.id = t.evidence_id"
        " WHERE t.moment_id = ?1 AND t.rank IS NOT NULL ORDER BY t.picture, t.rank");
    while (row.next()) {
      Sight* sight = sight_of(row.integer(0));
      if (sight == nullptr || !sight->tags) continue;
      sight->tags->push_back({.concept_id = row.text(1),
                              .confidence = static_cast<float>(row.real(2)),
                              .evidence = split(row.text(3))});
    }
  }

  void read_objects() {
    Statement row = rows(
        "SELECT o.picture, c.key, t.text, o.confidence, o.box_left, o.box_top, o.box_right,"
        " o.box_bottom FROM object AS o JOIN concept AS c ON c.id = o.concept_id"
        " JOIN term AS t ON t.id = o.category_id WHERE o.moment_id = ?1 ORDER BY o.picture, o.n");
    while (row.next()) {
      Sight* sight = sight_of(row.integer(0));
      if (sight == nullptr || !sight->objects) continue;
      sight->objects->push_back({.concept_id = row.text(1),
                                 .category = row.text(2),
                                 .confidence = static_cast<float>(row.real(3)),
                                 .box = box_of(row, 4)});
    }
  }

  void read_faces() {
    Statement row = rows(
        "SELECT f.picture, s.text, f.landmarks, f.confidence, f.quality, f.box_left, f.box_top,"
        " f.box_right, f.box_bottom FROM face AS f JOIN term AS s ON s.id = f.scheme_id"
        " WHERE f.moment_id = ?1 ORDER BY f.picture, f.n");
    while (row.next()) {
      Sight* sight = sight_of(row.integer(0));
      if (sight == nullptr || !sight->faces) continue;
      sight->faces->push_back({.box = box_of(row, 5),
                               .scheme = row.text(1),
                               .landmarks = unpacked_points(row.blob(2)),
                               .confidence = static_cast<float>(row.real(3)),
                               .quality = static_cast<float>(row.real(4))});
    }
  }

  void read_text() {
    Statement row = rows(
        "SELECT t.picture, t.text, t.quad, l.text, t.confidence FROM text_line AS t"
        " JOIN term AS l ON l.id = t.language_id WHERE t.moment_id = ?1 ORDER BY t.picture, t.n");
    while (row.next()) {
      Sight* sight = sight_of(row.integer(0));
      if (sight == nullptr || !sight->text) continue;
      TextLine line{.text = row.text(1),
                    .language = row.text(3),
                    .confidence = static_cast<float>(row.real(4))};
      const auto corners = unpacked_points(row.blob(2));
      std::copy_n(corners.begin(), std::min(corners.size(), line.quad.size()), line.quad.begin());
      sight->text->push_back(std::move(line));
    }
  }

  void read_guesses() {
    Statement row = rows("SELECT n, guesses FROM picture WHERE moment_id = ?1");
    while (row.next()) {
      Sight* sight = sight_of(row.integer(0));
      if (sight == nullptr || !sight->guesses) continue;
      for (const PackedGuess& guess : unpacked_guesses(row.blob(1))) {
        sight->guesses->push_back(
            {text_of(connection_, Vocabulary::tag_concept, guess.concept_id), guess.probability});
      }
    }
  }

  void read_colours() {
    Statement row = rows(
        "SELECT c.picture, t.text, c.share, c.rgb FROM colour AS c"
        " JOIN term AS t ON t.id = c.name_id WHERE c.moment_id = ?1 ORDER BY c.picture, c.n");
    while (row.next()) {
      Sight* sight = sight_of(row.integer(0));
      if (sight == nullptr || !sight->colours) continue;
      const auto rgb = row.integer(3);
      const auto part = [&](int shift) { return static_cast<std::uint8_t>(rgb >> shift & 0xFF); };
      sight->colours->push_back({.name = row.text(1),
                                 .share = static_cast<float>(row.real(2)),
                                 .rgb = {part(16), part(8), part(0)}});
    }
  }

  void read_vectors() {
    Statement row = rows(
        "SELECT e.picture, e.part, e.n, s.name, e.vector FROM embedding AS e"
        " JOIN space AS s ON s.id = e.space_id WHERE e.moment_id = ?1");
    while (row.next()) {
      if (Sight* sight = sight_of(row.integer(0))) place_vector(*sight, row);
    }
  }

  static void place_vector(Sight& sight, const Statement& row) {
    const auto n = row.as<std::size_t>(2);
    auto values = unpacked_halves(row.blob(4));
    switch (row.as<Part>(1)) {
      case Part::picture:
        sight.embedding = Embedding{.space = row.text(3), .vector = std::move(values)};
        break;
      case Part::object:
        if (sight.objects && n < sight.objects->size()) {
          (*sight.objects)[n].embedding = std::move(values);
        }
        break;
      case Part::face:
        if (sight.faces && n < sight.faces->size()) (*sight.faces)[n].identity = std::move(values);
        break;
    }
  }

  Connection& connection_;
  std::int64_t moment_;
  int looked_ = 0;
  std::vector<std::int64_t> numbers_;
  std::vector<Picture> pictures_;
};

}  // namespace

std::vector<Picture> pictures_of(Connection& connection, std::int64_t moment) {
  return Pictures(connection, moment).take();
}

}  // namespace nunchi::library
