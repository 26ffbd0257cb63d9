#include "ingest/sight_pass.h"

#include <algorithm>
#include <deque>
#include <exception>

#include "ingest/file_facts.h"
#include "ingest/in_order.h"
#include "ingest/write_batch.h"
#include "library/assets.h"
#include "library/moments.h"

namespace nunchi::ingest {
namespace fs = std::filesystem;
namespace {

struct Answer {
  ContentHash asset;
  std::string file;
  Result<Sight> sight;
};

// What the eyes see in bytes that were read from `file`, in pixels of the full picture.
Result<Sight> sight_of(const fs::path& file, std::span<const std::byte> bytes,
                       const perceive::Eyes& eyes, const decode::PhotoOptions& options) {
  const auto photo = decode::decode_photo_of(file, bytes, options);
  if (!photo) return photo.error();
  auto seen = eyes.see(photo->image);
  if (!seen) return seen;
  return scaled(*std::move(seen),
                static_cast<float>(photo->width) / static_cast<float>(photo->image.width),
                static_cast<float>(photo->height) / static_cast<float>(photo->image.height));
}

class SightPass {
 public:
  SightPass(library::Library& library, const perceive::Eyes& eyes, const SightPassOptions& options)
      : library_(library),
        eyes_(eyes),
        options_(options),
        photo_(options.photo),
        batch_(library, [this](const Answer& answer) { return keep(answer); }) {
    photo_.least_side = eyes.least_side();
  }

  std::optional<library::Work> take() {
    if (!batch_.status() || failure_) return std::nullopt;
    if (ahead_.empty()) {
      auto work = library_.queue().take(options_.pass, std::max(8, 2 * options_.threads));
      if (!work) {
        failure_ = work.error();
        return std::nullopt;
      }
      ahead_.assign(work->begin(), work->end());
    }
    if (ahead_.empty()) return std::nullopt;
    const library::Work work = ahead_.front();
    ahead_.pop_front();
    return work;
  }

  Answer look(const library::Work& work) {
    // A worker's loop: a bug of ours, or memory that is not to be had, is an error of this file.
    try {
      return try_to_look(work.asset);
    } catch (const std::exception& thrown) {
      return {work.asset, to_hex(work.asset), Error{ErrorCode::internal, thrown.what()}};
    }
  }

  void deliver(Answer answer) {
    ++(answer.sight ? counts_.done : counts_.failed);
    if (!answer.sight && options_.complain) {
      options_.complain(answer.file, answer.sight.error().message);
    }
    batch_.add(std::move(answer));
    if (options_.progress) options_.progress(counts_);
  }

  Result<SightCounts> finish() {
    batch_.flush();
    const auto back = library_.queue().give_back();
    if (failure_) return *failure_;
    if (!batch_.status()) return batch_.status().error();
    if (!back) return back.error();
    return counts_;
  }

 private:
  // By the first of its paths that still holds this very content.
  Answer try_to_look(const ContentHash& asset) {
    const auto paths = library_.assets().paths(asset);
    if (!paths) return {asset, to_hex(asset), paths.error()};
    Error why{ErrorCode::not_found, "no file with this content is left"};
    for (const fs::path& path : *paths) {
      const auto read = read_and_hash(path, photo_.most_bytes);
      if (!read) {
        why = read.error();
      } else if (read->hash != asset) {
        why = {ErrorCode::not_found, path.string() + ": changed since it was added"};
      } else {
        return {asset, path.string(), sight_of(path, read->bytes, eyes_, photo_)};
      }
    }
    return {asset, paths->empty() ? to_hex(asset) : paths->front().string(), std::move(why)};
  }

  Status keep(const Answer& answer) {
    if (!answer.sight) {
      return library_.queue().fail(answer.asset, options_.pass, answer.sight.error().message);
    }
    const auto moments = library_.moments().of_asset(answer.asset);
    if (!moments) return moments.error();
    if (!moments->empty()) {
      if (Status seen = library_.moments().see(moments->front(), 0, *answer.sight); !seen) {
        return seen;
      }
    }
    return library_.queue().done(answer.asset, options_.pass);
  }

  library::Library& library_;
  const perceive::Eyes& eyes_;
  const SightPassOptions& options_;
  decode::PhotoOptions photo_;
  std::deque<library::Work> ahead_;
  std::optional<Error> failure_;
  SightCounts counts_;
  WriteBatch<Answer> batch_;
};

}  // namespace

Result<SightCounts> look_at_waiting(library::Library& library, const perceive::Eyes& eyes,
                                    const SightPassOptions& options, const std::stop_token& stop) {
  SightPass pass(library, eyes, options);
  in_order(
      {.threads = options.threads}, stop, [&] { return pass.take(); },
      [&](const library::Work& work) { return pass.look(work); },
      [&](Answer answer) { pass.deliver(std::move(answer)); });
  return pass.finish();
}

}  // namespace nunchi::ingest
