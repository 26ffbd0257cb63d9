// ReplacementFile: a file that is written under another name beside its own and takes its own name
// only when it is whole. Given up, it leaves nothing behind and the old file as it was.
// Not thread-safe; owns the open file.
#pragma once

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string_view>

#include "core/result.h"

namespace nunchi::wire {

class ReplacementFile {
 public:
  static Result<ReplacementFile> create(const std::filesystem::path& file);

  Status write(std::string_view bytes);
  Status commit();  // once, and last

  ReplacementFile(ReplacementFile&&) noexcept = default;
  ReplacementFile& operator=(ReplacementFile&& other) noexcept;
  ~ReplacementFile();

 private:
  struct Close {
    void operator()(std::FILE* file) const noexcept { std::fclose(file); }
  };
  using File = std::unique_ptr<std::FILE, Close>;

  ReplacementFile(std::filesystem::path name, std::filesystem::path written, File open) noexcept;
  Error failure() const;
  void give_up() noexcept;

  std::filesystem::path name_;     // that it is to have
  std::filesystem::path written_;  // that it has until then
  File open_;                      // none once committed or moved from
};

}  // namespace nunchi::wire
