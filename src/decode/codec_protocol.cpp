#include "decode/codec_protocol.h"

#include <bit>
#include <string>
#include <utility>

namespace nunchi::decode {
namespace {

constexpr std::uint32_t kRequestSign = 0x3171636e;  // "ncq1"
constexpr std::uint32_t kReplySign = 0x3172636e;    // "ncr1"
constexpr int kLastKind = static_cast<int>(FileKind::raw);
constexpr int kLastCode = static_cast<int>(ErrorCode::internal);

class Writer {
 public:
  void number(std::uint64_t value, int size) {
    for (int i = 0; i < size; ++i) bytes_.push_back(static_cast<std::byte>(value >> (8 * i)));
  }
  void whole(int value) { number(static_cast<std::uint32_t>(value), 4); }
  void real(double value) { number(std::bit_cast<std::uint64_t>(value), 8); }
  void flag(bool value) { number(value ? 1 : 0, 1); }
  template <class Run>
  void run(const Run& run) {
    number(run.size(), 4);
    for (const auto item : run) bytes_.push_back(static_cast<std::byte>(item));
  }
  std::vector<std::byte> take() { return std::move(bytes_); }
  const std::vector<std::byte>& bytes() const noexcept { return bytes_; }

 private:
  std::vector<std::byte> bytes_;
};

// Once something is missing, everything reads as zero and good() is false.
class Reader {
 public:
  explicit Reader(std::span<const std::byte> bytes) : rest_(bytes) {}

  std::uint64_t number(std::size_t size) {
    std::uint64_t value = 0;
    const auto bytes = take(size);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      value |= std::to_integer<std::uint64_t>(bytes[i]) << (8 * i);
    }
    return value;
  }
  int whole() { return static_cast<int>(static_cast<std::uint32_t>(number(4))); }
  double real() { return std::bit_cast<double>(number(8)); }
  bool flag() { return number(1) != 0; }
  std::string text() {
    const auto bytes = take(number(4));
    std::string text;
    for (const std::byte byte : bytes) text += static_cast<char>(byte);
    return text;
  }
  std::vector<std::byte> blob() {
    const auto bytes = take(number(4));
    return {bytes.begin(), bytes.end()};
  }
  bool good() const noexcept { return good_; }
  bool at_end() const noexcept { return good_ && rest_.empty(); }

 private:
  std::span<const std::byte> take(std::uint64_t size) {
    if (size > rest_.size()) {
      good_ = false;
      rest_ = {};
      return {};
    }
    const auto taken = rest_.first(static_cast<std::size_t>(size));
    rest_ = rest_.subspan(taken.size());
    return taken;
  }

  std::span<const std::byte> rest_;
  bool good_ = true;
};

template <std::size_t N>
std::array<std::byte, N> filled(const std::vector<std::byte>& bytes) {
  std::array<std::byte, N> out{};
  std::copy(bytes.begin(), bytes.end(), out.begin());
  return out;
}

void write_exif(const ExifFacts& exif, Writer& out) {
  out.whole(exif.orientation.value_or(0));
  out.number(exif.dates.size(), 4);
  for (const WrittenDate& date : exif.dates) {
    out.run(date.when);
    out.run(date.offset);
    out.run(date.source);
  }
  out.flag(exif.gps.has_value());
  if (exif.gps) {
    out.real(exif.gps->latitude);
    out.real(exif.gps->longitude);
    out.flag(exif.gps->altitude.has_value());
    out.real(exif.gps->altitude.value_or(0));
  }
  out.run(exif.camera);
}

ExifFacts read_exif_facts(Reader& in) {
  ExifFacts exif;
  const int orientation = in.whole();
  if (orientation >= 1 && orientation <= 8) exif.orientation = orientation;
  const std::uint64_t count = in.number(4);
  for (std::uint64_t i = 0; i < count && in.good(); ++i) {
    WrittenDate date;
    date.when = in.text();
    date.offset = in.text();
    date.source = in.text();
    exif.dates.push_back(std::move(date));
  }
  if (in.flag()) {
    Position position;
    position.latitude = in.real();
    position.longitude = in.real();
    const bool has_altitude = in.flag();
    const double altitude = in.real();
    if (has_altitude) position.altitude = altitude;
    // Written so that what is no number is no position.
    if (position.latitude >= -90 && position.latitude <= 90 && position.longitude >= -180 &&
        position.longitude <= 180) {
      exif.gps = position;
    }
  }
  exif.camera = in.text();
  return exif;
}

}  // namespace

