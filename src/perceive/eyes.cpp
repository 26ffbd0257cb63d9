#include "perceive/eyes.h"

#include <algorithm>
#include <optional>

#include "models/locate.h"
#include "perceive/class_finder.h"
#include "perceive/clue_finder.h"
#include "perceive/colours.h"
#include "perceive/face_finder.h"
#include "perceive/face_identity.h"
#include "perceive/label_finder.h"
#include "perceive/object_display.h"
#include "perceive/object_finder.h"
#include "perceive/projection.h"
#include "perceive/tag_list.h"
#include "picture/resize.h"

namespace nunchi::perceive {
namespace {

// The number that a network's entry gives, or what stands for it where it gives none.
float number(const models::Network& network, const std::string& name, float otherwise) {
  const auto found = network.numbers.find(name);
  return found == network.numbers.end() ? otherwise : static_cast<float>(found->second);
}

struct Opened {
  models::Network entry;
  infer::Network network;
};

Result<Opened> open_located(models::Located located, const EyesOptions& options) {
  auto network = infer::Network::open(located.file, located.network.feed,
                                      {.cache = options.cache,
                                       .streams = options.streams,
                                       .outputs = located.network.outputs,
                                       .precision = options.precision});
  if (!network) return std::move(network).error().while_doing("open " + located.network.name);
  return Opened{std::move(located.network), *std::move(network)};
}

Result<Opened> open_network(const models::Catalogue& catalogue, const EyesOptions& options,
                            std::string_view task) {
  auto located = models::locate(catalogue, options.home, task, options.set, options.effort);
  if (!located) return std::move(located).error();
  return open_located(*std::move(located), options);
}

Result<ClassFinder> open_classes(Opened opened, const concepts::Taxonomy& taxonomy,
                                 models::Effort effort) {
  auto labels = concepts::labels(opened.entry.labels);
  if (!labels) return std::move(labels).error();
  concepts::ClassTree tree(taxonomy, *labels);
  const models::Network& entry = opened.entry;
  const concepts::HedgeSettings plain;
  const ClassSettings settings{
      .crop = number(entry, "crop", 0.875F),
      .views = effort == models::Effort::best ? 2 : 1,
      .temperature = number(entry, "temperature", 1.0F),
      .hedge = {.sure = number(entry, "sure", plain.sure),
                .most_classes = static_cast<int>(
                    number(entry, "most_classes", static_cast<float>(plain.most_classes)))}};
  return ClassFinder(std::move(opened.network), entry.feed.width, std::move(tree),
                     *std::move(labels), settings);
}

Result<ObjectFinder> open_objects(Opened opened) {
  auto labels = concepts::labels(opened.entry.labels);
  if (!labels) return std::move(labels).error();
  auto settings = object_settings(opened.entry);
  if (!settings) return std::move(settings).error();
  return ObjectFinder(std::move(opened.network), *std::move(labels), *settings);
}

// All detectors of objects but the best one, which is open already.
Result<std::vector<ObjectFinder>> open_more_objects(const models::Catalogue& catalogue,
                                                    const EyesOptions& options) {
  std::vector<ObjectFinder> finders;
  auto located =
      models::locate_all(catalogue, options.home, "objects", options.set, options.effort);
  for (std::size_t i = 1; i < located.size(); ++i) {
    auto opened = open_located(std::move(located[i]), options);
    if (!opened) return std::move(opened).error();
    auto finder = open_objects(*std::move(opened));
    if (!finder) return std::move(finder).error();
    finders.push_back(*std::move(finder));
  }
  return finders;
}

Result<FaceDetector> open_detector(Opened opened) {
  const models::Network& entry = opened.entry;
  const FaceDetectorSettings settings{
      .reader = entry.reader == "yunet" ? FaceReader::yunet : FaceReader::blazeface,
      .width = entry.feed.width,
      .height = entry.feed.height,
      .anchors = static_cast<std::size_t>(number(entry, "anchors", 0)),
      .least_score = number(entry, "score", 0.5F),
      .overlap = number(entry, "nms", 0.3F)};
  return FaceDetector::make(std::move(opened.network), settings);
}

// What the first network's entry says of it; tiles by effort.
FaceSettings face_settings(const models::Network& first, models::Effort effort) {
  const FaceSettings plain;
  return {.belief = {.own = number(first, "own", plain.belief.own),
                     .looks = number(first, "looks", plain.belief.looks),
                     .bias = number(first, "bias", plain.belief.bias)},
          .least_probability = number(first, "least_probability", plain.least_probability),
          .tiles = effort == models::Effort::fast       ? FaceTiles::never
                   : effort == models::Effort::balanced ? FaceTiles::where_small
                                                        : FaceTiles::always};
}

FaceIdentity open_identity(Opened opened) {
  const models::Network& entry = opened.entry;
  const int side = entry.feed.width;
  // Where the network's picture shows the face smaller or larger than its template does.
  const FaceTemplate plain =
      entry.reader == "face-identity-retail" ? retail_template(side) : arcface_template(side);
  return {std::move(opened.network), zoomed(plain, number(entry, "zoom", 1.0F))};
}

Result<LabelFinder> open_labels(Opened opened) {
  auto labels = concepts::labels(opened.entry.labels);
  if (!labels) return std::move(labels).error();
  const models::Network& entry = opened.entry;
  const LabelSettings plain;
  const LabelSettings settings{.one = number(entry, "divisor", plain.one),
                               .least_confidence = number(entry, "score", plain.least_confidence)};
  return LabelFinder(std::move(opened.network), entry.feed.width, *std::move(labels), settings);
}

}  // namespace

struct Eyes::Networks {
  const concepts::Taxonomy& taxonomy;
  Wanted wanted;
  std::map<std::string, std::string> seen_by;  // task → network@version
  std::optional<ClassFinder> classes;
  std::size_t embedding_size = 0;     // numbers that an embedding is shortened to
  std::optional<LabelFinder> labels;  // only where one is present
  std::optional<ObjectFinder> objects;
  std::vector<ObjectFinder> more_objects;  // the other detectors that are present; for clues
  bool many_looks = true;
  std::optional<FaceFinder> faces;
  std::optional<FaceIdentity> identity;
  double same_person = 1;

