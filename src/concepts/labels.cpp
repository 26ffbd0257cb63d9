#include "concepts/labels.h"

#include <charconv>

#include "concepts/table.h"

extern "C" const char nunchi_imagenet1000_begin[], nunchi_imagenet1000_end[];
extern "C" const char nunchi_coco80_begin[], nunchi_coco80_end[];
extern "C" const char nunchi_objects631_begin[], nunchi_objects631_end[];

namespace nunchi::concepts {
namespace {

struct List {
  std::string_view name, table;
  std::size_t cells;  // index, concept [, category [, number]]
};

std::vector<List> lists() {
  return {{"imagenet1000", {nunchi_imagenet1000_begin, nunchi_imagenet1000_end}, 2},
          {"coco80", {nunchi_coco80_begin, nunchi_coco80_end}, 4},
          {"objects631", {nunchi_objects631_begin, nunchi_objects631_end}, 3}};
}

Result<int> parse_number(std::string_view cell) {
  int number = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
  if (error == std::errc() && end == cell.data() + cell.size()) return number;
  return Error{ErrorCode::corrupt_data, "not a number: " + std::string(cell)};
}

Result<Label> parse_label(const std::vector<std::string_view>& row, std::size_t place) {
  auto index = parse_number(row[0]);
  if (!index) return std::move(index).error();
  if (static_cast<std::size_t>(*index) != place) {
    return Error{ErrorCode::corrupt_data, "index " + std::string(row[0]) + " is out of order"};
  }
  auto number = row.size() > 3 ? parse_number(row[3]) : std::move(index);
  if (!number) return std::move(number).error();
  return Label{.concept_id = std::string(row[1]),
               .category = row.size() > 2 ? std::string(row[2]) : "",
               .number = *number};
}

}  // namespace

Result<std::vector<Label>> labels(std::string_view name) {
  for (const List& list : lists()) {
    if (list.name != name) continue;
    auto rows = parse_table(list.table, list.cells);
    if (!rows) return std::move(rows).error().while_doing("read labels " + std::string(name));
    std::vector<Label> all;
    for (const auto& row : *rows) {
      auto label = parse_label(row, all.size());
      if (!label) return std::move(label).error().while_doing("read labels " + std::string(name));
      all.push_back(*std::move(label));
    }
    return all;
  }
  return Error{ErrorCode::not_found, "no list of labels named " + std::string(name)};
}

}  // namespace nunchi::concepts
