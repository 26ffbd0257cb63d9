#include "infer/network.h"

#include <fmt/format.h>

#include <atomic>
#include <condition_variable>
#include <fstream>
#include <mutex>
#include <thread>

#include "infer/openvino_handles.h"

namespace nunchi::infer {
namespace {

std::string quoted(const std::filesystem::path& file) { return file.filename().string(); }

// Whether the file begins as its form does: IR as XML, TFLite with its identifier (FlatBuffers,
// bytes 4 to 7), ONNX with field 1 of its ModelProto. The engine would try every form that it knows
// on anything else, noisily.
bool begins_as_network(const std::filesystem::path& file) {
  std::array<char, 8> head{};
  std::ifstream(file, std::ios::binary).read(head.data(), head.size());
  const std::string_view start(head.data(), head.size());
  const std::string ending = file.extension().string();
  if (ending == ".xml") return start.find('<') != start.npos;
  if (ending == ".tflite") return start.substr(4) == "TFL3";
  return ending == ".onnx" && start.front() == '\x08';
}

// Only the outputs that are wanted, in the wanted order; what feeds none of them is never computed.
std::shared_ptr<ov::Model> with_outputs(std::shared_ptr<ov::Model> model,
                                        const std::vector<std::string>& names) {
  if (names.empty()) return model;
  ov::ResultVector wanted;
  for (const std::string& name : names) {
    const ov::Output<ov::Node> output = model->output(name);
    wanted.push_back(ov::as_type_ptr<ov::op::v0::Result>(output.get_node_shared_ptr()));
  }
  return std::make_shared<ov::Model>(wanted, model->get_parameters());
}

void fix_input_size(ov::Model& model, const Feed& feed) {
  const auto height = static_cast<std::size_t>(feed.height);
  const auto width = static_cast<std::size_t>(feed.width);
  const bool channels_first = feed.layout == Feed::Layout::nchw;
  const ov::PartialShape wanted = channels_first ? ov::PartialShape{1, 3, feed.height, feed.width}
                                                 : ov::PartialShape{1, feed.height, feed.width, 3};
  const ov::PartialShape given = model.input().get_partial_shape();
  if (!given.compatible(wanted)) {
    throw std::invalid_argument(
        fmt::format("its input is {}, not a picture of {} x {}", given.to_string(), width, height));
  }
  if (given.is_dynamic()) model.reshape(wanted);
}

// Compiles the way from 8-bit RGB rows to the network's own input into the network.
std::shared_ptr<ov::Model> with_feed(std::shared_ptr<ov::Model> model, const Feed& feed) {
  ov::preprocess::PrePostProcessor feeding(model);
  auto& input = feeding.input();
  input.tensor().set_element_type(ov::element::u8).set_layout("NHWC");
  input.model().set_layout(feed.layout == Feed::Layout::nchw ? "NCHW" : "NHWC");
  if (feed.bgr) input.preprocess().reverse_channels();
  const std::array<float, 3> no_mean{0, 0, 0}, no_scale{1, 1, 1};
  if (feed.mean != no_mean || feed.scale != no_scale) {
    input.preprocess()
        .convert_element_type(ov::element::f32)
        .mean({feed.mean.begin(), feed.mean.end()})
        .scale({feed.scale.begin(), feed.scale.end()});
  }
  for (std::size_t i = 0; i < model->outputs().size(); ++i) {
    feeding.output(i).tensor().set_element_type(ov::element::f32);
  }
  return feeding.build();
}

ov::AnyMap compile_settings(const Settings& settings, int streams) {
  ov::AnyMap map{ov::num_streams(streams), ov::inference_num_threads(streams),
                 // Pinned streams of several networks would share a core while another is idle.
                 ov::hint::enable_cpu_pinning(false)};
  if (!settings.cache.empty()) map.insert(ov::cache_dir(settings.cache.string()));
  if (settings.precision == Precision::f32) {
    map.insert(ov::hint::inference_precision(ov::element::f32));
  }
  return map;
}

ov::Core& engine() {
  static ov::Core core;  // OpenVINO's own registry of devices and plugins; holds no state of ours
  return core;
}

}  // namespace

// The compiled network and its requests: one a stream, handed out and taken back under the lock.
struct Network::Compiled {
  ov::CompiledModel model;
  Feed feed;
  int streams = 1;
  std::atomic<std::uint64_t> runs = 0;
  std::mutex mutex;
  std::condition_variable freed;
  std::vector<ov::InferRequest> free;  // guarded by mutex

  ov::InferRequest take() {
    ++runs;
    std::unique_lock lock(mutex);
    freed.wait(lock, [&] { return !free.empty(); });
    ov::InferRequest request = std::move(free.back());
    free.pop_back();
    return request;
  }

  void give_back(ov::InferRequest request) {
    {
      const std::lock_guard lock(mutex);
      free.push_back(std::move(request));
    }
    freed.notify_one();
  }

