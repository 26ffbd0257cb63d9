// Made networks, archives and clients: what the tests of this folder use in place of the real ones.
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "models/archive_handles.h"
#include "models/catalogue.h"
#include "models/places.h"
#include "models/pull.h"
#include "models/sha256.h"

namespace nunchi::models::made {

inline std::string read(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

inline void write(const std::filesystem::path& file, std::string_view text) {
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << text;
}

// Bytes that no compression makes much smaller, the same ones for the same seed.
inline std::string noise(std::size_t bytes, unsigned seed) {
  std::string text;
  for (std::uint32_t state = seed * 2654435761U + 1; text.size() < bytes;) {
    state = state * 1664525U + 1013904223U;
    text += static_cast<char>(state >> 24);
  }
  return text;
}

class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "nunchi-test-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(std::string_view name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

struct Entry {
  std::string path, content;
  unsigned type = AE_IFREG;
  std::string link;  // target, of AE_IFLNK; of AE_IFREG it makes a hard link
};

enum class Form { zip, tar_gz, tar };

inline void write_archive(const std::filesystem::path& file, Form form,
                          const std::vector<Entry>& entries) {
  std::filesystem::create_directories(file.parent_path());
  const ArchiveWriter writer(archive_write_new());
  if (form == Form::zip) archive_write_set_format_zip(writer.get());
  if (form != Form::zip) archive_write_set_format_pax_restricted(writer.get());
  if (form == Form::tar_gz) archive_write_add_filter_gzip(writer.get());
  ASSERT_EQ(archive_write_open_filename(writer.get(), file.c_str()), ARCHIVE_OK);
  for (const Entry& made : entries) {
    const ArchiveEntry entry(archive_entry_new());
    archive_entry_set_pathname(entry.get(), made.path.c_str());
    archive_entry_set_perm(entry.get(), 0644);
    archive_entry_set_filetype(entry.get(), made.type);
    if (made.type == AE_IFLNK) archive_entry_set_symlink(entry.get(), made.link.c_str());
    if (made.type == AE_IFREG && !made.link.empty()) {
      archive_entry_set_hardlink(entry.get(), made.link.c_str());
    }
    archive_entry_set_size(entry.get(), static_cast<la_int64_t>(made.content.size()));
    ASSERT_EQ(archive_write_header(writer.get(), entry.get()), ARCHIVE_OK)
        << archive_error_string(writer.get());
    archive_write_data(writer.get(), made.content.data(), made.content.size());
  }
  ASSERT_EQ(archive_write_close(writer.get()), ARCHIVE_OK);
}

// A program of the fake clients: `script` is run by /bin/sh.
inline void write_program(const std::filesystem::path& file, std::string_view script) {
  write(file, fmt::format("#!/bin/sh\n{}\n", script));
  ::chmod(file.c_str(), 0755);
}

inline std::string pin(std::string_view name, std::string_view where, std::string_view at,
                       std::string_view content) {
  return fmt::format(R"({{"name":"{}","{}":"{}","sha256":"{}","bytes":{}}})", name, where, at,
                     sha256_of(content), content.size());
}

// A source by package; `archive` is the file that the fake client brings.
inline std::string package(std::string_view registry, const std::filesystem::path& archive,
                           const std::string& files) {
  const std::string content = read(archive);
  return fmt::format(
      R"({{"{}":"made-package","version":"1.0","archive":"{}","sha256":"{}","bytes":{},"files":[{}]}})",
      registry, archive.filename().string(), sha256_of(content), content.size(), files);
}

struct MadeNetwork {
  std::string name, source, file;
  std::string task = "objects", set = "registry", reader = "gfl";
  int rank = 1;
  std::string more;  // further fields: R"("effort":"fast",)"
};

inline std::string entry(const MadeNetwork& network) {
  return fmt::format(
      R"({{"name":"{}","version":"1","task":"{}","set":"{}","rank":{},"source":{},"file":"{}",{}
"feed":{{"width":8,"height":8,"layout":"nchw","order":"rgb","mean":[0,0,0],"scale":[1,1,1],"fit":"stretch"}},
"reader":"{}","licence":"CC0-1.0","commercial":"yes","trained_on":"nothing"}})",
      network.name, network.task, network.set, network.rank, network.source, network.file,
      network.more, network.reader);
}

inline Catalogue catalogue(const std::vector<MadeNetwork>& networks) {
  std::vector<std::string> entries;
  for (const MadeNetwork& network : networks) entries.push_back(entry(network));
  auto parsed =
      Catalogue::parse(fmt::format(R"({{"networks":[{}]}})", fmt::join(entries, ",")), "made.json");
  if (!parsed) throw std::logic_error(parsed.error().message);
  return *std::move(parsed);
}

// A machine of its own: home, downloads, clients that write down their calls, and what they bring.
class Machine : public Folder {
 public:
  Machine() {
    places.home = *this / "home";
    places.downloads = *this / "downloads";
    places.search_path = (*this / "bin").string();
    std::filesystem::create_directories(*this / "bin");
  }

  // A client that answers every call with a file.
  void client_brings(std::string_view name, const std::filesystem::path& file) const {
    client_does(name, fmt::format("cp '{}' .", file.string()));
  }
  void client_does(std::string_view name, std::string_view script) const {
    write_program(*this / "bin" / name,
                  fmt::format("echo \"$0 $*\" >> '{}'\n{}", (*this / "calls").string(), script));
  }
  std::vector<std::string> calls() const {
    std::vector<std::string> lines;
    std::istringstream text(read(*this / "calls"));
    for (std::string line; std::getline(text, line);) lines.push_back(line);
    return lines;
  }

  // What stands in home and downloads, locks aside: "home/x/x.onnx".
  std::vector<std::string> files() const {
    std::vector<std::string> found;
    for (const auto& at : std::filesystem::recursive_directory_iterator(path())) {
      const std::string name = at.path().lexically_relative(path()).string();
      const bool ours = name.starts_with("home/") || name.starts_with("downloads/");
      if (ours && at.is_regular_file() && at.path().filename() != ".lock") found.push_back(name);
    }
    std::sort(found.begin(), found.end());
    return found;
  }

  Places places;
};

// What became of each network: "a: pulled, b: failed".
inline std::string outcomes(const Result<std::vector<Pulled>>& pulled) {
  if (!pulled) return "error: " + pulled.error().message;
  std::string text;
  for (const Pulled& each : *pulled) {
    constexpr std::array kNames{"pulled", "present", "unreachable", "failed"};
    text += fmt::format("{}{}: {}", text.empty() ? "" : ", ", each.network,
                        kNames.at(static_cast<std::size_t>(each.outcome)));
  }
  return text;
}

}  // namespace nunchi::models::made
