#include "perceive/eyes.h"

#include <optional>

#include "models/locate.h"
#include "perceive/class_finder.h"
#include "perceive/tag_list.h"

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

Result<Opened> open_network(const models::Catalogue& catalogue, const EyesOptions& options,
                            std::string_view task) {
  auto located = models::locate(catalogue, options.home, task, options.set, options.effort);
  if (!located) return std::move(located).error();
  auto network = infer::Network::open(located->file, located->network.feed,
                                      {.cache = options.cache,
                                       .streams = options.streams,
                                       .outputs = located->network.outputs});
  if (!network) return std::move(network).error().while_doing("open " + located->network.name);
  return Opened{std::move(located->network), *std::move(network)};
}

Result<ClassFinder> open_classes(Opened opened, const concepts::Taxonomy& taxonomy) {
  auto labels = concepts::labels(opened.entry.labels);
  if (!labels) return std::move(labels).error();
  concepts::ClassTree tree(taxonomy, *labels);
  const models::Network& entry = opened.entry;
  const concepts::HedgeSettings plain;
  const ClassSettings settings{
      .crop = number(entry, "crop", 0.875F),
      .temperature = number(entry, "temperature", 1.0F),
      .hedge = {.sure = number(entry, "sure", plain.sure),
                .most_classes = static_cast<int>(
                    number(entry, "most_classes", static_cast<float>(plain.most_classes)))}};
  return ClassFinder(std::move(opened.network), entry.feed.width, std::move(tree),
                     *std::move(labels), settings);
}

}  // namespace

struct Eyes::Networks {
  const concepts::Taxonomy& taxonomy;
  Wanted wanted;
  std::map<std::string, std::string> seen_by;
  std::optional<ClassFinder> classes;
  std::string class_space;

  Status see_tags(const Image& picture, Sight& sight) const;
};

Status Eyes::Networks::see_tags(const Image& picture, Sight& sight) const {
  auto found = classes->find(picture);
  if (!found) return std::move(found).error();
  std::vector<Testimony> testimonies;
  if (found->answer) {
    testimonies.push_back({found->answer->concept_id, found->answer->probability, "classes"});
  }
  sight.guesses = std::move(found->guesses);
  sight.embedding = std::move(found->embedding);
  sight.embedding->space = class_space;
  sight.tags = tag_list(taxonomy, std::move(testimonies));
  return ok();
}

Eyes::Eyes(std::unique_ptr<Networks> networks) noexcept : networks_(std::move(networks)) {}
Eyes::Eyes(Eyes&&) noexcept = default;
Eyes& Eyes::operator=(Eyes&&) noexcept = default;
Eyes::~Eyes() = default;

Result<Eyes> Eyes::open(const models::Catalogue& catalogue, const concepts::Taxonomy& taxonomy,
                        const EyesOptions& options) {
  auto networks = std::make_unique<Networks>(Networks{.taxonomy = taxonomy, .wanted = options.wanted});
  if (options.wanted.tags) {
    auto opened = open_network(catalogue, options, "classes");
    if (!opened) return std::move(opened).error();
    networks->class_space = networks->seen_by["classes"] = opened->entry.space();
    auto classes = open_classes(*std::move(opened), taxonomy);
    if (!classes) return std::move(classes).error();
    networks->classes = *std::move(classes);
  }
  return Eyes(std::move(networks));
}

Result<Sight> Eyes::see(const Image& picture) const {
  if (picture.empty()) return Error{ErrorCode::invalid_argument, "the picture is empty"};
  Sight sight{.seen_by = networks_->seen_by};
  if (networks_->classes) {
    if (const Status seen = networks_->see_tags(picture, sight); !seen) return seen.error();
  }
  return sight;
}

int Eyes::least_side() const { return 512; }

double Eyes::same_person_threshold() const { return 1; }

std::vector<NetworkUse> Eyes::uses() const {
  std::vector<NetworkUse> uses;
  if (const auto& classes = networks_->classes) {
    uses.push_back({"classes", networks_->class_space, classes->network().device(),
                    classes->network().runs()});
  }
  return uses;
}

}  // namespace nunchi::perceive
