#include "decode/exif.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "decode/exif_handles.h"

namespace nunchi::decode {
namespace {

const ExifEntry* entry_of(const ExifData* data, ExifIfd ifd, int tag) {
  // GPS tags share their numbers with others, and C++ warns of enumerators that do: hence int.
  return exif_content_get_entry(data->ifd[ifd], static_cast<ExifTag>(tag));
}

// Up to the first NUL, without spaces around it.
std::string text_of(const ExifEntry* entry) {
  if (entry == nullptr || entry->data == nullptr || entry->format != EXIF_FORMAT_ASCII) return {};
  std::string_view text(reinterpret_cast<const char*>(entry->data), entry->size);
  text = text.substr(0, text.find('\0'));
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
}

int short_of(const ExifData* data, const ExifEntry* entry, int otherwise) {
  if (entry == nullptr || entry->data == nullptr || entry->size < 2) return otherwise;
  if (entry->format != EXIF_FORMAT_SHORT) return otherwise;
  return exif_get_short(entry->data, exif_data_get_byte_order(const_cast<ExifData*>(data)));
}

std::optional<double> rational_of(const ExifData* data, const ExifEntry* entry, std::size_t index) {
  constexpr std::size_t kSize = 8;
  if (entry == nullptr || entry->data == nullptr || entry->size < kSize * (index + 1) ||
      entry->format != EXIF_FORMAT_RATIONAL) {
    return std::nullopt;
  }
  const ExifRational value = exif_get_rational(
      entry->data + kSize * index, exif_data_get_byte_order(const_cast<ExifData*>(data)));
  if (value.denominator == 0) return std::nullopt;
  return static_cast<double>(value.numerator) / static_cast<double>(value.denominator);
}

// Degrees, minutes, seconds; negative in the west and south.
std::optional<double> angle_of(const ExifData* data, int tag, int reference_tag,
                               std::string_view positive, std::string_view negative) {
  const ExifEntry* entry = entry_of(data, EXIF_IFD_GPS, tag);
  const auto degrees = rational_of(data, entry, 0);
  if (!degrees) return std::nullopt;
  const double minutes = rational_of(data, entry, 1).value_or(0);
  const double seconds = rational_of(data, entry, 2).value_or(0);
  const double angle = *degrees + minutes / 60 + seconds / 3600;
  const std::string reference = text_of(entry_of(data, EXIF_IFD_GPS, reference_tag));
  if (reference == positive) return angle;
  if (reference == negative) return -angle;
  return std::nullopt;
}

std::optional<Position> position_of(const ExifData* data) {
  const auto latitude = angle_of(data, EXIF_TAG_GPS_LATITUDE, EXIF_TAG_GPS_LATITUDE_REF, "N", "S");
  const auto longitude =
      angle_of(data, EXIF_TAG_GPS_LONGITUDE, EXIF_TAG_GPS_LONGITUDE_REF, "E", "W");
  if (!latitude || !longitude || std::abs(*latitude) > 90 || std::abs(*longitude) > 180 ||
      (*latitude == 0 && *longitude == 0)) {
    return std::nullopt;
  }
  Position position{*latitude, *longitude, std::nullopt};
  const auto altitude = rational_of(data, entry_of(data, EXIF_IFD_GPS, EXIF_TAG_GPS_ALTITUDE), 0);
  if (altitude) {
    const ExifEntry* reference = entry_of(data, EXIF_IFD_GPS, EXIF_TAG_GPS_ALTITUDE_REF);
    const bool below = reference != nullptr && reference->size >= 1 && reference->data[0] == 1;
    position.altitude = below ? -*altitude : *altitude;
  }
  return position;
}

std::vector<WrittenDate> dates_of(const ExifData* data) {
  struct Place {
    ExifIfd ifd;
    int tag;
    int offset_tag;
    const char* source;
  };
  constexpr std::array<Place, 3> kPlaces = {{
      {EXIF_IFD_EXIF, EXIF_TAG_DATE_TIME_ORIGINAL, EXIF_TAG_OFFSET_TIME_ORIGINAL, "exif"},
      {EXIF_IFD_EXIF, EXIF_TAG_DATE_TIME_DIGITIZED, EXIF_TAG_OFFSET_TIME_DIGITIZED,
       "exif-digitized"},
      {EXIF_IFD_0, EXIF_TAG_DATE_TIME, EXIF_TAG_OFFSET_TIME, "exif-modified"},
  }};
  std::vector<WrittenDate> dates;
  for (const Place& place : kPlaces) {
    std::string when = text_of(entry_of(data, place.ifd, place.tag));
    // Blank by the standard when unknown: "    :  :     :  :  ".
    if (when.find_first_not_of(" :") == std::string::npos) continue;
    dates.push_back(
        {std::move(when), text_of(entry_of(data, EXIF_IFD_EXIF, place.offset_tag)), place.source});
  }
  return dates;
}

std::string cleaned(std::string_view text) {
  std::string clean;
  for (const char sign : text) {
    const auto code = static_cast<unsigned char>(sign);
    const bool is_space = code <= ' ' || code == 0x7f;
    if (is_space && (clean.empty() || clean.back() == ' ')) continue;
    clean += is_space ? ' ' : (code < 0x80 ? sign : '?');  // Exif's ASCII is ASCII
  }
  while (!clean.empty() && clean.back() == ' ') clean.pop_back();
  return clean;
}

std::string lowered(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](char sign) {
    return sign >= 'A' && sign <= 'Z' ? static_cast<char>(sign - 'A' + 'a') : sign;
  });
  return lower;
}

}  // namespace

std::string camera_name(std::string_view maker, std::string_view model) {
  const std::string its_maker = cleaned(maker), its_model = cleaned(model);
  if (its_maker.empty() || its_model.empty()) return its_maker + its_model;
  const auto first_word = [](std::string_view text) { return text.substr(0, text.find(' ')); };
  // "NIKON CORPORATION" + "NIKON D70": the first word tells.
  if (lowered(first_word(its_maker)) == lowered(first_word(its_model))) return its_model;
  return its_maker + ' ' + its_model;
}

ExifFacts read_exif(std::span<const std::byte> tiff) {
  using namespace std::string_view_literals;
  constexpr auto kPrefix = "Exif\0\0"sv;
  std::vector<unsigned char> block(kPrefix.begin(), kPrefix.end());
  const bool has_prefix = tiff.size() >= kPrefix.size() && tiff[0] == std::byte{'E'};
  for (const std::byte byte : tiff.subspan(has_prefix ? kPrefix.size() : 0)) {
    block.push_back(std::to_integer<unsigned char>(byte));
    if (block.size() == 0xfffe) break;  // libexif reads no more
  }
  const ExifHandle data(exif_data_new_from_data(block.data(), static_cast<unsigned>(block.size())));
  if (!data) return {};

  ExifFacts facts;
  const int orientation =
      short_of(data.get(), entry_of(data.get(), EXIF_IFD_0, EXIF_TAG_ORIENTATION), 0);
  if (orientation >= 1 && orientation <= 8) facts.orientation = orientation;
  facts.dates = dates_of(data.get());
  facts.gps = position_of(data.get());
  facts.camera = camera_name(text_of(entry_of(data.get(), EXIF_IFD_0, EXIF_TAG_MAKE)),
                             text_of(entry_of(data.get(), EXIF_IFD_0, EXIF_TAG_MODEL)));
  return facts;
}

}  // namespace nunchi::decode
