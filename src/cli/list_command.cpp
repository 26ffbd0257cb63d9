#include "cli/list_command.h"

#include <algorithm>
#include <cstdio>
#include <memory>

#include "cli/entry_lines.h"
#include "cli/library_options.h"
#include "cli/seeing_options.h"
#include "cli/typed_values.h"
#include "concepts/taxonomy.h"
#include "library/albums.h"
#include "library/listing.h"

namespace nunchi::cli {
namespace {

constexpr std::string_view kExamples = R"(
Examples:
  nunchi list --from 2019-07 --until 2019-08      taken in July and August 2019
  nunchi list --tag dog --rating 4                dogs of any kind, four stars and more
  nunchi list --near 35.16,129.16 --within 5      not farther than 5 km
  nunchi list --bin                               what was put into the bin
  nunchi list --json | jq -r .file)";

struct ListOptions {
  LibraryOptions library;
  std::string from, until, kind, near, album, shelf;
  std::vector<std::string> tags, cameras, colours;
  double within = 1;
  int rating = 0, limit = 100;
  bool favourite = false, faces = false, hidden = false, bin = false, oldest = false, json = false,
       count = false;
};

// The word's concept and all that are a kind of it, among those that the library knows.
std::vector<std::string> kinds_of(const std::string& word, const concepts::Taxonomy& taxonomy,
                                  const std::vector<library::ConceptUse>& known) {
  std::vector<std::string> meant = taxonomy.named(word);
  if (taxonomy.find(word) != nullptr) meant.push_back(word);
  std::vector<std::string> all{"own:" + word};
  for (const library::ConceptUse& use : known) {
    for (const std::string& concept_id : meant) {
      if (taxonomy.is_a(use.concept_id, concept_id)) {
        all.push_back(use.concept_id);
        break;
      }
    }
  }
  return all;
}

Status add_tags(const ListOptions& options, library::Library& library, library::Filter& filter) {
  if (options.tags.empty()) return ok();
  const auto taxonomy = concepts::Taxonomy::built_in();
  if (!taxonomy) return taxonomy.error();
  const auto known = library.listing().concepts();
  if (!known) return known.error();
  for (const std::string& word : options.tags) {
    filter.tags.push_back(kinds_of(word, *taxonomy, *known));
  }
  return ok();
}

Status add_album(const ListOptions& options, library::Library& library, library::Filter& filter) {
  if (options.album.empty()) return ok();
  const auto albums = library.albums().all();
  if (!albums) return albums.error();
  for (const library::Album& album : *albums) {
    if (album.name == options.album) filter.albums.push_back(album.id);
  }
  if (filter.albums.empty()) {
    return Error{ErrorCode::not_found, "no album is called \"" + options.album + "\""};
  }
  return ok();
}

Status add_times(const ListOptions& options, library::Filter& filter) {
  if (!options.from.empty()) {
    const auto from = typed_date(options.from);
    if (!from) return from.error();
    filter.from = from->local;
  }
  if (!options.until.empty()) {
    const auto until = typed_date(options.until);
    if (!until) return until.error();
    filter.until = end_of(*until);
  }
  return ok();
}

Result<library::Filter> filter_of(const ListOptions& options, library::Library& library) {
  library::Filter filter{.cameras = options.cameras,
                         .least_rating = options.rating,
                         .least_faces = options.faces ? 1 : 0,
                         .colours = options.colours};
  if (options.hidden) filter.shelf = library::Shelf::hidden;
  if (options.bin) filter.shelf = library::Shelf::bin;
  if (options.favourite) filter.favourite = true;
  if (!options.kind.empty()) filter.kinds.push_back(*origin_kind_from(options.kind));
  if (!options.near.empty()) {
    const auto position = typed_position(options.near);
    if (!position) return position.error();
    filter.near = library::Nearby{position->latitude, position->longitude, 1000 * options.within};
  }
  if (const Status done = add_times(options, filter); !done) return done.error();
  if (const Status done = add_tags(options, library, filter); !done) return done.error();
  if (const Status done = add_album(options, library, filter); !done) return done.error();
  return filter;
}

int list(const ListOptions& options) {
  auto library = open_library(options.library, library::OpenFor::reading);
  if (!library) return complain(library.error());
  const auto filter = filter_of(options, *library);
  if (!filter) return complain(filter.error());
  if (options.count) {
    const auto count = library->listing().count(*filter);
    if (!count) return complain(count.error());
    std::printf("%lld\n", static_cast<long long>(*count));
    return 0;
  }
  library::Page page{
      .limit = 1000,
      .order = options.oldest ? library::Order::oldest_first : library::Order::newest_first,
      .after = {}};
  for (int left = options.limit; left > 0 || options.limit == 0;) {
    if (options.limit > 0) page.limit = std::min(left, 1000);
    const auto listed = library->listing().list(*filter, page);
    if (!listed) return complain(listed.error());
    if (const Status printed = print_entries(*library, listed->entries, options.json); !printed) {
      return complain(printed.error());
    }
    left -= static_cast<int>(listed->entries.size());
    if (!listed->next) break;
    page.after = listed->next;
  }
  return 0;
}

}  // namespace

void add_list_command(CLI::App& program, int& exit_code) {
  CLI::App* command = program.add_subcommand("list", "photos of the library, newest first");
  const auto options = std::make_shared<ListOptions>();
  add_library_option(*command, options->library);
  command->add_option("--from", options->from, "taken then or later: 2019, 2019-07, 2019-07-03 …");
  command->add_option("--until", options->until, "taken then or before (to its end)");
  command->add_option("--kind", options->kind, "photo, video, camera or post")
      ->check(CLI::IsMember({"photo", "video", "camera", "post"}));
  command->add_option("--tag", options->tags, "shows this, or a kind of it")
      ->take_all()
      ->allow_extra_args(false);
  command->add_option("--colour", options->colours, "a colour that makes up a tenth or more")
      ->allow_extra_args(false);
  command->add_option("--camera", options->cameras, "maker and model")->allow_extra_args(false);
  command->add_option("--near", options->near, "LATITUDE,LONGITUDE");
  command->add_option("--within", options->within, "of --near, in km")->capture_default_str();
  command->add_option("--album", options->album, "its name");
  command->add_option("--rating", options->rating, "so many stars at least")
      ->check(CLI::Range(0, 5));
  command->add_flag("--favourite", options->favourite, "favourites");
  command->add_flag("--faces", options->faces, "with people's faces");
  command->add_flag("--hidden", options->hidden, "what was hidden");
  command->add_flag("--bin", options->bin, "what is in the bin");
  command->add_flag("--oldest-first", options->oldest, "the other way round");
  command->add_option("--limit", options->limit, "how many; 0: all")
      ->check(CLI::Range(0, 1'000'000'000))
      ->capture_default_str();
  command->add_flag("--count", options->count, "say only how many");
  command->add_flag("--json", options->json, "a line of JSON each (docs/json.md)");
  command->footer(std::string(kExamples));
  command->callback([options, &exit_code] { exit_code = list(*options); });
}

}  // namespace nunchi::cli
