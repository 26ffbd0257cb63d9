#include "cli/models_table.h"

#include <fmt/format.h>

#include <algorithm>

namespace nunchi::cli {
namespace {

using models::Listed;
using models::Progress;
using models::Standing;

std::string here_text(const Listed& listed) {
  if (listed.standing.state == Standing::State::absent) return "no";
  if (listed.standing.state == Standing::State::present) return "yes";
  return std::string(name_of(listed.standing.state));
}

std::string answers_text(const Listed& listed) {
  if (listed.network.reader.empty()) return "not used yet";
  if (listed.answers.size() == 3) return "always";
  std::vector<std::string_view> efforts;
  for (const models::Effort effort : listed.answers) efforts.push_back(name_of(effort));
  return fmt::format("{}", fmt::join(efforts, ", "));
}

// Columns as wide as their widest cell; the last is left as it is.
std::string aligned(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> widths(rows.front().size());
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
  }
  std::string text;
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) line += fmt::format("{:<{}}  ", row[i], widths[i]);
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + "\n";
  }
  return text;
}

}  // namespace

std::string size_text(std::uint64_t bytes) {
  return fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6);
}

std::string models_table(const std::vector<Listed>& networks, const std::filesystem::path& home) {
  std::vector<std::vector<std::string>> rows{
      {"task", "network", "here", "answers at", "size", "commercial", "licence", "from"}};
  for (const Listed& listed : networks) {
    const bool here = listed.standing.bytes > 0;
    rows.push_back(
        {listed.network.task, listed.network.name, here_text(listed), answers_text(listed),
         size_text(here ? listed.standing.bytes : listed.download_bytes), listed.network.commercial,
         listed.network.licence, to_text(listed.network.source)});
  }
  return aligned(rows) + fmt::format("\nin {}; all that is known of each: --json\n", home.string());
}

std::string progress_text(const Progress& progress) {
  if (progress.step == Progress::Step::waiting) return "another process pulls; waiting for it";
  std::string text = fmt::format("[{}/{}] {}: ", progress.place, progress.count, progress.network);
  switch (progress.step) {
    case Progress::Step::fetching:
      text += progress.bytes == 0
                  ? fmt::format("fetching {}", size_text(progress.of))
                  : fmt::format("fetching, {:.1f} of {}", static_cast<double>(progress.bytes) / 1e6,
                                size_text(progress.of));
      break;
    case Progress::Step::unpacking: text += "unpacking"; break;
    case Progress::Step::converting: text += "converting"; break;
    case Progress::Step::waiting:
    case Progress::Step::finished: text += "done"; break;
  }
  return text;
}

std::string outcome_text(const models::Pulled& pulled) {
  switch (pulled.outcome) {
    case models::Pulled::Outcome::pulled: return pulled.network + ": pulled";
    case models::Pulled::Outcome::present: return pulled.network + ": here already";
    case models::Pulled::Outcome::unreachable:
      return pulled.error.message + " (left out; it comes by URL)";
    case models::Pulled::Outcome::failed: return pulled.error.message;
  }
  return "";
}

}  // namespace nunchi::cli
