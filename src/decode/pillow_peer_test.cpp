// Every picture of the odd collections that Pillow opens must be opened here too, and look the
// same. Needs NUNCHI_DATA and a python3 with Pillow (NUNCHI_PYTHON names another interpreter).
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "decode/isolated_codecs.h"
#include "decode/made_files.h"

namespace nunchi::decode {
namespace {

std::string python() {
  const char* named = std::getenv("NUNCHI_PYTHON");
  return named != nullptr ? named : "python3";
}

// "P6", width, height and 255, each ended by white space.
std::optional<Image> read_ppm(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string sign;
  Image image;
  int top = 0;
  if (!(file >> sign >> image.width >> image.height >> top) || sign != "P6" || top != 255)
    return std::nullopt;
  file.get();
  image.rgb.resize(3 * static_cast<std::size_t>(image.width) *
                   static_cast<std::size_t>(image.height));
  file.read(reinterpret_cast<char*>(image.rgb.data()),
            static_cast<std::streamsize>(image.rgb.size()));
  return image;
}

// Mean difference of all levels; 255 for pictures of two sizes.
double difference(const Image& a, const std::optional<Image>& b) {
  if (!b || a.width != b->width || a.height != b->height || a.empty()) return 255;
  double sum = 0;
  for (std::size_t i = 0; i < a.rgb.size(); ++i) sum += std::abs(a.rgb[i] - b->rgb[i]);
  return sum / static_cast<double>(a.rgb.size());
}

TEST(DecodePhoto, ShowsWhatPillowShows) {
  const char* data = std::getenv("NUNCHI_DATA");
  if (data == nullptr) GTEST_SKIP() << "NUNCHI_DATA is not set";
  if (std::system((python() + " -c 'import PIL, numpy' 2>/dev/null").c_str()) != 0) {
    GTEST_SKIP() << "no " << python() << " with Pillow and numpy";
  }
  IsolatedCodecs codecs;
  int opened_by_pillow = 0, same = 0;
  for (const auto& folder : std::filesystem::directory_iterator(data)) {
    if (!folder.path().filename().string().starts_with("formats_")) continue;
    const TemporaryFolder out;
    const std::string command = python() + " " NUNCHI_SOURCE_DIR "/src/decode/pillow_pixels.py '" +
                                folder.path().string() + "' '" + out.path().string() + "' > '" +
                                (out.path() / "list").string() + "' 2>/dev/null";
    ASSERT_EQ(std::system(command.c_str()), 0) << command;
    std::ifstream list(out.path() / "list");
    for (std::string line; std::getline(list, line);) {
      std::istringstream fields(line);
      std::string number, kind, path;
      std::getline(fields, number, '\t');
      std::getline(fields, kind, '\t');
      std::getline(fields, path);
      ++opened_by_pillow;
      const auto photo = read_photo(path, {.codecs = &codecs});
      const double plain =
          photo ? difference(photo->image, read_ppm(out.path() / (number + ".ppm"))) : 256;
      const double managed =
          photo ? difference(photo->image, read_ppm(out.path() / (number + ".icc.ppm"))) : 256;
      if (std::min(plain, managed) <= 3) {
        ++same;
      } else {
        std::printf("  not as Pillow: %s (%s)\n", path.c_str(),
                    photo ? "other pixels" : photo.error().message.c_str());
      }
    }
  }
  std::printf("  %d pictures opened by Pillow, %d of them the same here\n", opened_by_pillow, same);
  ASSERT_GT(opened_by_pillow, 300);
  EXPECT_GE(same, 0.98 * opened_by_pillow);
}

// No file of the collections crashes, takes long or is refused without a word.
TEST(DecodePhoto, OpensOrRefusesEveryOddFile) {
  const char* data = std::getenv("NUNCHI_DATA");
  if (data == nullptr) GTEST_SKIP() << "NUNCHI_DATA is not set";
  IsolatedCodecs codecs;
  int files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(data)) {
    if (!entry.is_regular_file() || entry.path().string().find("/formats_") == std::string::npos)
      continue;
    ++files;
    const auto photo = read_photo(entry.path(), {.codecs = &codecs});
    if (photo) {
      EXPECT_FALSE(photo->image.empty()) << entry.path();
    } else {
      EXPECT_FALSE(photo.error().message.empty());
      EXPECT_EQ(photo.error().message.find("crashed"), std::string::npos) << photo.error().message;
      EXPECT_EQ(photo.error().message.find("too much time"), std::string::npos)
          << photo.error().message;
    }
  }
  EXPECT_GT(files, 600);
}

}  // namespace
}  // namespace nunchi::decode
