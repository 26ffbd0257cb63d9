// Network: one compiled neural network, ready to run on this machine's processor.
//
// A Network is immutable and thread-safe: any number of threads may call run at once; each call
// takes a free request from the network's own pool. Compiled forms are cached on disk, so that
// opening a network a second time is quick. This folder alone knows OpenVINO.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/image.h"
#include "core/result.h"

namespace nunchi::infer {

// Feed: how a picture becomes the network's input. It is compiled into the network, so callers hand
// over plain RGB pictures. value = (pixel - mean) / scale, a channel each, after the order is set.
struct Feed {
  enum class Layout { nchw, nhwc };
  int width = 0, height = 0;  // pixels that the network looks at
  Layout layout = Layout::nchw;
  bool bgr = false;  // the network wants blue first; mean and scale are in the network's order
  std::array<float, 3> mean{0, 0, 0};
  std::array<float, 3> scale{1, 1, 1};
  bool operator==(const Feed&) const = default;
};

// Tensor: one output, row-major, in the shape that the network gives it.
struct Tensor {
  std::vector<std::size_t> shape;
  std::vector<float> values;
};

enum class Precision {
  fastest,  // bf16 where the processor computes with it, else f32
  f32       // as the network was trained
};

struct Settings {
  std::filesystem::path cache;  // folder for compiled networks; empty: no cache
  int streams = 0;              // pictures at once, one thread each; 0: as many as there are cores
  std::vector<std::string> outputs;  // names of the outputs wanted, in this order; empty: all
  Precision precision = Precision::fastest;
};

// Pending: one picture on its way through a network. Destroying it waits for the end and forgets
// it.
class Pending {
 public:
  Pending(Pending&&) noexcept;
  Pending& operator=(Pending&&) noexcept;
  ~Pending();

  Result<std::vector<Tensor>> finish() &&;  // waits; internal: the engine failed

 private:
  friend class Network;
  struct Running;
  explicit Pending(std::unique_ptr<Running> running) noexcept;
  std::unique_ptr<Running> running_;
};

class Network {
 public:
  // A network that looks at pictures: ONNX, TFLite or IR (.xml with its .bin beside it).
  // not_found: no such file. corrupt_data: not a network. unsupported: an operation is missing, or
  // the input is no picture of the feed's size.
  static Result<Network> open(const std::filesystem::path& file, const Feed& feed,
                              const Settings& settings);

  Network(Network&&) noexcept;
  Network& operator=(Network&&) noexcept;
  ~Network();

  // The outputs for one picture of exactly the feed's size. invalid_argument: another size.
  Result<std::vector<Tensor>> run(const Image& picture) const;

  // The same without waiting for the answer; waits only while all streams are taken. The Network
  // must outlive the answer.
  Result<Pending> start(Image picture) const;

  // How many pictures have been looked at since it was opened.
  std::uint64_t runs() const noexcept;

  // "AMD EPYC …, bf16, 2 streams": where it runs, in which precision, how many pictures at once.
  std::string device() const;

 private:
  friend class Pending;
  struct Compiled;
  explicit Network(std::unique_ptr<Compiled> compiled) noexcept;
  std::unique_ptr<Compiled> compiled_;
};

}  // namespace nunchi::infer
