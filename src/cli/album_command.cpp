#include "cli/album_command.h"

#include <fmt/format.h>

#include <cstdio>
#include <functional>
#include <memory>

#include "cli/entry_lines.h"
#include "cli/library_options.h"
#include "cli/seeing_options.h"
#include "library/albums.h"

namespace nunchi::cli {
namespace {

constexpr std::string_view kExamples = R"(
Examples:
  nunchi album                              all albums
  nunchi album create Busan beach/*.jpg     a new one with these photos
  nunchi album create Dogs --search dog     a saved search
  nunchi album add Busan more.jpg           and: take-out, show, rename, delete
Everything can be taken back with nunchi undo.)";

struct AlbumOptions {
  LibraryOptions library;
  std::string name, new_name;
  std::optional<std::string> search;
  std::vector<std::string> photos;
  bool json = false;
};

using Action = std::function<Status(library::Library&, const AlbumOptions&)>;

Result<library::Album> album_named(library::Library& library, const std::string& name) {
  const auto albums = library.albums().all();
  if (!albums) return albums.error();
  for (const library::Album& album : *albums) {
    if (album.name == name) return album;
  }
  return Error{ErrorCode::not_found, "no album is called \"" + name + "\""};
}

Status list_albums(library::Library& library, const AlbumOptions&) {
  const auto albums = library.albums().all();
  if (!albums) return albums.error();
  for (const library::Album& album : *albums) {
    std::puts(album.query ? fmt::format("{}  (search: {})", album.name, *album.query).c_str()
                          : fmt::format("{}  {}", album.name, album.items).c_str());
  }
  return ok();
}

Status create(library::Library& library, const AlbumOptions& options) {
  const auto moments = moments_named(library, options.photos);
  if (!moments) return moments.error();
  if (album_named(library, options.name)) {
    return Error{ErrorCode::invalid_argument, "there is an album \"" + options.name + "\" already"};
  }
  return library.in_one_go([&]() -> Status {
    const auto album = library.albums().create(options.name, options.search);
    if (!album) return album.error();
    if (moments->empty()) return ok();
    const auto added = library.albums().add(*album, *moments);
    return added ? ok() : Status(added.error());
  });
}

Status add(library::Library& library, const AlbumOptions& options) {
  const auto album = album_named(library, options.name);
  if (!album) return album.error();
  const auto moments = moments_named(library, options.photos);
  if (!moments) return moments.error();
  const auto added = library.albums().add(album->id, *moments);
  if (added) std::puts(fmt::format("{} added", *added).c_str());
  return added ? ok() : Status(added.error());
}

Status take_out(library::Library& library, const AlbumOptions& options) {
  const auto album = album_named(library, options.name);
  if (!album) return album.error();
  const auto moments = moments_named(library, options.photos);
  if (!moments) return moments.error();
  const auto gone = library.albums().take_out(album->id, *moments);
  if (gone) std::puts(fmt::format("{} taken out", *gone).c_str());
  return gone ? ok() : Status(gone.error());
}

Status show(library::Library& library, const AlbumOptions& options) {
  const auto album = album_named(library, options.name);
  if (!album) return album.error();
  if (album->query) {
    std::puts(fmt::format("search: {}", *album->query).c_str());
    return ok();
  }
  const auto items = library.albums().items(album->id);
  if (!items) return items.error();
  const auto entries = library.listing().entries(*items);
  if (!entries) return entries.error();
  return print_entries(library, *entries, options.json);
}

Status rename(library::Library& library, const AlbumOptions& options) {
  const auto album = album_named(library, options.name);
  if (!album) return album.error();
  return library.albums().rename(album->id, options.new_name);
}

Status remove(library::Library& library, const AlbumOptions& options) {
  const auto album = album_named(library, options.name);
  if (!album) return album.error();
  return library.albums().remove(album->id);
}

int run(const AlbumOptions& options, library::OpenFor use, const Action& action) {
  auto library = open_library(options.library, use);
  if (!library) return complain(library.error());
  const Status done = action(*library, options);
  return done ? 0 : complain(done.error());
}

}  // namespace

void add_album_command(CLI::App& program, int& exit_code) {
  CLI::App* command = program.add_subcommand("album", "lists of photos and saved searches");
  const auto options = std::make_shared<AlbumOptions>();
  add_library_option(*command, options->library);
  command->footer(std::string(kExamples));
  const auto part = [&](const char* name, const char* what, const Action& action) {
    CLI::App* sub = command->add_subcommand(name, what);
    sub->fallthrough();
    sub->add_option("ALBUM", options->name, "its name")->required();
    const auto use =
        std::string_view(name) == "show" ? library::OpenFor::reading : library::OpenFor::writing;
    sub->callback([options, use, action, &exit_code] { exit_code = run(*options, use, action); });
    return sub;
  };
  CLI::App* made = part("create", "make one", create);
  made->add_option("PHOTO", options->photos, "paths or hashes");
  made->add_option("--search", options->search, "a search that is kept instead of a list");
  part("add", "put photos into one", add)
      ->add_option("PHOTO", options->photos, "paths or hashes")
      ->required();
  part("take-out", "take photos out of one", take_out)
      ->add_option("PHOTO", options->photos, "paths or hashes")
      ->required();
  part("show", "its photos", show)->add_flag("--json", options->json, "a line of JSON each");
  part("rename", "give one another name", rename)
      ->add_option("NEW", options->new_name, "the new name")
      ->required();
  part("delete", "delete one; its photos stay", remove);
  command->callback([command, options, &exit_code] {
    if (command->get_subcommands().empty()) {
      exit_code = run(*options, library::OpenFor::reading, list_albums);
    }
  });
}

}  // namespace nunchi::cli
