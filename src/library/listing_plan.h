// How a Filter becomes SQL.
//
// For this folder only. Each condition of the filter can be asked of a moment (a probe), and many
// can also lead: an index gives their moments in the order of time. The plan lets the condition
// lead that has the fewest moments, as counted (up to a bound), and asks the others of each moment
// on the way. SQLite cannot choose so by itself, as it knows only averages.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "library/connection.h"
#include "library/listing.h"

namespace nunchi::library {

using SqlValue = std::variant<std::int64_t, double, std::string>;

// SQL text with its values, in the order of the question marks.
struct Clause {
  std::string sql;
  std::vector<SqlValue> values;
};

// Moments in the order of time, from one stretch of one index.
struct Lead {
  std::string from;  // a table, with the index to be used
  Clause where;
  std::string at, id;     // the columns of time and moment in it
  bool is_moment = true;  // the rows are moments themselves, called m
};

struct ListingPlan {
  // Usually one; several are merged by time. None: no moment can fulfil the filter.
  std::vector<Lead> leads;
  std::vector<Clause> probes;  // of m
};

ListingPlan plan_listing(Connection& connection, const Filter& filter);

void bind_value(Statement& statement, int position, const SqlValue& value);

}  // namespace nunchi::library
