#include "serve/http_server.h"

#include <httplib.h>

#include <algorithm>
#include <atomic>
#include <cctype>
#include <cstdio>
#include <system_error>
#include <thread>
#include <utility>

#include "serve/byte_range.h"

namespace nunchi::serve {
namespace {

std::string in_lower_case(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char sign) { return static_cast<char>(std::tolower(sign)); });
  return text;
}

Request request_of(const httplib::Request& asked) {
  Request request{.method = asked.method,
                  .path = asked.path,
                  .peer = asked.remote_addr,
                  .is_secure = asked.ssl != nullptr};
  for (const auto& [name, value] : asked.params) request.query.emplace(name, value);
  for (const auto& [name, value] : asked.headers) {
    request.headers.emplace(in_lower_case(name), value);
  }
  return request;
}

// `length` bytes from `offset` of an open file; false when they are not there any more.
bool pour(std::FILE* file, std::uint64_t offset, std::uint64_t length, httplib::DataSink& sink) {
  char piece[64 * 1024];
  if (::fseeko(file, static_cast<off_t>(offset), SEEK_SET) != 0) return false;
  while (length > 0) {
    const std::size_t got = std::fread(
        piece, 1, static_cast<std::size_t>(std::min<std::uint64_t>(length, sizeof piece)), file);
    if (got == 0 || !sink.write(piece, got)) return false;
    length -= got;
  }
  return true;
}

void send_file(const httplib::Request& asked, const Reply& reply, httplib::Response& answer) {
  std::shared_ptr<std::FILE> file(std::fopen(reply.file.c_str(), "rbe"), [](std::FILE* open) {
    if (open != nullptr) std::fclose(open);
  });
  std::error_code unknown;
  const std::uint64_t size = file ? std::filesystem::file_size(reply.file, unknown) : 0;
  if (!file || unknown) {
    answer.status = 404;
    return;
  }
  answer.set_header("Accept-Ranges", "bytes");
  const RangeFound found = range_in(asked.get_header_value("Range"), size);
  if (found.answer == RangeAnswer::impossible) {
    answer.status = 416;
    answer.set_header("Content-Range", "bytes */" + std::to_string(size));
    return;
  }
  const bool is_part = found.answer == RangeAnswer::part;
  const std::uint64_t first = is_part ? found.range.first : 0;
  const std::uint64_t length = is_part ? found.range.last - first + 1 : size;
  if (is_part) {
    answer.status = 206;
    answer.set_header("Content-Range", "bytes " + std::to_string(first) + "-" +
                                           std::to_string(found.range.last) + "/" +
                                           std::to_string(size));
  }
  if (length == 0) {
    answer.set_content("", reply.type);
    return;
  }
  answer.set_content_provider(
      static_cast<std::size_t>(length), reply.type,
      [file, first](std::size_t offset, std::size_t wanted, httplib::DataSink& sink) {
        return pour(file.get(), first + offset, wanted, sink);
      });
}

void send_stream(Reply reply, std::atomic<int>& streams, int most,
                 const std::atomic<bool>& stopping, httplib::Response& answer) {
  if (streams.fetch_add(1) >= most) {
    --streams;
    answer.status = 503;
    answer.set_header("Retry-After", "30");
    return;
  }
  answer.set_chunked_content_provider(
      reply.type,
      [run = std::move(reply.stream), &stopping](std::size_t, httplib::DataSink& sink) {
        run([&](std::string_view piece) {
          if (stopping || !sink.is_writable()) return false;
          return sink.write(piece.data(), piece.size());
        });
        if (!stopping) sink.done();
        return !stopping.load();
      },
      [&streams](bool) { --streams; });
}

}  // namespace

struct HttpServer::Listening {
  HttpOptions options;
  Answering answering;
  std::unique_ptr<httplib::Server> server;
  int port = 0;
  std::atomic<int> streams{0};
  std::atomic<bool> stopping{false};

  void send(const httplib::Request& asked, Reply reply, httplib::Response& answer) {
    answer.status = reply.status;
    for (const auto& [name, value] : reply.headers) answer.set_header(name, value);
    if (!reply.file.empty()) {
      send_file(asked, reply, answer);
    } else if (reply.stream) {
      send_stream(std::move(reply), streams, options.limits.streams, stopping, answer);
    } else if (!reply.type.empty()) {
      answer.set_content(std::move(reply.body), reply.type);
    }
  }

