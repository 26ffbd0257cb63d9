// The lines that a person reads of checked words, below the photo's own line:
//
//     ✓  puppy    97 %  dog 93 %, golden retriever 88 %
//     ✗  beach     2 %
//     ?  노을           cannot say
//     +  frisbee  91 %  missing
//
// Pure. What comes from outside is made harmless to the terminal.
#pragma once

#include <string>

#include "wire/photo_report.h"
#include "wire/terminal_line.h"

namespace nunchi::wire {

// Each line with its end; "" where no words were checked.
std::string word_check_lines(const PhotoReport& report, const LineStyle& style = {});

}  // namespace nunchi::wire
