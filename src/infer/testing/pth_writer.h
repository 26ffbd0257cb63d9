// For tests: writes state dicts in torch's old serial form, as torch 1.x does and in ways it never
// would.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace nunchi::infer::testing {

// Opcodes of a pickle, one after the other.
class PickleWriter {
 public:
  PickleWriter& raw(std::string_view bytes) { return bytes_.append(bytes), *this; }
  PickleWriter& start() { return raw("\x80\x02"); }
  PickleWriter& text(std::string_view text) {
    return raw("X").number<std::uint32_t>(text.size()).raw(text);
  }
  PickleWriter& whole(std::int64_t value) { return raw("J").number<std::int32_t>(value); }
  PickleWriter& global(std::string_view module, std::string_view name) {
    return raw("c").raw(module).raw("\n").raw(name).raw("\n");
  }
  PickleWriter& sizes(const std::vector<std::int64_t>& values) {
    raw("(");
    for (const std::int64_t value : values) whole(value);
    return raw("t");
  }

  template <class Number, class Value>
  PickleWriter& number(Value value) {
    const auto number = static_cast<Number>(value);
    bytes_.append(reinterpret_cast<const char*>(&number), sizeof number);
    return *this;
  }

  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

struct PthTensor {
  std::string name, key;
  std::vector<std::int64_t> shape, strides;
  std::int64_t offset = 0;
};

struct PthStorage {
  std::string key;
  std::string type = "FloatStorage";
  std::int64_t count = 0;
  std::string bytes;
};

inline PthStorage float_storage(std::string key, const std::vector<float>& values) {
  PthStorage storage{std::move(key), "FloatStorage", static_cast<std::int64_t>(values.size()), {}};
  storage.bytes.assign(reinterpret_cast<const char*>(values.data()), 4 * values.size());
  return storage;
}

inline std::string pth_head() {
  PickleWriter head;
  head.start().raw("\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19.");
  head.start().raw("M\xe9\x03.");
  head.start().raw("}(").text("protocol_version").whole(1001).text("little_endian").raw("\x88u.");
  return head.bytes();
}

// What torch writes for `tensors`, whose storages are `storages`.
inline std::string pth_file(const std::vector<PthTensor>& tensors,
                            const std::vector<PthStorage>& storages) {
  PickleWriter dict;
  dict.start().global("collections", "OrderedDict").raw(")R(");
  for (const PthTensor& tensor : tensors) {
    const PthStorage* storage = nullptr;
    for (const PthStorage& candidate : storages) {
      if (candidate.key == tensor.key) storage = &candidate;
    }
    dict.text(tensor.name).global("torch._utils", "_rebuild_tensor_v2").raw("((");
    dict.text("storage").global("torch", storage ? storage->type : "FloatStorage");
    dict.text(tensor.key).text("cpu").whole(storage ? storage->count : 1).raw("NtQ");
    dict.whole(tensor.offset).sizes(tensor.shape).sizes(tensor.strides);
    dict.raw("\x89").global("collections", "OrderedDict").raw(")RtR");
  }
  dict.raw("u.");
  PickleWriter rest;
  rest.start().raw("](");
  for (const PthStorage& storage : storages) rest.text(storage.key);
  rest.raw("e.");
  for (const PthStorage& storage : storages) {
    rest.number<std::int64_t>(storage.count).raw(storage.bytes);
  }
  return pth_head() + dict.bytes() + rest.bytes();
}

inline std::span<const std::byte> bytes_of(std::string_view text) {
  return std::as_bytes(std::span(text.data(), text.size()));
}

}  // namespace nunchi::infer::testing
