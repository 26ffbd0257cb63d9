// Standing: whether a network is there, and whether it is what it should be.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "core/result.h"
#include "models/catalogue.h"

namespace nunchi::models {

struct Standing {
  enum class State {
    absent,
    present,
    outdated,  // made by another entry than the list now has: pull makes it anew
    damaged    // a file is missing, too short, or (where hashes were looked at) another one
  };
  State state = State::absent;
  std::uint64_t bytes = 0;  // on the disk; 0 where absent
  std::string why;          // of outdated and damaged
};

std::string_view name_of(Standing::State state) noexcept;

enum class Look { sizes, hashes };  // sizes: a millisecond; hashes: reads every byte

Standing standing_of(const std::filesystem::path& home, const Network& network, Look look);

}  // namespace nunchi::models
