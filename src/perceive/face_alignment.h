// Face alignment: where a face's landmarks lie → the picture that an identity network wants to see.
//
// Pure functions; may run on any thread.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/sight.h"
#include "picture/resize.h"

namespace nunchi::perceive {

// FaceTemplate: where a network wants the landmarks of a face, in a square of `side` pixels.
struct FaceTemplate {
  int side = 0;
  std::vector<Point> points;  // left eye, right eye, nose tip, left and right mouth corner
  bool operator==(const FaceTemplate&) const = default;
};

// The five points of ArcFace (Deng et al. 2019, section 3; 112 pixels), scaled to `side`.
FaceTemplate arcface_template(int side);

// Those of Open Model Zoo's face-reidentification-retail-0095 (its documentation; 128 pixels).
FaceTemplate retail_template(int side);

// The same points, `zoom` times as far from the middle of the square: below 1 the network sees more
// of what is around the face.
FaceTemplate zoomed(FaceTemplate plain, float zoom);

// The similarity (scale, turn, shift; no mirror) that brings `from` closest to `to` in the least
// squares of the distances (Umeyama 1991), as a matrix (x, y, 1) → (x, y). Nothing where the points
// are fewer than two, differently many, or all in one place.
std::optional<picture::Affine> closest_similarity(std::span<const Point> from,
                                                  std::span<const Point> to);

// For picture::warp: from pixels of the template's square to pixels of the picture. Landmarks as in
// Face, scheme "five" or "four" (then the mouth's middle is matched). Nothing for other numbers of
// points or where they fall into one.
std::optional<picture::Affine> alignment(std::span<const Point> landmarks,
                                         const FaceTemplate& wanted);

// How far the landmarks, best aligned, lie off the template: root mean square distance, in
// distances between its eyes. About 0.05 for a face seen from the front, 0.3 and more from the
// side; nothing as above.
std::optional<float> misalignment(std::span<const Point> landmarks, const FaceTemplate& wanted);

}  // namespace nunchi::perceive
