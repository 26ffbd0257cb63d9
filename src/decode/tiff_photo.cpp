#include "decode/tiff_photo.h"

#include <algorithm>
#include <cstdarg>
#include <cstdio>
#include <string>

#include "decode/colour.h"
#include "decode/iptc.h"
#include "decode/limits.h"
#include "decode/memory_stream.h"
#include "decode/tiff_handles.h"
#include "decode/tiff_rows.h"

namespace nunchi::decode {
namespace {

// What libtiff reads from, and the first thing that it complained of.
struct Source {
  MemoryStream stream;
  std::string complaint;
};

tmsize_t on_read(thandle_t handle, void* out, tmsize_t count) {
  return static_cast<tmsize_t>(static_cast<Source*>(handle)->stream.read(
      out, static_cast<std::size_t>(std::max<tmsize_t>(0, count))));
}
tmsize_t on_write(thandle_t, void*, tmsize_t) { return 0; }
toff_t on_seek(thandle_t handle, toff_t offset, int from) {
  MemoryStream& stream = static_cast<Source*>(handle)->stream;
  if (from == SEEK_CUR) offset += stream.at();
  if (from == SEEK_END) offset += stream.size();
  stream.seek(offset);
  return stream.at();
}
int on_close(thandle_t) { return 0; }
toff_t on_size(thandle_t handle) { return static_cast<Source*>(handle)->stream.size(); }

int on_error(TIFF*, void* source, const char*, const char* format, va_list arguments) {
  char message[160];
  std::vsnprintf(message, sizeof message, format, arguments);
  std::string& complaint = static_cast<Source*>(source)->complaint;
  if (complaint.empty()) complaint = message;
  return 1;  // said: the library prints nothing
}
int on_warning(TIFF*, void*, const char*, const char*, va_list) { return 1; }

TiffFile open(Source& source) {
  constexpr tmsize_t kMostAtOnce = 1 << 30;
  const TiffOptions options(TIFFOpenOptionsAlloc());
  if (!options) return nullptr;
  TIFFOpenOptionsSetMaxSingleMemAlloc(options.get(), kMostAtOnce);
  TIFFOpenOptionsSetErrorHandlerExtR(options.get(), on_error, &source);
  TIFFOpenOptionsSetWarningHandlerExtR(options.get(), on_warning, nullptr);
  // "m": no mapping of the file into memory, it is there already.
  return TiffFile(TIFFClientOpenExt("", "rm", &source, on_read, on_write, on_seek, on_close,
                                    on_size, nullptr, nullptr, options.get()));
}

std::string text_of(TIFF* tiff, std::uint32_t tag) {
  const char* text = nullptr;
  return TIFFGetField(tiff, tag, &text) == 1 && text != nullptr ? text : "";
}

std::span<const std::byte> blob_of(TIFF* tiff, std::uint32_t tag) {
  std::uint32_t size = 0;
  const void* data = nullptr;
  if (TIFFGetField(tiff, tag, &size, &data) != 1 || data == nullptr) return {};
  return {static_cast<const std::byte*>(data), size};
}

// Everything else by libtiff's own way to RGBA; alpha comes multiplied into the colours.
Status read_rgba(TIFF* tiff, Image& image) {
  char reason[1024] = "";
  if (TIFFRGBAImageOK(tiff, reason) == 0) return Error{ErrorCode::unsupported, reason};
  std::vector<std::uint32_t> raster(image.rgb.size() / 3);
  const auto width = static_cast<std::uint32_t>(image.width);
  const auto height = static_cast<std::uint32_t>(image.height);
  // Asking for the orientation that the file has leaves the rows as they are stored.
  const int stored = number_of(tiff, TIFFTAG_ORIENTATION, ORIENTATION_TOPLEFT);
  if (TIFFReadRGBAImageOriented(tiff, width, height, raster.data(), stored, 0) == 0) {
    return Error{ErrorCode::corrupt_data, "no pixels can be read"};
  }
  for (std::size_t i = 0; i < raster.size(); ++i) {
    const std::uint32_t pixel = raster[i];
    const std::uint32_t white = 255 - TIFFGetA(pixel);
    image.rgb[3 * i] =
        static_cast<std::uint8_t>(std::min<std::uint32_t>(255, TIFFGetR(pixel) + white));
    image.rgb[3 * i + 1] =
        static_cast<std::uint8_t>(std::min<std::uint32_t>(255, TIFFGetG(pixel) + white));
    image.rgb[3 * i + 2] =
        static_cast<std::uint8_t>(std::min<std::uint32_t>(255, TIFFGetB(pixel) + white));
  }
  return ok();
}

ExifFacts main_facts(TIFF* tiff) {
  ExifFacts facts;
  const int orientation = number_of(tiff, TIFFTAG_ORIENTATION, 1);
  if (orientation >= 1 && orientation <= 8) facts.orientation = orientation;
  facts.camera = camera_name(text_of(tiff, TIFFTAG_MAKE), text_of(tiff, TIFFTAG_MODEL));
  return facts;
}

// Goes to the directories of Exif and back; `modified` is the main directory's own date.
std::vector<WrittenDate> dates_of(TIFF* tiff) {
  std::vector<WrittenDate> dates;
  WrittenDate modified{text_of(tiff, TIFFTAG_DATETIME), "", "exif-modified"};
  std::uint64_t exif_at = 0;
  if (TIFFGetField(tiff, TIFFTAG_EXIFIFD, &exif_at) == 1 &&
      TIFFReadEXIFDirectory(tiff, exif_at) == 1) {
    dates.push_back({text_of(tiff, EXIFTAG_DATETIMEORIGINAL),
                     text_of(tiff, EXIFTAG_OFFSETTIMEORIGINAL), "exif"});
    dates.push_back({text_of(tiff, EXIFTAG_DATETIMEDIGITIZED),
                     text_of(tiff, EXIFTAG_OFFSETTIMEDIGITIZED), "exif-digitized"});
    modified.offset = text_of(tiff, EXIFTAG_OFFSETTIME);
  }
  dates.push_back(std::move(modified));
  std::erase_if(dates, [](const WrittenDate& date) {
    return date.when.find_first_not_of(" :") == std::string::npos;
  });
  return dates;
}

}  // namespace

Result<Decoded> decode_tiff(std::span<const std::byte> bytes, const PhotoOptions& options) {
  Source source{MemoryStream(bytes), ""};
  const TiffFile tiff = open(source);
  const auto failed = [&source](ErrorCode code, const std::string& otherwise) {
    return Error{code, source.complaint.empty() ? otherwise : source.complaint};
  };
  if (!tiff) return failed(ErrorCode::corrupt_data, "no TIFF directory");
  std::uint32_t width = 0, height = 0;
  TIFFGetField(tiff.get(), TIFFTAG_IMAGEWIDTH, &width);
  TIFFGetField(tiff.get(), TIFFTAG_IMAGELENGTH, &height);
  if (auto fits = check_size(width, height, options); !fits) return std::move(fits).error();

  Decoded decoded{.image = black_image(static_cast<int>(width), static_cast<int>(height)),
                  .width = static_cast<int>(width),
                  .height = static_cast<int>(height)};
  const std::span<const std::byte> icc = blob_of(tiff.get(), TIFFTAG_ICCPROFILE);
  const TiffRows rows = rows_of(tiff.get());
  auto read = rows == TiffRows::none ? read_rgba(tiff.get(), decoded.image)
                                     : read_rows(tiff.get(), rows, icc, decoded.image);
  if (!read) return failed(read.error().code, read.error().message);
  if (rows == TiffRows::none || rows == TiffRows::deep) to_srgb(decoded.image, icc);
  decoded.flaw = source.complaint;
  const std::span<const std::byte> xmp = blob_of(tiff.get(), TIFFTAG_XMLPACKET);
  decoded.xmp.assign(xmp.begin(), xmp.end());
  const std::span<const std::byte> iptc = iptc_among(blob_of(tiff.get(), TIFFTAG_PHOTOSHOP));
  decoded.iptc.assign(iptc.begin(), iptc.end());
  decoded.exif = main_facts(tiff.get());
  decoded.exif.dates = dates_of(tiff.get());
  return decoded;
}

}  // namespace nunchi::decode
