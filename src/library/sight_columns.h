// What the writing and the reading of sights must agree on.
//
// For this folder only.
#pragma once

#include "core/sight.h"
#include "library/statement.h"

namespace nunchi::library {

// picture.looked: which kinds of finding were looked for, a bit each. Absent is not empty.
enum Looked : int {
  kTags = 1,
  kObjects = 2,
  kFaces = 4,
  kText = 8,
  kEmbedding = 16,
  kGuesses = 32,
  kColours = 64
};

inline int looked_of(const Sight& sight) {
  return (sight.tags ? kTags : 0) | (sight.objects ? kObjects : 0) | (sight.faces ? kFaces : 0) |
         (sight.text ? kText : 0) | (sight.embedding ? kEmbedding : 0) |
         (sight.guesses ? kGuesses : 0) | (sight.colours ? kColours : 0);
}

// left, top, right, bottom in four columns from `column` on.
inline Box box_of(const Statement& row, int column) {
  const auto number = [&](int i) { return static_cast<float>(row.real(column + i)); };
  return {number(0), number(1), number(2), number(3)};
}

}  // namespace nunchi::library
