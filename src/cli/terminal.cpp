#include "cli/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <string_view>

namespace nunchi::cli {

bool is_terminal(std::FILE* stream) { return isatty(fileno(stream)) == 1; }

int terminal_width(std::FILE* stream) {
  winsize size{};
  return ioctl(fileno(stream), TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

wire::Colour colour_for(std::FILE* stream) {
  const char* forbidden = std::getenv("NO_COLOR");
  const char* kind = std::getenv("TERM");
  const bool plain = (forbidden && *forbidden) || (kind && std::string_view(kind) == "dumb");
  return is_terminal(stream) && !plain ? wire::Colour::ansi : wire::Colour::none;
}

}  // namespace nunchi::cli
