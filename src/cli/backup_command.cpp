#include "cli/backup_command.h"

#include <cstdio>
#include <memory>

#include "cli/library_options.h"
#include "cli/seeing_options.h"

namespace nunchi::cli {
namespace {

constexpr std::string_view kBackupExamples = R"(
Examples:
  nunchi backup ~/nunchi.backup     while nunchi is in use, too
  nunchi restore ~/nunchi.backup    what was there is kept as library.db.before-restore
Previews are not in it: they can be made again. Photos are not in it either.)";

struct BackupOptions {
  LibraryOptions library;
  std::filesystem::path file;
};

int back_up(const BackupOptions& options) {
  auto library = open_library(options.library, library::OpenFor::reading);
  if (!library) return complain(library.error());
  const Status done = library->back_up(options.file);
  return done ? 0 : complain(done.error());
}

int restore(const BackupOptions& options) {
  const auto folder = options.library.folder.empty() ? default_library() : options.library.folder;
  const Status done = library::restore_library(options.file, folder);
  return done ? 0 : complain(done.error());
}

}  // namespace

void add_backup_commands(CLI::App& program, int& exit_code) {
  const auto options = std::make_shared<BackupOptions>();
  CLI::App* backup = program.add_subcommand("backup", "write the library into one file");
  CLI::App* back = program.add_subcommand("restore", "make such a file the library");
  for (CLI::App* command : {backup, back}) {
    command->add_option("FILE", options->file, "the backup")->required();
    add_library_option(*command, options->library);
    command->footer(std::string(kBackupExamples));
  }
  backup->callback([options, &exit_code] { exit_code = back_up(*options); });
  back->callback([options, &exit_code] { exit_code = restore(*options); });
}

}  // namespace nunchi::cli
