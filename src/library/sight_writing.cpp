#include <algorithm>
#include <array>

#include "library/interned.h"
#include "library/packed.h"
#include "library/sight_columns.h"
#include "library/sight_rows.h"
#include "library/words_row.h"

namespace nunchi::library {
namespace {

// All that a table of findings has of the picture.
void forget_rows(Connection& connection, const std::string& table, const PictureKey& picture) {
  connection.prepare("DELETE FROM " + table + " WHERE moment_id = ?1 AND picture = ?2")
      .bind(picture.moment, picture.n)
      .run();
}

void forget_vectors(Connection& connection, const PictureKey& picture, Part part) {
  connection.prepare("DELETE FROM embedding WHERE moment_id = ?1 AND picture = ?2 AND part = ?3")
      .bind(picture.moment, picture.n, part)
      .run();
}

struct Vector {
  Part part;
  std::size_t n;
  const std::string& space;
  std::span<const float> values;
};

void put_vector(Connection& connection, const PictureKey& picture, const Vector& vector) {
  if (vector.values.empty()) return;
  connection
      .prepare(
          "INSERT INTO embedding(moment_id, picture, part, n, space_id, vector)"
          " VALUES (?1, ?2, ?3, ?4, ?5, ?6)")
      .bind(picture.moment, picture.n, vector.part, vector.n,
            intern(connection, Vocabulary::space, vector.space),
            std::span<const std::byte>(packed_halves(vector.values)))
      .run();
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ",") + word;
  return text;
}

void put_tags(Connection& connection, const PictureKey& picture, std::int64_t at,
              const std::vector<Tag>& tags) {
  connection.prepare("DELETE FROM tag WHERE moment_id = ?1 AND picture = ?2 AND owner = 0")
      .bind(picture.moment, picture.n)
      .run();
  connection.prepare("UPDATE tag SET rank = NULL WHERE moment_id = ?1 AND picture = ?2")
      .bind(picture.moment, picture.n)
      .run();
  Statement put = connection.prepare(
      "INSERT INTO tag(moment_id, picture, concept_id, at, rank, confidence, evidence_id, owner)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, min(0, coalesce((SELECT owner FROM tag"
      "  WHERE moment_id = ?1 AND picture = 0 AND concept_id = ?3 AND ?2 > 0), 0)))"
      " ON CONFLICT DO UPDATE SET rank = coalesce(rank, ?5), confidence = ?6, evidence_id = ?7");
  for (std::size_t rank = 0; rank < tags.size(); ++rank) {
    const Tag& tag = tags[rank];
    put.bind(picture.moment, picture.n, intern(connection, Vocabulary::tag_concept, tag.concept_id),
             at, rank, tag.confidence, intern(connection, Vocabulary::term, joined(tag.evidence)))
        .run();
  }
}

void put_objects(Connection& connection, const PictureKey& picture, std::int64_t at,
                 const std::vector<Object>& objects) {
  forget_rows(connection, "object", picture);
  Statement put = connection.prepare(
      "INSERT INTO object(moment_id, picture, n, concept_id, category_id, at, confidence,"
      " box_left, box_top, box_right, box_bottom)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)");
  for (std::size_t n = 0; n < objects.size(); ++n) {
    const Object& object = objects[n];
    put.bind(picture.moment, picture.n, n,
             intern(connection, Vocabulary::tag_concept, object.concept_id),
             intern(connection, Vocabulary::term, object.category), at, object.confidence,
             object.box.left, object.box.top, object.box.right, object.box.bottom)
        .run();
  }
}

// A face that has a name, or that the owner said is nobody's.
struct NamedFace {
  Box box;
  std::optional<std::int64_t> person;
  std::int64_t named_by = 0;
};

std::vector<NamedFace> named_faces(Connection& connection, const PictureKey& picture) {
  Statement row = connection.prepare(
      "SELECT box_left, box_top, box_right, box_bottom, person_id, named_by FROM face"
      " WHERE moment_id = ?1 AND picture = ?2 AND named_by > 0");
  row.bind(picture.moment, picture.n);
  std::vector<NamedFace> named;
  while (row.next()) {
    named.push_back({box_of(row, 0), row.maybe<std::int64_t>(4), row.integer(5)});
  }
  return named;
}

// The whole photo that stood at this path before, if this moment is the whole of a new version.
std::optional<std::int64_t> previous_moment(Connection& connection, std::int64_t moment) {
  Statement row = connection.prepare(
      "SELECT b.id FROM moment AS m JOIN asset AS a ON a.id = m.asset_id"
      " JOIN moment AS b ON b.asset_id = a.previous_id AND b.lead = 1"
      " WHERE m.id = ?1 AND m.lead = 1");
  row.bind(moment);
  if (!row.next()) return std::nullopt;
  return row.integer(0);
}

// The name goes to the face that covers most of the place where it was given.
void name_again(std::vector<NamedFace> named, const std::vector<Face>& faces,
                std::vector<NamedFace>& names) {
  constexpr float kSamePlace = 0.4F;
  for (NamedFace& before : named) {
    std::size_t best = faces.size();
    float most = kSamePlace;
    for (std::size_t n = 0; n < faces.size(); ++n) {
      const float shared = iou(before.box, faces[n].box);
      if (shared >= most && names[n].named_by == 0) {
        most = shared;
        best = n;
      }
    }
    if (best < faces.size()) names[best] = before;
  }
}

void put_faces(Connection& connection, const PictureKey& picture, std::int64_t at,
               const Sight& sight) {
  auto named = named_faces(connection, picture);
  if (named.empty()) {
    if (const auto previous = previous_moment(connection, picture.moment)) {
      named = named_faces(connection, {*previous, picture.n});
    }
  }
  std::vector<NamedFace> names(sight.faces->size());
  name_again(std::move(named), *sight.faces, names);
  forget_rows(connection, "face", picture);
  Statement put = connection.prepare(
      "INSERT INTO face(moment_id, picture, n, at, box_left, box_top, box_right, box_bottom,"
      " scheme_id, landmarks, confidence, quality, person_id, named_by)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)");
  const std::string space = identity_space(sight);
  for (std::size_t n = 0; n < sight.faces->size(); ++n) {
    const Face& face = (*sight.faces)[n];
    put.bind(picture.moment, picture.n, n, at, face.box.left, face.box.top, face.box.right,
             face.box.bottom, intern(connection, Vocabulary::term, face.scheme),
             std::span<const std::byte>(packed_points(face.landmarks)), face.confidence,
             face.quality, names[n].person, names[n].named_by)
        .run();
    put_vector(connection, picture, {Part::face, n, space, face.identity});
  }
  connection
      .prepare(
          "UPDATE moment SET faces = (SELECT count(*) FROM face WHERE moment_id = ?1)"
          " WHERE id = ?1")
      .bind(picture.moment)
      .run();
}

void put_text(Connection& connection, const PictureKey& picture,
              const std::vector<TextLine>& lines) {
  forget_rows(connection, "text_line", picture);
  Statement put = connection.prepare(
      "INSERT INTO text_line(moment_id, picture, n, text, quad, language_id, confidence)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
  for (std::size_t n = 0; n < lines.size(); ++n) {
    const TextLine& line = lines[n];
    put.bind(picture.moment, picture.n, n, line.text,
             std::span<const std::byte>(packed_points(line.quad)),
             intern(connection, Vocabulary::term, line.language), line.confidence)
        .run();
  }
}

// The space that objects' vectors share with the picture's, which may come in another pass.
std::string embedding_space(const Sight& sight) {
  if (sight.embedding) return sight.embedding->space;
  const auto network = sight.seen_by.find("embedding");
  return network == sight.seen_by.end() ? std::string() : network->second;
}

void put_vectors(Connection& connection, const PictureKey& picture, const Sight& sight) {
  if (sight.embedding) {
    forget_vectors(connection, picture, Part::picture);
    put_vector(connection, picture,
               {Part::picture, 0, sight.embedding->space, sight.embedding->vector});
  }
  if (!sight.objects) return;
  forget_vectors(connection, picture, Part::object);
  const std::string space = embedding_space(sight);
  for (std::size_t n = 0; n < sight.objects->size(); ++n) {
    put_vector(connection, picture, {Part::object, n, space, (*sight.objects)[n].embedding});
  }
}

void put_guesses(Connection& connection, const PictureKey& picture,
                 const std::vector<Guess>& guesses) {
  std::vector<PackedGuess> packed;
  for (const Guess& guess : guesses) {
    packed.push_back(
        {static_cast<std::uint32_t>(intern(connection, Vocabulary::tag_concept, guess.concept_id)),
         guess.probability});
  }
  connection.prepare("UPDATE picture SET guesses = ?3 WHERE moment_id = ?1 AND n = ?2")
      .bind(picture.moment, picture.n, std::span<const std::byte>(packed_guesses(packed)))
      .run();
}

void put_colours(Connection& connection, const PictureKey& picture, std::int64_t at,
                 const std::vector<ColourShare>& colours) {
  forget_rows(connection, "colour", picture);
  Statement put = connection.prepare(
      "INSERT INTO colour(moment_id, picture, n, name_id, at, share, rgb)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
  for (std::size_t n = 0; n < colours.size(); ++n) {
    const auto& [name, share, rgb] = colours[n];
    put.bind(picture.moment, picture.n, n, intern(connection, Vocabulary::term, name), at, share,
             rgb[0] << 16 | rgb[1] << 8 | rgb[2])
        .run();
  }
}

struct PictureRow {
  std::optional<std::int64_t> panel;
  int looked = 0;
};

std::optional<PictureRow> picture_row(Connection& connection, const PictureKey& picture) {
  Statement row =
      connection.prepare("SELECT panel_id, looked FROM picture WHERE moment_id = ?1 AND n = ?2");
  row.bind(picture.moment, picture.n);
  if (!row.next()) return std::nullopt;
  return PictureRow{row.maybe<std::int64_t>(0), row.as<int>(1)};
}

}  // namespace

void put_sight(Connection& connection, const PictureKey& picture, std::int64_t at,
               const Sight& sight) {
  const PictureRow before = picture_row(connection, picture).value_or(PictureRow{});
  Panel panel = before.panel ? panel_of(connection, *before.panel) : Panel();
  for (const auto& [task, network] : sight.seen_by) panel[task] = network;
  connection
      .prepare(
          "INSERT INTO picture(moment_id, n, panel_id, looked) VALUES (?1, ?2, ?3, ?4)"
          " ON CONFLICT DO UPDATE SET panel_id = ?3, looked = ?4")
      .bind(picture.moment, picture.n, intern_panel(connection, panel),
            before.looked | looked_of(sight))
      .run();
  if (sight.tags) put_tags(connection, picture, at, *sight.tags);
  if (sight.objects) put_objects(connection, picture, at, *sight.objects);
  if (sight.guesses) put_guesses(connection, picture, *sight.guesses);
  if (sight.colours) put_colours(connection, picture, at, *sight.colours);
  put_vectors(connection, picture, sight);
  if (sight.faces) {
    forget_vectors(connection, picture, Part::face);
    put_faces(connection, picture, at, sight);
  }
  if (sight.text) {
    put_text(connection, picture, *sight.text);
    refresh_words(connection, picture.moment);
  }
}

}  // namespace nunchi::library
