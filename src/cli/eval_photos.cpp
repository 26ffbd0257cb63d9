#include "cli/eval_photos.h"

#include <optional>

#include "cli/interrupt.h"
#include "cli/progress_line.h"
#include "decode/isolated_codecs.h"
#include "decode/photo.h"
#include "ingest/in_order.h"
#include "ingest/looker.h"

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
  const Interrupt interrupt;
  decode::IsolatedCodecs codecs;
  ProgressLine progress(wire::Language::english);
  std::vector<SeenPhoto> seen;
  std::optional<Error> failed;
  std::size_t next = 0;
  ingest::in_order(
      {.threads = ingest::usual_lookers()}, interrupt.token(),
      [&] {
        return next < files.size() && !failed ? std::optional(folder / files[next++])
                                              : std::nullopt;
      },
      [&](const std::filesystem::path& file) { return see(eyes, codecs, file); },
      [&](Result<SeenPhoto> photo) {
        if (photo) {
          seen.push_back(*std::move(photo));
        } else if (!failed) {
          failed = std::move(photo).error();
        }
        progress.show(seen.size(), files.size());
      });
  if (failed) return *std::move(failed);
  if (interrupt.requested()) return Error{ErrorCode::cancelled, "interrupted"};
  return seen;
}

}  // namespace nunchi::cli
