// Labelled truth from strangers: tables (first byte: which form) and COCO's JSON.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "measure/coco_truth.h"
#include "measure/table.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace nunchi::measure;
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0] % 3) {
    case 0:
    case 1: {
      const auto table = parse_table(text, data[0] % 3 == 0 ? TableForm::csv : TableForm::tsv);
      if (!table) break;
      for (const auto& row : table->rows) {
        if (row.size() != table->columns.size()) std::abort();
      }
      break;
    }
    default: {
      const auto truth = parse_coco_truth(text);
      if (truth) (void)average_precision(truth->boxes, {});
    }
  }
  return 0;
}
