#include "cli/eval_photos.h"

#include "cli/measured_in_order.h"
#include "decode/isolated_codecs.h"
#include "decode/photo.h"

namespace nunchi::cli {
namespace {

Result<SeenPhoto> see(const perceive::Eyes& eyes, decode::IsolatedCodecs& codecs,
                      const std::filesystem::path& file) {
  auto photo = decode::read_photo(file, {.least_side = eyes.least_side(), .codecs = &codecs});
  if (!photo) return std::move(photo).error();
  auto sight = eyes.see(photo->image);
  if (!sight) return std::move(sight).error().while_doing("look at " + file.string());
  const float by_x = static_cast<float>(photo->width) / static_cast<float>(photo->image.width);
  const float by_y = static_cast<float>(photo->height) / static_cast<float>(photo->image.height);
  return SeenPhoto{scaled(*std::move(sight), by_x, by_y)};
}

}  // namespace

Result<std::vector<SeenPhoto>> see_photos(const perceive::Eyes& eyes,
                                          const std::filesystem::path& folder,
                                          const std::vector<std::string>& files) {
  decode::IsolatedCodecs codecs;
  return measured_in_order<SeenPhoto>(
      files, [&](const std::string& file) { return see(eyes, codecs, folder / file); });
}

}  // namespace nunchi::cli
