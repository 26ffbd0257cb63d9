// What people and their programs have written into a photo: core/notes.h, under decode's own names.
#pragma once

#include "core/notes.h"

namespace nunchi::decode {

using nunchi::Notes;
using nunchi::Region;

}  // namespace nunchi::decode