  Status check(const Image& picture) const {
    if (picture.width == feed.width && picture.height == feed.height) return ok();
    return Error{ErrorCode::invalid_argument,
                 fmt::format("the network looks at {} x {} pixels and was given {} x {}",
                             feed.width, feed.height, picture.width, picture.height)};
  }

  ov::Tensor input(const Image& picture) const {
    const ov::Shape shape{1, static_cast<std::size_t>(feed.height),
                          static_cast<std::size_t>(feed.width), 3};
    // The engine only reads its inputs; its interface cannot say so.
    return {ov::element::u8, shape, const_cast<std::uint8_t*>(picture.rgb.data())};
  }

  std::vector<Tensor> outputs(ov::InferRequest& request) const {
    std::vector<Tensor> tensors;
    for (std::size_t i = 0; i < model.outputs().size(); ++i) {
      const ov::Tensor output = request.get_output_tensor(i);
      const auto* values = output.data<const float>();
      tensors.push_back({{output.get_shape().begin(), output.get_shape().end()},
                         {values, values + output.get_size()}});
    }
    return tensors;
  }
};

struct Pending::Running {
  Network::Compiled* network;
  Image picture;  // the engine reads it until the end
  ov::InferRequest request;

  Running(Network::Compiled& from, Image image)
      : network(&from), picture(std::move(image)), request(from.take()) {}
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;
  ~Running() {
    try {
      request.wait();
    } catch (const std::exception&) {  // a failed run has been reported by finish, or nobody asks
    }
    network->give_back(std::move(request));
  }
};

Pending::Pending(std::unique_ptr<Running> running) noexcept : running_(std::move(running)) {}
Pending::Pending(Pending&&) noexcept = default;
Pending& Pending::operator=(Pending&&) noexcept = default;
Pending::~Pending() = default;

Result<std::vector<Tensor>> Pending::finish() && {
  const std::unique_ptr<Running> running = std::move(running_);
  return guarded(ErrorCode::internal, "run a network", [&] {
    running->request.wait();
    return running->network->outputs(running->request);
  });
}

Network::Network(std::unique_ptr<Compiled> compiled) noexcept : compiled_(std::move(compiled)) {}
Network::Network(Network&&) noexcept = default;
Network& Network::operator=(Network&&) noexcept = default;
Network::~Network() = default;

Result<Network> Network::open(const std::filesystem::path& file, const Feed& feed,
                              const Settings& settings) {
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(file, ignored)) {
    return Error{ErrorCode::not_found, fmt::format("no network at {}", file.string())};
  }
  if (!begins_as_network(file)) {
    return Error{ErrorCode::corrupt_data, quoted(file) + " is no network in ONNX, TFLite or IR"};
  }
  auto model = guarded(ErrorCode::corrupt_data, "read network " + quoted(file),
                       [&] { return engine().read_model(file.string()); });
  if (!model) return std::move(model).error();
  const int cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  return guarded(ErrorCode::unsupported, "compile network " + quoted(file), [&] {
    std::shared_ptr<ov::Model> fed = with_outputs(*model, settings.outputs);
    fix_input_size(*fed, feed);
    auto compiled = std::make_unique<Compiled>();
    compiled->feed = feed;
    compiled->streams = settings.streams > 0 ? settings.streams : cores;
    compiled->model = engine().compile_model(with_feed(fed, feed), "CPU",
                                             compile_settings(settings, compiled->streams));
    for (int i = 0; i < compiled->streams; ++i) {
      compiled->free.push_back(compiled->model.create_infer_request());
    }
    return Network(std::move(compiled));
  });
}

Result<std::vector<Tensor>> Network::run(const Image& picture) const {
  if (const Status fits = compiled_->check(picture); !fits) return fits.error();
  ov::InferRequest request = compiled_->take();
  auto answer = guarded(ErrorCode::internal, "run a network", [&] {
    request.set_input_tensor(compiled_->input(picture));
    request.infer();
    return compiled_->outputs(request);
  });
  compiled_->give_back(std::move(request));
  return answer;
}

Result<Pending> Network::start(Image picture) const {
  if (const Status fits = compiled_->check(picture); !fits) return fits.error();
  auto running = std::make_unique<Pending::Running>(*compiled_, std::move(picture));
  return guarded(ErrorCode::internal, "start a network", [&] {
    running->request.set_input_tensor(compiled_->input(running->picture));
    running->request.start_async();
    return Pending(std::move(running));
  });
}

std::uint64_t Network::runs() const noexcept { return compiled_->runs; }

std::string Network::device() const {
  const auto name = engine().get_property("CPU", ov::device::full_name);
  const auto precision = compiled_->model.get_property(ov::hint::inference_precision);
  return fmt::format("{}, {}, {} streams", name, precision.get_type_name(), compiled_->streams);
}

}  // namespace nunchi::infer
