// Fetcher: brings the pinned files of networks into the cache, by the ordinary clients.
//
// One Fetcher serves one pull, on one thread: an archive that two networks share is fetched once,
// and a host that does not answer is not asked again. Borrows all that it is given.
#pragma once

#include <functional>
#include <set>
#include <stop_token>
#include <string>

#include "core/result.h"
#include "models/catalogue.h"
#include "models/download_cache.h"
#include "models/places.h"

namespace nunchi::models {

// Fetched: all files are in the cache, or a URL could not be reached (which is to be expected on
// machines without a way out, and so is no Error).
struct Fetched {
  std::string unreachable;  // empty, or why
};

class Fetcher {
 public:
  enum class Step { fetching, unpacking };
  // Called about five times a second while a client runs; `of` is what is expected.
  using Listener = std::function<void(Step, std::uint64_t bytes, std::uint64_t of)>;

  Fetcher(const Catalogue& catalogue, const Places& places, const DownloadCache& cache,
          std::stop_token stop);

  // io_failure: the client failed; not_found: it is not installed; corrupt_data, too_large: what
  // came is not what was pinned; cancelled.
  Result<Fetched> fetch(const Network& network, const Listener& listener);

 private:
  Status fetch_package(const Source& source, const Listener& listener);
  Status unpack_for_all(const std::filesystem::path& archive, const Source& source,
                        const std::filesystem::path& scratch);
  Result<Fetched> fetch_url(const Source& source, const PinnedFile& pin, const Listener& listener);
  Result<Fetched> copy_from_mirror(const PinnedFile& pin);
  Result<Fetched> download(const Source& source, const PinnedFile& pin, const std::string& address,
                           const Listener& listener);

  const Catalogue& catalogue_;
  const Places& places_;
  const DownloadCache& cache_;
  std::stop_token stop_;
  std::set<std::string> silent_hosts_;
};

}  // namespace nunchi::models
