#include <string_view>

#include "decode/file_kind.h"
#include "decode/signature.h"
#include "decode/video_reader.h"

namespace nunchi::decode {
namespace {

using Bytes = std::span<const std::byte>;
using namespace std::string_view_literals;

// MPEG transport streams: a sync byte every 188 bytes, in discs' and cameras' 192-byte packets
// behind four bytes of time.
bool is_transport_stream(Bytes bytes) noexcept {
  const auto synced = [&](std::size_t from, std::size_t step) {
    return has(bytes, from, "G"sv) && has(bytes, from + step, "G"sv) &&
           (bytes.size() <= from + 2 * step || has(bytes, from + 2 * step, "G"sv));
  };
  return synced(0, 188) || synced(4, 192);
}

}  // namespace

bool looks_like_video(Bytes bytes) noexcept {
  if (has(bytes, 4, "ftyp"sv)) return kind_of(bytes) == FileKind::unknown;  // else HEIC or AVIF
  for (const std::string_view atom : {"moov"sv, "mdat"sv, "wide"sv, "free"sv, "skip"sv, "pnot"sv}) {
    if (has(bytes, 4, atom)) return true;  // QuickTime from before there was ftyp
  }
  if (has(bytes, 0, "RIFF"sv)) return has(bytes, 8, "AVI "sv);
  for (const std::string_view sign :
       {"\x1a\x45\xdf\xa3"sv, "OggS"sv, "FLV\x01"sv, "\x30\x26\xb2\x75\x8e\x66\xcf\x11"sv,
        "\x00\x00\x01\xba"sv, "\x00\x00\x01\xb3"sv, "\x00\x00\x01\xb0"sv, "\x00\x00\x00\x01\x67"sv,
        "\x00\x00\x00\x01\x09"sv, "\x00\x00\x00\x01\x40\x01"sv, "DKIF"sv, "YUV4MPEG2 "sv,
        "\x06\x0e\x2b\x34\x02\x05\x01\x01\x0d\x01\x02"sv, "\x1f\x07\x00"sv}) {
    if (has(bytes, 0, sign)) return true;
  }
  return is_transport_stream(bytes);
}

}  // namespace nunchi::decode
