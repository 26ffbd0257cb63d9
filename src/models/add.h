// Add: a network of the user's own, an ONNX file, becomes one of the catalogue.
//
// What it is for and how it is fed stands in the file's metadata under the key "nunchi", or in a
// JSON file beside it: the fields of an entry (docs/models.md). Size and layout are taken from the
// file where they stand there.
#pragma once

#include <filesystem>
#include <optional>
#include <stop_token>

#include "core/result.h"
#include "models/catalogue.h"
#include "models/places.h"

namespace nunchi::models {

struct AddRequest {
  std::filesystem::path file;                  // x.onnx
  std::optional<std::filesystem::path> about;  // by default x.json, where there is one
};

// Copies the file below home/added, in place of an added network of the same name.
// invalid_argument: something is missing or wrong in what is said of it; the message lists all of
// it. corrupt_data: no ONNX model. unsupported: it cannot be run. Nothing is changed on any error.
Result<Network> add(const Catalogue& catalogue, const Places& places, const AddRequest& request,
                    const std::stop_token& stop);

}  // namespace nunchi::models
