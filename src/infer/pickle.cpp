#include "infer/pickle.h"

#include <fmt/format.h>

#include <unordered_map>

namespace nunchi::infer {
namespace {

using Id = PickleValue::Id;
using Kind = PickleValue::Kind;

constexpr std::size_t kMostValues = 1'000'000;

enum class Opcode : std::uint8_t {
  mark = '(',
  stop = '.',
  append = 'a',
  appends = 'e',
  build = 'b',
  binary_float = 'G',
  binary_get = 'h',
  binary_int = 'J',
  binary_int1 = 'K',
  binary_int2 = 'M',
  binary_persistent = 'Q',
  binary_put = 'q',
  binary_unicode = 'X',
  empty_dict = '}',
  empty_list = ']',
  empty_tuple = ')',
  global = 'c',
  long_binary_get = 'j',
  long_binary_put = 'r',
  long1 = 0x8a,
  new_false = 0x89,
  new_true = 0x88,
  none = 'N',
  protocol = 0x80,
  reduce = 'R',
  set_item = 's',
  set_items = 'u',
  tuple = 't',
  tuple1 = 0x85,
  tuple2 = 0x86,
  tuple3 = 0x87,
};

// A whole number of `bytes`, lowest first, the highest bit of the last being the sign.
std::int64_t signed_number(std::string_view bytes) {
  if (bytes.empty()) return 0;
  std::uint64_t bits = (static_cast<std::uint8_t>(bytes.back()) & 0x80U) != 0 ? ~0ULL : 0;
  for (std::size_t i = bytes.size(); i-- > 0;) {
    bits = (bits << 8) | static_cast<std::uint8_t>(bytes[i]);
  }
  return static_cast<std::int64_t>(bits);
}

}  // namespace

// The stack machine. Each step answers false where the bytes or the stack do not allow it.
class PickleMachine {
 public:
  explicit PickleMachine(ByteCursor& bytes) : bytes_(bytes) {
    // Values without parts exist once, so that a flood of one-byte opcodes costs no memory.
    for (const Kind kind : {Kind::none, Kind::boolean, Kind::boolean, Kind::tuple}) {
      pickle_.values_.push_back({.kind = kind});
    }
    pickle_.values_[kTrue].number = 1;
  }

  Result<Pickle> run() {
    for (;;) {
      const std::size_t at = bytes_.position();
      const auto code = bytes_.number<std::uint8_t>();
      if (!code) return Error{ErrorCode::corrupt_data, "a pickle ends in the middle"};
      if (static_cast<Opcode>(*code) == Opcode::stop) break;
      if (pickle_.values_.size() + memo_.size() > kMostValues) {
        return Error{ErrorCode::too_large, "a pickle holds more than a million values"};
      }
      if (!step(static_cast<Opcode>(*code))) {
        return Error{
            ErrorCode::corrupt_data,
            fmt::format("pickle operation {:#04x} at byte {} cannot be followed", *code, at)};
      }
    }
    if (stack_.size() != 1 || !marks_.empty()) {
      return Error{ErrorCode::corrupt_data, "a pickle ends without one value"};
    }
    pickle_.top_ = stack_.back();
    return std::move(pickle_);
  }

 private:
  static constexpr Id kNone = 0, kFalse = 1, kTrue = 2, kEmptyTuple = 3;

  bool step(Opcode code) {
    switch (code) {
      case Opcode::protocol: return bytes_.number<std::uint8_t>() == std::uint8_t{2};
      case Opcode::mark: return marks_.push_back(stack_.size()), true;
      case Opcode::none: return push(kNone);
      case Opcode::new_false: return push(kFalse);
      case Opcode::new_true: return push(kTrue);
      case Opcode::empty_tuple: return push(kEmptyTuple);
      case Opcode::empty_dict: return push_new({.kind = Kind::dict});
      case Opcode::empty_list: return push_new({.kind = Kind::list});
      case Opcode::binary_int: return push_number(bytes_.number<std::int32_t>());
      case Opcode::binary_int1: return push_number(bytes_.number<std::uint8_t>());
      case Opcode::binary_int2: return push_number(bytes_.number<std::uint16_t>());
      case Opcode::long1: return push_long(bytes_.number<std::uint8_t>());
      // What torch's own files hold in floats (a version, say) is of no use here.
      case Opcode::binary_float: return bytes_.take(8) && push_new({.kind = Kind::real});
      case Opcode::binary_unicode: return push_text(bytes_.number<std::uint32_t>());
      case Opcode::global: return push_global();
      case Opcode::binary_put: return remember(bytes_.number<std::uint8_t>());
      case Opcode::long_binary_put: return remember(bytes_.number<std::uint32_t>());
      case Opcode::binary_get: return recall(bytes_.number<std::uint8_t>());
      case Opcode::long_binary_get: return recall(bytes_.number<std::uint32_t>());
      case Opcode::tuple: return make_tuple_from_mark();
      case Opcode::tuple1: return make_tuple(1);
      case Opcode::tuple2: return make_tuple(2);
      case Opcode::tuple3: return make_tuple(3);
      case Opcode::append: return has(2) && give_to(stack_.size() - 1, Kind::list);
      case Opcode::appends: return give_from_mark(Kind::list);
      case Opcode::set_item: return has(3) && give_to(stack_.size() - 2, Kind::dict);
      case Opcode::set_items: return give_from_mark(Kind::dict);
      case Opcode::reduce: return call();
      // The state that an object is given after it was made: a state dict keeps its versions there.
      case Opcode::build: return has(2) && (stack_.pop_back(), true);
      case Opcode::binary_persistent: return persistent();
      default: return false;
    }
  }

