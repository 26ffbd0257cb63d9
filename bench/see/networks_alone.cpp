#include "see/networks_alone.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <random>
#include <thread>

namespace nunchi::bench {
namespace {

constexpr int kPictures = 8;  // of each network, so that not all comes from the processor's caches

struct Opened {
  infer::Network network;
  std::vector<Image> pictures;
};

std::vector<Image> random_pictures(const infer::Feed& feed, std::mt19937& random) {
  std::vector<Image> pictures;
  for (int i = 0; i < kPictures; ++i) {
    pictures.push_back(black_image(feed.width, feed.height));
    for (std::uint8_t& value : pictures.back().rgb) value = static_cast<std::uint8_t>(random());
  }
  return pictures;
}

Result<std::vector<Opened>> open(const std::vector<TimedNetwork>& networks,
                                 const perceive::EyesOptions& options) {
  std::vector<Opened> all;
  std::mt19937 random(1);
  for (const TimedNetwork& one : networks) {
    const models::Network& entry = one.located.network;
    auto network = infer::Network::open(one.located.file, entry.feed,
                                        {.cache = options.cache,
                                         .streams = options.streams,
                                         .outputs = entry.outputs,
                                         .precision = options.precision});
    if (!network) return std::move(network).error();
    all.push_back({*std::move(network), random_pictures(entry.feed, random)});
    for (const Image& picture : all.back().pictures) {  // to be warm
      if (const auto outputs = all.back().network.run(picture); !outputs) return outputs.error();
    }
  }
  return all;
}

// Which network runs when: the k-th of n runs of each has its place at (k + 1/2) / n of the whole.
std::vector<std::size_t> order_of(const std::vector<TimedNetwork>& networks) {
  std::vector<std::pair<double, std::size_t>> places;
  for (std::size_t i = 0; i < networks.size(); ++i) {
    const auto runs = static_cast<double>(networks[i].use.runs);
    for (double k = 0; k < runs; ++k) places.emplace_back((k + 0.5) / runs, i);
  }
  std::sort(places.begin(), places.end());
  std::vector<std::size_t> order;
  for (const auto& place : places) order.push_back(place.second);
  return order;
}

}  // namespace

Result<std::vector<TimedNetwork>> locate_used(const models::Catalogue& catalogue,
                                              const std::filesystem::path& home,
                                              const std::vector<perceive::NetworkUse>& uses) {
  std::vector<TimedNetwork> networks;
  for (const perceive::NetworkUse& use : uses) {
    auto located =
        models::locate_named(catalogue, home, use.network.substr(0, use.network.find('@')));
    if (!located) return std::move(located).error();
    networks.push_back({use, *std::move(located)});
  }
  return networks;
}

Result<double> seconds_alone(const std::vector<TimedNetwork>& networks,
                             const perceive::EyesOptions& options, int threads) {
  const auto opened = open(networks, options);
  if (!opened) return opened.error();
  const std::vector<std::size_t> order = order_of(networks);
  std::atomic<std::size_t> next = 0;
  std::atomic<bool> failed = false;
  const auto started = std::chrono::steady_clock::now();
  const auto run = [&] {
    for (std::size_t turn = next++; turn < order.size(); turn = next++) {
      const Opened& one = (*opened)[order[turn]];
      if (!one.network.run(one.pictures[turn % kPictures])) failed = true;
    }
  };
  {
    std::vector<std::jthread> others;
    for (int i = 1; i < threads; ++i) others.emplace_back(run);
    run();
  }
  if (failed) return Error{ErrorCode::internal, "a network failed on a random picture"};
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
}

}  // namespace nunchi::bench
