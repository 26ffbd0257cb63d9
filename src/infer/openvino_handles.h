// What of OpenVINO this folder shares between its files: the one engine of the process, and the
// turning of its exceptions into Errors.
#pragma once

#include <exception>
#include <openvino/openvino.hpp>
#include <utility>

#include "core/result.h"

namespace nunchi::infer {

// Runs `work`, which may throw as OpenVINO does, and says what was attempted if it did.
template <class Work>
auto guarded(ErrorCode code, std::string_view task, Work&& work)
    -> Result<decltype(std::forward<Work>(work)())> {
  try {
    return std::forward<Work>(work)();
  } catch (const std::exception& thrown) {
    std::string_view reason = thrown.what();
    // OpenVINO's messages begin with its own file and line, and may run over many lines.
    if (const auto end = reason.find_last_not_of(" \n"); end != reason.npos) {
      reason = reason.substr(0, end + 1);
    }
    if (const auto last = reason.rfind('\n'); last != reason.npos) reason = reason.substr(last + 1);
    return Error{code, std::string(reason)}.while_doing(task);
  }
}

}  // namespace nunchi::infer
