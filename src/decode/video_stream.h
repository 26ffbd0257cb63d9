// What libav knows of a file and its stream → VideoFacts, and which stream is the film. Internal to
// decode. Thread-safe.
#pragma once

#include <chrono>

#include "decode/libav_handles.h"
#include "decode/video_facts.h"

namespace nunchi::decode {

// The stream that a player would show: not a cover picture; the default one, else the largest.
// -1: there is none.
int film_stream(const AVFormatContext& format);

VideoFacts facts_of_stream(AVFormatContext& format, const AVStream& stream,
                           std::chrono::sys_seconds now);

}  // namespace nunchi::decode
