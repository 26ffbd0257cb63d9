// WorkQueue: what is still to be done for each asset, so that a fill goes on where it was cut off.
//
// Work is added with its asset, taken by a worker, newest photo first, and done or failed. Work
// that was taken by a program that no longer runs is taken again. A handle borrowed from a Library,
// copyable, not to outlive it. Thread-safe.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/content_hash.h"
#include "core/result.h"

namespace nunchi::library {

class Store;

// The numbers are kept: never change their meaning.
enum class Pass { file = 1, sight = 2, text = 3, stack = 4 };

struct Work {
  ContentHash asset;
  Pass pass = Pass::sight;
  int tries = 0;  // that have failed before
  bool operator==(const Work&) const = default;
};

struct FailedWork {
  Work work;
  std::string reason;
  bool operator==(const FailedWork&) const = default;
};

// This program on this machine: "host/pid/when it started". Another with the same pid is another.
std::string this_worker();

class WorkQueue {
 public:
  explicit WorkQueue(Store& store) noexcept : store_(&store) {}

  // Work that is waiting or taken stays as it is; failed work waits again. invalid_argument: an
  // asset that the library does not know.
  Status add(std::span<const ContentHash> assets, Pass pass);

  // Up to `limit` pieces of waiting work, which are the worker's from now on.
  Result<std::vector<Work>> take(Pass pass, int limit, const std::string& worker = this_worker());

  // Call it inside the same Library::in_one_go as what the work has found out.
  Status done(const ContentHash& asset, Pass pass);
  Status fail(const ContentHash& asset, Pass pass, const std::string& reason);

  // What the worker has taken and not finished waits again; how much. For an orderly stop.
  Result<std::int64_t> give_back(const std::string& worker = this_worker());

  Result<std::vector<FailedWork>> failures(int limit) const;  // newest photo first
  Result<std::int64_t> retry();                               // all that failed waits again
  Result<std::int64_t> pending(Pass pass) const;              // waiting or taken

 private:
  Store* store_;
};

}  // namespace nunchi::library
