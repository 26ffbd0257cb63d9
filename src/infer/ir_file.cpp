#include "infer/ir_file.h"

#include <fmt/format.h>
#include <stdlib.h>

#include <cerrno>
#include <cstring>
#include <optional>

namespace nunchi::infer {
namespace {

namespace fs = std::filesystem;

// A new folder that goes away again with all that is left in it.
class PassingFolder {
 public:
  static Result<PassingFolder> beside(const fs::path& file) {
    std::string pattern = (file.parent_path() / ".writing-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) {
      return Error{ErrorCode::io_failure,
                   fmt::format("make a folder {}: {}", pattern, std::strerror(errno))};
    }
    return PassingFolder(pattern);
  }

  PassingFolder(PassingFolder&& other) noexcept : path_(std::exchange(other.path_, {})) {}
  PassingFolder& operator=(PassingFolder&&) = delete;
  ~PassingFolder() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }

  const fs::path& path() const { return path_; }

 private:
  explicit PassingFolder(fs::path path) : path_(std::move(path)) {}
  fs::path path_;
};

}  // namespace

Status write_ir(const std::shared_ptr<ov::Model>& model, const fs::path& xml) {
  if (xml.extension() != ".xml") {
    return Error{ErrorCode::invalid_argument, fmt::format("{} does not end in .xml", xml.string())};
  }
  auto folder = PassingFolder::beside(xml);
  if (!folder) return std::move(folder).error().while_doing("write a network");
  const fs::path draft = folder->path() / xml.filename();
  auto saved = guarded(ErrorCode::io_failure, fmt::format("write {}", xml.string()), [&] {
    ov::save_model(model, draft.string(), /*compress_to_fp16=*/true);
    return std::monostate{};
  });
  if (!saved) return saved;
  std::error_code failed;
  fs::remove(xml, failed);  // an older graph must not be met beside new weights
  for (const char* ending : {".bin", ".xml"}) {
    if (failed) break;
    fs::rename(fs::path(draft).replace_extension(ending), fs::path(xml).replace_extension(ending),
               failed);
  }
  if (failed) {
    return Error{ErrorCode::io_failure,
                 fmt::format("write {}: {}", xml.string(), failed.message())};
  }
  return ok();
}

}  // namespace nunchi::infer
