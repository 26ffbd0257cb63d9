#include "core/sight.h"

namespace nunchi {
namespace {

Point scaled(Point p, float by_x, float by_y) { return {p.x * by_x, p.y * by_y}; }

}  // namespace

std::string identity_space(const Sight& sight) {
  for (const char* task : {"face-identity", "face-boxes"}) {
    if (const auto network = sight.seen_by.find(task); network != sight.seen_by.end()) {
      return network->second;
    }
  }
  return {};
}

Sight scaled(Sight sight, float by_x, float by_y) {
  if (sight.objects) {
    for (Object& object : *sight.objects) object.box = object.box.scaled(by_x, by_y);
  }
  if (sight.faces) {
    for (Face& face : *sight.faces) {
      face.box = face.box.scaled(by_x, by_y);
      for (Point& p : face.landmarks) p = scaled(p, by_x, by_y);
    }
  }
  if (sight.text) {
    for (TextLine& line : *sight.text) {
      for (Point& p : line.quad) p = scaled(p, by_x, by_y);
    }
  }
  return sight;
}

}  // namespace nunchi
