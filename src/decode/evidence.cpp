#include "decode/evidence.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "decode/file_bytes.h"
#include "decode/name_date.h"

namespace nunchi::decode {
namespace {

constexpr std::string_view kEdited = "exif-modified";

std::vector<WrittenDate> dates_of(const Evidence& evidence) {
  std::vector<WrittenDate> dates;
  const auto add = [&dates](const std::vector<WrittenDate>& more, auto wanted) {
    std::copy_if(more.begin(), more.end(), std::back_inserter(dates), wanted);
  };
  const auto all = [](const WrittenDate&) { return true; };
  const auto edited = [](const WrittenDate& date) { return date.source == kEdited; };
  if (evidence.beside.side_car) add(evidence.beside.side_car->dates, all);
  add(evidence.exif.dates, std::not_fn(edited));
  add(evidence.xmp.dates, all);
  add(evidence.iptc.dates, all);
  add(evidence.exif.dates, edited);
  if (evidence.beside.name) dates.push_back(*evidence.beside.name);
  return dates;
}

void take_date(const Evidence& evidence, const PhotoOptions& options, Photo& photo) {
  const auto now = options.now.value_or(
      std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
  for (const WrittenDate& date : dates_of(evidence)) {
    auto taken = believe(date, now);
    if (taken) {
      photo.taken = *std::move(taken);
      return;
    }
    photo.dates_set_aside.push_back(taken.error().message);
  }
}

void add_keywords(const std::vector<std::string>& more, std::vector<std::string>& keywords) {
  for (const std::string& word : more) {
    if (std::find(keywords.begin(), keywords.end(), word) == keywords.end())
      keywords.push_back(word);
  }
}

// Fills what is still open.
void add_notes(const Notes& more, Notes& notes) {
  add_keywords(more.keywords, notes.keywords);
  if (!notes.rating) notes.rating = more.rating;
  if (notes.title.empty()) notes.title = more.title;
  if (notes.description.empty()) notes.description = more.description;
}

}  // namespace

BesideTheFile look_beside(const std::filesystem::path& file) {
  constexpr std::uint64_t kMostBytes = 16U << 20U;
  BesideTheFile beside{.name = date_in_name(file)};
  std::filesystem::path added = file, replaced = file;
  added += ".xmp";
  replaced.replace_extension(".xmp");
  for (const auto& path : {added, replaced}) {
    const auto bytes = read_file(path, kMostBytes);
    if (!bytes) continue;
    beside.side_car = read_xmp(*bytes);
    for (WrittenDate& date : beside.side_car->dates) date.source = "side-car";
    break;
  }
  return beside;
}

void describe(const Evidence& evidence, int orientation, const PhotoOptions& options,
              Photo& photo) {
  const XmpFacts* side_car = evidence.beside.side_car ? &*evidence.beside.side_car : nullptr;
  take_date(evidence, options, photo);
  if (side_car != nullptr) photo.gps = side_car->gps;
  if (!photo.gps) photo.gps = evidence.exif.gps;
  if (!photo.gps) photo.gps = evidence.xmp.gps;
  photo.camera = evidence.exif.camera.empty() ? evidence.xmp.camera : evidence.exif.camera;
  if (side_car != nullptr) add_notes(side_car->notes, photo.notes);
  add_notes(evidence.xmp.notes, photo.notes);
  add_notes(evidence.iptc.notes, photo.notes);
  const bool from_side_car = side_car != nullptr && !side_car->areas.empty();
  photo.notes.regions = regions_of(from_side_car ? side_car->areas : evidence.xmp.areas,
                                   orientation, photo.width, photo.height);
}

}  // namespace nunchi::decode
