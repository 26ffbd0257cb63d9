// Progress: how far a pull is, told as it goes on, on the thread that pulls.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace nunchi::models {

struct Progress {
  enum class Step {
    waiting,     // for another process that pulls
    fetching,    // bytes of `of` are here (0 while the client does not tell)
    unpacking,   // taking files out of the archive
    converting,  // into OpenVINO's form
    finished     // with this network, however it went
  };
  Step step = Step::waiting;
  std::string network;
  std::size_t place = 0, count = 0;  // the place-th (from 1) of so many networks
  std::uint64_t bytes = 0, of = 0;
  bool operator==(const Progress&) const = default;
};

using ProgressListener = std::function<void(const Progress&)>;  // may be empty

}  // namespace nunchi::models
