#include "decode/video_reader.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cmath>

#include "decode/made_files.h"
#include "decode/made_films.h"

namespace nunchi::decode {
namespace {

using namespace std::chrono_literals;
using std::chrono::microseconds;

constexpr picture::Colour kRed{200, 30, 30}, kGreen{30, 180, 60}, kBlue{40, 60, 210};

// Upper left red, upper right green, below blue.
Image quarters(int width, int height) {
  Image image = black_image(width, height);
  const auto w = static_cast<float>(width), h = static_cast<float>(height);
  picture::fill_box(image, {0, 0, w / 2, h / 2}, kRed);
  picture::fill_box(image, {w / 2, 0, w, h / 2}, kGreen);
  picture::fill_box(image, {0, h / 2, w, h}, kBlue);
  return image;
}

picture::Colour pixel(const Image& image, double x, double y) {
  const std::uint8_t* at =
      image.row(static_cast<int>(y * image.height)) + 3 * static_cast<int>(x * image.width);
  return {at[0], at[1], at[2]};
}

testing::AssertionResult alike(const picture::Colour& a, const picture::Colour& b, int within) {
  for (std::size_t c = 0; c < 3; ++c) {
    if (std::abs(a[c] - b[c]) > within) {
      return testing::AssertionFailure()
             << int{a[0]} << "," << int{a[1]} << "," << int{a[2]} << " instead of " << int{b[0]}
             << "," << int{b[1]} << "," << int{b[2]};
    }
  }
  return testing::AssertionSuccess();
}

MadeStream still(Image image, const char* encoder = "mpeg4") {
  return {.frames = 10, .frame = [image](int) { return image; }, .encoder = encoder};
}

std::vector<microseconds> times_of(VideoReader& reader) {
  std::vector<microseconds> times;
  for (auto next = reader.next(); next && *next; next = reader.next()) {
    times.push_back(reader.time());
  }
  return times;
}

Image first_image(const Bytes& film, const VideoOptions& options = {}) {
  auto reader = VideoReader::open(film, options);
  EXPECT_TRUE(reader) << reader.error().message;
  if (!reader || !*reader->next()) return {};
  auto image = reader->image();
  EXPECT_TRUE(image);
  return image ? *image : Image{};
}

TEST(VideoReader, GivesEveryFrameInOrderWithItsTime) {
  for (const char* container : {"mp4", "mov", "matroska", "avi", "mpegts", "asf"}) {
    const auto film = film_of(still(quarters(64, 48)), container);
    auto reader = VideoReader::open(film);
    ASSERT_TRUE(reader) << container << ": " << reader.error().message;
    EXPECT_EQ(reader->facts().width, 64);
    EXPECT_EQ(reader->facts().height, 48);
    const auto times = times_of(*reader);
    ASSERT_EQ(times.size(), 10U) << container;
    for (std::size_t i = 0; i < times.size(); ++i) {
      EXPECT_NEAR(static_cast<double>(times[i].count()), 40'000.0 * static_cast<double>(i), 1'100)
          << container;
    }
    EXPECT_EQ(reader->flaw(), "") << container;
    EXPECT_FALSE(*reader->next());
  }
}

TEST(VideoReader, GivesFramesOfCodecsThatReorderThemInTheOrderOfTheirTimes) {
  if (!avcodec_find_encoder_by_name("libx264")) GTEST_SKIP() << "no encoder for H.264 here";
  MadeStream stream = still(quarters(64, 48), "libx264");
  stream.frames = 40;
  stream.frame = [](int i) { return made_scene(static_cast<unsigned>(i / 7), 64, 48); };
  auto reader = VideoReader::open(film_of(stream));
  ASSERT_TRUE(reader);
  EXPECT_EQ(reader->facts().codec, "h264");
  const auto times = times_of(*reader);
  ASSERT_EQ(times.size(), 40U);
  for (std::size_t i = 0; i < 40; ++i) EXPECT_EQ(times[i], i * 40ms);
}

TEST(VideoReader, KeepsTheTimesOfAVariableRate) {
  const std::vector<std::int64_t> written{0, 40, 500, 510, 3'000, 3'033, 9'000};
  MadeStream stream = still(quarters(64, 48));
  stream.frames = static_cast<int>(written.size());
  stream.time = [&](int i) { return written[static_cast<std::size_t>(i)]; };
  for (const char* container : {"mp4", "matroska"}) {
    auto reader = VideoReader::open(film_of(stream, container));
    ASSERT_TRUE(reader);
    const auto times = times_of(*reader);
    ASSERT_EQ(times.size(), written.size());
    for (std::size_t i = 0; i < times.size(); ++i) {
      EXPECT_EQ(times[i], std::chrono::milliseconds(written[i])) << container << ' ' << i;
    }
  }
}

TEST(VideoReader, TurnsFramesAsTheTrackAsks) {
  const Image stored = quarters(64, 32);
  struct Case {
    int degrees, orientation, width, height;
    picture::Colour upper_left, lower_right;
  };
  for (const Case& turn :
       {Case{0, 1, 64, 32, kRed, kBlue}, Case{90, 6, 32, 64, kBlue, kGreen},
        Case{180, 3, 64, 32, kBlue, kRed}, Case{270, 8, 32, 64, kGreen, kBlue}}) {
    MadeStream stream = still(stored);
    stream.turned_clockwise = turn.degrees;
    const auto film = film_of(stream);
    auto reader = VideoReader::open(film);
    ASSERT_TRUE(reader);
    EXPECT_EQ(reader->facts().orientation, turn.orientation) << turn.degrees;
    EXPECT_EQ(reader->facts().width, turn.width);
    EXPECT_EQ(reader->facts().height, turn.height);
    const Image image = first_image(film);
    ASSERT_EQ(image.width, turn.width);
    ASSERT_EQ(image.height, turn.height);
    EXPECT_TRUE(alike(pixel(image, 0.2, 0.2), turn.upper_left, 12)) << turn.degrees;
    EXPECT_TRUE(alike(pixel(image, 0.8, 0.8), turn.lower_right, 12)) << turn.degrees;
  }
}

TEST(VideoReader, GivesTheColoursOfEveryMatrixAndRange) {
  for (const AVColorSpace matrix : {AVCOL_SPC_SMPTE170M, AVCOL_SPC_BT709}) {
    for (const AVColorRange range : {AVCOL_RANGE_MPEG, AVCOL_RANGE_JPEG}) {
      MadeStream stream = still(quarters(64, 48), "ffv1");
      stream.pixels = AV_PIX_FMT_YUV444P;
      stream.matrix = matrix;
      stream.range = range;
      const Image image = first_image(film_of(stream, "matroska"));
      EXPECT_TRUE(alike(pixel(image, 0.25, 0.25), kRed, 3)) << matrix << ' ' << range;
      EXPECT_TRUE(alike(pixel(image, 0.75, 0.25), kGreen, 3)) << matrix << ' ' << range;
      EXPECT_TRUE(alike(pixel(image, 0.5, 0.75), kBlue, 3)) << matrix << ' ' << range;
    }
  }
}

TEST(VideoReader, ReadsMoreThanEightBits) {
  MadeStream stream = still(quarters(64, 48), "ffv1");
  stream.pixels = AV_PIX_FMT_YUV420P10;
  const auto film = film_of(stream, "matroska");
  EXPECT_TRUE(alike(pixel(first_image(film), 0.25, 0.25), kRed, 4));
  auto reader = VideoReader::open(film);
  ASSERT_TRUE(*reader->next());
  const auto small = reader->small_frame();
  ASSERT_TRUE(small);
  EXPECT_NEAR(small->luma[0], 0.299 * kRed[0] + 0.587 * kRed[1] + 0.114 * kRed[2], 4);
  EXPECT_GT(reader->detail(), 0.0F);
}

TEST(VideoReader, ReadsPicturesOfAnySize) {
  for (const auto& [width, height] : {std::pair{1, 1}, {33, 17}, {2, 999}, {257, 3}}) {
    for (const AVPixelFormat pixels : {AV_PIX_FMT_YUV420P, AV_PIX_FMT_BGR0}) {
      MadeStream stream = still(made_scene(1, width, height), "ffv1");
      stream.pixels = pixels;
      const auto film = film_of(stream, "matroska");
      for (const int least_side : {0, 8}) {
        const Image image = first_image(film, {.least_side = least_side});
        EXPECT_GE(image.width, std::min(width, least_side == 0 ? width : 8));
        EXPECT_GE(image.height, std::min(height, least_side == 0 ? height : 8));
        EXPECT_EQ(image.rgb.size(), 3U * static_cast<unsigned>(image.width * image.height));
      }
      auto reader = VideoReader::open(film);
      ASSERT_TRUE(reader && *reader->next());
      EXPECT_TRUE(reader->small_frame());
      (void)reader->detail();
    }
  }
}

TEST(VideoReader, ComesReducedInTheSameShape) {
  const auto film = film_of(still(quarters(640, 360)));
  const Image image = first_image(film, {.least_side = 90});
  EXPECT_EQ(image.width, 160);
  EXPECT_EQ(image.height, 90);
  EXPECT_TRUE(alike(pixel(image, 0.25, 0.25), kRed, 12));
  EXPECT_EQ(first_image(film, {.least_side = 1'000}).width, 640);  // never enlarged
}

TEST(VideoReader, StretchesPixelsThatAreNotSquare) {
  MadeStream stream = still(quarters(72, 58));
  stream.pixel_shape = {64, 45};
  const Image image = first_image(film_of(stream, "matroska"));
  EXPECT_EQ(image.width, 102);
  EXPECT_EQ(image.height, 58);
}

TEST(VideoReader, TakesTheLargerOfTwoStreams) {
  const auto film =
      film_of({.streams = {still(quarters(32, 32)), still(quarters(96, 64))}, .container = "avi"});
  auto reader = VideoReader::open(film);
  ASSERT_TRUE(reader);
  EXPECT_EQ(reader->facts().width, 96);
  EXPECT_EQ(times_of(*reader).size(), 10U);
}

TEST(VideoReader, GoesAheadToTheFirstFrameAtATime) {
  MadeStream stream = still(quarters(64, 48));
  stream.frames = 400;
  stream.frame = [](int i) { return made_scene(static_cast<unsigned>(i / 25), 64, 48); };
  for (const char* encoder : {"mpeg4", "libx264"}) {
    if (!avcodec_find_encoder_by_name(encoder)) continue;
    stream.encoder = encoder;
    for (const char* container : {"mp4", "matroska", "mpegts"}) {
      const auto film = film_of(stream, container);
      auto reader = VideoReader::open(film);
      ASSERT_TRUE(reader);
      for (const microseconds wanted :
           {0us, 1us, 970'000us, 5'000'000us, 5'000'000us, 15'900'000us}) {
        ASSERT_TRUE(*reader->next_at(wanted)) << container << ' ' << wanted.count();
        EXPECT_GE(reader->time(), wanted) << container;
        // The same frame twice is not given: the second 5 s means the one behind it.
        EXPECT_LE(reader->time(), wanted + 82ms) << container;
      }
      EXPECT_FALSE(*reader->next_at(60s));
    }
  }
}

TEST(VideoReader, ShowsTheSmallFrameThatThePictureShows) {
  MadeStream stream = still(quarters(320, 180));
  auto reader = VideoReader::open(film_of(stream));
  ASSERT_TRUE(reader && *reader->next());
  const auto small = reader->small_frame();
  ASSERT_TRUE(small);
  const auto luma_at = [&](int x, int y) {
    return small->luma[static_cast<std::size_t>(y * SmallFrame::kWidth + x)];
  };
  const auto luma_of = [](const picture::Colour& c) {
    return 0.299 * c[0] + 0.587 * c[1] + 0.114 * c[2];
  };
  EXPECT_NEAR(luma_at(10, 8), luma_of(kRed), 6);
  EXPECT_NEAR(luma_at(50, 8), luma_of(kGreen), 6);
  EXPECT_NEAR(luma_at(30, 30), luma_of(kBlue), 6);
  EXPECT_GT(small->red[0], 170);
  EXPECT_GT(small->blue[17 * SmallFrame::kColourWidth], 180);
}

TEST(VideoReader, RefusesWhatHoldsNoVideo) {
  const auto code_of = [](const Bytes& bytes) {
    const auto reader = VideoReader::open(bytes);
    EXPECT_FALSE(reader);
    return reader ? ErrorCode::internal : reader.error().code;
  };
  EXPECT_EQ(code_of({}), ErrorCode::unsupported);
  EXPECT_EQ(code_of(bytes_of("first_frame,last_frame,what\n0,29,street\n")),
            ErrorCode::unsupported);
  EXPECT_EQ(code_of(jpeg_of(quarters(64, 48))), ErrorCode::unsupported);
  EXPECT_EQ(code_of(film_of({.container = "mp4", .sound = true})), ErrorCode::unsupported);
}

TEST(VideoReader, RefusesWhatIsNoRegularFile) {
  const TemporaryFolder folder;
  EXPECT_EQ(VideoReader::open(folder.path() / "none.mp4").error().code, ErrorCode::not_found);
  EXPECT_EQ(VideoReader::open(folder.path()).error().code, ErrorCode::invalid_argument);
  const auto pipe = folder.path() / "pipe";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  EXPECT_EQ(VideoReader::open(pipe).error().code, ErrorCode::invalid_argument);
}

TEST(VideoReader, ReadsAPartOfAFile) {
  const TemporaryFolder folder;
  Bytes bytes = jpeg_of(quarters(64, 48));
  const std::size_t offset = bytes.size();
  const auto film = film_of(still(quarters(64, 48)));
  bytes.insert(bytes.end(), film.begin(), film.end());
  const auto file = folder.write("motion.jpg", bytes);
  auto reader = VideoReader::open(file, {}, {.offset = offset, .length = film.size()});
  ASSERT_TRUE(reader) << reader.error().message;
  EXPECT_EQ(times_of(*reader).size(), 10U);
}

TEST(VideoReader, RefusesMorePixelsThanAllowed) {
  const auto film = film_of(still(quarters(640, 480)), "matroska");
  const auto reader = VideoReader::open(film, {.most_pixels = 640 * 479});
  ASSERT_FALSE(reader);
  EXPECT_EQ(reader.error().code, ErrorCode::too_large);
}

TEST(VideoReader, EndsWhenItIsLongerThanAllowed) {
  MadeStream stream = still(quarters(64, 48));
  stream.time = [](int i) { return std::int64_t{i} * 1'000'000; };  // 10 frames in 2.5 hours
  auto reader =
      VideoReader::open(film_of(stream, "matroska"), {.most_duration = std::chrono::hours(1)});
  ASSERT_TRUE(reader);
  EXPECT_EQ(times_of(*reader).size(), 4U);
  EXPECT_NE(reader->flaw(), "");
}

TEST(VideoReader, StopsWhenAsked) {
  const auto film = film_of(still(quarters(64, 48)));
  std::stop_source source;
  auto reader = VideoReader::open(film, {.stop = source.get_token()});
  ASSERT_TRUE(reader && *reader->next());
  source.request_stop();
  auto last = reader->next();
  for (int i = 0; i < 20 && last && *last; ++i) last = reader->next();
  ASSERT_FALSE(last);
  EXPECT_EQ(last.error().code, ErrorCode::cancelled);
  EXPECT_EQ(VideoReader::open(film, {.stop = source.get_token()}).error().code,
            ErrorCode::cancelled);
}

TEST(VideoReader, GivesUpWhenItsTimeIsOver) {
  const auto film = film_of(still(quarters(64, 48)));
  const auto reader = VideoReader::open(film, {.most_opening_time = 0ms});
  ASSERT_FALSE(reader);
  EXPECT_EQ(reader.error().code, ErrorCode::too_large);
}

TEST(VideoReader, ShowsWhatIsThereOfAFileThatIsCutShort) {
  MadeStream stream = still(quarters(64, 48));
  stream.frames = 250;
  stream.frame = [](int i) { return made_scene(static_cast<unsigned>(i / 10), 64, 48); };
  for (const char* container : {"matroska", "avi"}) {
    Bytes film = film_of(stream, container);
    film.resize(film.size() * 6 / 10);
    auto reader = VideoReader::open(film);
    ASSERT_TRUE(reader) << container << ": " << reader.error().message;
    const auto times = times_of(*reader);
    EXPECT_GT(times.size(), 100U) << container;
    EXPECT_LT(times.size(), 200U) << container;
    EXPECT_NE(reader->flaw(), "") << container;
  }
}

// Whatever comes must be frames of the promised size or an error with a message.
void survive(const Bytes& damaged) {
  auto reader = VideoReader::open(damaged, {.least_side = 24, .most_pixels = 1'000'000});
  if (!reader) {
    EXPECT_FALSE(reader.error().message.empty());
    return;
  }
  microseconds before{-1};
  int count = 0;
  auto next = reader->next();
  for (; next && *next && count < 200; next = reader->next(), ++count) {
    EXPECT_GT(reader->time(), before);
    before = reader->time();
    EXPECT_TRUE(reader->small_frame());
    const auto image = reader->image();
    ASSERT_TRUE(image);
    EXPECT_EQ(image->rgb.size(), 3U * static_cast<unsigned>(image->width * image->height));
  }
}

TEST(VideoReader, SurvivesDamageOfEveryKind) {
  MadeStream stream = still(quarters(64, 48));
  stream.frames = 30;
  stream.frame = [](int i) { return made_scene(static_cast<unsigned>(i / 10), 64, 48); };
  std::mt19937 random(7);
  for (const char* container : {"mp4", "matroska", "avi", "mpegts"}) {
    const Bytes film = film_of({.streams = {stream}, .container = container, .sound = true});
    for (std::size_t part = 0; part < 20; ++part) {
      survive(
          Bytes(film.begin(), film.begin() + static_cast<std::ptrdiff_t>(film.size() * part / 20)));
    }
    for (int round = 0; round < 60; ++round) {
      Bytes damaged = film;
      for (int flips = 0; flips < 1 + round % 5; ++flips) {
        const std::size_t range =
            round % 2 == 0 ? film.size() : std::min<std::size_t>(film.size(), 800);
        damaged[random() % range] ^= static_cast<std::byte>(1U << (random() % 8));
      }
      survive(damaged);
    }
  }
}

TEST(VideoReader, TellsVideosByTheirFirstBytes) {
  for (const char* container :
       {"mp4", "mov", "matroska", "webm", "avi", "mpegts", "asf", "flv", "ogg", "mpeg", "mxf"}) {
    MadeStream stream = still(quarters(64, 48));
    const std::string name = container;
    if (name == "webm") stream.encoder = "libvpx";
    if (name == "ogg") stream.encoder = "libtheora";
    if (name == "mpeg" || name == "mxf") stream.encoder = "mpeg2video";
    if (name == "flv") stream.encoder = "flv";
    if (!avcodec_find_encoder_by_name(stream.encoder)) continue;
    if (name == "mxf") continue;  // wants rates that made films do not have
    const auto film = film_of(stream, container);
    EXPECT_TRUE(looks_like_video(film)) << container;
    EXPECT_TRUE(looks_like_video(std::span(film).first(512))) << container;
    EXPECT_TRUE(VideoReader::open(film)) << container;
  }
  EXPECT_FALSE(looks_like_video({}));
  EXPECT_FALSE(looks_like_video(jpeg_of(quarters(64, 48))));
  EXPECT_FALSE(looks_like_video(png_of(quarters(64, 48))));
  EXPECT_FALSE(looks_like_video(*encode_webp(quarters(64, 48))));
  EXPECT_FALSE(
      looks_like_video(bytes_of(std::string_view("\0\0\0\x18"
                                                 "ftypheic\0\0\0\0mif1heic",
                                                 24))));
  EXPECT_FALSE(looks_like_video(bytes_of("GIF89a and then some words")));
}

}  // namespace
}  // namespace nunchi::decode
