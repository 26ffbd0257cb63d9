// Table: the rows of a CSV or TSV file, every cell a string.
//
// CSV follows RFC 4180: cells may stand in double quotes, then separators and line ends belong to
// them and "" is one quote. TSV follows IANA's text/tab-separated-values: no quotes at all. Both
// may begin with a byte order mark, end their lines with LF or CRLF, and hold empty lines, which
// are skipped. A value; all functions may run on any thread.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace nunchi::measure {

struct Table {
  std::vector<std::string> columns;            // the first line
  std::vector<std::vector<std::string>> rows;  // each with as many cells as there are columns

  // Where the column of this name stands, empty if there is none.
  std::optional<std::size_t> column(std::string_view name) const;
};

enum class TableForm { csv, tsv };

// corrupt_data: no first line, a row with another number of cells, a quote that never ends or that
// text follows; the message names the line.
Result<Table> parse_table(std::string_view text, TableForm form);

// The form by the name's ending: ".tsv" or anything else. not_found, io_failure: it cannot be read.
// too_large: above 256 MiB.
Result<Table> read_table(const std::filesystem::path& file);

}  // namespace nunchi::measure
