// HttpServer: HTTP/1.1, and TLS where there is a certificate, around one function from Request to
// Reply. The only file that knows the HTTP library.
//
// A thread holds each connection; all of Answering is called on many of them at once. Owns its
// socket from bind to the end of run.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

#include "core/result.h"
#include "serve/reply.h"
#include "serve/request.h"

namespace nunchi::serve {

struct HttpLimits {
  int connections = 256;             // at once; a further one waits
  int streams = 64;                  // event streams among them; a further one is told 503
  std::chrono::seconds silence{10};  // of a caller in the middle of a request or an answer
  std::chrono::seconds idle{5};      // between two requests of one connection
};

struct HttpOptions {
  std::string address = "127.0.0.1";
  int port = 7007;                         // 0: any that is free
  std::filesystem::path certificate, key;  // PEM; both or none
  HttpLimits limits;
};

// What is said of a request before its body is read.
struct Admission {
  std::optional<Reply> refusal;  // then the body is not read at all
  std::size_t most_body = 0;     // bytes
  std::function<Reply(const Request&)> answer;
};

struct Answering {
  std::function<Admission(Request&)> admit;
  std::function<void(const Request&, const Reply&, std::chrono::microseconds)> log;  // may be empty
};

class HttpServer {
 public:
  // invalid_argument: a certificate that cannot be used. io_failure: the address is taken.
  static Result<HttpServer> bind(const HttpOptions& options, Answering answering);

  int port() const noexcept;

  // Until `stop` is asked to; what is being answered then is answered to its end, streams are cut.
  Status run(std::stop_token stop);

  HttpServer(HttpServer&&) noexcept;
  ~HttpServer();

 private:
  struct Listening;
  explicit HttpServer(std::unique_ptr<Listening> listening) noexcept;
  std::unique_ptr<Listening> listening_;
};

}  // namespace nunchi::serve
