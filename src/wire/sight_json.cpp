#include "wire/sight_json.h"

#include <algorithm>

#include "wire/json_reading.h"
#include "wire/json_writing.h"

namespace nunchi::wire {
namespace {

constexpr std::size_t kMostTasks = 256;

OrderedJson points_json(std::span<const Point> points) {
  OrderedJson list = OrderedJson::array();
  for (const Point& p : points) list.push_back(OrderedJson::array({shortest(p.x), shortest(p.y)}));
  return list;
}

OrderedJson tag_json(const Tag& tag) {
  return {{"concept", tag.concept_id},
          {"confidence", shortest(tag.confidence)},
          {"evidence", tag.evidence}};
}

OrderedJson object_json(const Object& object) {
  return {{"concept", object.concept_id},
          {"category", object.category},
          {"confidence", shortest(object.confidence)},
          {"edges", exact_edges(object.box)}};
}

OrderedJson face_json(const Face& face) {
  OrderedJson json = {{"edges", exact_edges(face.box)},
                      {"scheme", face.scheme},
                      {"landmarks", points_json(face.landmarks)},
                      {"confidence", shortest(face.confidence)},
                      {"quality", shortest(face.quality)}};
  if (!face.identity.empty()) json["identity"] = exact_numbers(face.identity);
  return json;
}

OrderedJson line_json(const TextLine& line) {
  return {{"text", line.text},
          {"quad", points_json(line.quad)},
          {"language", line.language},
          {"confidence", shortest(line.confidence)}};
}

OrderedJson colour_json(const ColourShare& colour) {
  return {{"name", colour.name}, {"share", shortest(colour.share)}, {"rgb", colour.rgb}};
}

template <class T, class ToJson>
void put_list(OrderedJson& json, const char* key, const std::optional<std::vector<T>>& items,
              ToJson to_json_of_one) {
  if (!items) return;
  OrderedJson& list = json[key] = OrderedJson::array();
  for (const T& item : *items) list.push_back(to_json_of_one(item));
}

Tag read_tag(ObjectReader& reader) {
  return {.concept_id = reader.text("concept"),
          .confidence = reader.probability("confidence"),
          .evidence = reader.texts("evidence")};
}

Object read_object(ObjectReader& reader) {
  return {.concept_id = reader.text("concept"),
          .category = reader.text("category"),
          .confidence = reader.probability("confidence"),
          .box = reader.edges("edges")};
}

Face read_face(ObjectReader& reader) {
  return {.box = reader.edges("edges"),
          .scheme = reader.text("scheme"),
          .landmarks = reader.points("landmarks", kMostPoints),
          .confidence = reader.probability("confidence"),
          .quality = reader.probability("quality"),
          .identity = reader.floats("identity", kMostVector)};
}

TextLine read_line(ObjectReader& reader) {
  TextLine line{.text = reader.text("text"),
                .language = reader.text("language"),
                .confidence = reader.probability("confidence")};
  const std::vector<Point> quad = reader.points("quad", line.quad.size());
  if (quad.size() == line.quad.size()) {
    std::copy(quad.begin(), quad.end(), line.quad.begin());
  } else {
    reader.complain("quad", "not four points");
  }
  return line;
}

ColourShare read_colour(ObjectReader& reader) {
  ColourShare colour{.name = reader.text("name"), .share = reader.probability("share")};
  const std::vector<float> rgb = reader.floats("rgb", colour.rgb.size());
  for (std::size_t i = 0; i < rgb.size(); ++i) {
    if (rgb[i] >= 0 && rgb[i] <= 255) colour.rgb[i] = static_cast<std::uint8_t>(rgb[i]);
  }
  return colour;
}

}  // namespace

std::string to_json(const Sight& sight) {
  OrderedJson json = {{"seen_by", OrderedJson::object()}};
  for (const auto& [task, network] : sight.seen_by) json["seen_by"][task] = network;
  put_list(json, "tags", sight.tags, tag_json);
  put_list(json, "objects", sight.objects, object_json);
  put_list(json, "faces", sight.faces, face_json);
  put_list(json, "text", sight.text, line_json);
  put_list(json, "colours", sight.colours, colour_json);
  if (sight.embedding) {
    json["embedding"] = {{"space", sight.embedding->space},
                         {"vector", exact_numbers(sight.embedding->vector)}};
  }
  return dumped(json);
}

Result<Sight> sight_from_json(std::string_view text) {
  constexpr std::string_view kTask = "read a Sight from JSON";
  auto json = parse_json(text);
  if (!json) return std::move(json).error().while_doing(kTask);
  std::optional<Error> complaint;
  ObjectReader reader(*json, "", complaint);
  Sight sight;
  if (auto seen_by = reader.object("seen_by")) sight.seen_by = seen_by->text_of_each(kMostTasks);
  sight.tags = reader.list<Tag>("tags", read_tag);
  sight.objects = reader.list<Object>("objects", read_object);
  sight.faces = reader.list<Face>("faces", read_face);
  sight.text = reader.list<TextLine>("text", read_line);
  sight.colours = reader.list<ColourShare>("colours", read_colour);
  if (auto embedding = reader.object("embedding")) {
    sight.embedding = Embedding{.space = embedding->text("space"),
                                .vector = embedding->floats("vector", kMostVector)};
  }
  if (complaint) return std::move(*complaint).while_doing(kTask);
  return sight;
}

}  // namespace nunchi::wire
