#include "made_library.h"

#include <cmath>

namespace nunchi::bench {
namespace {

constexpr int kClusters = 1000, kWords = 20'000;

// 0 most often, each next one less: as cameras, places and things are in real archives.
int ranked(std::mt19937_64& random, int count) {
  const double u = std::uniform_real_distribution<>(0, 1)(random);
  return static_cast<int>(std::pow(static_cast<double>(count), u)) - 1;
}

int below(std::mt19937_64& random, int limit) {
  return static_cast<int>(random() % static_cast<unsigned>(limit));
}

bool one_in(std::mt19937_64& random, int n) { return below(random, n) == 0; }

void scale_to_unit(std::vector<float>& vector) {
  double squares = 0;
  for (const float value : vector) squares += double{value} * value;
  for (float& value : vector) value = static_cast<float>(value / std::sqrt(squares));
}

std::vector<float> normal_vector(std::mt19937_64& random) {
  std::normal_distribution<float> normal;
  std::vector<float> vector(kDims);
  for (float& value : vector) value = normal(random);
  scale_to_unit(vector);
  return vector;
}

std::string syllable(std::size_t n) {
  const auto code = static_cast<std::uint32_t>(0xAC00 + n % 11'172);
  return {static_cast<char>(0xE0 | code >> 12), static_cast<char>(0x80 | (code >> 6 & 0x3F)),
          static_cast<char>(0x80 | (code & 0x3F))};
}

Box any_box(std::mt19937_64& random) {
  const auto left = static_cast<float>(below(random, 3000));
  const auto top = static_cast<float>(below(random, 2000));
  return {left, top, left + 500, top + 500};
}

}  // namespace

MadeLibrary::MadeLibrary() {
  std::mt19937_64 random(1);
  for (int i = 0; i < kClusters; ++i) clusters_.push_back(normal_vector(random));
}

std::vector<float> MadeLibrary::vector_of(std::mt19937_64& random, std::size_t cluster) const {
  std::vector<float> vector = normal_vector(random);
  for (std::size_t d = 0; d < vector.size(); ++d)
    vector[d] = vector[d] * 0.7F + clusters_[cluster][d];
  scale_to_unit(vector);
  return vector;
}

std::vector<float> MadeLibrary::vector_like(std::int64_t n) const {
  std::mt19937_64 random(static_cast<std::uint64_t>(n) * 7919 + 3);
  return vector_of(random, random() % clusters_.size());
}

std::string MadeLibrary::word(std::size_t n) const {
  n %= kWords;
  if (n % 2 == 0) return syllable(n * 31) + syllable(n * 17) + syllable(n * 7);
  std::string letters;
  for (std::size_t left = n * 7919 + 26; left > 0; left /= 26) {
    letters += static_cast<char>('a' + left % 26);
  }
  return letters;
}

MadePhoto MadeLibrary::photo(std::int64_t n) const {
  std::mt19937_64 random(static_cast<std::uint64_t>(n) + 17);
  MadePhoto made;
  for (std::uint8_t& byte : made.asset.hash.bytes) byte = static_cast<std::uint8_t>(random());
  made.asset.format = one_in(random, 20) ? "mp4" : "jpeg";
  made.asset.kind =
      made.asset.format == "mp4" ? library::AssetKind::video : library::AssetKind::photo;
  made.asset.bytes = 2'000'000 + random() % 6'000'000;
  made.asset.width = 4032;
  made.asset.height = 3024;
  made.asset.perceptual_hash = random();
  made.file = {
      "/archive/" + std::to_string(n / 500) + "/IMG_" + std::to_string(n) + "." + made.asset.format,
      {.bytes = made.asset.bytes, .mtime_ns = n + 1, .inode = static_cast<std::uint64_t>(n)}};
  Moment& moment = made.moment;
  moment.origin.asset = made.asset.hash;
  if (made.asset.kind == library::AssetKind::video) {
    moment.origin.kind = OriginKind::video;
    moment.origin.until = made.asset.duration = std::chrono::seconds(30);
  }
  moment.taken = Taken{.local = std::chrono::local_seconds(std::chrono::seconds(
                           946'684'800 + static_cast<std::int64_t>(random() % 788'400'000))),
                       .source = "exif"};
  moment.camera = camera(ranked(random, 30));
  if (!one_in(random, 3)) {
    const int at = ranked(random, 500), row = at / 25;
    moment.position = Position{33.0 + (at % 25) * 0.2 + below(random, 1000) * 1e-5,
                               126.0 + row * 0.2 + below(random, 1000) * 1e-5};
    moment.place = Place{place(at), "Place " + std::to_string(at), "", "KR"};
  }
  Sight sight{.seen_by = {{"classes", "lite2@1"}, {"objects", "centernet@1"}, {"faces", "blaze@1"}},
              .tags = std::vector<Tag>{},
              .objects = std::vector<Object>{},
              .faces = std::vector<Face>{}};
  const int first = ranked(random, 1000);
  for (int i = 0; i < 3; ++i) {
    sight.tags->push_back({.concept_id = concept_name((first + 37 * i) % 1000),
                           .confidence = 0.9F - 0.2F * static_cast<float>(i),
                           .evidence = {"classes"}});
  }
  for (int i = below(random, 4); i > 0; --i) {
    const std::string name = category(ranked(random, 80));
    sight.objects->push_back(
        {.concept_id = name, .category = name, .confidence = 0.8F, .box = any_box(random)});
  }
  if (one_in(random, 3)) {
    sight.faces->push_back(
        {.box = any_box(random), .scheme = "five", .landmarks = std::vector<Point>(5)});
  }
  if (one_in(random, 5)) {
    std::string line;
    for (int i = 0; i < 6; ++i) {
      line += word(static_cast<std::size_t>(ranked(random, kWords))) + " ";
    }
    sight.text = {{{.text = line, .language = "ko", .confidence = 0.9F}}};
  }
  sight.embedding =
      Embedding{.space = kSpace, .vector = vector_of(random, static_cast<std::size_t>(first))};
  moment.pictures = {{.asset = made.asset.hash, .sight = std::move(sight)}};
  return made;
}

}  // namespace nunchi::bench
