// The few ways in which text is set apart in a terminal. Private to this folder.
#pragma once

#include <string>
#include <string_view>

#include "wire/terminal_line.h"

namespace nunchi::wire {

enum class Ink { plain, strong, faint, good, fair, accent, alarm };

inline std::string inked(std::string_view text, Ink ink, Colour colour) {
  if (colour == Colour::none || ink == Ink::plain || text.empty()) return std::string(text);
  const auto code = [&]() -> std::string_view {
    switch (ink) {
      case Ink::plain: return "0";
      case Ink::strong: return "1";
      case Ink::faint: return "2";
      case Ink::good: return "32";
      case Ink::fair: return "33";
      case Ink::accent: return "36";
      case Ink::alarm: return "31";
    }
    return "0";
  };
  return "\x1b[" + std::string(code()) + "m" + std::string(text) + "\x1b[0m";
}

}  // namespace nunchi::wire
