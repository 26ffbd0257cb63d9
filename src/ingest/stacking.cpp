#include "ingest/stacking.h"

#include <algorithm>
#include <set>

#include "decode/photo.h"
#include "ingest/sharpness.h"
#include "library/assets.h"
#include "library/files.h"
#include "library/listing.h"
#include "library/moments.h"
#include "library/previews.h"
#include "library/stacks.h"
#include "library/work_queue.h"
#include "picture/perceptual_hash.h"

namespace nunchi::ingest {
namespace {

using library::Stack;
using library::StackKind;
using std::chrono::local_seconds;
using std::chrono::seconds;

constexpr seconds kBetweenShots{3};
constexpr seconds kLongestBurst{60};
constexpr int kNearlyTheSame = 10;  // differing bits
constexpr seconds kOneShot{2};      // a RAW file and its JPEG, however their clocks round

// What decides of an asset whether it belongs to others.
struct Shot {
  ContentHash asset;
  std::string format, camera;
  local_seconds taken{};
  std::uint64_t look = 0;
  MomentId moment = MomentId::none;
};

class Stacking {
 public:
  explicit Stacking(library::Library& library) : library_(library) {}

  Result<std::uint64_t> run(const std::stop_token& stop) {
    std::vector<ContentHash> assets;
    for (;;) {
      const auto work = library_.queue().take(library::Pass::stack, 1000);
      if (!work) return work.error();
      if (work->empty() || stop.stop_requested()) break;
      for (const library::Work& piece : *work) assets.push_back(piece.asset);
    }
    Status status = ok();
    if (!stop.stop_requested())
      status = each(assets, [&](const ContentHash& a) { return pair(a); });
    if (status && !stop.stop_requested()) {
      status = each(assets, [&](const ContentHash& a) -> Status {
        if (Status done = find_burst(a); !done) return done;
        return library_.queue().done(a, library::Pass::stack);
      });
    }
    const auto back = library_.queue().give_back();
    if (!status) return status.error();
    if (!back) return back.error();
    return stacks_;
  }

 private:
  template <class Step>
  Status each(const std::vector<ContentHash>& assets, Step step) {
    constexpr std::size_t kAtOnce = 256;
    for (std::size_t from = 0; from < assets.size(); from += kAtOnce) {
      const Status done = library_.in_one_go([&]() -> Status {
        for (std::size_t i = from; i < std::min(from + kAtOnce, assets.size()); ++i) {
          if (Status stepped = step(assets[i]); !stepped) return stepped;
        }
        return ok();
      });
      if (!done) return done;
    }
    return ok();
  }

  // Absent: it has no picture, or nobody knows to the second when it was taken.
  Result<std::optional<Shot>> shot(const ContentHash& hash) {
    const auto asset = library_.assets().find(hash);
    if (!asset) return asset.error();
    const auto ids = library_.moments().of_asset(hash);
    if (!ids) return ids.error();
    if (!*asset || ids->empty()) return std::optional<Shot>{};
    const auto moment = library_.moments().find(ids->front());
    if (!moment) return moment.error();
    if (!*moment || !(*moment)->taken) return std::optional<Shot>{};
    const Taken& taken = *(*moment)->taken;
    if (taken.precision != Precision::second || !(*asset)->perceptual_hash) {
      return std::optional<Shot>{};
    }
    return std::optional(Shot{.asset = hash,
                              .format = (*asset)->format,
                              .camera = (*moment)->camera,
                              .taken = taken.local,
                              .look = *(*asset)->perceptual_hash,
                              .moment = ids->front()});
  }

  Status put(const Stack& stack) {
    const auto before = library_.stacks().find(stack.front);
    if (!before) return before.error();
    if (*before && (*before)->members == stack.members) return ok();
    ++stacks_;
    return library_.stacks().put(stack);
  }

  // A Live Photo by the identifier that both files carry; RAW and JPEG by name and time.
  Status pair(const ContentHash& hash) {
    const auto asset = library_.assets().find(hash);
    if (!asset) return asset.error();
    if (!*asset) return ok();
    if (!(*asset)->content_id.empty()) {
      auto both = library_.assets().with_content_id((*asset)->content_id);
      if (!both) return both.error();
      if (both->size() >= 2) {
        const ContentHash front = both->front();  // by kind: photos first
        std::sort(both->begin(), both->end());
        return put({.kind = StackKind::live_photo, .front = front, .members = *std::move(both)});
      }
    }
    return pair_with_namesakes(**asset);
  }

