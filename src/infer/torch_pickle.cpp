#include "infer/torch_pickle.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <optional>
#include <unordered_map>

#include "infer/half.h"
#include "infer/pickle.h"

namespace nunchi::infer {
namespace {

using Element = TorchTensor::Element;
using Kind = PickleValue::Kind;

constexpr std::string_view kMagic = "\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19";
constexpr std::int64_t kFormVersion = 1001;

Error corrupt(std::string message) { return {ErrorCode::corrupt_data, std::move(message)}; }

std::optional<Element> element_of_storage(const PickleValue& type) {
  static constexpr std::array<std::pair<std::string_view, Element>, 8> kTypes{
      {{"HalfStorage", Element::float16},
       {"FloatStorage", Element::float32},
       {"DoubleStorage", Element::float64},
       {"ByteStorage", Element::uint8},
       {"CharStorage", Element::int8},
       {"ShortStorage", Element::int16},
       {"IntStorage", Element::int32},
       {"LongStorage", Element::int64}}};
  for (const auto& [name, element] : kTypes) {
    if (Pickle::is_global(type, "torch", name)) return element;
  }
  return std::nullopt;
}

std::size_t bytes_of(Element element) {
  switch (element) {
    case Element::uint8:
    case Element::int8: return 1;
    case Element::float16:
    case Element::int16: return 2;
    case Element::float32:
    case Element::int32: return 4;
    case Element::float64:
    case Element::int64: return 8;
  }
  return 8;
}

template <class Number>
float number_at(const std::byte* at) {
  Number number;
  std::memcpy(&number, at, sizeof number);
  return static_cast<float>(number);
}

float element_at(Element element, const std::byte* at) {
  switch (element) {
    case Element::float16: return half_to_float(at);
    case Element::float32: return number_at<float>(at);
    case Element::float64: return number_at<double>(at);
    case Element::uint8: return number_at<std::uint8_t>(at);
    case Element::int8: return number_at<std::int8_t>(at);
    case Element::int16: return number_at<std::int16_t>(at);
    case Element::int32: return number_at<std::int32_t>(at);
    case Element::int64: return number_at<std::int64_t>(at);
  }
  return 0;
}

// a * b where it is at most `most`.
std::optional<std::size_t> product_within(std::size_t a, std::size_t b, std::size_t most) {
  if (b != 0 && a > most / b) return std::nullopt;
  return a * b;
}

struct Storage {
  Element element;
  std::size_t count;  // elements
  std::span<const std::byte> bytes;
};

// Reads the five pickles and the storages, then binds the tensors to their storages.
class StateDictReader {
 public:
  explicit StateDictReader(std::span<const std::byte> bytes) : cursor_(bytes) {}

  Result<StateDict> read() {
    if (Status head = read_head(); !head) return std::move(head).error();
    auto pickle = Pickle::read(cursor_);
    if (!pickle) return std::move(pickle).error().while_doing("read the state dict");
    dict_ = *std::move(pickle);
    if (Status declared = declare_storages(); !declared) return std::move(declared).error();
    if (Status storages = read_storages(); !storages) return std::move(storages).error();
    return bind_tensors();
  }

 private:
  Status read_head() {
    auto magic = Pickle::read(cursor_);
    if (!magic || magic->top().kind != Kind::integer || magic->top().text != kMagic) {
      return corrupt("the bytes do not begin as torch's old serial form does");
    }
    auto version = Pickle::read(cursor_);
    if (!version) return std::move(version).error();
    if (version->top().kind != Kind::integer || version->top().number != kFormVersion) {
      return corrupt("the serial form is not version 1001");
    }
    auto sizes = Pickle::read(cursor_);
    if (!sizes) return std::move(sizes).error();
    if (!is_little_endian(*sizes)) return corrupt("the numbers are not little-endian");
    return ok();
  }

  static bool is_little_endian(const Pickle& sizes) {
    const auto& items = sizes.top().items;
    if (sizes.top().kind != Kind::dict) return false;
    for (std::size_t i = 0; i + 1 < items.size(); i += 2) {
      if (sizes.at(items[i]).text == "little_endian") return sizes.at(items[i + 1]).number == 1;
    }
    return false;
  }

  // The state dict names each storage where a tensor uses it: ("storage", type, key, device, count,
  // view), in a persistent id.
  Status declare_storages() {
    for (PickleValue::Id id = 0; id < dict_.count(); ++id) {
      const PickleValue& value = dict_.at(id);
      if (value.kind != Kind::persistent) continue;
      const PickleValue& tuple = dict_.at(value.argument);
      if (tuple.kind != Kind::tuple || tuple.items.size() < 5 ||
          dict_.at(tuple.items[0]).text != "storage") {
        return corrupt("a storage is not named as torch does");
      }
      if (tuple.items.size() > 5 && dict_.at(tuple.items[5]).kind != Kind::none) {
        return Error{ErrorCode::unsupported, "a storage is a view of another"};
      }
      const auto element = element_of_storage(dict_.at(tuple.items[1]));
      if (!element) return Error{ErrorCode::unsupported, "a storage holds unknown numbers"};
      const PickleValue& key = dict_.at(tuple.items[2]);
      const PickleValue& count = dict_.at(tuple.items[4]);
      if (key.kind != Kind::text || count.kind != Kind::integer || count.number < 0) {
        return corrupt("a storage has no key or no size");
      }
      const Storage declared{*element, static_cast<std::size_t>(count.number), {}};
      const auto [known, is_new] = storages_.try_emplace(key.text, declared);
      if (!is_new &&
          (known->second.element != declared.element || known->second.count != declared.count)) {
        return corrupt(fmt::format("storage {} is named twice and differently", key.text));
      }
    }
    return ok();
  }

