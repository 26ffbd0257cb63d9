#include "wire/photo_json.h"

#include "wire/iso8601.h"
#include "wire/json_reading.h"
#include "wire/json_writing.h"

namespace nunchi::wire {
namespace {

constexpr NumberRange kSide{1, 1'000'000};  // pixels

constexpr ErrorCode kErrorCodes[] = {ErrorCode::invalid_argument, ErrorCode::not_found,
                                     ErrorCode::unsupported,      ErrorCode::too_large,
                                     ErrorCode::corrupt_data,     ErrorCode::io_failure,
                                     ErrorCode::cancelled,        ErrorCode::internal};

OrderedJson position_json(const Position& gps) {
  OrderedJson json = {{"latitude", rounded(gps.latitude, 6)},
                      {"longitude", rounded(gps.longitude, 6)}};
  if (gps.altitude) json["altitude"] = rounded(*gps.altitude, 1);
  return json;
}

// Files may hold any amount of words: a line for programs stays one.
constexpr std::size_t kMostNoteItems = 500, kMostNoteText = 4000;

bool is_short(const std::string& text) { return text.size() <= kMostNoteText; }

OrderedJson region_json(const Region& region) {
  OrderedJson json = {{"name", region.name}};
  if (!region.kind.empty()) json["kind"] = region.kind;
  json["box"] = corner_and_size(region.box);
  return json;
}

OrderedJson notes_json(const Notes& notes) {
  OrderedJson json = OrderedJson::object();
  const auto put_some = [&json](const char* key, const auto& items, auto wanted, auto to_item) {
    OrderedJson list = OrderedJson::array();
    for (const auto& item : items) {
      if (list.size() < kMostNoteItems && wanted(item)) list.push_back(to_item(item));
    }
    if (!list.empty()) json[key] = std::move(list);
  };
  const auto put_text = [&json](const char* key, const std::string& text) {
    if (!text.empty() && is_short(text)) json[key] = text;
  };
  put_some("keywords", notes.keywords, is_short, [](const std::string& word) { return word; });
  if (notes.rating) json["rating"] = *notes.rating;
  put_text("title", notes.title);
  put_text("description", notes.description);
  put_some(
      "regions", notes.regions,
      [](const Region& region) { return is_short(region.name) && is_short(region.kind); },
      region_json);
  return json;
}

OrderedJson tag_json(const NamedTag& tag) {
  OrderedJson json = {{"name", tag.name.en}, {"name_ko", tag.name.in(Language::korean)}};
  json["concept"] = tag.tag.concept_id;
  json["confidence"] = rounded_confidence(tag.tag.confidence);
  json["ancestors"] = OrderedJson::array();
  json["ancestors_ko"] = OrderedJson::array();
  for (const Name& ancestor : tag.ancestors) {
    json["ancestors"].push_back(ancestor.en);
    json["ancestors_ko"].push_back(ancestor.in(Language::korean));
  }
  json["evidence"] = tag.tag.evidence;
  return json;
}

OrderedJson object_json(const NamedObject& object) {
  OrderedJson json = {{"category", object.object.category},
                      {"name_ko", object.name().in(Language::korean)}};
  json["concept"] = object.object.concept_id;
  json["confidence"] = rounded_confidence(object.object.confidence);
  json["box"] = corner_and_size(object.object.box);
  return json;
}

OrderedJson face_json(const Face& face, Identity identity) {
  OrderedJson json = {{"box", corner_and_size(face.box)}};
  json["scheme"] = face.scheme;
  json["landmarks"] = OrderedJson::array();
  for (const Point& p : face.landmarks) {
    json["landmarks"].push_back(OrderedJson::array({rounded(p.x, 1), rounded(p.y, 1)}));
  }
  json["confidence"] = rounded_confidence(face.confidence);
  json["quality"] = rounded_confidence(face.quality);
  if (identity == Identity::written && !face.identity.empty()) {
    json["identity"] = exact_numbers(face.identity);
  }
  return json;
}

void put_span(OrderedJson& json, const std::optional<FilmSpan>& span) {
  if (!span) return;
  const auto seconds = [](std::chrono::microseconds time) {
    return rounded(std::chrono::duration<double>(time).count(), 3);
  };
  json["from_s"] = seconds(span->from);
  json["until_s"] = seconds(span->until);
  json["at_s"] = seconds(span->at);
}

OrderedJson colour_json(const NamedColour& colour) {
  return {{"name", colour.colour.name},
          {"name_ko", colour.name().in(Language::korean)},
          {"share", rounded_confidence(colour.colour.share)},
          {"rgb", colour.colour.rgb}};
}

OrderedJson evidence_json(const WordEvidence& evidence) {
  OrderedJson json = {{"task", evidence.task},
                      {"name", evidence.name},
                      {"confidence", rounded_confidence(evidence.confidence)}};
  if (evidence.box) json["box"] = corner_and_size(*evidence.box);
  return json;
}

OrderedJson check_json(const WordCheck& check) {
  OrderedJson json = {{"word", check.word}, {"verdict", name_of(check.verdict)}};
  json["chance"] = check.chance ? OrderedJson(rounded_confidence(*check.chance)) : OrderedJson();
  json["evidence"] = OrderedJson::array();
  for (const WordEvidence& evidence : check.evidence) {
    json["evidence"].push_back(evidence_json(evidence));
  }
  return json;
}

OrderedJson missing_json(const NamedTag& tag) {
  return {{"name", tag.name.en},
          {"name_ko", tag.name.in(Language::korean)},
          {"concept", tag.tag.concept_id},
          {"confidence", rounded_confidence(tag.tag.confidence)}};
}

template <class Items, class ToJson>
void put_list(OrderedJson& json, const char* key, const Items& items, ToJson to_json_of_one) {
  if (!items) return;
  json[key] = OrderedJson::array();
  for (const auto& item : *items) json[key].push_back(to_json_of_one(item));
}

ErrorCode error_code_named(std::string_view name) {
  for (const ErrorCode code : kErrorCodes) {
    if (name_of(code) == name) return code;
  }
  return ErrorCode::internal;  // of a newer program
}

// A Korean name that is the English one was only standing in.
Name name_of_both(std::string en, std::string ko) {
  if (ko == en) ko.clear();
  return {.en = std::move(en), .ko = std::move(ko)};
}

NamedTag read_tag(ObjectReader& reader) {
  NamedTag tag;
  tag.name = name_of_both(reader.text("name"), reader.text("name_ko", Need::optional));
  tag.tag = {.concept_id = reader.text("concept"),
             .confidence = reader.probability("confidence"),
             .evidence = reader.texts("evidence")};
  std::vector<std::string> en = reader.texts("ancestors"), ko = reader.texts("ancestors_ko");
  ko.resize(en.size());  // absent: no Korean names
  for (std::size_t i = 0; i < en.size(); ++i) {
    tag.ancestors.push_back(name_of_both(std::move(en[i]), std::move(ko[i])));
  }
  return tag;
}

NamedObject read_object(ObjectReader& reader) {
  Name name = name_of_both(reader.text("category"), reader.text("name_ko", Need::optional));
  return {.object = {.concept_id = reader.text("concept", Need::optional),
                     .category = std::move(name.en),
                     .confidence = reader.probability("confidence"),
                     .box = reader.corner_and_size("box")},
          .name_ko = std::move(name.ko)};
}

Face read_face(ObjectReader& reader) {
  return {.box = reader.corner_and_size("box"),
          .scheme = reader.text("scheme", Need::optional),
          .landmarks = reader.points("landmarks", kMostPoints),
          .confidence = reader.probability("confidence"),
          .quality = reader.probability("quality", Need::optional),
          .identity = reader.floats("identity", kMostVector)};
}

NamedColour read_colour(ObjectReader& reader) {
  Name name = name_of_both(reader.text("name"), reader.text("name_ko", Need::optional));
  NamedColour read{.colour = {.name = std::move(name.en), .share = reader.probability("share")},
                   .name_ko = std::move(name.ko)};
  const std::vector<float> rgb = reader.floats("rgb", read.colour.rgb.size());
  for (std::size_t i = 0; i < rgb.size(); ++i) {
    if (rgb[i] >= 0 && rgb[i] <= 255) read.colour.rgb[i] = static_cast<std::uint8_t>(rgb[i]);
  }
  return read;
}

WordEvidence read_evidence(ObjectReader& reader) {
  WordEvidence evidence{.task = reader.text("task"),
                        .name = reader.text("name"),
                        .confidence = reader.probability("confidence")};
  if (reader.has("box")) evidence.box = reader.corner_and_size("box");
  return evidence;
}

WordCheck read_check(ObjectReader& reader) {
  WordCheck check{.word = reader.text("word")};
  const std::string verdict = reader.text("verdict");
  for (const Verdict one : {Verdict::yes, Verdict::no}) {
    if (verdict == name_of(one)) check.verdict = one;
  }
  if (reader.tells("chance")) check.chance = reader.probability("chance");
  auto evidence = reader.list<WordEvidence>("evidence", read_evidence);
  if (evidence) check.evidence = *std::move(evidence);
  return check;
}

NamedTag read_missing(ObjectReader& reader) {
  return {
      .tag = {.concept_id = reader.text("concept"), .confidence = reader.probability("confidence")},
      .name = name_of_both(reader.text("name"), reader.text("name_ko", Need::optional))};
}

void read_origin(ObjectReader& reader, PhotoReport& report) {
  if (reader.has("taken_at")) {
    report.taken = parse_iso8601(reader.text("taken_at"));
    if (report.taken) {
      report.taken->source = reader.text("taken_from", Need::optional);
    } else {
      reader.complain("taken_at", "no time");
    }
  }
  if (auto gps = reader.object("gps")) {
    report.gps = Position{.latitude = gps->number("latitude", {-90, 90}),
                          .longitude = gps->number("longitude", {-180, 180})};
    if (gps->has("altitude")) report.gps->altitude = gps->number("altitude");
  }
  report.camera = reader.text("camera", Need::optional);
}

std::optional<FilmSpan> read_span(ObjectReader& reader) {
  if (!reader.has("from_s")) return std::nullopt;
  const auto time = [&](const char* key) {
    const double seconds = reader.number(key, {0, 1e9});
    return std::chrono::round<std::chrono::microseconds>(std::chrono::duration<double>(seconds));
  };
  return FilmSpan{time("from_s"), time("until_s"), time("at_s")};
}

void put_findings(OrderedJson& json, const PhotoReport& report, Identity identity) {
  put_list(json, "tags", report.tags, tag_json);
  put_list(json, "objects", report.objects, object_json);
  put_list(json, "faces", report.faces,
           [&](const Face& face) { return face_json(face, identity); });
  put_list(json, "colours", report.colours, colour_json);
  put_list(json, "checks", report.checks, check_json);
  put_list(json, "missing", report.missing, missing_json);
}

void read_findings(ObjectReader& reader, PhotoReport& report) {
  report.tags = reader.list<NamedTag>("tags", read_tag);
  report.objects = reader.list<NamedObject>("objects", read_object);
  report.faces = reader.list<Face>("faces", read_face);
  report.colours = reader.list<NamedColour>("colours", read_colour);
  report.checks = reader.list<WordCheck>("checks", read_check);
  report.missing = reader.list<NamedTag>("missing", read_missing);
}

PhotoReport read_moment(ObjectReader& reader) {
  PhotoReport moment;
  moment.span = read_span(reader);
  read_findings(reader, moment);
  return moment;
}

Region read_region(ObjectReader& reader) {
  return {.name = reader.text("name"),
          .kind = reader.text("kind", Need::optional),
          .box = reader.corner_and_size("box")};
}

void read_file_facts(ObjectReader& reader, PhotoReport& report) {
  report.format = reader.text("format", Need::optional);
  if (auto notes = reader.object("notes")) {
    report.notes.keywords = notes->texts("keywords");
    if (notes->has("rating"))
      report.notes.rating = static_cast<int>(notes->number("rating", {-1, 5}));
    report.notes.title = notes->text("title", Need::optional);
    report.notes.description = notes->text("description", Need::optional);
    auto regions = notes->list<Region>("regions", read_region);
    if (regions) report.notes.regions = *std::move(regions);
  }
  report.dates_set_aside = reader.texts("dates_set_aside");
  report.flaw = reader.text("flaw", Need::optional);
}

}  // namespace

std::string to_json_line(const PhotoReport& report, Identity identity) {
  OrderedJson json = {{"file", report.file}};
  if (report.width > 0 && report.height > 0) {
    json["width"] = report.width;
    json["height"] = report.height;
  }
  if (!report.format.empty()) json["format"] = report.format;
  if (report.taken) {
    json["taken_at"] = to_iso8601(*report.taken);
    if (!report.taken->source.empty()) json["taken_from"] = report.taken->source;
  }
  if (report.gps) json["gps"] = position_json(*report.gps);
  if (!report.camera.empty()) json["camera"] = report.camera;
  if (OrderedJson notes = notes_json(report.notes); !notes.empty()) {
    json["notes"] = std::move(notes);
  }
  if (!report.dates_set_aside.empty()) json["dates_set_aside"] = report.dates_set_aside;
  if (!report.flaw.empty()) json["flaw"] = report.flaw;
  put_span(json, report.span);
  put_findings(json, report, identity);
  if (!report.moments.empty()) json["moments"] = OrderedJson::array();
  for (const PhotoReport& moment : report.moments) {
    OrderedJson one = OrderedJson::object();
    put_span(one, moment.span);
    put_findings(one, moment, identity);
    json["moments"].push_back(std::move(one));
  }
  if (report.error) {
    json["error"] = report.error->message;
    json["error_code"] = name_of(report.error->code);
  }
  return dumped(json);
}

Result<PhotoReport> photo_report_from_json(std::string_view line) {
  constexpr std::string_view kTask = "read a photo's line of JSON";
  auto json = parse_json(line);
  if (!json) return std::move(json).error().while_doing(kTask);
  std::optional<Error> complaint;
  ObjectReader reader(*json, "", complaint);
  PhotoReport report;
  report.file = reader.text("file");
  if (reader.has("width")) {
    report.width = static_cast<int>(reader.number("width", kSide));
    report.height = static_cast<int>(reader.number("height", kSide));
  }
  read_origin(reader, report);
  read_file_facts(reader, report);
  report.span = read_span(reader);
  read_findings(reader, report);
  if (auto moments = reader.list<PhotoReport>("moments", read_moment)) {
    report.moments = *std::move(moments);
  }
  if (reader.has("error")) {
    report.error =
        Error{error_code_named(reader.text("error_code", Need::optional)), reader.text("error")};
  }
  if (complaint) return std::move(*complaint).while_doing(kTask);
  return report;
}

}  // namespace nunchi::wire