  Status pair_with_namesakes(const library::Asset& asset) {
    if (asset.kind != library::AssetKind::photo) return ok();
    const auto self = shot(asset.hash);
    if (!self) return self.error();
    const auto paths = library_.assets().paths(asset.hash);
    if (!paths) return paths.error();
    if (!*self || paths->empty()) return ok();
    const auto names = library_.files().namesakes(paths->front());
    if (!names) return names.error();
    for (const ContentHash& name : *names) {
      const auto other = shot(name);
      if (!other) return other.error();
      if (!*other || name == asset.hash) continue;
      const bool one_is_raw = ((*self)->format == "raw") != ((*other)->format == "raw");
      if (!one_is_raw || std::chrono::abs((*self)->taken - (*other)->taken) > kOneShot) continue;
      Stack stack{.kind = StackKind::raw_and_jpeg,
                  .front = (*self)->format == "raw" ? name : asset.hash,
                  .members = {asset.hash, name}};
      std::sort(stack.members.begin(), stack.members.end());
      return put(stack);
    }
    return ok();
  }

  // The photos taken around that time, those behind a burst's front too; others' stacks stay whole.
  Result<std::vector<Shot>> shots_around(local_seconds taken) {
    constexpr int kMost = 500;
    const auto listed = library_.listing().list({.from = taken - kLongestBurst,
                                                 .until = taken + kLongestBurst + seconds(1),
                                                 .kinds = {OriginKind::photo}},
                                                {.limit = kMost});
    if (!listed) return listed.error();
    std::set<ContentHash> assets;
    for (const library::Entry& entry : listed->entries) {
      if (!entry.asset) continue;
      const auto stack = library_.stacks().find(*entry.asset);
      if (!stack) return stack.error();
      if (!*stack) {
        assets.insert(*entry.asset);
      } else if ((*stack)->kind == StackKind::burst) {
        assets.insert((*stack)->members.begin(), (*stack)->members.end());
      }
    }
    std::vector<Shot> shots;
    if (assets.size() < 2) return shots;
    for (const ContentHash& asset : assets) {
      auto one = shot(asset);
      if (!one) return one.error();
      if (*one) shots.push_back(**std::move(one));
    }
    std::sort(shots.begin(), shots.end(), [](const Shot& a, const Shot& b) {
      return std::tie(a.camera, a.taken, a.asset) < std::tie(b.camera, b.taken, b.asset);
    });
    return shots;
  }

  Status find_burst(const ContentHash& hash) {
    const auto self = shot(hash);
    if (!self) return self.error();
    if (!*self || (*self)->camera.empty()) return ok();
    const auto shots = shots_around((*self)->taken);
    if (!shots) return shots.error();
    const auto at = std::find_if(shots->begin(), shots->end(),
                                 [&](const Shot& one) { return one.asset == hash; });
    if (at == shots->end()) return ok();
    const auto follows = [](const Shot& a, const Shot& b) {
      return a.camera == b.camera && b.taken - a.taken <= kBetweenShots &&
             picture::differing_bits(a.look, b.look) <= kNearlyTheSame;
    };
    auto first = at, last = at;
    while (first != shots->begin() && follows(*(first - 1), *first)) --first;
    while (last + 1 != shots->end() && follows(*last, *(last + 1))) ++last;
    if (first == last) return ok();
    return put_burst({first, last + 1});
  }

  Status put_burst(const std::vector<Shot>& shots) {
    Stack stack{.kind = StackKind::burst, .front = {}, .members = {}};
    for (const Shot& one : shots) stack.members.push_back(one.asset);
    std::sort(stack.members.begin(), stack.members.end());
    const auto before = library_.stacks().find(stack.members.front());
    if (!before) return before.error();
    if (*before && (*before)->members == stack.members) return ok();
    stack.front = best_of(shots);
    return put(stack);
  }

  // The one with the most faces that can be recognised, of those the sharpest.
  ContentHash best_of(const std::vector<Shot>& shots) {
    std::pair<int, double> most{-1, -1};
    ContentHash best;
    for (const Shot& one : shots) {
      const std::pair<int, double> now{good_faces(one.moment), sharpness_of(one.asset)};
      if (now <= most) continue;
      most = now;
      best = one.asset;
    }
    return best;
  }

  int good_faces(MomentId id) {
    const auto moment = library_.moments().find(id);
    if (!moment || !*moment || (*moment)->pictures.empty()) return 0;
    const auto& faces = (*moment)->pictures.front().sight.faces;
    if (!faces) return 0;
    return static_cast<int>(std::count_if(faces->begin(), faces->end(),
                                          [](const Face& face) { return face.quality >= 0.5F; }));
  }

  double sharpness_of(const ContentHash& asset) {
    const auto preview = library_.previews().find(asset, library::PreviewSize::large);
    if (!preview || !*preview) return 0;
    const auto photo = decode::decode_photo(**preview);
    return photo ? sharpness(photo->image) : 0;
  }

  library::Library& library_;
  std::uint64_t stacks_ = 0;
};

}  // namespace

Result<std::uint64_t> stack_waiting(library::Library& library, const std::stop_token& stop) {
  return Stacking(library).run(stop);
}

}  // namespace nunchi::ingest
