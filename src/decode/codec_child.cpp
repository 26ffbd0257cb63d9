#include "decode/codec_child.h"

#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstddef>
#include <exception>
#include <fstream>
#include <new>
#include <span>
#include <string_view>
#include <thread>

#include "decode/child_process.h"
#include "decode/codec_protocol.h"
#include "decode/codecs.h"

namespace nunchi::decode {
namespace {

constexpr std::string_view kArgument = "--serve-as-codec-child";

bool receive(std::span<std::byte> bytes) {
  while (!bytes.empty()) {
    const ssize_t got = ::recv(kChildSocket, bytes.data(), bytes.size(), 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    bytes = bytes.subspan(static_cast<std::size_t>(got));
  }
  return true;
}

bool skip(std::uint64_t size) {
  std::array<std::byte, 4096> some;
  while (size > 0) {
    const auto part = std::span(some).first(std::min<std::uint64_t>(size, some.size()));
    if (!receive(part)) return false;
    size -= part.size();
  }
  return true;
}

bool send(std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(kChildSocket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent < 0) return false;
    bytes = bytes.subspan(static_cast<std::size_t>(sent));
  }
  return true;
}

void limit(int what, rlim_t soft, rlim_t hard) {
  const rlimit limits{soft, hard};
  ::setrlimit(static_cast<__rlimit_resource>(what), &limits);
}

// Libraries that are mapped already are not counted against the files.
void limit_memory(std::uint64_t most) {
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)  // these reserve terabytes
  std::ifstream file("/proc/self/statm");
  std::uint64_t pages = 0;
  file >> pages;
  const rlim_t bytes = pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE)) + most;
  limit(RLIMIT_AS, bytes, bytes);
#else
  (void)most;
#endif
}

void lay_limits(std::uint64_t most_memory) {
  ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  limit(RLIMIT_CORE, 0, 0);
  limit(RLIMIT_FSIZE, 0, 0);  // writes no files
  limit_memory(most_memory);
}

// Whoever asked may be killed while we decode: then nobody waits for the answer.
void end_with_the_parent() {
  std::thread([] {
    pollfd socket{kChildSocket, POLLRDHUP, 0};
    while (::poll(&socket, 1, -1) < 0 && errno == EINTR) {
    }
    ::_exit(0);
  }).detach();
}

// The other side looks at the clock too; this holds where it is stopped or stuck.
void limit_time(std::uint32_t seconds) {
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  const rlim_t until =
      static_cast<rlim_t>(used.ru_utime.tv_sec + used.ru_stime.tv_sec) + seconds + 2;
  limit(RLIMIT_CPU, until, RLIM_INFINITY);
}

Error no_memory() { return {ErrorCode::too_large, "more memory than a decoder may take"}; }

std::optional<std::vector<std::byte>> memory_for(std::uint64_t size) {
  try {
    return std::vector<std::byte>(size);
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

Result<Decoded> decode_safely(const CodecRequest& request, std::span<const std::byte> bytes) {
  try {
    return decode_kind(request.kind, bytes,
                       {.least_side = request.least_side, .most_pixels = request.most_pixels});
  } catch (const std::bad_alloc&) {
    return no_memory();
  } catch (const std::exception& exception) {
    return Error{ErrorCode::internal, exception.what()};
  }
}

// Returns false when the other side is gone or talks nonsense.
bool serve_one() {
  std::array<std::byte, kRequestHead> head;
  if (!receive(head)) return false;
  const auto request = request_in(head);
  if (!request) return false;
  auto bytes = memory_for(request->size);
  if (!(bytes ? receive(*bytes) : skip(request->size))) return false;
  limit_time(request->seconds);
  const Result<Decoded> decoded = bytes ? decode_safely(*request, *bytes) : no_memory();
  const std::vector<std::byte> body = body_of(decoded);
  const auto pixels =
      decoded ? std::as_bytes(std::span(decoded->image.rgb)) : std::span<const std::byte>();
  return send(to_bytes(ReplyHead{body.size(), pixels.size()})) && send(body) && send(pixels);
}

}  // namespace

std::vector<std::string> codec_command(std::uint64_t most_memory) {
  return {"/proc/self/exe", std::string(kArgument), std::to_string(most_memory)};
}

std::optional<int> serve_as_codec_child(int argc, const char* const* argv) {
  if (argc != 3 || argv[1] != kArgument) return std::nullopt;
  const std::string_view memory = argv[2];
  std::uint64_t most_memory = 0;
  std::from_chars(memory.data(), memory.data() + memory.size(), most_memory);
  end_with_the_parent();  // a thread's stack lies outside of the limit on memory
  lay_limits(most_memory);
  while (serve_one()) {
  }
  return 0;
}

}  // namespace nunchi::decode
