// Pickle: what a Python pickle (protocol 2) says, read without ever running it.
//
// A pickle is a program for a stack machine that may call any function of Python. Here calls are
// only written down ("call this with these arguments"); what they mean is for the reader of the
// value to say, and what it does not know it refuses. Only the operations that a dictionary of
// tensors needs are understood. Opcodes: Python's Lib/pickletools.py.
//
// A Pickle borrows the bytes it was read from (texts point into them) and is immutable. Values
// refer to each other by number, so that one that contains itself neither leaks nor is copied.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "infer/byte_cursor.h"

namespace nunchi::infer {

struct PickleValue {
  using Id = std::uint32_t;
  enum class Kind {
    none,
    boolean,
    integer,
    real,
    text,
    global,
    tuple,
    list,
    dict,
    call,
    persistent
  };

  Kind kind = Kind::none;
  std::int64_t number = 0;  // boolean (0 or 1); integer, where it has at most eight bytes
  std::string_view text;    // text: UTF-8; integer: its bytes, lowest first; global: module
  std::string_view name;    // global: its name in the module
  std::vector<Id>
      items;        // tuple, list: elements; dict, call: keys and values that were set, in turn
  Id callee = 0;    // call: what is called
  Id argument = 0;  // call: the tuple of arguments; persistent: the value it stands for
};

class Pickle {
 public:
  // Reads one pickle and leaves the cursor behind it. corrupt_data: cut short, an operation that is
  // not known here, or one that the stack does not allow. too_large: more than a million values.
  static Result<Pickle> read(ByteCursor& bytes);

  const PickleValue& top() const { return at(top_); }
  const PickleValue& at(PickleValue::Id id) const { return values_.at(id); }
  PickleValue::Id count() const { return static_cast<PickleValue::Id>(values_.size()); }

  // The global `module`.`name` itself?
  static bool is_global(const PickleValue& value, std::string_view module, std::string_view name);
  // The arguments where `value` is a call of that global; null otherwise.
  const PickleValue* arguments(const PickleValue& value, std::string_view module,
                               std::string_view name) const;
  // A tuple of whole numbers, none negative; nothing where it is something else.
  std::optional<std::vector<std::size_t>> sizes(const PickleValue& value) const;

 private:
  friend class PickleMachine;
  std::vector<PickleValue> values_;
  PickleValue::Id top_ = 0;
};

}  // namespace nunchi::infer
