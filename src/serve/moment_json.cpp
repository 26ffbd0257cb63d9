#include "serve/moment_json.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>

#include "serve/request.h"
#include "wire/json_writing.h"

namespace nunchi::serve {
namespace {

using Json = wire::OrderedJson;
using wire::dumped, wire::rounded;

Json id_json(MomentId id) { return static_cast<std::int64_t>(id); }

Json box_json(const Box& box) {
  return Json::array({rounded(box.left, 1), rounded(box.top, 1), rounded(box.width(), 1),
                      rounded(box.height(), 1)});
}

std::string local_time(std::chrono::local_seconds time) { return to_iso8601(Taken{.local = time}); }

Json entry_json(const library::Entry& entry) {
  Json json = {{"id", id_json(entry.id)}, {"kind", name_of(entry.kind)}};
  json["asset"] = entry.asset ? Json(to_hex(*entry.asset)) : Json();
  json["taken"] = entry.taken ? Json(local_time(*entry.taken)) : Json();
  json["width"] = entry.width;
  json["height"] = entry.height;
  if (entry.duration.count() > 0) {
    json["duration_s"] = rounded(std::chrono::duration<double>(entry.duration).count(), 2);
  }
  if (entry.favourite) json["favourite"] = true;
  if (entry.rating != 0) json["rating"] = entry.rating;
  return json;
}

void put_names(Json& json, const std::string& concept_id, const concepts::Taxonomy& taxonomy) {
  const concepts::Concept* known = taxonomy.find(concept_id);
  // An owner's own concept ("own:momo") is called what it is.
  const std::string own = concept_id.substr(concept_id.find(':') + 1);
  json["name"] = known ? known->name : own;
  json["name_ko"] = known && !known->name_ko.empty() ? Json(known->name_ko) : json["name"];
}

Json tag_json(const Tag& tag, const concepts::Taxonomy& taxonomy) {
  Json json = {{"concept", tag.concept_id}};
  put_names(json, tag.concept_id, taxonomy);
  json["confidence"] = rounded(tag.confidence, 3);
  json["evidence"] = tag.evidence;
  return json;
}

Json object_json(const Object& object, const concepts::Taxonomy& taxonomy) {
  Json json = {{"concept", object.concept_id}};
  put_names(json, object.concept_id, taxonomy);
  json["confidence"] = rounded(object.confidence, 3);
  json["box"] = box_json(object.box);
  return json;
}

Json line_json(const TextLine& line) {
  Json json = {{"text", line.text}, {"language", line.language}};
  json["confidence"] = rounded(line.confidence, 3);
  json["quad"] = Json::array();
  for (const Point& corner : line.quad) {
    json["quad"].push_back(Json::array({rounded(corner.x, 1), rounded(corner.y, 1)}));
  }
  return json;
}

Json face_json(const Face& face, const library::KnownFace* known, const MomentView& view) {
  Json json = {{"box", box_json(face.box)}};
  json["confidence"] = rounded(face.confidence, 3);
  json["quality"] = rounded(face.quality, 3);
  if (known == nullptr) return json;
  json["id"] = static_cast<std::int64_t>(known->id);
  for (const library::Person& person : view.people) {
    if (person.id != known->person) continue;
    json["person"] = {{"id", static_cast<std::int64_t>(person.id)}, {"name", person.name}};
    json["named_by"] = known->named_by == library::NamedBy::owner ? "owner" : "guess";
  }
  return json;
}

const library::KnownFace* known_face(const MomentView& view, std::size_t picture, std::size_t n) {
  for (const library::KnownFace& face : view.faces) {
    if (face.picture == static_cast<int>(picture) && face.n == static_cast<int>(n)) return &face;
  }
  return nullptr;
}

template <class Items, class ToJson>
void put_list(Json& json, const char* key, const Items& items, ToJson to_json_of_one) {
  if (!items) return;  // nobody looked
  json[key] = Json::array();
  for (const auto& item : *items) json[key].push_back(to_json_of_one(item));
}

Json picture_json(const MomentView& view, std::size_t n, const concepts::Taxonomy& taxonomy) {
  const Picture& picture = view.moment.pictures[n];
  Json json = Json::object();
  if (picture.asset) json["asset"] = to_hex(*picture.asset);
  put_list(json, "tags", picture.sight.tags,
           [&](const Tag& tag) { return tag_json(tag, taxonomy); });
  put_list(json, "objects", picture.sight.objects,
           [&](const Object& object) { return object_json(object, taxonomy); });
  std::size_t face_n = 0;
  put_list(json, "faces", picture.sight.faces,
           [&](const Face& face) { return face_json(face, known_face(view, n, face_n++), view); });
  put_list(json, "text", picture.sight.text, line_json);
  json["seen_by"] = picture.sight.seen_by;
  return json;
}

Json taken_json(const Taken& taken) {
  return {{"at", to_iso8601(taken)}, {"source", taken.source}};
}

Json position_json(const Position& position) {
  Json json = {{"latitude", rounded(position.latitude, 6)},
               {"longitude", rounded(position.longitude, 6)}};
  if (position.altitude) json["altitude"] = rounded(*position.altitude, 1);
  return json;
}

Json own_tags_json(const library::EditState& edits, const concepts::Taxonomy& taxonomy) {
  Json all = Json::array();
  for (const library::OwnTag& tag : edits.tags) {
    Json json = {{"concept", tag.concept_id}};
    put_names(json, tag.concept_id, taxonomy);
    json["given"] = tag.verdict == library::TagVerdict::given;
    all.push_back(json);
  }
  return all;
}

Json album_json(const library::Album& album) {
  Json json = {{"id", static_cast<std::int64_t>(album.id)}, {"name", album.name}};
  if (album.query) {
    json["query"] = *album.query;
  } else {
    json["items"] = album.items;
  }
  return json;
}

std::string_view name_of_field(library::EditField field) {
  using library::EditField;
  switch (field) {
    case EditField::favourite: return "favourite";
    case EditField::rating: return "rating";
    case EditField::hidden: return "hidden";
    case EditField::binned: return "bin";
    case EditField::taken: return "date";
    case EditField::position: return "place";
    case EditField::tag: return "tag";
    case EditField::album_removed:
    case EditField::album_name:
    case EditField::album_query:
    case EditField::album_item: return "album";
    case EditField::person_removed:
    case EditField::person_name: return "person";
    case EditField::face_person: return "face";
    case EditField::stack_front: return "stack";
  }
  return "edit";
}

}  // namespace

std::string to_json(const MomentView& view, const concepts::Taxonomy& taxonomy) {
  const Moment& moment = view.moment;
  Json json = entry_json(view.entry);
  json["files"] = Json::array();
  for (const auto& path : view.paths) json["files"].push_back(path.filename().string());
  if (moment.origin.until > moment.origin.from) {
    json["from_s"] = rounded(std::chrono::duration<double>(moment.origin.from).count(), 2);
    json["until_s"] = rounded(std::chrono::duration<double>(moment.origin.until).count(), 2);
  }
  if (moment.taken) json["taken_by"] = taken_json(*moment.taken);
  if (moment.position) json["position"] = position_json(*moment.position);
  if (moment.place) {
    json["place"] = {{"id", moment.place->id},
                     {"name", moment.place->name},
                     {"region", moment.place->region},
                     {"country", moment.place->country}};
  }
  if (!moment.camera.empty()) json["camera"] = moment.camera;
  if (!moment.words.empty()) json["words"] = moment.words;
  if (!moment.author.empty()) json["author"] = moment.author;
  json["pictures"] = Json::array();
  for (std::size_t n = 0; n < moment.pictures.size(); ++n) {
    json["pictures"].push_back(picture_json(view, n, taxonomy));
  }
  json["hidden"] = view.edits.hidden;
  json["binned"] = view.edits.binned;
  json["own_tags"] = own_tags_json(view.edits, taxonomy);
  json["albums"] = Json::array();
  for (const library::Album& album : view.albums) json["albums"].push_back(album_json(album));
  return dumped(json);
}

std::string to_json(const library::Counts& counts, const std::string& notice) {
  Json json = {{"assets", counts.assets},   {"photos", counts.photos}, {"videos", counts.videos},
               {"moments", counts.moments}, {"faces", counts.faces},   {"failed", counts.failed},
               {"pending", counts.pending}, {"bytes", counts.bytes}};
  if (!notice.empty()) json["notice"] = notice;
  return dumped(json);
}

std::string to_json(const library::Listed& listed) {
  Json json = {{"entries", Json::array()}};
  for (const library::Entry& entry : listed.entries) json["entries"].push_back(entry_json(entry));
  json["next"] =
      listed.next
          ? Json(fmt::format("{}.{}", listed.next->at, static_cast<std::int64_t>(listed.next->id)))
          : Json();
  return dumped(json);
}

std::string to_json(const std::vector<library::DayCount>& days) {
  Json json = {{"days", Json::array()}};
  std::int64_t total = 0;
  for (const library::DayCount& count : days) {
    total += count.moments;
    Json day = {{"day", Json()}, {"moments", count.moments}};
    if (count.day) day["day"] = local_time(*count.day).substr(0, 10);
    json["days"].push_back(std::move(day));
  }
  json["total"] = total;
  return dumped(json);
}

std::string to_json(const std::vector<library::Album>& albums) {
  Json json = {{"albums", Json::array()}};
  for (const library::Album& album : albums) json["albums"].push_back(album_json(album));
  return dumped(json);
}

std::string to_json(const std::vector<library::Person>& people) {
  Json json = {{"people", Json::array()}};
  for (const library::Person& person : people) {
    json["people"].push_back({{"id", static_cast<std::int64_t>(person.id)},
                              {"name", person.name},
                              {"faces", person.faces}});
  }
  return dumped(json);
}

std::string to_json(const std::vector<library::JournalEntry>& history) {
  Json json = {{"edits", Json::array()}};
  for (const library::JournalEntry& entry : history) {
    json["edits"].push_back(
        {{"id", entry.id},
         {"at",
          fmt::format("{:%FT%TZ}", fmt::gmtime(std::chrono::system_clock::to_time_t(entry.at)))},
         {"kind", name_of_field(entry.kind)},
         {"changes", entry.changes},
         {"undone", entry.undone}});
  }
  return dumped(json);
}

Result<library::Cursor> cursor_from(std::string_view text) {
  const std::size_t dot = text.find('.');
  constexpr std::int64_t kFar = std::int64_t{1} << 60;
  if (dot == std::string_view::npos) {
    return Error{ErrorCode::invalid_argument, "after is not one of our cursors"};
  }
  const auto at = whole_number(text.substr(0, dot), "after", -kFar, kFar);
  const auto id = whole_number(text.substr(dot + 1), "after", -kFar, kFar);
  if (!at) return at.error();
  if (!id) return id.error();
  return library::Cursor{.at = *at, .id = static_cast<MomentId>(*id)};
}

}  // namespace nunchi::serve
