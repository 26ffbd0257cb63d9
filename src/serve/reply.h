// Reply: what a request is answered with. A value; http_server turns it into bytes on a socket.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace nunchi::serve {

struct Reply {
  // Writes a piece of a stream; false once the other side is gone or the server stops.
  using Write = std::function<bool(std::string_view)>;

  int status = 200;
  std::string type = "application/json";
  std::map<std::string, std::string> headers;  // besides the type and length
  std::string body;

  // Instead of `body`: a file, of which the caller may ask for ranges (RFC 9110, section 14).
  std::filesystem::path file;

  // Instead of `body`: runs until it returns or Write says false. Holds a thread all the while.
  std::function<void(const Write&)> stream;
};

Reply json_reply(std::string json, int status = 200);
Reply no_content();
Reply changes_reply(std::int64_t changes);  // how many values an edit changed

// Any bytes as a string of JSON, in quotes; what is no UTF-8 becomes U+FFFD.
std::string json_text(std::string_view text);

// RFC 9457: {"title","status","detail"}; the status follows the code.
Reply problem(const Error& error);
Reply problem(int status, std::string_view detail);
int status_of(ErrorCode code) noexcept;

// Where what `etag` names is with the caller already (If-None-Match), nothing is sent again.
Reply unless_known(Reply reply, const std::string& etag, std::string_view if_none_match);

}  // namespace nunchi::serve
