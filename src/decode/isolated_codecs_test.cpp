#include "decode/isolated_codecs.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <thread>

#include "decode/child_process.h"
#include "decode/codec_child.h"
#include "decode/codec_protocol.h"
#include "decode/made_files.h"

namespace nunchi::decode {
namespace {

Bytes bitmap(int side = 2) {
  Bytes out = bytes_of("BM");
  const auto pixels = static_cast<std::uint64_t>((3 * side + 3) / 4 * 4 * side);
  put_little(out, 54 + pixels, 4);
  put_little(out, 0, 4);
  put_little(out, 54, 4);
  put_little(out, 40, 4);
  put_little(out, static_cast<std::uint64_t>(side), 4);
  put_little(out, static_cast<std::uint64_t>(side), 4);
  put_little(out, 1, 2);
  put_little(out, 24, 2);
  put_little(out, 0, 24);
  out.resize(out.size() + pixels, std::byte{200});
  return out;
}

// This program in the part of a codec that misbehaves: see main() below.
CodecLimits misbehaving(const std::string& how) {
  return {.time = std::chrono::milliseconds(300),
          .command = {"/proc/self/exe", "--misbehave", how}};
}

Result<Decoded> decode_with(const std::string& how) {
  IsolatedCodecs codecs(misbehaving(how));
  return codecs.decode(FileKind::bmp, bitmap(), {});
}

TEST(IsolatedCodecs, DecodeAsThisProcessDoes) {
  IsolatedCodecs codecs;
  for (const int side : {2, 700}) {
    const auto here = decode_photo(bitmap(side));
    const auto there = decode_photo(bitmap(side), {.codecs = &codecs});
    ASSERT_TRUE(there) << there.error().message;
    EXPECT_EQ(there->image, here->image);
    EXPECT_EQ(there->format, "bmp");
  }
}

TEST(IsolatedCodecs, SendBackErrorsAndLiveOn) {
  IsolatedCodecs codecs;
  Bytes damaged = bitmap();
  damaged[28] = std::byte{7};  // bits a pixel
  for (int round = 0; round < 3; ++round) {
    const auto refused = decode_photo(damaged, {.codecs = &codecs});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::corrupt_data);
    EXPECT_EQ(refused.error().message, "decode bmp: 7 bits a pixel");
    EXPECT_TRUE(decode_photo(bitmap(), {.codecs = &codecs}));
  }
}

TEST(IsolatedCodecs, ReduceBeforeTheySendPixels) {
  IsolatedCodecs codecs;
  const auto photo = decode_photo(bitmap(600), {.least_side = 100, .codecs = &codecs});
  ASSERT_TRUE(photo) << photo.error().message;
  EXPECT_EQ(photo->image.width, 100);
  EXPECT_EQ(photo->width, 600);
}

TEST(IsolatedCodecs, KeepTheLimitOnPixels) {
  IsolatedCodecs codecs;
  const auto photo = decode_photo(bitmap(50), {.most_pixels = 2499, .codecs = &codecs});
  ASSERT_FALSE(photo);
  EXPECT_EQ(photo.error().code, ErrorCode::too_large);
}

TEST(IsolatedCodecs, ReportACrashAndGoOn) {
  const auto crashed = decode_with("crash");
  ASSERT_FALSE(crashed);
  EXPECT_EQ(crashed.error().code, ErrorCode::corrupt_data);
  EXPECT_NE(crashed.error().message.find("crashed"), std::string::npos) << crashed.error().message;
}

TEST(IsolatedCodecs, StopALoop) {
  const auto looped = decode_with("loop");
  ASSERT_FALSE(looped);
  EXPECT_EQ(looped.error().code, ErrorCode::too_large);
  EXPECT_EQ(looped.error().message, "the decoder took too much time");
}

TEST(IsolatedCodecs, StopASleeper) {
  const auto slept = decode_with("sleep");
  ASSERT_FALSE(slept);
  EXPECT_EQ(slept.error().code, ErrorCode::too_large);
}

TEST(IsolatedCodecs, DoNotBelieveNonsense) {
  for (const std::string how : {"babble", "promise", "lie", "end"}) {
    const auto fooled = decode_with(how);
    ASSERT_FALSE(fooled) << how;
    EXPECT_FALSE(fooled.error().message.empty());
  }
}

TEST(IsolatedCodecs, NameAProgramThatIsNotThere) {
  IsolatedCodecs codecs({.command = {"/no/such/program"}});
  const auto decoded = codecs.decode(FileKind::bmp, bitmap(), {});
  ASSERT_FALSE(decoded);
  EXPECT_EQ(decoded.error().code, ErrorCode::io_failure);
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
TEST(IsolatedCodecs, KeepTheLimitOnMemory) {
  IsolatedCodecs codecs({.memory = 64U << 20U});
  // 27 million pixels: 81 MB.
  const auto photo = codecs.decode(FileKind::bmp, bitmap(5200), {});
  ASSERT_FALSE(photo);
  EXPECT_EQ(photo.error().code, ErrorCode::too_large) << photo.error().message;
}
#endif

TEST(IsolatedCodecs, ServeManyThreadsAtOnce) {
  IsolatedCodecs codecs;
  std::vector<std::jthread> threads;
  std::atomic<int> right = 0;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&codecs, &right, t] {
      for (int i = 1; i <= 5; ++i) {
        const auto photo = decode_photo(bitmap(10 * t + i), {.codecs = &codecs});
        if (photo && photo->width == 10 * t + i) ++right;
      }
    });
  }
  threads.clear();
  EXPECT_EQ(right, 20);
}

