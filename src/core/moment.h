// Moment: something that was seen, somewhere, at some time. The value in which every source ends: a
// photo is one moment, a video has many, a camera gives one whenever it has something to show, a
// post is one with all its pictures. The library keeps moments; a question is answered with
// moments.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/content_hash.h"
#include "core/notes.h"
#include "core/origin.h"
#include "core/sight.h"

namespace nunchi {

enum class OriginKind { photo, video, camera, post };

// "photo", "video", "camera", "post": for JSON and queries.
std::string_view name_of(OriginKind kind) noexcept;
std::optional<OriginKind> origin_kind_from(std::string_view name) noexcept;

// Origin: where a moment comes from. Two moments with equal kind, asset (or, without one, path) and
// span are the same moment.
struct Origin {
  OriginKind kind = OriginKind::photo;
  std::optional<ContentHash> asset;  // the file's content, for photo and video
  std::string path;  // photo, video: one path of the file; camera: its name; post: its address
  // [from, until) inside the origin. photo, post: both 0. video: since its first frame; the whole
  // video is [0, duration). camera: since 1970-01-01 UTC.
  std::chrono::microseconds from{}, until{};
  bool operator==(const Origin&) const = default;
};

// Place: a named place of the gazetteer.
struct Place {
  std::string id;       // stable in the gazetteer: "geonames:1838524"
  std::string name;     // "Busan"
  std::string region;   // "Gyeongsangnam-do", "" where there is none
  std::string country;  // ISO 3166-1 alpha-2: "KR"
  bool operator==(const Place&) const = default;
};

// Picture: one picture of a moment and what was seen in it.
struct Picture {
  std::optional<ContentHash> asset;  // absent where the picture is kept nowhere (a camera's frame)
  Sight sight;
  bool operator==(const Picture&) const = default;
};

enum class MomentId : std::int64_t { none = 0 };  // of one library; never leaves it by export

struct Moment {
  MomentId id = MomentId::none;  // none: not kept yet
  Origin origin;
  std::optional<Taken> taken;  // absent: nobody knows when
  std::optional<Position> position;
  std::optional<Place> place;
  std::string camera;  // maker and model of a photo's or video's camera; "" unknown
  std::string author, community, words;  // of a post
  Notes notes;                           // of a photo's file: what others have written into it
  // Dates that the file gives but that cannot be, each with its source and the reason.
  std::vector<std::string> dates_set_aside;
  std::string flaw;  // what is wrong with the file although it could be shown; "" for a sound one
  std::vector<Picture> pictures;
  bool operator==(const Moment&) const = default;
};

}  // namespace nunchi
