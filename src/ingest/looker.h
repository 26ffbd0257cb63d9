// Looker: one file → what is to be said about it. Joins decode, perceive and concepts.
//
// Thread-safe; borrows the Eyes and the Taxonomy, which must outlive it, and owns the child
// processes in which risky kinds of files are decoded. An error of one file is part of its report,
// never of the run.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "concepts/taxonomy.h"
#include "concepts/word_meanings.h"
#include "decode/isolated_codecs.h"
#include "decode/photo.h"
#include "perceive/eyes.h"
#include "wire/photo_report.h"

namespace nunchi::ingest {

struct Look {
  wire::PhotoReport report;
  std::vector<std::byte> thumbnail;  // JPEG; empty unless asked for, or where there is no picture
};

struct OwnKeywords {};  // that the photo's file, or a side-car, carries

struct LookerOptions {
  decode::PhotoOptions photo;  // its limits; least_side and codecs are set by the Looker
  // Words to be checked in every photo, or in each its own keywords (without any it is not looked
  // at), and by what they are understood (borrowed; none: no check). The eyes must have been opened
  // with Wanted::clues.
  std::variant<std::vector<std::string>, OwnKeywords> words;
  const concepts::WordMeanings* meanings = nullptr;
  int thumbnail_side = 0;  // longer side in pixels; 0: no thumbnail
};

class Looker {
 public:
  Looker(const perceive::Eyes& eyes, const concepts::Taxonomy& taxonomy,
         const LookerOptions& options);

  Look look(const std::filesystem::path& file) const;

  // The same for a picture that has been read already, with what is known of it.
  Look look_at(const std::filesystem::path& file, decode::Photo photo) const;

  // What pictures are read with: their shorter side keeps at least so many pixels.
  int least_side() const noexcept { return options_.photo.least_side; }

 private:
  Result<Look> try_to_look(const std::filesystem::path& file) const;
  Result<Look> see(const std::filesystem::path& file, decode::Photo photo) const;
  std::vector<std::string> words_for(const decode::Photo& photo) const;
  Status check_words(const Image& picture, const Sight& seen, const std::vector<std::string>& words,
                     Look& look) const;

  const perceive::Eyes& eyes_;
  const concepts::Taxonomy& taxonomy_;
  std::unique_ptr<decode::IsolatedCodecs> codecs_;
  LookerOptions options_;
};

// How many threads should look at once: two a core. A thread that waits for a network leaves its
// core to the network's own thread; the second one of the core decodes meanwhile, so that no core
// is idle.
int usual_lookers();

}  // namespace nunchi::ingest
