// How wide text stands in a terminal, and text cut to a width.
//
// A column is what a Latin letter takes: Hangul, Han and emoji take two (Unicode's East Asian Width
// W and F, UAX #11), combining signs and the inner letters of decomposed Hangul none. Text is
// UTF-8; pass file names through harmless() first.
#pragma once

#include <string>
#include <string_view>

namespace nunchi::wire {

int columns(std::string_view text) noexcept;

// The text with U+FFFD for what could move the cursor, change colours or turn the line around:
// control characters, Unicode's bidirectional controls and line ends, bytes that are not UTF-8.
std::string harmless(std::string_view text);

// At most `most` columns of the text, "…" for what is left out. A sign is never parted from what
// combines with it.
std::string cut_end(std::string_view text, int most);
std::string cut_middle(std::string_view text, int most);

// A path, shortened where it says least: "a/b/c/beach.jpg" → "…/c/beach.jpg" → "…/beach.jpg" →
// "bea….jpg".
std::string cut_path(std::string_view path, int most);

// Spaces behind or before the text until it takes `wanted` columns.
std::string padded_right(std::string text, int wanted);
std::string padded_left(std::string text, int wanted);

}  // namespace nunchi::wire
