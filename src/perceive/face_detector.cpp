#include "perceive/face_detector.h"

#include <fmt/format.h>

#include "perceive/face_anchors.h"
#include "perceive/face_reading.h"

namespace nunchi::perceive {
namespace {

constexpr int kYunetStep = 32;  // its coarsest stride

Error unknown(std::string_view what, const FaceDetectorSettings& settings) {
  return {ErrorCode::unsupported,
          fmt::format("no {} looks at {} x {} pixels and gives {} answers", what, settings.width,
                      settings.height, settings.anchors)};
}

}  // namespace

FaceDetector::FaceDetector(infer::Network network, const FaceDetectorSettings& settings,
                           std::vector<Point> anchors)
    : network_(std::move(network)), settings_(settings), anchors_(std::move(anchors)) {}

Result<FaceDetector> FaceDetector::make(infer::Network network,
                                        const FaceDetectorSettings& settings) {
  std::vector<Point> anchors;
  if (settings.reader == FaceReader::yunet) {
    if (settings.width <= 0 || settings.height <= 0 || settings.width % kYunetStep != 0 ||
        settings.height % kYunetStep != 0) {
      return unknown("YuNet", settings);
    }
  } else {
    const auto grids = anchor_grids(settings.width, settings.anchors);
    if (grids.empty() || settings.width != settings.height) return unknown("BlazeFace", settings);
    anchors = face_anchors(settings.width, grids);
  }
  return FaceDetector(std::move(network), settings, std::move(anchors));
}

Result<std::vector<FaceCandidate>> FaceDetector::find(const Image& picture,
                                                      const FaceView& view) const {
  const auto outputs = network_.run(look(picture, view));
  if (!outputs) return outputs.error();
  auto candidates = read(*outputs);
  if (!candidates) return std::move(candidates).error();
  const Merge merge = settings_.reader == FaceReader::blazeface ? Merge::weighted : Merge::best;
  auto merged = merge_candidates(*std::move(candidates), settings_.overlap, merge);
  for (FaceCandidate& candidate : merged) candidate = in_picture(std::move(candidate), view);
  return merged;
}

Result<std::vector<FaceCandidate>> FaceDetector::read(
    const std::vector<infer::Tensor>& outputs) const {
  if (settings_.reader == FaceReader::yunet) {
    return read_yunet(outputs, settings_.width, settings_.height, settings_.least_score);
  }
  return read_blazeface(outputs, anchors_, settings_.least_score);
}

}  // namespace nunchi::perceive
