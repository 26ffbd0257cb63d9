// Owners of lcms2's handles.
#pragma once

#include <lcms2.h>

#include <memory>

namespace nunchi::decode {

struct ProfileCloser {
  void operator()(void* profile) const noexcept { cmsCloseProfile(profile); }
};
using Profile = std::unique_ptr<void, ProfileCloser>;  // cmsHPROFILE is void*

struct TransformCloser {
  void operator()(void* transform) const noexcept { cmsDeleteTransform(transform); }
};
using Transform = std::unique_ptr<void, TransformCloser>;  // cmsHTRANSFORM is void*

struct CurveFreer {
  void operator()(cmsToneCurve* curve) const noexcept { cmsFreeToneCurve(curve); }
};
using Curve = std::unique_ptr<cmsToneCurve, CurveFreer>;

}  // namespace nunchi::decode
