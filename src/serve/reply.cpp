#include "serve/reply.h"

#include "wire/json_writing.h"

namespace nunchi::serve {
namespace {

std::string_view title_of(int status) {
  switch (status) {
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 409: return "Conflict";
    case 413: return "Content Too Large";
    case 415: return "Unsupported Media Type";
    case 416: return "Range Not Satisfiable";
    case 422: return "Unprocessable Content";
    case 429: return "Too Many Requests";
    case 503: return "Service Unavailable";
    default: return "Internal Server Error";
  }
}

}  // namespace

Reply json_reply(std::string json, int status) {
  return {.status = status, .body = std::move(json)};
}

std::string json_text(std::string_view text) { return wire::dumped(text); }

Reply changes_reply(std::int64_t changes) {
  return json_reply("{\"changes\":" + std::to_string(changes) + "}");
}

Reply no_content() { return {.status = 204, .type = ""}; }

int status_of(ErrorCode code) noexcept {
  switch (code) {
    case ErrorCode::invalid_argument: return 400;
    case ErrorCode::not_found: return 404;
    case ErrorCode::unsupported: return 415;
    case ErrorCode::too_large: return 413;
    case ErrorCode::corrupt_data: return 422;
    case ErrorCode::io_failure:
    case ErrorCode::cancelled: return 503;
    case ErrorCode::internal: break;
  }
  return 500;
}

Reply problem(int status, std::string_view detail) {
  const wire::OrderedJson json = {
      {"title", title_of(status)}, {"status", status}, {"detail", detail}};
  return {.status = status, .type = "application/problem+json", .body = wire::dumped(json)};
}

Reply problem(const Error& error) { return problem(status_of(error.code), error.message); }

Reply unless_known(Reply reply, const std::string& etag, std::string_view if_none_match) {
  reply.headers["ETag"] = etag;
  if (if_none_match.find(etag) == std::string_view::npos) return reply;
  return {.status = 304, .type = "", .headers = std::move(reply.headers)};
}

}  // namespace nunchi::serve
