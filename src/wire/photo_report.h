// PhotoReport: what `nunchi tag` says about one photo, or one shot of a film: a Sight whose
// concepts have been given their names, and what the photo's file says about itself. A plain value.
//
// As in Sight, an absent list means that nobody looked, an empty one that there is nothing.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "core/notes.h"
#include "core/origin.h"
#include "core/result.h"
#include "core/sight.h"
#include "core/word_check.h"
#include "wire/name.h"

namespace nunchi::wire {

struct NamedTag {
  Tag tag;
  Name name;                    // everyday names: "golden retriever", "골든 리트리버"
  std::vector<Name> ancestors;  // what it is a kind of, nearest first, without itself
  bool operator==(const NamedTag&) const = default;
};

struct NamedObject {
  Object object;        // its English name is object.category
  std::string name_ko;  // "" where there is none
  bool operator==(const NamedObject&) const = default;

  Name name() const { return {object.category, name_ko}; }
};

// Where in a film: of a shot, or of a part of one.
struct FilmSpan {
  std::chrono::microseconds from{}, until{};  // since the film's first frame
  std::chrono::microseconds at{};             // the frame that was looked at
  bool operator==(const FilmSpan&) const = default;
};

struct NamedColour {
  ColourShare colour;   // its English name is colour.name
  std::string name_ko;  // "" where there is none
  bool operator==(const NamedColour&) const = default;

  Name name() const { return {colour.name, name_ko}; }
};

struct PhotoReport {
  std::string file;  // the path as it was named; may be any bytes
  int width = 0;     // of the full upright picture, pixels; 0 where it could not be read
  int height = 0;
  std::string format;  // "jpeg", "heic", …; "" where it could not be read
  std::optional<Taken> taken;
  std::optional<Position> gps;
  std::string camera;                        // maker and model, "" where the file does not say
  Notes notes;                               // what others have written into the file
  std::vector<std::string> dates_set_aside;  // by the file, but impossible: each with the reason
  std::string flaw;  // what is wrong with a file that could be shown nevertheless
  std::optional<std::vector<NamedTag>> tags;  // most confident first
  std::optional<std::vector<NamedObject>> objects;
  std::optional<std::vector<Face>> faces;
  std::optional<std::vector<WordCheck>> checks;     // of words that were asked about, as asked
  std::optional<std::vector<NamedTag>> missing;     // tags that no such word asks for; no ancestors
  std::optional<std::vector<NamedColour>> colours;  // largest first
  std::optional<FilmSpan> span;                     // of a shot of a film; absent: a photo
  std::vector<PhotoReport> moments;  // of a long shot; only span and findings of each count
  std::optional<Error> error;        // why it could not be looked at
  bool operator==(const PhotoReport&) const = default;
};

}  // namespace nunchi::wire
