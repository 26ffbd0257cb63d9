// The end of what a program said, fit for an error message.
#pragma once

#include <string>
#include <string_view>

namespace nunchi::models {

// One line without control characters, at most some 400 bytes, in UTF-8 where the output was.
std::string last_words(std::string_view output);

}  // namespace nunchi::models
