#include "ingest/looker.h"

#include <algorithm>
#include <exception>
#include <thread>

#include "concepts/colour_names.h"
#include "decode/encode.h"
#include "ingest/small_picture.h"
#include "ingest/word_checking.h"

namespace nunchi::ingest {
namespace {

wire::Name name_of_concept(const concepts::Taxonomy& taxonomy, const std::string& id) {
  const concepts::Concept* found = taxonomy.find(id);
  return found ? wire::Name{found->name, found->name_ko} : wire::Name{id, ""};
}

wire::NamedTag named(const concepts::Taxonomy& taxonomy, Tag tag) {
  wire::NamedTag named_tag{.name = name_of_concept(taxonomy, tag.concept_id)};
  for (const std::string& ancestor : taxonomy.ancestors(tag.concept_id)) {
    named_tag.ancestors.push_back(name_of_concept(taxonomy, ancestor));
  }
  named_tag.tag = std::move(tag);
  return named_tag;
}

wire::NamedObject named(const concepts::Taxonomy& taxonomy, Object object) {
  const concepts::Concept* found = taxonomy.find(object.concept_id);
  return {.object = std::move(object), .name_ko = found ? found->name_ko : ""};
}

wire::NamedColour named(const concepts::Taxonomy&, ColourShare colour) {
  std::string korean(concepts::korean_colour(colour.name));
  return {.colour = std::move(colour), .name_ko = std::move(korean)};
}

template <class Named, class Plain>
std::optional<std::vector<Named>> all_named(const concepts::Taxonomy& taxonomy,
                                            std::optional<std::vector<Plain>> plain) {
  if (!plain) return std::nullopt;
  std::vector<Named> all;
  all.reserve(plain->size());
  for (Plain& one : *plain) all.push_back(named(taxonomy, std::move(one)));
  return all;
}

#include "ingest/word_checking.h"
}  // namespace

Looker::Looker(const perceive::Eyes& eyes, const concepts::Taxonomy& taxonomy,
               const LookerOptions& options)
    : eyes_(eyes),
      taxonomy_(taxonomy),
      codecs_(std::make_unique<decode::IsolatedCodecs>()),
      options_(options) {
  options_.photo.codecs = codecs_.get();
  options_.photo.least_side = std::max(eyes.least_side(), options_.thumbnail_side);
}

Look Looker::look(const std::filesystem::path& file) const {
  // A worker's loop: the one place here where a bug of ours, or memory that is not to be had, is
  // turned into an error of this file alone.
  try {
    auto look = try_to_look(file);
    if (look) return *std::move(look);
    return {.report = {.file = file.string(), .error = std::move(look).error()}};
  } catch (const std::exception& thrown) {
    return {.report = {.file = file.string(), .error = Error{ErrorCode::internal, thrown.what()}}};
  }
}

Look Looker::look_at(const std::filesystem::path& file, decode::Photo photo) const {
  try {
    auto look = see(file, std::move(photo));
    if (look) return *std::move(look);
    return {.report = {.file = file.string(), .error = std::move(look).error()}};
  } catch (const std::exception& thrown) {  // as above
    return {.report = {.file = file.string(), .error = Error{ErrorCode::internal, thrown.what()}}};
  }
}

std::vector<std::string> Looker::words_for(const decode::Photo& photo) const {
  if (!options_.meanings) return {};
  if (const auto* given = std::get_if<std::vector<std::string>>(&options_.words)) return *given;
  return photo.notes.keywords;
}

// `seen` is of the picture; the report's boxes are of the photo.
Status Looker::check_words(const Image& picture, const Sight& seen,
                           const std::vector<std::string>& words, Look& look) const {
  auto checked = check_picture(eyes_, taxonomy_, *options_.meanings, picture, seen, words);
  if (!checked) return std::move(checked).error();
  const auto stretch = [](int whole, int reduced) {
    return static_cast<float>(whole) / static_cast<float>(reduced);
  };
  look.report.checks = scaled(std::move(checked->checks), stretch(look.report.width, picture.width),
                              stretch(look.report.height, picture.height));
  look.report.missing.emplace();
  for (Tag& tag : checked->missing) {
    wire::Name name = name_of_concept(taxonomy_, tag.concept_id);
    look.report.missing->push_back({.tag = std::move(tag), .name = std::move(name)});
  }
  return ok();
}

Result<Look> Looker::try_to_look(const std::filesystem::path& file) const {
  auto photo = decode::read_photo(file, options_.photo);
  if (!photo) return std::move(photo).error();
  return see(file, *std::move(photo));
}

Result<Look> Looker::see(const std::filesystem::path& file, decode::Photo shown) const {
  decode::Photo* photo = &shown;
  const std::vector<std::string> words = words_for(*photo);
  if (words.empty() && std::holds_alternative<OwnKeywords>(options_.words)) {
    return Look{.report = {.file = file.string(), .width = photo->width, .height = photo->height}};
  }
  auto seen = eyes_.see(photo->image);
  if (!seen) return std::move(seen).error();
  const float by_x = static_cast<float>(photo->width) / static_cast<float>(photo->image.width);
  const float by_y = static_cast<float>(photo->height) / static_cast<float>(photo->image.height);
  Sight sight = scaled(*seen, by_x, by_y);
  Look look{
      .report = {.file = file.string(),
                 .width = photo->width,
                 .height = photo->height,
                 .format = photo->format,
                 .taken = photo->taken,
                 .gps = photo->gps,
                 .camera = photo->camera,
                 .notes = std::move(photo->notes),
                 .dates_set_aside = std::move(photo->dates_set_aside),
                 .flaw = photo->flaw,
                 .tags = all_named<wire::NamedTag>(taxonomy_, std::move(sight.tags)),
                 .objects = all_named<wire::NamedObject>(taxonomy_, std::move(sight.objects)),
                 .faces = std::move(sight.faces),
                 .colours = all_named<wire::NamedColour>(taxonomy_, std::move(sight.colours))}};
  if (!words.empty()) {
    if (const Status checked = check_words(photo->image, *seen, words, look); !checked) {
      return checked.error();
    }
  }
  if (options_.thumbnail_side > 0) {
    auto jpeg = decode::encode_jpeg(small_picture(photo->image, options_.thumbnail_side), 80);
    if (!jpeg) return std::move(jpeg).error();
    look.thumbnail = *std::move(jpeg);
  }
  return look;
}

int usual_lookers() {
  return 2 * static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

}  // namespace nunchi::ingest