  void handle(const httplib::Request& asked, httplib::Response& answer,
              const httplib::ContentReader* body) {
    const auto began = std::chrono::steady_clock::now();
    // The library would cut answers by Range without a look at its ends: send_file does it itself.
    const_cast<httplib::Request&>(asked).ranges.clear();
    Request request = request_of(asked);
    Reply reply = answer_to(request, body);
    if (answering.log) {
      answering.log(request, reply,
                    std::chrono::duration_cast<std::chrono::microseconds>(
                        std::chrono::steady_clock::now() - began));
    }
    send(asked, std::move(reply), answer);
  }

  Reply answer_to(Request& request, const httplib::ContentReader* body) {
    Admission admission = answering.admit(request);
    if (admission.refusal) return *std::move(admission.refusal);
    if (body == nullptr) return admission.answer(request);
    const std::size_t most = admission.most_body;
    bool is_whole = true;
    const bool read = (*body)([&](const char* piece, std::size_t size) {
      is_whole = request.body.size() + size <= most;
      if (is_whole) request.body.append(piece, size);
      return is_whole;
    });
    if (!is_whole) {
      return problem(413, "the body has more than " + std::to_string(most) + " bytes");
    }
    if (!read) return problem(400, "the body broke off");
    return admission.answer(request);
  }

  void lay_routes() {
    const auto plain = [this](const httplib::Request& asked, httplib::Response& answer) {
      handle(asked, answer, nullptr);
    };
    const auto with_body = [this](const httplib::Request& asked, httplib::Response& answer,
                                  const httplib::ContentReader& body) {
      handle(asked, answer, asked.is_multipart_form_data() ? nullptr : &body);
    };
    constexpr char kAll[] = ".*";
    server->Get(kAll, plain);
    server->Options(kAll, plain);
    server->Post(kAll, with_body);
    server->Put(kAll, with_body);
    server->Patch(kAll, with_body);
    server->Delete(kAll, with_body);
  }

  void set_limits() {
    const HttpLimits& limits = options.limits;
    server->set_tcp_nodelay(true);  // else each answer waits for the other side's delayed ACK
    server->set_read_timeout(limits.silence);
    server->set_write_timeout(limits.silence);
    server->set_keep_alive_timeout(limits.idle.count());
    server->set_keep_alive_max_count(10'000);
    server->set_payload_max_length(std::size_t{1} << 30);  // the real limit is each route's own
    const auto threads = static_cast<std::size_t>(std::max(limits.connections, 1));
    server->new_task_queue = [threads] { return new httplib::ThreadPool(threads); };
  }
};

HttpServer::HttpServer(std::unique_ptr<Listening> listening) noexcept
    : listening_(std::move(listening)) {}
HttpServer::HttpServer(HttpServer&&) noexcept = default;
HttpServer::~HttpServer() = default;

Result<HttpServer> HttpServer::bind(const HttpOptions& options, Answering answering) {
  auto listening = std::make_unique<Listening>();
  listening->options = options;
  listening->answering = std::move(answering);
  if (options.certificate.empty()) {
    listening->server = std::make_unique<httplib::Server>();
  } else {
    listening->server =
        std::make_unique<httplib::SSLServer>(options.certificate.c_str(), options.key.c_str());
    if (!listening->server->is_valid()) {
      return Error{ErrorCode::invalid_argument,
                   "no TLS with the certificate " + options.certificate.string() + " and the key " +
                       options.key.string() + ": are both PEM files, and a pair?"};
    }
  }
  listening->set_limits();
  listening->lay_routes();
  if (options.port == 0) {
    listening->port = listening->server->bind_to_any_port(options.address);
  } else if (listening->server->bind_to_port(options.address, options.port)) {
    listening->port = options.port;
  }
  if (listening->port <= 0) {
    return Error{ErrorCode::io_failure,
                 "cannot listen on " + options.address + ":" + std::to_string(options.port) +
                     ": perhaps another program does already; --port takes another number"};
  }
  return HttpServer(std::move(listening));
}

int HttpServer::port() const noexcept { return listening_->port; }

Status HttpServer::run(std::stop_token stop) {
  const std::stop_callback on_stop(stop, [this] {
    listening_->stopping = true;
    listening_->server->stop();
  });
  if (stop.stop_requested()) return ok();
  if (!listening_->server->listen_after_bind() && !stop.stop_requested()) {
    return Error{ErrorCode::io_failure, "the server's socket was closed"};
  }
  return ok();
}

}  // namespace nunchi::serve
