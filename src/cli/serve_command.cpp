#include "cli/serve_command.h"

#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "cli/interrupt.h"
#include "cli/library_options.h"
#include "cli/seeing_options.h"
#include "serve/server.h"

namespace nunchi::cli {
namespace {

constexpr std::string_view kExamples = R"(
Examples:
  nunchi serve                                  pages for this machine's own browser
  nunchi serve ~/Pictures                       … and adds what comes into that folder
  nunchi account add ann                        … and before other machines may call:
  nunchi serve --address 0.0.0.0 --cert server.pem --key server.key --host-name photos.home
  curl http://127.0.0.1:7007/api/v1/openapi.json        what programs can ask for)";

struct ServeOptions {
  LibraryOptions library;
  SeeingOptions seeing;
  std::vector<std::string> follow;
  std::filesystem::path uploads;
  std::string address = "127.0.0.1";
  int port = 7007;
  std::filesystem::path certificate, key;
  std::vector<std::string> host_names;
  bool files_only = false, log = false;
};

std::vector<std::filesystem::path> followed(const std::vector<std::string>& named) {
  std::vector<std::filesystem::path> folders;
  for (const std::string& folder : named) folders.push_back(kept_path(folder));
  return folders;
}

int serve(const ServeOptions& options) {
  const Interrupt interrupt;
  auto library = open_library(options.library, library::OpenFor::writing);
  if (!library) return complain(library.error());
  auto taxonomy = concepts::Taxonomy::built_in();
  if (!taxonomy) return complain(taxonomy.error());
  std::set<std::string> names(options.host_names.begin(), options.host_names.end());
  names.insert(options.address);
  auto server = serve::Server::open(
      *library, *taxonomy,
      {.http = {.address = options.address,
                .port = options.port,
                .certificate = options.certificate,
                .key = options.key},
       .host_names = std::move(names),
       .uploads = options.uploads,
       .follow = followed(options.follow),
       .open_eyes = [&] { return open_eyes(options.seeing, kWantedToKeep, *taxonomy); },
       .files_only = options.files_only,
       .threads = threads_for(0),
       .log = options.log});
  if (!server) return complain(server.error());
  std::printf("%s\n", server->address().c_str());
  std::fflush(stdout);
  const Status served = server->run(interrupt.token());
  return served ? 0 : complain(served.error());
}

}  // namespace

void add_serve_command(CLI::App& program, int& exit_code) {
  CLI::App* command = program.add_subcommand("serve", "show the library in a browser");
  const auto options = std::make_shared<ServeOptions>();
  command->add_option("FOLDER", options->follow, "folders whose photos are added, now and later")
      ->check(CLI::ExistingDirectory);
  add_library_option(*command, options->library);
  command->add_option("--uploads", options->uploads,
                      "where uploaded photos are kept; by default uploads/ of the library");
  command->add_option("--address", options->address, "where to listen; others need an account")
      ->capture_default_str();
  command->add_option("--port", options->port, "0: any that is free")
      ->check(CLI::Range(0, 65535))
      ->capture_default_str();
  auto* certificate =
      command->add_option("--cert", options->certificate, "TLS: the certificate, PEM")
          ->check(CLI::ExistingFile);
  auto* key =
      command->add_option("--key", options->key, "TLS: its key, PEM")->check(CLI::ExistingFile);
  certificate->needs(key);
  key->needs(certificate);
  command->add_option("--host-name", options->host_names,
                      "a further name by which this machine is called");
  command->add_flag("--files-only", options->files_only,
                    "of new photos read dates, places and previews; look at them another time");
  command->add_flag("--access-log", options->log, "a line of JSON a request on standard error");
  add_seeing_options(*command, options->seeing);
  command->footer(std::string(kExamples));
  command->callback([options, &exit_code] { exit_code = serve(*options); });
}

}  // namespace nunchi::cli
