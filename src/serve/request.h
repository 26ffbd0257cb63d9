// Request: what a program or a page asks of the server, freed of HTTP's spelling. A value, so that
// what answers it can be tried without a socket.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace nunchi::serve {

struct Request {
  std::string method;                          // "GET"
  std::string path;                            // "/api/v1/moments/7", decoded, without the query
  std::map<std::string, std::string> query;    // decoded; of one name the first
  std::map<std::string, std::string> headers;  // names in lower case; of one name the first
  std::vector<std::string> parts;              // what stands where the route says {…}
  std::string body;
  std::string peer;        // the caller's address
  bool is_secure = false;  // came through TLS

  // "" where there is none.
  std::string_view header(const std::string& lower_case_name) const;
  std::string_view parameter(const std::string& name) const;
};

// A whole number in [least, most], all of `text`. invalid_argument: anything else; the message
// names `what`.
Result<std::int64_t> whole_number(std::string_view text, std::string_view what, std::int64_t least,
                                  std::int64_t most);

// The number that stands first where the route says {…}: the id of a moment, an album, …
Result<std::int64_t> id_in(const Request& request);

// The same of a parameter of the query; `usual` where it is not there.
Result<std::int64_t> number_parameter(const Request& request, const std::string& name,
                                      std::int64_t usual, std::int64_t least, std::int64_t most);

}  // namespace nunchi::serve
