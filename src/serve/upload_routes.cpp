#include <string>

#include "library/assets.h"
#include "serve/json_body.h"
#include "serve/routes.h"
#include "serve/upload_store.h"

namespace nunchi::serve {
namespace {

std::string upload_json(const Upload& upload) {
  nlohmann::ordered_json json = {{"id", upload.id},
                                 {"offset", upload.offset},
                                 {"bytes", upload.bytes},
                                 {"done", upload.is_done}};
  return json.dump();
}

Reply refusal(const Error& error) {
  return error.code == ErrorCode::invalid_argument ? problem(409, error.message) : problem(error);
}

// What the library has already is not sent again.
Reply begin(const Served& served, const Request& request) {
  const auto body = json_body(request);
  if (!body) return problem(body.error());
  const auto name = optional_text(*body, "name"), sha256 = optional_text(*body, "sha256");
  const auto bytes = optional_number(*body, "bytes", 1, UploadStore::kMostBytes);
  if (!name) return problem(name.error());
  if (!sha256) return problem(sha256.error());
  if (!bytes) return problem(bytes.error());
  const auto hash = content_hash_from_hex(sha256->value_or(""));
  if (!*name || !*bytes || !hash) {
    return problem(400, "an upload is announced with name, bytes and sha256 (64 digits)");
  }
  const auto known = served.library.assets().find(*hash);
  if (!known) return problem(known.error());
  if (*known) {
    return json_reply(upload_json({.id = to_hex(*hash),
                                   .offset = (*known)->bytes,
                                   .bytes = (*known)->bytes,
                                   .is_done = true}));
  }
  const auto upload = served.uploads.begin(
      {.name = **name, .bytes = static_cast<std::uint64_t>(**bytes), .hash = *hash});
  if (!upload) return problem(upload.error());
  return json_reply(upload_json(*upload), 201);
}

Reply find(const Served& served, const Request& request) {
  const auto upload = served.uploads.find(request.parts[0]);
  return upload ? json_reply(upload_json(*upload)) : problem(upload.error());
}

Reply append(const Served& served, const Request& request) {
  const auto offset =
      number_parameter(request, "offset", 0, 0, static_cast<std::int64_t>(UploadStore::kMostBytes));
  if (!offset) return problem(offset.error());
  const auto upload =
      served.uploads.append(request.parts[0], static_cast<std::uint64_t>(*offset), request.body);
  return upload ? json_reply(upload_json(*upload)) : refusal(upload.error());
}

Reply drop(const Served& served, const Request& request) {
  const Status dropped = served.uploads.drop(request.parts[0]);
  return dropped ? no_content() : problem(dropped.error());
}

}  // namespace

void add_upload_routes(Router& router, const Served& served) {
  add_routes(router, served,
             {{"POST", "/api/v1/uploads", begin, Scope::write},
              {"GET", "/api/v1/uploads/{sha256}", find, Scope::write},
              {"PUT", "/api/v1/uploads/{sha256}", append, Scope::write, UploadStore::kMostPiece},
              {"DELETE", "/api/v1/uploads/{sha256}", drop, Scope::write}});
}

}  // namespace nunchi::serve