TEST(CodecProtocol, CarriesEverythingThatIsKnown) {
  Decoded decoded{.kind = FileKind::heic, .image = corners(4, 3), .width = 40, .height = 30};
  decoded.exif = {
      .orientation = 6,
      .dates = {{"2019:07:03 14:03:05", "+09:00", "exif"}, {"2020", "", "exif-modified"}},
      .gps = Position{1.5, -2.5, 3.0},
      .camera = "a camera"};
  decoded.xmp = bytes_of("<x/>");
  decoded.iptc = bytes_of("\x1c");
  decoded.flaw = "a flaw";
  const auto read = decoded_in(body_of(decoded), decoded.image.rgb.size());
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->kind, FileKind::heic);
  EXPECT_EQ(read->width, 40);
  EXPECT_EQ(read->exif.orientation, 6);
  ASSERT_EQ(read->exif.dates.size(), 2U);
  EXPECT_EQ(read->exif.dates[0].offset, "+09:00");
  EXPECT_EQ(read->exif.gps, decoded.exif.gps);
  EXPECT_EQ(read->exif.camera, "a camera");
  EXPECT_EQ(read->xmp, decoded.xmp);
  EXPECT_EQ(read->iptc, decoded.iptc);
  EXPECT_EQ(read->flaw, "a flaw");
}

TEST(CodecProtocol, StandsAnyBytes) {
  Decoded decoded{.image = corners(4, 3), .width = 4, .height = 3};
  decoded.exif.dates = {{"2019", "", "exif"}};
  const Bytes whole = body_of(decoded);
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_FALSE(decoded_in(std::span(whole).first(size), 36));
  }
  EXPECT_FALSE(decoded_in(whole, 35));
  std::mt19937 random(5);
  for (int round = 0; round < 1000; ++round) {
    Bytes damaged = whole;
    damaged[random() % damaged.size()] = static_cast<std::byte>(random());
    const auto read = decoded_in(damaged, 36);
    if (read) {
      EXPECT_EQ(3 * read->image.width * read->image.height, 36);
    }
  }
}

void say(std::span<const std::byte> bytes) {
  EXPECT_GE(::send(kChildSocket, bytes.data(), bytes.size(), MSG_NOSIGNAL), 0);
}

// Reads the request and its file, then does as it is told.
int misbehave(std::string_view how) {
  std::array<std::byte, kRequestHead> head;
  ::recv(kChildSocket, head.data(), head.size(), MSG_WAITALL);
  Bytes file(request_in(head)->size);
  ::recv(kChildSocket, file.data(), file.size(), MSG_WAITALL);
  if (how == "crash") {
    signal(SIGSEGV, SIG_DFL);  // the sanitizers' own report is not wanted here
    raise(SIGSEGV);
  }
  if (how == "loop") {
    volatile bool turning = true;
    while (turning) {
    }
  }
  if (how == "sleep") ::pause();
  if (how == "babble") say(Bytes(1000, std::byte{'x'}));
  if (how == "promise") say(to_bytes(ReplyHead{1ULL << 60U, 1ULL << 60U}));
  if (how == "lie") {
    const Decoded decoded{.image = corners(4, 3), .width = 4, .height = 3};
    const Bytes body = body_of(decoded);
    say(to_bytes(ReplyHead{body.size(), 9}));
    say(body);
    say(Bytes(9));
  }
  return 7;
}

}  // namespace
}  // namespace nunchi::decode

// Of the whole test program: it is its own codec child.
int main(int argc, char** argv) {
  if (const auto code = nunchi::decode::serve_as_codec_child(argc, argv)) return *code;
  if (argc == 3 && argv[1] == std::string_view("--misbehave")) {
    return nunchi::decode::misbehave(argv[2]);
  }
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
