// Sight: all that was seen in one picture. The value that perceive makes and everyone else reads.
//
// Each kind of finding is optional: absent means that nobody looked, empty means that there is
// nothing. Confidences are probabilities in [0, 1], calibrated where the network's entry says so.
// Boxes and points are in pixels of the picture that was looked at, see box.h.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/box.h"

namespace nunchi {

struct Point {
  float x = 0, y = 0;
  bool operator==(const Point&) const = default;
};

// Tag: a concept that the picture as a whole shows.
struct Tag {
  std::string concept_id;  // "wn:n02088364", "coco:…" where WordNet has none, "own:…"
  float confidence = 0;    // that the picture shows it
  std::vector<std::string> evidence;  // the tasks that saw it: "classes", "objects", "labels"
  bool operator==(const Tag&) const = default;
};

// Guess: one class of a classifier with its probability, before any hedging. For search and for
// measuring; what is shown are Tags.
struct Guess {
  std::string concept_id;
  float probability = 0;
  bool operator==(const Guess&) const = default;
};

// Object: one thing with its place in the picture.
struct Object {
  std::string concept_id;  // what it is, as in Tag
  std::string category;    // the detector's own word for it, e.g. COCO's "potted plant"
  float confidence = 0;
  Box box;
  std::vector<float> embedding;  // unit length, in the space of Sight::embedding; empty: none
  bool operator==(const Object&) const = default;
};

// Face: a human face. Never says whose: that is the owner's to name.
struct Face {
  Box box;
  // Eyes, nose, mouth; left and right as seen in the picture. The scheme tells which points stand
  // where: "five" = left eye, right eye, nose tip, left and right mouth corner;
  // "four" = the same with one point, the middle of the mouth, instead of the corners.
  std::string scheme;
  std::vector<Point> landmarks;
  float confidence = 0;
  float quality = 0;            // [0, 1]: large, sharp and frontal enough to be recognised
  std::vector<float> identity;  // unit length, in identity_space(); empty: not computed
  bool operator==(const Face&) const = default;
};

// TextLine: words read in one line; corners from the line's own upper left, clockwise as read.
struct TextLine {
  std::string text;  // UTF-8, NFC
  std::array<Point, 4> quad{};
  std::string language;  // BCP 47: "en", "ko", "zh", "ja"; "und" where unknown
  float confidence = 0;
  bool operator==(const TextLine&) const = default;
};

// Embedding: a picture, or a part of it, as a point of unit length in the space of one network.
// Vectors of two spaces are never compared.
struct Embedding {
  std::string space;  // "network@version"
  std::vector<float> vector;
  bool operator==(const Embedding&) const = default;
};

// ColourShare: one of the few colours that a picture mostly consists of.
struct ColourShare {
  std::string name;                   // a basic colour term, in English: "blue"
  float share = 0;                    // of the picture's area
  std::array<std::uint8_t, 3> rgb{};  // sRGB; the mean of all that goes by this name
  bool operator==(const ColourShare&) const = default;
};

struct Sight {
  std::map<std::string, std::string> seen_by;       // task → "network@version"
  std::optional<std::vector<Tag>> tags;             // most confident first
  std::optional<std::vector<Guess>> guesses;        // the ten most probable classes, calibrated
  std::optional<std::vector<Object>> objects;       // most confident first
  std::optional<std::vector<Face>> faces;           // largest first
  std::optional<std::vector<TextLine>> text;        // in reading order
  std::optional<Embedding> embedding;               // of the whole picture
  std::optional<std::vector<ColourShare>> colours;  // the largest first
  bool operator==(const Sight&) const = default;
};

// The space of the faces' identities: the network that seen_by names for "face-identity" or,
// without one, for "face-boxes"; "" where it names neither.
std::string identity_space(const Sight& sight);

// The same findings with every box and point stretched, e.g. from a reduced picture to the full
// one.
Sight scaled(Sight sight, float by_x, float by_y);

}  // namespace nunchi
