#include "models/build.h"

#include "models/manifest.h"
#include "models/os_error.h"
#include "models/scratch_folder.h"

namespace nunchi::models {
namespace {

Status make_folder(const std::filesystem::path& folder) {
  std::error_code failed;
  std::filesystem::create_directory(folder, failed);
  return failed ? Status(os_error("make folder", folder, failed)) : ok();
}

Status copy_originals(const Network& network, const DownloadCache& cache,
                      const std::filesystem::path& into) {
  for (const PinnedFile& pin : network.source.files) {
    if (Status copied = cache.copy_out(pin, into / pin.name); !copied) return copied;
  }
  return ok();
}

}  // namespace

Status build(const Network& network, const DownloadCache& cache, const std::filesystem::path& home,
             const Converter& convert) {
  auto scratch = ScratchFolder::create(home);
  if (!scratch) return std::move(scratch).error();
  const std::filesystem::path folder = scratch->path() / "network";
  if (Status made = make_folder(folder); !made) return made;
  if (network.conversion.form == Conversion::Form::none) {
    if (Status copied = copy_originals(network, cache, folder); !copied) return copied;
  } else {
    const std::filesystem::path originals = scratch->path() / "originals";
    if (Status made = make_folder(originals); !made) return made;
    if (Status copied = copy_originals(network, cache, originals); !copied) return copied;
    Status converted = convert(network, originals, folder / network.file);
    if (!converted) return std::move(converted).error().while_doing("convert");
  }
  if (Status written = write_manifest(folder, network); !written) return written;
  return put_in_place(folder, folder_of(home, network));
}

}  // namespace nunchi::models
