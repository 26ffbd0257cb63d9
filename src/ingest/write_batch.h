// WriteBatch: answers that are written to the library together, because many small writes cost more
// than one large one: at most 64, none held longer than about a second. Not thread-safe.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <utility>
#include <vector>

#include "core/result.h"
#include "library/library.h"

namespace nunchi::ingest {

template <class T>
class WriteBatch {
 public:
  // `write` keeps one answer; it is called inside Library::in_one_go and may be called again for
  // the same answer.
  WriteBatch(library::Library& library, std::function<Status(const T&)> write)
      : library_(library), write_(std::move(write)) {}

  // An Error is kept: from then on nothing more is written.
  void add(T answer) {
    waiting_.push_back(std::move(answer));
    const auto now = std::chrono::steady_clock::now();
    if (waiting_.size() == 1) since_ = now;
    if (waiting_.size() >= kMost || now - since_ >= kLongest) flush();
  }

  void flush() {
    if (status_ && !waiting_.empty()) {
      status_ = library_.in_one_go([&]() -> Status {
        for (const T& answer : waiting_) {
          if (Status written = write_(answer); !written) return written;
        }
        return ok();
      });
    }
    waiting_.clear();
  }

  const Status& status() const noexcept { return status_; }

 private:
  static constexpr std::size_t kMost = 64;
  static constexpr std::chrono::seconds kLongest{1};

  library::Library& library_;
  std::function<Status(const T&)> write_;
  std::vector<T> waiting_;
  std::chrono::steady_clock::time_point since_{};
  Status status_ = ok();
};

}  // namespace nunchi::ingest
