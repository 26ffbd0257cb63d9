#include "models/standing.h"

#include <fmt/format.h>

#include <algorithm>

#include "models/manifest.h"
#include "models/pinned_writer.h"

namespace nunchi::models {
namespace {

Standing damaged(std::string why) { return {Standing::State::damaged, 0, std::move(why)}; }

// "" where the file is as the manifest, and the list, say.
std::string fault_of(const std::filesystem::path& folder, const PinnedFile& file, Look look) {
  std::error_code failed;
  const auto bytes = std::filesystem::file_size(folder / file.name, failed);
  if (failed) return fmt::format("{} cannot be read: {}", file.name, failed.message());
  if (bytes != file.bytes) {
    return fmt::format("{} has {} bytes instead of {}", file.name, bytes, file.bytes);
  }
  if (look == Look::sizes) return "";
  const Status right = check_pinned(folder / file.name, file);
  return right ? "" : right.error().message;
}

// A file that came as it is has the hash that the program pins; the manifest alone could be forged.
bool is_pinned_otherwise(const Network& network, const PinnedFile& file) {
  return std::any_of(
      network.source.files.begin(), network.source.files.end(),
      [&](const PinnedFile& pin) { return pin.name == file.name && pin.sha256 != file.sha256; });
}

}  // namespace

std::string_view name_of(Standing::State state) noexcept {
  switch (state) {
    case Standing::State::absent: return "absent";
    case Standing::State::present: return "present";
    case Standing::State::outdated: return "outdated";
    case Standing::State::damaged: return "damaged";
  }
  return "";
}

Standing standing_of(const std::filesystem::path& home, const Network& network, Look look) {
  const std::filesystem::path folder = folder_of(home, network);
  std::error_code ignored;
  if (!std::filesystem::exists(folder, ignored)) return {};
  auto manifest = read_manifest(folder);
  if (!manifest) return damaged(manifest.error().message);
  if (manifest->name != network.name) return damaged("it is the network " + manifest->name);
  if (manifest->version != network.version || manifest->recipe != recipe_of(network)) {
    return {Standing::State::outdated, 0,
            fmt::format("it is version {} made by another entry", manifest->version)};
  }
  Standing standing{Standing::State::present, 0, ""};
  bool has_file = false;
  for (const PinnedFile& file : manifest->files) {
    if (std::string fault = fault_of(folder, file, look); !fault.empty()) {
      return damaged(std::move(fault));
    }
    if (is_pinned_otherwise(network, file)) return damaged(file.name + " is not what was pinned");
    standing.bytes += file.bytes;
    has_file |= file.name == network.file;
  }
  if (!has_file) return damaged("there is no " + network.file);
  return standing;
}

}  // namespace nunchi::models
