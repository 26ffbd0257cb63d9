#include "ingest/file_facts.h"

#include <array>
#include <fstream>

#include "decode/encode.h"
#include "decode/file_bytes.h"
#include "decode/file_kind.h"
#include "ingest/gazetteer.h"
#include "ingest/small_picture.h"
#include "models/sha256.h"
#include "picture/perceptual_hash.h"

namespace nunchi::ingest {
namespace fs = std::filesystem;
namespace {

constexpr int kSmallSide = 320, kLargeSide = 1280;  // pixels of the longer side
constexpr int kSmallQuality = 78, kLargeQuality = 82;

// Whether the first bytes may be those of a picture: what is none is not read whole.
Status check_kind(const fs::path& file) {
  std::array<char, 4096> first{};
  std::ifstream stream(file, std::ios::binary);
  stream.read(first.data(), first.size());
  const auto bytes =
      std::as_bytes(std::span(first).first(static_cast<std::size_t>(stream.gcount())));
  if (!stream && !stream.eof()) return ok();  // what is wrong is said by who reads it whole
  if (bytes.empty()) return Error{ErrorCode::unsupported, file.string() + ": an empty file"};
  if (decode::kind_of(bytes) != decode::FileKind::unknown) return ok();
  return Error{ErrorCode::unsupported, file.string() + ": no kind of picture we know"};
}

Result<std::vector<std::byte>> preview(const Image& image, int side, int quality) {
  return decode::encode_jpeg(small_picture(image, side), quality);
}

Moment moment_of(decode::Photo& photo, const ContentHash& hash, const Gazetteer* gazetteer) {
  Moment moment{.origin = {.kind = OriginKind::photo, .asset = hash},
                .taken = std::move(photo.taken),
                .position = photo.gps,
                .camera = std::move(photo.camera),
                .notes = std::move(photo.notes),
                .dates_set_aside = std::move(photo.dates_set_aside),
                .flaw = std::move(photo.flaw)};
  if (moment.position && gazetteer != nullptr) moment.place = gazetteer->nearest(*moment.position);
  moment.pictures.push_back({.asset = hash});
  return moment;
}

}  // namespace

Result<ReadFile> read_and_hash(const fs::path& file, std::uint64_t most_bytes) {
  if (const Status kind = check_kind(file); !kind) return kind.error();
  auto bytes = decode::read_file(file, most_bytes);
  if (!bytes) return std::move(bytes).error().while_doing("read " + file.string());
  const auto* const text = reinterpret_cast<const char*>(bytes->data());
  const auto hash = content_hash_from_hex(models::sha256_of({text, bytes->size()}));
  if (!hash) return Error{ErrorCode::internal, file.string() + ": no hash"};
  return ReadFile{*hash, *std::move(bytes)};
}

Result<FileFacts> facts_of(const library::SeenFile& file, const ReadFile& read,
                           const FactsOptions& options) {
  auto photo = decode::decode_photo_of(file.path, read.bytes, options.photo);
  if (!photo) return std::move(photo).error();
  auto small = preview(photo->image, kSmallSide, kSmallQuality);
  if (!small) return std::move(small).error();
  auto large = preview(photo->image, kLargeSide, kLargeQuality);
  if (!large) return std::move(large).error();
  FileFacts facts{.file = file,
                  .asset = {.hash = read.hash,
                            .kind = library::AssetKind::photo,
                            .format = photo->format,
                            .bytes = read.bytes.size(),
                            .width = photo->width,
                            .height = photo->height,
                            .perceptual_hash = picture::perceptual_hash(photo->image)},
                  .small = *std::move(small),
                  .large = *std::move(large)};
  facts.moments.push_back(moment_of(*photo, read.hash, options.gazetteer));
  return facts;
}

}  // namespace nunchi::ingest
