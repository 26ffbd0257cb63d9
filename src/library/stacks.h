// Stacks: files that are one picture to a person. The one in front is shown, nothing is thrown
// away.
//
// A handle borrowed from a Library, copyable, not to outlive it. Thread-safe.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/content_hash.h"
#include "core/result.h"

namespace nunchi::library {

class Store;

// The numbers are kept: never change their meaning.
enum class StackKind { live_photo = 0, motion_photo = 1, raw_and_jpeg = 2, burst = 3 };

struct Stack {
  StackKind kind = StackKind::burst;
  ContentHash front;
  std::vector<ContentHash> members;  // the front one too, by hash
  bool operator==(const Stack&) const = default;
};

class Stacks {
 public:
  explicit Stacks(Store& store) noexcept : store_(&store) {}

  // Members leave the stacks that they were in; a stack of fewer than two ceases to be. Where the
  // owner has put a member in front (Edits::put_in_front), it stays there, whatever stack.front
  // says. invalid_argument: fewer than two members, or a front that is none of them.
  Status put(const Stack& stack);
  Status dissolve(const ContentHash& member);  // nothing happens where there is no stack
  Result<std::optional<Stack>> find(const ContentHash& member) const;

 private:
  Store* store_;
};

}  // namespace nunchi::library
