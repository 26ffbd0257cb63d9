// nunchi: looks at photos and says what they show. Commands, one file each; this one only lists
// them.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>

#include "cli/account_command.h"
#include "cli/add_command.h"
#include "cli/album_command.h"
#include "cli/backup_command.h"
#include "cli/check_command.h"
#include "cli/edit_command.h"
#include "cli/eval_command.h"
#include "cli/list_command.h"
#include "cli/models_command.h"
#include "cli/serve_command.h"
#include "cli/status_command.h"
#include "cli/tag_command.h"
#include "decode/codec_child.h"

int main(int argc, char** argv) {
  if (const auto served = nunchi::decode::serve_as_codec_child(argc, argv)) return *served;
  CLI::App app("nunchi looks at photos and says what they show. Nothing leaves this machine.");
  app.set_version_flag("--version", "nunchi " NUNCHI_VERSION);
  app.require_subcommand(1);
  int exit_code = 0;
  nunchi::cli::add_tag_command(app, exit_code);
  nunchi::cli::add_check_command(app, exit_code);
  nunchi::cli::add_add_command(app, exit_code);
  nunchi::cli::add_status_command(app, exit_code);
  nunchi::cli::add_list_command(app, exit_code);
  nunchi::cli::add_edit_command(app, exit_code);
  nunchi::cli::add_album_command(app, exit_code);
  nunchi::cli::add_backup_commands(app, exit_code);
  nunchi::cli::add_serve_command(app, exit_code);
  nunchi::cli::add_account_command(app, exit_code);
  nunchi::cli::add_models_command(app, exit_code);
  nunchi::cli::add_eval_command(app, exit_code);
  try {
    app.parse(argc, argv);
    return exit_code;
  } catch (const CLI::ParseError& wrong) {
    return app.exit(wrong);
  } catch (const std::exception& bug) {
    std::fprintf(stderr, "nunchi: %s (a bug of nunchi's; please report it)\n", bug.what());
    return 70;
  }
}
