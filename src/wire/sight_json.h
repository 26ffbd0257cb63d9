// Sight ↔ JSON, exactly: for what is kept. (What people and scripts read is photo_json.h.)
// The form: docs/json.md.
#pragma once

#include <string>
#include <string_view>

#include "core/result.h"
#include "core/sight.h"

namespace nunchi::wire {

// One line. Every float is written with as many digits as it takes to read it back exactly; one
// that is not finite as 0. Never throws.
std::string to_json(const Sight& sight);

// The same Sight. Unknown members are passed over. corrupt_data: no Sight; the message names the
// place. too_large: beyond 16 MiB, a million values, or 10,000 findings of a kind.
Result<Sight> sight_from_json(std::string_view text);

}  // namespace nunchi::wire