  Status see_faces(const Image& picture, Sight& sight) const;
  Status see_classes(const Image& picture, Sight& sight, std::vector<Testimony>& testimonies) const;
  Status see_labels(const Image& picture, std::vector<Testimony>& testimonies) const;
  Status see_objects(const Image& picture, Sight& sight, std::vector<Testimony>& testimonies) const;
  Status see_parts(const Image& picture, std::vector<Object>& parts) const;
};

Status Eyes::Networks::see_classes(const Image& picture, Sight& sight,
                                   std::vector<Testimony>& testimonies) const {
  auto found = classes->find(picture);
  if (!found) return std::move(found).error();
  if (found->answer) {
    testimonies.push_back({found->answer->concept_id, found->answer->probability, "classes"});
  }
  sight.guesses = std::move(found->guesses);
  sight.embedding =
      Embedding{seen_by.at("classes"), projected(found->embedding.vector, embedding_size)};
  return ok();
}

// Large enough to be looked for by itself: its part of the picture goes through the classifier.
Status Eyes::Networks::see_parts(const Image& picture, std::vector<Object>& parts) const {
  constexpr float kLeastPart = 0.05F;
  const float whole = static_cast<float>(picture.width) * static_cast<float>(picture.height);
  for (Object& object : parts) {
    if (object.box.area() < kLeastPart * whole) continue;
    const Image part = picture::resize(
        picture, object.box, std::max(1, static_cast<int>(object.box.width())),
        std::max(1, static_cast<int>(object.box.height())), picture::Filter::bilinear);
    auto found = classes->find(part);
    if (!found) return std::move(found).error();
    object.embedding = projected(found->embedding.vector, embedding_size);
  }
  return ok();
}

Status Eyes::Networks::see_labels(const Image& picture, std::vector<Testimony>& testimonies) const {
  auto found = labels->find(picture);
  if (!found) return std::move(found).error();
  for (const Guess& label : *found) {
    testimonies.push_back({label.concept_id, label.probability, "labels"});
  }
  return ok();
}

Status Eyes::Networks::see_objects(const Image& picture, Sight& sight,
                                   std::vector<Testimony>& testimonies) const {
  auto found = objects->find(picture);
  if (!found) return std::move(found).error();
  const std::vector<Object> shown = worth_showing(*found);
  for (const Object& object : shown) {
    testimonies.push_back({object.concept_id, object.confidence, "objects"});
  }
  if (wanted.objects) sight.objects = wanted.all_objects ? *std::move(found) : shown;
  return ok();
}

Status Eyes::Networks::see_faces(const Image& picture, Sight& sight) const {
  auto found = faces->find(picture);
  if (!found) return std::move(found).error();
  if (identity) {
    for (Face& face : *found) {
      auto vector = identity->of(picture, face);
      if (!vector) return std::move(vector).error();
      face.identity = *std::move(vector);
    }
  }
  sight.faces = *std::move(found);
  return ok();
}

Eyes::Eyes(std::unique_ptr<Networks> networks) noexcept : networks_(std::move(networks)) {}
Eyes::Eyes(Eyes&&) noexcept = default;
Eyes& Eyes::operator=(Eyes&&) noexcept = default;
Eyes::~Eyes() = default;

Result<Eyes> Eyes::open(const models::Catalogue& catalogue, const concepts::Taxonomy& taxonomy,
                        const EyesOptions& options) {
  auto networks =
      std::make_unique<Networks>(Networks{.taxonomy = taxonomy, .wanted = options.wanted});
  const auto open = [&](std::string_view task, auto&& finder_of, auto& place) -> Status {
    auto opened = open_network(catalogue, options, task);
    if (!opened) return std::move(opened).error();
    networks->seen_by[std::string(task)] = opened->entry.space();
    auto finder = finder_of(*std::move(opened));
    if (!finder) return std::move(finder).error();
    place.emplace(*std::move(finder));
    return ok();
  };
  const auto classes_of = [&](Opened opened) {
    networks->embedding_size = static_cast<std::size_t>(number(opened.entry, "embedding", 16'384));
    return open_classes(std::move(opened), taxonomy, options.effort);
  };
  if (options.wanted.tags) {
    if (const Status opened = open("classes", classes_of, networks->classes); !opened) {
      return opened.error();
    }
    // A labeller adds to the tags where there is one; without it they are whole.
    if (const Status opened = open("labels", open_labels, networks->labels);
        !opened && opened.error().code != ErrorCode::not_found) {
      return opened.error();
    }
  }
  if (options.wanted.tags || options.wanted.objects) {
    if (const Status opened = open("objects", open_objects, networks->objects); !opened) {
      return opened.error();
    }
  }
  if (options.wanted.clues) {
    auto more = open_more_objects(catalogue, options);
    if (!more) return std::move(more).error();
    networks->more_objects = *std::move(more);
    networks->many_looks = options.effort != models::Effort::fast;
  }
  if (options.wanted.faces) {
    auto first = open_network(catalogue, options, "face-boxes");
    if (!first) return std::move(first).error();
    auto near = open_network(catalogue, options, "face-boxes-near");
    if (!near) return std::move(near).error();
    networks->seen_by["face-boxes"] = first->entry.space();
    networks->seen_by["face-boxes-near"] = near->entry.space();
    const FaceSettings settings = face_settings(first->entry, options.effort);
    auto first_look = open_detector(*std::move(first));
    if (!first_look) return std::move(first_look).error();
    auto near_look = open_detector(*std::move(near));
    if (!near_look) return std::move(near_look).error();
    networks->faces.emplace(*std::move(first_look), *std::move(near_look), settings);
  }
  if (options.wanted.faces && options.wanted.identities) {
    auto opened = open_network(catalogue, options, "face-identity");
    if (!opened) return std::move(opened).error();
    networks->seen_by["face-identity"] = opened->entry.space();
    networks->same_person = number(opened->entry, "same_person", 1.0F);
    networks->identity.emplace(open_identity(*std::move(opened)));
  }
  return Eyes(std::move(networks));
}

Result<Sight> Eyes::see(const Image& picture) const {
  if (picture.empty()) return Error{ErrorCode::invalid_argument, "the picture is empty"};
  Sight sight{.seen_by = networks_->seen_by};
  std::vector<Testimony> testimonies;
  Status seen = ok();
  if (networks_->classes) seen = networks_->see_classes(picture, sight, testimonies);
  if (seen && networks_->labels) seen = networks_->see_labels(picture, testimonies);
  if (seen && networks_->objects) seen = networks_->see_objects(picture, sight, testimonies);
  if (seen && networks_->wanted.object_embeddings && networks_->classes && sight.objects) {
    seen = networks_->see_parts(picture, *sight.objects);
  }
  if (seen && networks_->faces) seen = networks_->see_faces(picture, sight);
  if (!seen) return seen.error();
  if (networks_->wanted.colours) sight.colours = colours_of(picture);
  if (networks_->wanted.tags) sight.tags = tag_list(networks_->taxonomy, std::move(testimonies));
  return sight;
}

Result<std::vector<Clue>> Eyes::clues(const Image& picture,
                                      std::span<const std::string> ids) const {
  const Networks& all = *networks_;
  if (!all.wanted.clues || !all.classes || !all.objects) {
    return Error{ErrorCode::invalid_argument, "these eyes were not opened to check words"};
  }
  std::vector<const ObjectFinder*> detectors{&*all.objects};
  for (const ObjectFinder& finder : all.more_objects) detectors.push_back(&finder);
  return ClueFinder(all.taxonomy, *all.classes, std::move(detectors),
                    {.many_looks = all.many_looks})
      .find(picture, ids);
}

// Parts of the picture are looked at closely for clues.
int Eyes::least_side() const { return networks_->wanted.clues ? 1024 : 512; }

double Eyes::same_person_threshold() const { return networks_->same_person; }

std::vector<NetworkUse> Eyes::uses() const {
  std::vector<NetworkUse> uses;
  const auto add = [&](const std::string& task, const infer::Network& network) {
    uses.push_back({task, networks_->seen_by.at(task), network.device(), network.runs()});
  };
  if (networks_->classes) add("classes", networks_->classes->network());
  if (networks_->labels) add("labels", networks_->labels->network());
  if (networks_->objects) add("objects", networks_->objects->network());
  if (networks_->faces) {
    add("face-boxes", networks_->faces->first());
    add("face-boxes-near", networks_->faces->near());
  }
  if (networks_->identity) add("face-identity", networks_->identity->network());
  return uses;
}

}  // namespace nunchi::perceive
