#include "cli/progress_line.h"

#include <algorithm>
#include <cstdio>

#include "cli/terminal.h"

namespace nunchi::cli {

ProgressLine::ProgressLine(wire::Language language) : language_(language) {
  if (is_terminal(stderr)) width_ = std::max(20, terminal_width(stderr));
}

ProgressLine::~ProgressLine() { wipe(); }

void ProgressLine::show(std::uint64_t done, std::uint64_t total) {
  const auto now = Clock::now();
  if (!shown() || now - last_ < std::chrono::milliseconds(100)) return;
  last_ = now;
  drawn_ = true;
  const double seconds = std::chrono::duration<double>(now - started_).count();
  const std::string bar = wire::progress_bar(
      {.done = done, .total = total, .per_second = static_cast<double>(done) / seconds},
      {.width = width_ - 1, .colour = colour_for(stderr), .language = language_});
  std::fprintf(stderr, "\r%s\x1b[K", bar.c_str());
  std::fflush(stderr);
}

void ProgressLine::wipe() {
  if (!drawn_) return;
  std::fputs("\r\x1b[K", stderr);
  std::fflush(stderr);
  drawn_ = false;
  last_ = {};
}

}  // namespace nunchi::cli