  // That many values lie on the stack above the last mark.
  bool has(std::size_t count) const {
    return stack_.size() - (marks_.empty() ? 0 : marks_.back()) >= count;
  }

  bool push(Id id) { return stack_.push_back(id), true; }

  bool push_new(PickleValue value) {
    pickle_.values_.push_back(std::move(value));
    return push(static_cast<Id>(pickle_.values_.size() - 1));
  }

  template <class Number>
  bool push_number(std::optional<Number> number) {
    return number && push_new({.kind = Kind::integer, .number = *number});
  }

  bool push_long(std::optional<std::uint8_t> length) {
    const auto bytes = length ? bytes_.text(*length) : std::nullopt;
    if (!bytes) return false;
    return push_new({.kind = Kind::integer, .number = signed_number(*bytes), .text = *bytes});
  }

  bool push_text(std::optional<std::uint32_t> length) {
    const auto text = length ? bytes_.text(*length) : std::nullopt;
    return text && push_new({.kind = Kind::text, .text = *text});
  }

  bool push_global() {
    const auto module = bytes_.line();
    const auto name = module ? bytes_.line() : std::nullopt;
    return name && push_new({.kind = Kind::global, .text = *module, .name = *name});
  }

  template <class Index>
  bool remember(std::optional<Index> index) {
    return index && has(1) && (memo_[*index] = stack_.back(), true);
  }

  template <class Index>
  bool recall(std::optional<Index> index) {
    if (!index) return false;
    const auto found = memo_.find(*index);
    return found != memo_.end() && push(found->second);
  }

  // Takes everything from `first` on off the stack.
  std::vector<Id> take_from(std::size_t first) {
    const auto begin = stack_.begin() + static_cast<std::ptrdiff_t>(first);
    std::vector<Id> taken(begin, stack_.end());
    stack_.erase(begin, stack_.end());
    return taken;
  }

  bool make_tuple(std::size_t count) {
    return has(count) && push_new({.kind = Kind::tuple, .items = take_from(stack_.size() - count)});
  }

  bool make_tuple_from_mark() {
    if (marks_.empty()) return false;
    const std::size_t first = marks_.back();
    marks_.pop_back();
    return push_new({.kind = Kind::tuple, .items = take_from(first)});
  }

  // Everything on the stack from `first` on becomes part of the value below it.
  bool give_to(std::size_t first, Kind kind) {
    if (first == 0) return false;
    const std::vector<Id> given = take_from(first);
    PickleValue& owner = pickle_.values_[stack_.back()];
    const bool fits = owner.kind == kind || (kind == Kind::dict && owner.kind == Kind::call);
    if (!fits || (kind == Kind::dict && given.size() % 2 != 0)) return false;
    owner.items.insert(owner.items.end(), given.begin(), given.end());
    return true;
  }

  bool give_from_mark(Kind kind) {
    if (marks_.empty()) return false;
    const std::size_t first = marks_.back();
    marks_.pop_back();
    return has(stack_.size() - first + 1) && give_to(first, kind);
  }

  bool call() {
    if (!has(2)) return false;
    const std::vector<Id> parts = take_from(stack_.size() - 2);
    if (pickle_.values_[parts[0]].kind != Kind::global ||
        pickle_.values_[parts[1]].kind != Kind::tuple) {
      return false;
    }
    return push_new({.kind = Kind::call, .callee = parts[0], .argument = parts[1]});
  }

  bool persistent() {
    if (!has(1)) return false;
    const Id id = stack_.back();
    stack_.pop_back();
    return push_new({.kind = Kind::persistent, .argument = id});
  }

  ByteCursor& bytes_;
  Pickle pickle_;
  std::vector<Id> stack_;
  std::vector<std::size_t> marks_;  // heights of the stack
  std::unordered_map<std::uint32_t, Id> memo_;
};

Result<Pickle> Pickle::read(ByteCursor& bytes) { return PickleMachine(bytes).run(); }

bool Pickle::is_global(const PickleValue& value, std::string_view module, std::string_view name) {
  return value.kind == Kind::global && value.text == module && value.name == name;
}

const PickleValue* Pickle::arguments(const PickleValue& value, std::string_view module,
                                     std::string_view name) const {
  const bool called = value.kind == Kind::call && is_global(at(value.callee), module, name);
  return called ? &at(value.argument) : nullptr;
}

std::optional<std::vector<std::size_t>> Pickle::sizes(const PickleValue& value) const {
  if (value.kind != Kind::tuple) return std::nullopt;
  std::vector<std::size_t> sizes;
  for (const Id id : value.items) {
    const PickleValue& item = at(id);
    if (item.kind != Kind::integer || item.number < 0) return std::nullopt;
    sizes.push_back(static_cast<std::size_t>(item.number));
  }
  return sizes;
}

}  // namespace nunchi::infer
