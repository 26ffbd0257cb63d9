// StateDict: the weights in a file of torch's old serial form (".pth", before the zip of
// torch 1.6).
//
// Such a file is four pickles (a magic number, the version of the form, the sizes of the writer's
// numbers, the dictionary of tensors), a fifth with the keys of the storages, and then for each key
// an int64 count and the raw numbers. A tensor is a view of a storage: an offset, a shape and a
// stride for each axis, so its numbers need not lie in order. Form: torch/serialization.py,
// _legacy_save.
//
// Immutable; any number of threads may read. Borrows the bytes it was read from.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace nunchi::infer {

// TorchTensor: a view of raw numbers; every element that the shape allows lies inside the storage.
struct TorchTensor {
  enum class Element { float16, float32, float64, uint8, int8, int16, int32, int64 };

  Element element = Element::float32;
  std::vector<std::size_t> shape;    // empty: one number without axes
  std::vector<std::size_t> strides;  // in elements, an axis each
  std::size_t offset = 0;            // of the first element in the storage, in elements
  std::span<const std::byte> storage;

  std::size_t size() const noexcept;  // elements; never more than the storage holds
  // The elements as floats, in the order of the axes (row-major).
  std::vector<float> values() const;
};

using StateDict = std::map<std::string, TorchTensor, std::less<>>;

// corrupt_data: the bytes are no such file or contradict themselves. unsupported: a state dict that
// holds something else than plain tensors. Memory is in proportion to the bytes.
Result<StateDict> read_torch_state_dict(std::span<const std::byte> bytes);

}  // namespace nunchi::infer
