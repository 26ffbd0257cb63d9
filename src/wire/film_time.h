// Times in a film, for people. Pure functions.
#pragma once

#include <chrono>
#include <string>

#include "wire/photo_report.h"

namespace nunchi::wire {

// "0:05", "1:02:03": hours only where there are some; the second that has begun.
std::string time_text(std::chrono::microseconds time);

// "0:05–0:12"; "0:05" where both are the same.
std::string span_text(const FilmSpan& span);

}  // namespace nunchi::wire
