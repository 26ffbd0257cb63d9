#include "models/pull.h"

#include <fmt/format.h>

#include <algorithm>

#include "models/download_cache.h"
#include "models/fetcher.h"
#include "models/locks.h"
#include "models/pack.h"
#include "models/standing.h"

namespace nunchi::models {
namespace {

Result<std::vector<const Network*>> by_name(const Catalogue& catalogue,
                                            const std::vector<std::string>& names) {
  std::vector<const Network*> chosen;
  for (const std::string& name : names) {
    const Network* network = catalogue.find(name);
    if (network == nullptr) {
      return Error{ErrorCode::invalid_argument,
                   fmt::format("no network is named {}; nunchi models list shows them", name)};
    }
    if (network->added) {
      return Error{ErrorCode::invalid_argument,
                   fmt::format("{} was added from a file and can only be added again", name)};
    }
    if (std::find(chosen.begin(), chosen.end(), network) == chosen.end()) {
      chosen.push_back(network);
    }
  }
  return chosen;
}

std::vector<const Network*> of_set(const Catalogue& catalogue, Set set) {
  std::vector<const Network*> chosen;
  for (const Network& network : catalogue.networks()) {
    const bool in_set = set == Set::all || !network.by_url;
    if (in_set && !network.added && !network.reader.empty()) chosen.push_back(&network);
  }
  return chosen;
}

Result<std::vector<const Network*>> choose(const Catalogue& catalogue, const PullRequest& request) {
  if (!request.names.empty()) return by_name(catalogue, request.names);
  return of_set(catalogue, request.set);
}

std::vector<Pulled> outcomes_of(const Unpacked& unpacked) {
  std::vector<Pulled> outcomes;
  for (const std::string& name : unpacked.added) {
    outcomes.push_back({name, Pulled::Outcome::pulled, {}});
  }
  for (const std::string& name : unpacked.unknown) {
    outcomes.push_back({name, Pulled::Outcome::failed,
                        Error{ErrorCode::unsupported,
                              fmt::format("pull {}: this version of nunchi has no such network, or "
                                          "has it in another version",
                                          name)}});
  }
  return outcomes;
}

// One pull at work, on one network after the other.
class Puller {
 public:
  Puller(const Catalogue& catalogue, const Places& places, const PullRequest& request,
         const PullOptions& options)
      : places_(places),
        request_(request),
        options_(options),
        cache_(places.downloads),
        fetcher_(catalogue, places, cache_, options.stop) {}

  Pulled pull(const Network& network, std::size_t place, std::size_t count) {
    now_ = {.network = network.name, .place = place, .count = count};
    Pulled pulled = attempt(network);
    if (!pulled.error.message.empty()) {
      pulled.error = std::move(pulled.error).while_doing("pull " + network.name);
    }
    tell(Progress::Step::finished);
    return pulled;
  }

 private:
  Pulled attempt(const Network& network) {
    const Standing standing = standing_of(places_.home, network, Look::hashes);
    if (standing.state == Standing::State::present) {
      return {network.name, Pulled::Outcome::present, {}};
    }
    return make(network, Again::allowed);
  }

  // Once more where a cached file turns out to be damaged, which removes it from the cache.
  enum class Again { allowed, no };

  Pulled make(const Network& network, Again again) {
    auto fetched = fetch(network);
    if (!fetched) return failed(network, std::move(fetched).error());
    if (!fetched->unreachable.empty()) return unreachable(network, fetched->unreachable);
    const bool converts = network.conversion.form != Conversion::Form::none;
    tell(converts ? Progress::Step::converting : Progress::Step::unpacking);
    Status built = build(network, cache_, places_.home, options_.convert);
    if (built) return {network.name, Pulled::Outcome::pulled, {}};
    if (again == Again::allowed && !has_all(network)) return make(network, Again::no);
    return failed(network, std::move(built).error());
  }

  Result<Fetched> fetch(const Network& network) {
    if (request_.pack) {
      if (has_all(network)) return Fetched{};
      return Error{ErrorCode::not_found, "the pack does not hold it in this version"};
    }
    return fetcher_.fetch(network, [&](Fetcher::Step step, std::uint64_t bytes, std::uint64_t of) {
      now_.bytes = bytes;
      now_.of = of;
      tell(step == Fetcher::Step::fetching ? Progress::Step::fetching : Progress::Step::unpacking);
    });
  }

  bool has_all(const Network& network) const {
    const std::vector<PinnedFile>& files = network.source.files;
    return std::all_of(files.begin(), files.end(),
                       [&](const PinnedFile& pin) { return cache_.holds(pin); });
  }

  static Pulled failed(const Network& network, Error error) {
    return {network.name, Pulled::Outcome::failed, std::move(error)};
  }

  Pulled unreachable(const Network& network, std::string why) const {
    const bool asked_for = !request_.names.empty();
    return {network.name, asked_for ? Pulled::Outcome::failed : Pulled::Outcome::unreachable,
            Error{ErrorCode::io_failure, std::move(why)}};
  }

  void tell(Progress::Step step) {
    now_.step = step;
    if (options_.progress) options_.progress(now_);
  }

  const Places& places_;
  const PullRequest& request_;
  const PullOptions& options_;
  DownloadCache cache_;
  Fetcher fetcher_;
  Progress now_;
};

}  // namespace

Result<std::vector<Pulled>> pull(const Catalogue& catalogue, const Places& places,
                                 const PullRequest& request, const PullOptions& options) {
  Result<std::vector<const Network*>> chosen =
      request.pack ? std::vector<const Network*>() : choose(catalogue, request);
  if (!chosen) return std::move(chosen).error();
  const auto tell = [&] {
    if (options.progress) options.progress({.step = Progress::Step::waiting});
  };
  auto locks = Locks::take(places, options.stop, tell);
  if (!locks) return std::move(locks).error();
  std::vector<Pulled> outcomes;
  if (request.pack) {
    auto unpacked = unpack_pack(*request.pack, catalogue, places, request.names, request.set);
    if (!unpacked) return std::move(unpacked).error();
    outcomes = outcomes_of(*unpacked);
    chosen = by_name(catalogue, unpacked->networks);
    if (!chosen) return std::move(chosen).error();
  }
  Puller puller(catalogue, places, request, options);
  for (std::size_t i = 0; i < chosen->size(); ++i) {
    outcomes.push_back(puller.pull(*(*chosen)[i], i + 1, chosen->size()));
    if (options.stop.stop_requested()) {
      return Error{ErrorCode::cancelled,
                   "stopped; the next pull goes on with what is here already"};
    }
  }
  return outcomes;
}

}  // namespace nunchi::models