std::array<std::byte, kRequestHead> to_bytes(const CodecRequest& request) {
  Writer out;
  out.number(kRequestSign, 4);
  out.whole(static_cast<int>(request.kind));
  out.whole(request.least_side);
  out.number(request.most_pixels, 8);
  out.number(request.size, 8);
  out.number(request.seconds, 4);
  return filled<kRequestHead>(out.bytes());
}

std::optional<CodecRequest> request_in(std::span<const std::byte, kRequestHead> bytes) {
  Reader in(bytes);
  if (in.number(4) != kRequestSign) return std::nullopt;
  const int kind = in.whole();
  if (kind < 0 || kind > kLastKind) return std::nullopt;
  CodecRequest request{.kind = static_cast<FileKind>(kind)};
  request.least_side = in.whole();
  request.most_pixels = in.number(8);
  request.size = in.number(8);
  request.seconds = static_cast<std::uint32_t>(in.number(4));
  return request;
}

std::array<std::byte, kReplyHead> to_bytes(const ReplyHead& head) {
  Writer out;
  out.number(kReplySign, 4);
  out.number(head.body, 8);
  out.number(head.pixels, 8);
  return filled<kReplyHead>(out.bytes());
}

std::optional<ReplyHead> reply_head_in(std::span<const std::byte, kReplyHead> bytes,
                                       const PhotoOptions& options) {
  Reader in(bytes);
  if (in.number(4) != kReplySign) return std::nullopt;
  ReplyHead head;
  head.body = in.number(8);
  head.pixels = in.number(8);
  if (head.body > kMostBody || head.pixels / 3 > options.most_pixels) return std::nullopt;
  return head;
}

std::vector<std::byte> body_of(const Result<Decoded>& decoded) {
  Writer out;
  out.flag(decoded.has_value());
  if (!decoded) {
    out.whole(static_cast<int>(decoded.error().code));
    out.run(decoded.error().message);
    return out.take();
  }
  out.whole(static_cast<int>(decoded->kind));
  out.whole(decoded->image.width);
  out.whole(decoded->image.height);
  out.whole(decoded->width);
  out.whole(decoded->height);
  write_exif(decoded->exif, out);
  out.run(decoded->xmp);
  out.run(decoded->iptc);
  out.run(decoded->flaw);
  return out.take();
}

Result<Decoded> decoded_in(std::span<const std::byte> body, std::uint64_t pixels) {
  const Error nonsense{ErrorCode::internal, "the decoder's answer makes no sense"};
  Reader in(body);
  if (!in.flag()) {
    const int code = in.whole();
    std::string message = in.text();
    if (!in.at_end() || code < 0 || code > kLastCode || pixels != 0) return nonsense;
    return Error{static_cast<ErrorCode>(code), std::move(message)};
  }
  const int kind = in.whole();
  if (kind < 0 || kind > kLastKind) return nonsense;
  Decoded decoded{.kind = static_cast<FileKind>(kind)};
  decoded.image.width = in.whole();
  decoded.image.height = in.whole();
  decoded.width = in.whole();
  decoded.height = in.whole();
  decoded.exif = read_exif_facts(in);
  decoded.xmp = in.blob();
  decoded.iptc = in.blob();
  decoded.flaw = in.text();
  const Image& image = decoded.image;
  if (!in.at_end() || image.width <= 0 || image.height <= 0 || decoded.width <= 0 ||
      decoded.height <= 0 ||
      3 * static_cast<std::uint64_t>(image.width) * static_cast<std::uint64_t>(image.height) !=
          pixels) {
    return nonsense;
  }
  return decoded;
}

}  // namespace nunchi::decode
