// Owners of libturbojpeg's handles.
#pragma once

#include <turbojpeg.h>

#include <memory>

namespace nunchi::decode {

struct TurboCloser {
  void operator()(void* handle) const noexcept { tjDestroy(handle); }
};
using TurboHandle = std::unique_ptr<void, TurboCloser>;  // tjhandle is void*

struct TurboFreer {
  void operator()(unsigned char* buffer) const noexcept { tjFree(buffer); }
};
using TurboBuffer = std::unique_ptr<unsigned char, TurboFreer>;

}  // namespace nunchi::decode
