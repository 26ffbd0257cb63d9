#include "cli/entry_lines.h"

#include <cstdio>
#include <nlohmann/json.hpp>

#include "core/origin.h"
#include "library/assets.h"

namespace nunchi::cli {
namespace {

std::string json_line(const library::Entry& entry, const std::string& file) {
  nlohmann::ordered_json line;
  line["file"] = file;
  if (entry.asset) line["hash"] = to_hex(*entry.asset);
  line["kind"] = name_of(entry.kind);
  if (entry.taken) line["taken"] = to_iso8601({.local = *entry.taken});
  if (entry.width > 0) line["width"] = entry.width;
  if (entry.height > 0) line["height"] = entry.height;
  if (entry.duration.count() > 0)
    line["duration_s"] = std::chrono::duration<double>(entry.duration).count();
  line["rating"] = entry.rating;
  line["favourite"] = entry.favourite;
  return line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

std::string plain_line(const library::Entry& entry, const std::string& file) {
  std::string line = entry.taken ? to_iso8601({.local = *entry.taken}) : "undated            ";
  line += "  " + file;
  if (entry.rating > 0) line += "  " + std::string(static_cast<std::size_t>(entry.rating), '*');
  if (entry.favourite) line += "  favourite";
  return line;
}

}  // namespace

Status print_entries(library::Library& library, const std::vector<library::Entry>& entries,
                     bool json) {
  for (const library::Entry& entry : entries) {
    std::string file;
    if (entry.asset) {
      const auto paths = library.assets().paths(*entry.asset);
      if (!paths) return paths.error();
      if (!paths->empty()) file = paths->front().string();
    }
    std::puts((json ? json_line(entry, file) : plain_line(entry, file)).c_str());
  }
  return ok();
}

}  // namespace nunchi::cli
