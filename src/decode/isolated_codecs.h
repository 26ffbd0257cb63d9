// IsolatedCodecs: decoding in child processes, for kinds of files whose codecs strangers' bytes
// have often broken. A crash, an endless loop or a flood of memory costs one file and one child.
//
// Thread-safe: each call has a child to itself; children wait for the next call and are ended with
// this object, which must outlive all calls. The program's main() must begin with
// serve_as_codec_child (codec_child.h).
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/result.h"
#include "decode/decoded.h"
#include "decode/photo.h"

namespace nunchi::decode {

struct CodecLimits {
  std::chrono::milliseconds time{10'000};  // of a processor, for one file
  std::uint64_t memory = 4ULL << 30;       // bytes, of one child
  std::vector<std::string> command;        // empty: the running program itself
};

class IsolatedCodecs {
 public:
  explicit IsolatedCodecs(CodecLimits limits = {});
  ~IsolatedCodecs();

  // As decode_kind. Also corrupt_data when the decoder crashed over the file, too_large when it
  // took too much time or memory, io_failure when no child can be started.
  Result<Decoded> decode(FileKind kind, std::span<const std::byte> bytes,
                         const PhotoOptions& options);

 private:
  struct Children;
  CodecLimits limits_;
  std::unique_ptr<Children> children_;
};

}  // namespace nunchi::decode
