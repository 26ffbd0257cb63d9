// Eyes: everything that can be seen in one picture, by the networks that are present.
//
// Immutable once open and thread-safe: any number of threads may call see at once, each waits only
// while all of a network's streams are taken. Owns its networks; keeps nothing of any picture.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "concepts/taxonomy.h"
#include "core/clue.h"
#include "core/image.h"
#include "core/result.h"
#include "core/sight.h"
#include "infer/network.h"
#include "models/catalogue.h"

namespace nunchi::perceive {

struct Wanted {  // what to look for; the rest is absent from the Sight
  bool tags = true;
  bool objects = true;
  bool faces = true;
  bool colours = true;
  bool identities = false;         // of faces: the vectors that tell people apart
  bool object_embeddings = false;  // of objects that fill a twentieth of the picture, with tags
  bool clues = false;              // so that clues() can be asked; needs tags and objects
  bool all_objects = false;        // also those too unsure to be shown; for measuring
};

struct EyesOptions {
  std::filesystem::path home;   // of the networks, as models::default_home
  std::filesystem::path cache;  // for compiled networks; empty: none
  models::Set set = models::Set::all;
  models::Effort effort = models::Effort::balanced;
  Wanted wanted;
  int streams = 0;  // pictures at once, a thread each; 0: as many as there are cores
  infer::Precision precision = infer::Precision::fastest;
};

struct NetworkUse {
  std::string task;     // "classes"
  std::string network;  // "efficientnet-lite2@0.1.0"
  std::string device;   // "AMD EPYC, bf16, 2 streams"
  std::uint64_t runs = 0;
};

class Eyes {
 public:
  // not_found: a network that the wanted findings need is missing; the message says how to get it.
  static Result<Eyes> open(const models::Catalogue& catalogue, const concepts::Taxonomy& taxonomy,
                           const EyesOptions& options);

  // All that was wanted, boxes in pixels of `picture`. invalid_argument: an empty picture.
  Result<Sight> see(const Image& picture) const;

  // What the networks' raw answers say of these concepts, in their order; for checking words, about
  // ten times the work of see. Boxes in pixels of `picture`. invalid_argument: an empty picture, or
  // clues were not wanted.
  Result<std::vector<Clue>> clues(const Image& picture, std::span<const std::string> ids) const;

  // A picture whose shorter side has this many pixels shows the networks all that they can use.
  int least_side() const;

  // Two faces whose identities have at least this inner product are of the same person, as the
  // network's entry says; 1 where no network for it is open.
  double same_person_threshold() const;

  // What looks at each task, where it runs and how often it has run since it was opened.
  std::vector<NetworkUse> uses() const;

  Eyes(Eyes&&) noexcept;
  Eyes& operator=(Eyes&&) noexcept;
  ~Eyes();

 private:
  struct Networks;
  explicit Eyes(std::unique_ptr<Networks> networks) noexcept;
  std::unique_ptr<Networks> networks_;
};

}  // namespace nunchi::perceive
