#include "decode/xmp.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "decode/exif.h"
#include "decode/xmp_packet.h"

namespace nunchi::decode {
namespace {

// The number that a text begins with; the text behind it is left in `text`.
std::optional<double> take_number(std::string_view& text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == ',')) text.remove_prefix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || !std::isfinite(value)) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return value;
}

std::optional<double> number_of(std::string_view text) { return take_number(text); }

std::optional<int> whole_number_of(std::string_view text) {
  const auto value = number_of(text);
  if (!value || std::abs(*value) > 1e6) return std::nullopt;
  return static_cast<int>(std::lround(*value));
}

// "40,14.0786450N" or "40,14,4.7N" (XMP specification part 2, GPSCoordinate).
std::optional<double> angle_of(std::string_view text, char positive, char negative, double most) {
  double angle = 0, unit = 1;
  while (const auto part = take_number(text)) {
    angle += *part / unit;
    unit *= 60;
  }
  if (unit == 1 || text.size() != 1 || !(std::abs(angle) <= most)) return std::nullopt;
  if (text.front() == positive) return angle;
  if (text.front() == negative) return -angle;
  return std::nullopt;
}

std::optional<Position> position_of(const XmpPacket& packet) {
  const auto latitude = angle_of(packet.text("exif:GPSLatitude"), 'N', 'S', 90);
  const auto longitude = angle_of(packet.text("exif:GPSLongitude"), 'E', 'W', 180);
  if (!latitude || !longitude || (*latitude == 0 && *longitude == 0)) return std::nullopt;
  Position position{*latitude, *longitude, std::nullopt};
  const std::string altitude = packet.text("exif:GPSAltitude");  // "1234/10"
  std::string_view rest = altitude;
  if (auto metres = take_number(rest)) {
    if (rest.starts_with('/')) {
      const double divisor = number_of(rest.substr(1)).value_or(0);
      metres = divisor != 0 ? std::optional(*metres / divisor) : std::nullopt;
    }
    if (metres) position.altitude = packet.text("exif:GPSAltitudeRef") == "1" ? -*metres : *metres;
  }
  return position;
}

void add_once(std::string keyword, std::vector<std::string>& keywords) {
  if (keyword.empty() || std::find(keywords.begin(), keywords.end(), keyword) != keywords.end())
    return;
  keywords.push_back(std::move(keyword));
}

std::vector<std::string> keywords_of(const XmpPacket& packet) {
  std::vector<std::string> keywords;
  for (std::string& word : packet.list("dc:subject")) add_once(std::move(word), keywords);
  const auto add_last_words = [&](std::string_view property, char separator) {
    for (const std::string& path : packet.list(property)) {
      add_once(path.substr(path.rfind(separator) + 1), keywords);
    }
  };
  add_last_words("lr:hierarchicalSubject", '|');
  add_last_words("digiKam:TagsList", '/');
  return keywords;
}

std::optional<int> rating_of(const XmpPacket& packet) {
  if (const auto stars = whole_number_of(packet.text("xmp:Rating"))) {
    if (*stars == -1 || (*stars >= 1 && *stars <= 5)) return *stars;
  }
  // Windows: 1, 25, 50, 75, 99 of a hundred.
  if (const auto percent = whole_number_of(packet.text("MicrosoftPhoto:Rating"))) {
    if (*percent >= 1 && *percent <= 100) return 1 + (*percent + 12) / 25;
  }
  return std::nullopt;
}

std::optional<Box> box_around(std::optional<double> x, std::optional<double> y,
                              std::optional<double> width, std::optional<double> height) {
  if (!x || !y || !width || !height || !(*width > 0) || !(*height > 0)) return std::nullopt;
  const auto side = [](double value) { return static_cast<float>(std::clamp(value, 0.0, 1.0)); };
  const Box box{side(*x), side(*y), side(*x + *width), side(*y + *height)};
  return box.area() > 0 ? std::optional(box) : std::nullopt;
}

// Metadata Working Group, "Guidelines for Handling Image Metadata" 2.0: centre and size.
void add_mwg_areas(const XmpPacket& packet, std::vector<NamedArea>& areas) {
  const auto regions = packet.field("mwg-rs:Regions");
  for (const auto& region : regions.list("mwg-rs:RegionList")) {
    const auto area = region.field("mwg-rs:Area");
    const auto x = number_of(area.text("stArea:x")), y = number_of(area.text("stArea:y"));
    const auto w = number_of(area.text("stArea:w")), h = number_of(area.text("stArea:h"));
    if (!x || !y || !w || !h) continue;  // points and circles too
    const auto box = box_around(*x - *w / 2, *y - *h / 2, w, h);
    const std::string unit = area.text("stArea:unit");
    if (!box || (!unit.empty() && unit != "normalized")) continue;
    areas.push_back({region.text("mwg-rs:Name"), region.text("mwg-rs:Type"), *box, true});
  }
}

// Microsoft's "People Tagging Overview": left, top, width, height.
void add_microsoft_areas(const XmpPacket& packet, std::vector<NamedArea>& areas) {
  for (const auto& region : packet.field("MP:RegionInfo").list("MPRI:Regions")) {
    const std::string text = region.text("MPReg:Rectangle");
    std::string_view rest = text;
    const auto x = take_number(rest), y = take_number(rest), w = take_number(rest),
               h = take_number(rest);
    const auto box = box_around(x, y, w, h);
    const std::string name = region.text("MPReg:PersonDisplayName");
    const auto known = std::find_if(areas.begin(), areas.end(),
                                    [&name](const NamedArea& area) { return area.name == name; });
    if (box && known == areas.end()) areas.push_back({name, "Face", *box, false});
  }
}

// The box of an upright picture that holds the same as this one of a stored picture.
Box turned(const Box& box, int orientation) noexcept {
  Box out = box;
  if (orientation >= 5 && orientation <= 8) out = {out.top, out.left, out.bottom, out.right};
  const bool mirrors = orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7;
  const bool flips = orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8;
  if (mirrors) out = {1 - out.right, out.top, 1 - out.left, out.bottom};
  if (flips) out = {out.left, 1 - out.bottom, out.right, 1 - out.top};
  return out;
}

}  // namespace

XmpFacts read_xmp(std::span<const std::byte> bytes) {
  const XmpPacket packet(bytes);
  XmpFacts facts;
  const auto orientation = whole_number_of(packet.text("tiff:Orientation"));
  if (orientation && *orientation >= 1 && *orientation <= 8) facts.orientation = orientation;
  for (const char* name : {"exif:DateTimeOriginal", "photoshop:DateCreated", "xmp:CreateDate"}) {
    std::string when = packet.text(name);
    if (!when.empty()) facts.dates.push_back({std::move(when), "", "xmp"});
  }
  facts.gps = position_of(packet);
  facts.camera = camera_name(packet.text("tiff:Make"), packet.text("tiff:Model"));
  facts.notes.keywords = keywords_of(packet);
  facts.notes.rating = rating_of(packet);
  facts.notes.title = packet.text("dc:title");
  facts.notes.description = packet.text("dc:description");
  add_mwg_areas(packet, facts.areas);
  add_microsoft_areas(packet, facts.areas);
  return facts;
}

std::vector<Region> regions_of(const std::vector<NamedArea>& areas, int orientation, int width,
                               int height) {
  std::vector<Region> regions;
  for (const NamedArea& area : areas) {
    const Box box = area.is_stored ? turned(area.box, orientation) : area.box;
    regions.push_back(
        {area.name, area.kind, box.scaled(static_cast<float>(width), static_cast<float>(height))});
  }
  return regions;
}

}  // namespace nunchi::decode
