#include "measure/table.h"

#include <fmt/format.h>

#include <algorithm>

#include "measure/truth_file.h"

namespace nunchi::measure {
namespace {

// Walks through the text once, a line at a time.
class TableReader {
 public:
  TableReader(std::string_view text, TableForm form) : rest_(text), form_(form) {
    if (rest_.starts_with("\xEF\xBB\xBF")) rest_.remove_prefix(3);
  }

  bool at_end() const noexcept { return rest_.empty(); }
  std::size_t line() const noexcept { return line_; }  // of the row read last, from 1

  Result<std::vector<std::string>> row() {
    line_ = next_line_;
    std::vector<std::string> cells;
    for (;;) {
      auto cell = quoted() ? quoted_cell() : plain_cell();
      if (!cell) return std::move(cell).error();
      cells.push_back(*std::move(cell));
      if (!take(separator())) break;
    }
    if (!end_line()) return broken("text follows a closing quote");
    return cells;
  }

 private:
  char separator() const noexcept { return form_ == TableForm::csv ? ',' : '\t'; }
  bool quoted() const noexcept { return form_ == TableForm::csv && rest_.starts_with('"'); }

  bool take(char wanted) {
    if (!rest_.starts_with(wanted)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  bool end_line() {
    if (rest_.empty()) return true;
    if (rest_.starts_with("\r\n")) rest_.remove_prefix(1);
    if (!take('\n')) return false;
    ++next_line_;
    return true;
  }

  Result<std::string> plain_cell() {
    const char ends[] = {separator(), '\n'};
    std::string_view cell = rest_.substr(0, rest_.find_first_of(std::string_view(ends, 2)));
    const bool ends_line = cell.size() < rest_.size() && rest_[cell.size()] == '\n';
    if (ends_line && cell.ends_with('\r')) cell.remove_suffix(1);
    rest_.remove_prefix(cell.size());
    return std::string(cell);
  }

  Result<std::string> quoted_cell() {
    take('"');
    std::string cell;
    for (;;) {
      const std::size_t quote = rest_.find('"');
      if (quote == rest_.npos) return broken("a quote never ends");
      cell += rest_.substr(0, quote);
      next_line_ += static_cast<std::size_t>(
          std::count(rest_.begin(), rest_.begin() + static_cast<std::ptrdiff_t>(quote), '\n'));
      rest_.remove_prefix(quote + 1);
      if (!take('"')) return cell;
      cell += '"';
    }
  }

  Error broken(std::string_view what) const {
    return {ErrorCode::corrupt_data, fmt::format("line {}: {}", line_, what)};
  }

  std::string_view rest_;
  TableForm form_;
  std::size_t line_ = 0;
  std::size_t next_line_ = 1;
};

bool is_empty_line(const std::vector<std::string>& cells) {
  return cells.size() == 1 && cells[0].empty();
}

}  // namespace

std::optional<std::size_t> Table::column(std::string_view name) const {
  const auto found = std::find(columns.begin(), columns.end(), name);
  if (found == columns.end()) return std::nullopt;
  return static_cast<std::size_t>(found - columns.begin());
}

Result<Table> parse_table(std::string_view text, TableForm form) {
  TableReader reader(text, form);
  Table table;
  while (!reader.at_end()) {
    auto row = reader.row();
    if (!row) return std::move(row).error();
    if (is_empty_line(*row)) continue;
    if (table.columns.empty()) {
      table.columns = *std::move(row);
    } else if (row->size() != table.columns.size()) {
      return Error{ErrorCode::corrupt_data,
                   fmt::format("line {}: {} cells where the first line has {}", reader.line(),
                               row->size(), table.columns.size())};
    } else {
      table.rows.push_back(*std::move(row));
    }
  }
  if (table.columns.empty()) return Error{ErrorCode::corrupt_data, "a table without a first line"};
  return table;
}

Result<Table> read_table(const std::filesystem::path& file) {
  auto text = read_truth_file(file);
  if (!text) return std::move(text).error();
  auto table = parse_table(*text, file.extension() == ".tsv" ? TableForm::tsv : TableForm::csv);
  if (!table) return std::move(table).error().while_doing("read " + file.string());
  return table;
}

}  // namespace nunchi::measure
