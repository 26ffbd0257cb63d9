// Reading JSON from outside: bounded before it is built, checked member by member after. Private to
// this folder's .cpp files.
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "core/sight.h"

namespace nunchi::wire {

// nlohmann::json, not ordered_json: the latter takes quadratic time for an object of many members.
using Json = nlohmann::json;

struct JsonLimits {
  std::size_t bytes = std::size_t{16} << 20;
  std::size_t values = 1'000'000;  // all together; each may cost some hundred bytes once built
  std::size_t depth = 16;          // of lists and objects inside one another
};

// The text as a tree. too_large: a limit is passed, checked before anything is built. corrupt_data:
// no JSON (RFC 8259), or not UTF-8.
Result<Json> parse_json(std::string_view text, const JsonLimits& limits = {});

// How long lists and texts may be in what is read below.
inline constexpr std::size_t kMostItems = 10'000;  // tags, objects, faces, lines
inline constexpr std::size_t kMostText = 65'536;   // bytes
inline constexpr std::size_t kMostPoints = 1'024;  // landmarks of a face
inline constexpr std::size_t kMostVector = 16'384;

enum class Need { required, optional };

struct NumberRange {  // by default all floats; the shortest decimal of the largest is a little
                      // larger
  double least = -3.4028235e38;
  double most = 3.4028235e38;
};

inline constexpr NumberRange kProbability{0, 1};
inline constexpr NumberRange kCoordinate{-1e30, 1e30};  // sums of two still fit a float

// Reads the members of one object. The first thing that is wrong is kept as an Error that names its
// place ("faces[2].box: …"); from then on everything reads as its default, so that the callers are
// straight lines and ask once, at the end. Members that nobody asks for are passed over.
class ObjectReader {
 public:
  // `complaint` is shared by all readers of one text; both references must outlive the reader.
  ObjectReader(const Json& object, std::string where, std::optional<Error>& complaint);

  bool has(const char* key) const;
  bool tells(const char* key) const;  // has it, and it is not null

  std::string text(const char* key, Need need = Need::required);
  double number(const char* key, NumberRange range = {}, Need need = Need::required);
  float probability(const char* key, Need need = Need::required);
  std::vector<std::string> texts(const char* key);               // absent: empty
  std::vector<float> floats(const char* key, std::size_t most);  // absent: empty
  std::vector<Point> points(const char* key, std::size_t most);  // [[x, y], …]; absent: empty
  std::map<std::string, std::string> text_of_each(std::size_t most);  // of the object's members
  Box corner_and_size(const char* key);                               // [x, y, width, height]
  Box edges(const char* key);                                         // [left, top, right, bottom]

  // A list of objects, each read by `read(ObjectReader&)`; nullopt where the member is absent.
  template <class T, class Read>
  std::optional<std::vector<T>> list(const char* key, Read read) {
    if (!has(key)) return std::nullopt;
    std::vector<T> items;
    std::size_t index = 0;
    for (const Json& item : elements(key, kMostItems)) {
      ObjectReader reader(item, place(key) + "[" + std::to_string(index++) + "]", complaint_);
      items.push_back(read(reader));
      if (complaint_) break;
    }
    return items;
  }

  // An object inside; nullopt where the member is absent.
  std::optional<ObjectReader> object(const char* key);

  // For what only the caller knows to be wrong.
  void complain(const char* key, std::string_view what);

 private:
  const Json* member(const char* key) const;
  const Json* needed(const char* key, Need need);
  std::span<const Json> elements(const char* key, std::size_t most);
  std::string place(const char* key) const;
  std::array<double, 4> four(const char* key);

  const Json& object_;
  std::string where_;
  std::optional<Error>& complaint_;
};

}  // namespace nunchi::wire
