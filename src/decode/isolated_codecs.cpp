#include "decode/isolated_codecs.h"

#include <mutex>
#include <optional>
#include <utility>

#include "decode/child_process.h"
#include "decode/codec_child.h"
#include "decode/codec_protocol.h"

namespace nunchi::decode {
namespace {

struct Worker {
  ChildProcess process;
  int served = 0;
};

struct Answer {
  Result<Decoded> decoded;
  bool child_failed = false;  // the error is about the child, which is of no more use
};

Answer ask(ChildProcess& child, const CodecRequest& request, std::span<const std::byte> bytes,
           const PhotoOptions& options, std::chrono::milliseconds time) {
  const auto failed = [](Error error) { return Answer{std::move(error), true}; };
  child.reset_clock();
  if (auto sent = child.send(to_bytes(request), time); !sent)
    return failed(std::move(sent).error());
  if (auto sent = child.send(bytes, time); !sent) return failed(std::move(sent).error());
  std::array<std::byte, kReplyHead> head_bytes;
  if (auto got = child.receive(head_bytes, time); !got) return failed(std::move(got).error());
  const auto head = reply_head_in(head_bytes, options);
  if (!head) return failed({ErrorCode::corrupt_data, "the decoder answered nonsense"});
  std::vector<std::byte> body(head->body);
  if (auto got = child.receive(body, time); !got) return failed(std::move(got).error());
  auto decoded = decoded_in(body, head->pixels);
  if (!decoded) return {std::move(decoded), head->pixels > 0};
  decoded->image.rgb.resize(head->pixels);
  auto got = child.receive(std::as_writable_bytes(std::span(decoded->image.rgb)), time);
  if (!got) return failed(std::move(got).error());
  return {std::move(decoded), false};
}

}  // namespace

struct IsolatedCodecs::Children {
  std::mutex mutex;          // guards idle
  std::vector<Worker> idle;  // the last to finish is the first to be asked: its memory is warm

  std::optional<Worker> take() {
    const std::lock_guard lock(mutex);
    if (idle.empty()) return std::nullopt;
    Worker worker = std::move(idle.back());
    idle.pop_back();
    return worker;
  }
  void give(Worker worker) {
    const std::lock_guard lock(mutex);
    idle.push_back(std::move(worker));
  }
};

IsolatedCodecs::IsolatedCodecs(CodecLimits limits)
    : limits_(std::move(limits)), children_(std::make_unique<Children>()) {
  if (limits_.command.empty()) limits_.command = codec_command(limits_.memory);
}

IsolatedCodecs::~IsolatedCodecs() = default;

Result<Decoded> IsolatedCodecs::decode(FileKind kind, std::span<const std::byte> bytes,
                                       const PhotoOptions& options) {
  constexpr int kMostServed = 200;  // leaks of codecs are not ours to mend, but to end
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(limits_.time);
  const CodecRequest request{.kind = kind,
                             .least_side = options.least_side,
                             .most_pixels = options.most_pixels,
                             .size = bytes.size(),
                             .seconds = static_cast<std::uint32_t>(seconds.count())};
  std::optional<Worker> worker = children_->take();
  while (true) {
    const bool is_fresh = !worker;
    if (is_fresh) {
      auto started = ChildProcess::start(limits_.command);
      if (!started) return std::move(started).error();
      worker.emplace(Worker{*std::move(started)});
    }
    Answer answer = ask(worker->process, request, bytes, options, limits_.time);
    if (!answer.child_failed) {
      if (++worker->served < kMostServed) children_->give(*std::move(worker));
      return std::move(answer.decoded);
    }
    // A file is only blamed for the end of a child that has read no other before.
    if (is_fresh || answer.decoded.error().code == ErrorCode::too_large)
      return std::move(answer.decoded);
    worker.reset();
  }
}

}  // namespace nunchi::decode