  Status read_storages() {
    auto keys = Pickle::read(cursor_);
    if (!keys) return std::move(keys).error().while_doing("read the storage keys");
    if (keys->top().kind != Kind::list) return corrupt("the storage keys are no list");
    for (const PickleValue::Id id : keys->top().items) {
      const std::string_view key = keys->at(id).text;
      const auto found = storages_.find(key);
      if (found == storages_.end()) return corrupt(fmt::format("no tensor has storage {}", key));
      Storage& storage = found->second;
      const auto count = cursor_.number<std::int64_t>();
      if (!count || *count < 0 || static_cast<std::size_t>(*count) != storage.count) {
        return corrupt(fmt::format("storage {} is not as long as announced", key));
      }
      const auto size = product_within(storage.count, bytes_of(storage.element), cursor_.left());
      const auto bytes = size ? cursor_.take(*size) : std::nullopt;
      if (!bytes) return corrupt(fmt::format("the file ends inside storage {}", key));
      storage.bytes = *bytes;
    }
    return ok();
  }

  Result<StateDict> bind_tensors() const {
    const PickleValue& top = dict_.top();
    const bool ordered = dict_.arguments(top, "collections", "OrderedDict") != nullptr;
    if (!ordered && top.kind != Kind::dict) return corrupt("the file holds no dictionary");
    StateDict tensors;
    for (std::size_t i = 0; i + 1 < top.items.size(); i += 2) {
      const PickleValue& name = dict_.at(top.items[i]);
      if (name.kind != Kind::text) return corrupt("a tensor's name is no text");
      auto tensor = bind(dict_.at(top.items[i + 1]));
      if (!tensor) {
        return std::move(tensor).error().while_doing(fmt::format("read tensor {}", name.text));
      }
      tensors.insert_or_assign(std::string(name.text), *std::move(tensor));
    }
    return tensors;
  }

  // _rebuild_tensor_v2(storage, offset, shape, strides, requires_grad, hooks)
  Result<TorchTensor> bind(const PickleValue& value) const {
    const PickleValue* view = dict_.arguments(value, "torch._utils", "_rebuild_tensor_v2");
    if (view == nullptr) return Error{ErrorCode::unsupported, "it is no plain tensor"};
    if (view->items.size() < 4) return corrupt("its parts are missing");
    const PickleValue& named = dict_.at(view->items[0]);
    const PickleValue& offset = dict_.at(view->items[1]);
    const auto shape = dict_.sizes(dict_.at(view->items[2]));
    const auto strides = dict_.sizes(dict_.at(view->items[3]));
    if (named.kind != Kind::persistent || offset.kind != Kind::integer || offset.number < 0 ||
        !shape || !strides || shape->size() != strides->size()) {
      return corrupt("its storage, offset, shape or strides are not as torch writes them");
    }
    const std::string_view key = dict_.at(dict_.at(named.argument).items[2]).text;
    const Storage& storage = storages_.at(key);
    TorchTensor tensor{storage.element, *shape, *strides, static_cast<std::size_t>(offset.number),
                       storage.bytes};
    if (!lies_inside(tensor)) return corrupt("it reaches beyond its storage");
    return tensor;
  }

  static bool lies_inside(const TorchTensor& tensor) {
    const std::size_t count = tensor.storage.size() / bytes_of(tensor.element);
    std::size_t elements = 1, last = tensor.offset;
    bool empty = false;
    for (std::size_t axis = 0; axis < tensor.shape.size(); ++axis) {
      if (tensor.shape[axis] == 0) empty = true;
    }
    if (empty) return true;
    for (std::size_t axis = 0; axis < tensor.shape.size(); ++axis) {
      // Strides of zero may repeat numbers; no tensor here may thus grow beyond its storage.
      const auto grown = product_within(elements, tensor.shape[axis], count);
      const auto reach = product_within(tensor.shape[axis] - 1, tensor.strides[axis], count);
      if (!grown || !reach || last > count) return false;
      elements = *grown;
      last += *reach;
    }
    return last < count;
  }

  ByteCursor cursor_;
  Pickle dict_;
  std::unordered_map<std::string_view, Storage> storages_;
};

}  // namespace

std::size_t TorchTensor::size() const noexcept {
  std::size_t elements = 1;
  for (const std::size_t extent : shape) elements *= extent;
  return elements;
}

std::vector<float> TorchTensor::values() const {
  const std::size_t width = bytes_of(element);
  std::vector<float> values(size());
  std::vector<std::size_t> index(shape.size());
  std::size_t at = offset;
  for (float& value : values) {
    value = element_at(element, storage.data() + at * width);
    // One step on: the last axis moves, an axis that is through starts again and hands on.
    for (std::size_t axis = shape.size(); axis-- > 0;) {
      at += strides[axis];
      if (++index[axis] < shape[axis]) break;
      at -= strides[axis] * shape[axis];
      index[axis] = 0;
    }
  }
  return values;
}

Result<StateDict> read_torch_state_dict(std::span<const std::byte> bytes) {
  return StateDictReader(bytes).read();
}

}  // namespace nunchi::infer
