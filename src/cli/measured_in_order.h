// What the measurements of `nunchi eval` do with many photos: look at each on all cores, in order,
// with progress on a terminal. The first that fails ends it: a measurement on fewer photos would be
// another one.
#pragma once

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "cli/interrupt.h"
#include "cli/progress_line.h"
#include "core/result.h"
#include "ingest/in_order.h"
#include "ingest/looker.h"

namespace nunchi::cli {

// `look`: Item → Result<Answer>, on several threads at once. cancelled: interrupted.
template <class Answer, class Item, class Look>
Result<std::vector<Answer>> measured_in_order(const std::vector<Item>& items, Look look) {
  const Interrupt interrupt;
  ProgressLine progress(wire::Language::english);
  std::vector<Answer> answers;
  std::optional<Error> failed;
  std::size_t next = 0;
  ingest::in_order(
      {.threads = ingest::usual_lookers()}, interrupt.token(),
      [&] { return next < items.size() && !failed ? std::optional(&items[next++]) : std::nullopt; },
      [&](const Item* item) { return look(*item); },
      [&](Result<Answer> answer) {
        if (answer) {
          answers.push_back(*std::move(answer));
        } else if (!failed) {
          failed = std::move(answer).error();
        }
        progress.show(answers.size(), items.size());
      });
  if (failed) return *std::move(failed);
  if (interrupt.requested()) return Error{ErrorCode::cancelled, "interrupted"};
  return answers;
}

}  // namespace nunchi::cli
