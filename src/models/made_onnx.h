// A made ONNX model: one input, Relu, one output. Written field by field (onnx.proto3), for tests.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace nunchi::models::made {

inline std::string varint(std::uint64_t value) {
  std::string bytes;
  for (; value >= 0x80; value >>= 7) bytes += static_cast<char>((value & 0x7F) | 0x80);
  return bytes + static_cast<char>(value);
}
inline std::string number(unsigned field, std::uint64_t value) {
  return varint(std::uint64_t{field} << 3) + varint(value);
}
inline std::string run(unsigned field, std::string_view bytes) {
  return varint((std::uint64_t{field} << 3) | 2) + varint(bytes.size()) + std::string(bytes);
}

// A side of 0 is free.
inline std::string value_info(std::string_view name, const std::vector<std::uint64_t>& sides) {
  std::string shape;
  for (const std::uint64_t side : sides) shape += run(1, side > 0 ? number(1, side) : run(2, "n"));
  constexpr std::uint64_t kFloat = 1;
  return run(1, name) + run(2, run(1, number(1, kFloat) + run(2, shape)));
}

inline std::string onnx(const std::vector<std::uint64_t>& sides,
                        const std::vector<std::pair<std::string, std::string>>& metadata = {}) {
  const std::string node = run(1, "in") + run(2, "out") + run(3, "n") + run(4, "Relu");
  const std::string graph = run(1, node) + run(2, "g") + run(11, value_info("in", sides)) +
                            run(12, value_info("out", sides));
  std::string model = number(1, 8) + run(7, graph) + run(8, run(1, "") + number(2, 13));
  for (const auto& [key, value] : metadata) model += run(14, run(1, key) + run(2, value));
  return model;
}

}  // namespace nunchi::models::made
