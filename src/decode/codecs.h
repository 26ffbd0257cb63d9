// Bytes of any kind of picture we read → Decoded: picks the reader. Thread-safe.
#pragma once

#include <cstddef>
#include <span>

#include "core/result.h"
#include "decode/decoded.h"
#include "decode/file_kind.h"
#include "decode/photo.h"

namespace nunchi::decode {

// Whether files of this kind are read by code that strangers' bytes have often broken: everything
// but JPEG, PNG and WebP, whose libraries every browser puts to the test.
bool is_risky(FileKind kind) noexcept;

// In this process. `kind` is what kind_of said. Also reduces by a whole factor, by area means, what
// the reader could not decode at a smaller scale, as far as options.least_side allows.
Result<Decoded> decode_kind(FileKind kind, std::span<const std::byte> bytes,
                            const PhotoOptions& options);

}  // namespace nunchi::decode
