#include <array>
#include <string>
#include <utility>

#include "core/content_hash.h"
#include "library/assets.h"
#include "library/previews.h"
#include "serve/routes.h"

namespace nunchi::serve {
namespace {

constexpr char kForever[] = "private, max-age=31536000, immutable";  // named by their content

// By the first bytes; ours are JPEG or WebP.
std::string_view picture_type(const std::vector<std::byte>& bytes) {
  return bytes.size() > 2 && bytes[0] == std::byte{0xFF} ? "image/jpeg" : "image/webp";
}

std::string_view type_of_format(std::string_view format) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 15> kTypes{{
      {"jpeg", "image/jpeg"},
      {"png", "image/png"},
      {"webp", "image/webp"},
      {"gif", "image/gif"},
      {"heic", "image/heic"},
      {"avif", "image/avif"},
      {"tiff", "image/tiff"},
      {"bmp", "image/bmp"},
      {"jpeg2000", "image/jp2"},
      {"mp4", "video/mp4"},
      {"mov", "video/quicktime"},
      {"matroska", "video/x-matroska"},
      {"webm", "video/webm"},
      {"avi", "video/x-msvideo"},
      {"mpegts", "video/mp2t"},
  }};
  for (const auto& [name, type] : kTypes) {
    if (name == format) return type;
  }
  return "application/octet-stream";
}

Result<ContentHash> hash_in(const Request& request) {
  if (const auto hash = content_hash_from_hex(request.parts[0])) return *hash;
  return Error{ErrorCode::not_found, "an asset is named by its SHA-256: 64 hexadecimal digits"};
}

Reply preview(const Served& served, const Request& request) {
  const auto hash = hash_in(request);
  if (!hash) return problem(hash.error());
  const std::string_view size = request.parameter("size");
  if (!size.empty() && size != "small" && size != "large") {
    return problem(400, "size is small or large");
  }
  const bool is_large = size == "large";
  const std::string etag = "\"" + to_hex(*hash).substr(0, 32) + (is_large ? "l\"" : "s\"");
  if (request.header("if-none-match") == etag) {
    return unless_known({.headers = {{"Cache-Control", kForever}}}, etag, etag);
  }
  auto bytes = served.library.previews().find(
      *hash, is_large ? library::PreviewSize::large : library::PreviewSize::small);
  if (!bytes) return problem(bytes.error());
  if (!*bytes) return problem(404, "there is no preview of this asset");
  Reply reply{.type = std::string(picture_type(**bytes)),
              .headers = {{"Cache-Control", kForever}, {"ETag", etag}}};
  reply.body.assign(reinterpret_cast<const char*>((*bytes)->data()), (*bytes)->size());
  return reply;
}

// Only what the library knows, by the hash of its content: no path comes from outside.
Reply original(const Served& served, const Request& request) {
  const auto hash = hash_in(request);
  if (!hash) return problem(hash.error());
  const auto asset = served.library.assets().find(*hash);
  if (!asset) return problem(asset.error());
  const auto paths = served.library.assets().paths(*hash);
  if (!paths) return problem(paths.error());
  for (const auto& path : *paths) {
    std::error_code unknown;
    if (!*asset || !std::filesystem::is_regular_file(path, unknown)) continue;
    return {.type = std::string(type_of_format((*asset)->format)),
            // A picture of a stranger's is never a page of ours: no script in it runs.
            .headers = {{"Cache-Control", kForever},
                        {"Content-Security-Policy", "sandbox; default-src 'none'"}},
            .file = path};
  }
  return problem(404, "no file with this content is where the library saw it last");
}

}  // namespace

void add_picture_routes(Router& router, const Served& served) {
  add_routes(router, served,
             {{"GET", "/api/v1/assets/{hash}/preview", preview},
              {"GET", "/api/v1/assets/{hash}/original", original}});
}

}  // namespace nunchi::serve
