// What this program and its codec children say to each other over a socket: one request, one reply.
//
// A request is its head and the file's bytes; a reply is its head, a body (all of a Decoded but its
// pixels, or an error) and the pixels. Little endian. The child is not trusted: whatever comes from
// it is checked like a file. Pure functions, any thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/result.h"
#include "decode/decoded.h"
#include "decode/photo.h"

namespace nunchi::decode {

struct CodecRequest {
  FileKind kind = FileKind::unknown;
  int least_side = 0;
  std::uint64_t most_pixels = 0;
  std::uint64_t size = 0;     // of the file, bytes
  std::uint32_t seconds = 0;  // of processor time that the child gives itself
};

inline constexpr std::size_t kRequestHead = 32;
std::array<std::byte, kRequestHead> to_bytes(const CodecRequest& request);
std::optional<CodecRequest> request_in(std::span<const std::byte, kRequestHead> bytes);

struct ReplyHead {
  std::uint64_t body = 0;    // bytes
  std::uint64_t pixels = 0;  // bytes
};
inline constexpr std::size_t kReplyHead = 20;
inline constexpr std::uint64_t kMostBody = 128U << 20U;
std::array<std::byte, kReplyHead> to_bytes(const ReplyHead& head);
// Nothing for what is no head, or promises more than the limits allow.
std::optional<ReplyHead> reply_head_in(std::span<const std::byte, kReplyHead> bytes,
                                       const PhotoOptions& options);

// The body of a reply. The picture that comes back has its size but no pixels yet.
std::vector<std::byte> body_of(const Result<Decoded>& decoded);
// internal: the body makes no sense, or promises other than `pixels` bytes.
Result<Decoded> decoded_in(std::span<const std::byte> body, std::uint64_t pixels);

}  // namespace nunchi::decode
