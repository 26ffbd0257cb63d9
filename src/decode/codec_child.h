// The child's side of isolated decoding: a loop that reads files from descriptor 3 and writes what
// is in them back, under limits that it lays on itself first.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace nunchi::decode {

// The command that makes the running program its own codec child.
std::vector<std::string> codec_command(std::uint64_t most_memory);

// To be called first thing in main(): where the arguments are those of codec_command, serves until
// the other side closes the socket and returns the exit code; otherwise returns nothing at once.
std::optional<int> serve_as_codec_child(int argc, const char* const* argv);

}  // namespace nunchi::decode
