#include "decode/file_kind.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "decode/byte_order.h"
#include "decode/signature.h"

namespace nunchi::decode {
namespace {

using Bytes = std::span<const std::byte>;
using namespace std::string_view_literals;

struct Sign {
  std::size_t at;
  std::string_view bytes;
  FileKind kind;
};

// The first that fits counts.
constexpr std::array kSigns = {
    Sign{0, "\xff\xd8\xff"sv, FileKind::jpeg},
    Sign{0, "\x89PNG\r\n\x1a\n"sv, FileKind::png},
    Sign{8, "WEBPVP8"sv, FileKind::webp},
    Sign{0, "GIF87a"sv, FileKind::gif},
    Sign{0, "GIF89a"sv, FileKind::gif},
    Sign{0, "\0\0\0\x0cjP  \r\n\x87\n"sv, FileKind::jpeg2000},
    Sign{0, "\xff\x4f\xff\x51"sv, FileKind::jpeg2000},
    Sign{0, "8BPS\0\1"sv, FileKind::psd},
    Sign{0, "8BPS\0\2"sv, FileKind::psd},
    // RAW files with a sign of their own: Canon, Fujifilm, Olympus, Panasonic, Sigma, Minolta.
    Sign{8, "CR\2\0"sv, FileKind::raw},
    Sign{6, "HEAPCCDR"sv, FileKind::raw},
    Sign{0, "FUJIFILMCCD-RAW"sv, FileKind::raw},
    Sign{0, "IIRO"sv, FileKind::raw},
    Sign{0, "IIRS"sv, FileKind::raw},
    Sign{0, "MMOR"sv, FileKind::raw},
    Sign{0, "IIU\0"sv, FileKind::raw},
    Sign{0, "FOVb"sv, FileKind::raw},
    Sign{0, "\0MRM"sv, FileKind::raw},
    Sign{0, "II*\0"sv, FileKind::tiff},
    Sign{0, "MM\0*"sv, FileKind::tiff},
    Sign{0, "II+\0"sv, FileKind::tiff},  // BigTIFF
    Sign{0, "MM\0+"sv, FileKind::tiff},
};

// ISO base media file: the major brand and the compatible ones of the first box (ISO/IEC 14496-12,
// 23008-12 for HEIF, AV1 Image File Format for AVIF).
FileKind kind_of_brands(Bytes bytes) noexcept {
  constexpr std::array kHeif = {"heic", "heix", "hevc", "hevx", "heim",
                                "heis", "hevm", "hevs", "mif1", "msf1"};
  const std::size_t length = big16(bytes, 2);
  const std::size_t end = std::min(bytes.size(), std::max<std::size_t>(length, 16));
  FileKind kind = FileKind::unknown;
  for (std::size_t at = 8; at + 4 <= end; at += at == 8 ? 8 : 4) {
    if (has(bytes, at, "avif") || has(bytes, at, "avis")) return FileKind::avif;
    if (has(bytes, at, "crx ")) return FileKind::raw;  // Canon's CR3
    for (const std::string_view brand : kHeif) {
      if (has(bytes, at, brand)) kind = FileKind::heic;
    }
  }
  return kind;
}

// Two letters are a weak sign: the header's size must fit too.
bool is_bmp(Bytes bytes) noexcept {
  if (!has(bytes, 0, "BM") || bytes.size() < 26) return false;
  const std::uint32_t header = little32(bytes, 14);
  return header == 12 || header == 16 || (header >= 40 && header <= 124);
}

struct Foreign {
  std::size_t at;
  std::string_view bytes;
  std::string_view name;
};

constexpr std::array kForeign = {
    Foreign{0, "%PDF"sv, "a PDF document"},
    Foreign{0, "%!PS"sv, "a PostScript file"},
    Foreign{0, "\xc5\xd0\xd3\xc6"sv, "a PostScript file"},
    Foreign{4, "ftyp"sv, "a video or another file of the MP4 family"},
    Foreign{4, "moov"sv, "a QuickTime video"},
    Foreign{4, "mdat"sv, "a QuickTime video"},
    Foreign{0, "\x1a\x45\xdf\xa3"sv, "a Matroska or WebM video"},
    Foreign{8, "AVI "sv, "an AVI video"},
    Foreign{8, "WAVE"sv, "a sound"},
    Foreign{0, "ID3"sv, "a sound"},
    Foreign{0, "OggS"sv, "an Ogg sound or video"},
    Foreign{0, "fLaC"sv, "a sound"},
    Foreign{0, "FLV\1"sv, "a Flash video"},
    Foreign{0, "\0\0\0\x0cJXL \r\n\x87\n"sv, "a JPEG XL picture"},
    Foreign{0, "\xff\x0a"sv, "a JPEG XL picture"},
    Foreign{0, "DDS "sv, "a DDS texture"},
    Foreign{0, "\0\0\1\0"sv, "an icon"},
    Foreign{0, "\0\0\2\0"sv, "a cursor"},
    Foreign{0, "qoif"sv, "a QOI picture"},
    Foreign{0, "\x76\x2f\x31\x01"sv, "an OpenEXR picture"},
    Foreign{0, "#?RADIANCE"sv, "a Radiance picture"},
    Foreign{0, "BPG\xfb"sv, "a BPG picture"},
    Foreign{0, "gimp xcf"sv, "a GIMP picture"},
    Foreign{0, "SIMPLE  ="sv, "a FITS picture"},
    Foreign{0, "SDPX"sv, "a DPX picture"},
    Foreign{0, "XPDS"sv, "a DPX picture"},
    Foreign{0, "\x01\xda"sv, "an SGI picture"},
    Foreign{0, "PK\3\4"sv, "a ZIP archive or an office document"},
    Foreign{0, "\x1f\x8b"sv, "a gzip archive"},
    Foreign{0, "Rar!"sv, "a RAR archive"},
    Foreign{0, "7z\xbc\xaf\x27\x1c"sv, "a 7-Zip archive"},
    Foreign{0, "<svg"sv, "an SVG drawing"},
    Foreign{0, "<?xml"sv, "an XML text"},
    Foreign{0, "<!DOCTYPE"sv, "a web page"},
    Foreign{0, "<html"sv, "a web page"},
    Foreign{0, "P1"sv, "a PNM picture"},
    Foreign{0, "P2"sv, "a PNM picture"},
    Foreign{0, "P3"sv, "a PNM picture"},
    Foreign{0, "P4"sv, "a PNM picture"},
    Foreign{0, "P5"sv, "a PNM picture"},
    Foreign{0, "P6"sv, "a PNM picture"},
    Foreign{0, "PF\n"sv, "a PFM picture"},
    Foreign{0, "Pf\n"sv, "a PFM picture"},
};

}  // namespace

std::size_t jpeg_start(std::span<const std::byte> bytes) noexcept {
  // Few: many kinds of files hold a JPEG somewhere without being one.
  constexpr std::size_t kMostStray = 64;
  const std::size_t last = std::min(bytes.size(), kMostStray);
  for (std::size_t at = 0; at < last; ++at) {
    if (has(bytes, at, "\xff\xd8\xff"sv)) return at;
  }
  return bytes.size();
}

FileKind kind_of(std::span<const std::byte> bytes) noexcept {
  for (const Sign& sign : kSigns) {
    if (has(bytes, sign.at, sign.bytes)) return sign.kind;
  }
  if (bytes.size() >= 12 && has(bytes, 4, "ftyp"sv)) {
    const FileKind kind = kind_of_brands(bytes);
    if (kind != FileKind::unknown) return kind;
  }
  if (is_bmp(bytes)) return FileKind::bmp;
  if (foreign_kind_of(bytes).empty() && jpeg_start(bytes) < bytes.size()) return FileKind::jpeg;
  return FileKind::unknown;
}

std::string_view foreign_kind_of(std::span<const std::byte> bytes) noexcept {
  for (const Foreign& foreign : kForeign) {
    if (has(bytes, foreign.at, foreign.bytes)) return foreign.name;
  }
  return "";
}

std::string_view name_of(FileKind kind) noexcept {
  switch (kind) {
    case FileKind::unknown: return "";
    case FileKind::jpeg: return "jpeg";
    case FileKind::png: return "png";
    case FileKind::webp: return "webp";
    case FileKind::gif: return "gif";
    case FileKind::bmp: return "bmp";
    case FileKind::tiff: return "tiff";
    case FileKind::jpeg2000: return "jpeg2000";
    case FileKind::heic: return "heic";
    case FileKind::avif: return "avif";
    case FileKind::psd: return "psd";
    case FileKind::raw: return "raw";
  }
  return "";
}

}  // namespace nunchi::decode
