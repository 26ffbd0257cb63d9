// Catalogue: the networks that nunchi knows, from models/networks.json (built into the program) and
// from files that the user added. A value, read once; safe to share between threads.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "infer/network.h"

namespace nunchi::models {

enum class Set { all, registry };  // registry: only what package registries hold

struct Network {
  std::string name;       // "efficientnet-lite2"
  std::string version;    // with the name it is the space of its embeddings: "name@version"
  std::string task;       // "classes", "objects", "face-boxes", "face-boxes-near", "face-identity", …
  std::string reader;     // how its outputs are read: "classifier", "centernet", "gfl", "blazeface", …
  bool by_url = false;    // not from a package registry
  int rank = 0;           // among those of one task the highest that is present answers
  std::string effort;     // "": any; else only at this effort ("fast", "balanced", "best")
  infer::Feed feed;
  std::vector<std::string> outputs;      // names, in the order that the reader expects
  std::map<std::string, double> numbers;  // what the reader needs besides: thresholds, temperature
  std::string labels;     // name of the list of labels, "" where there is none
  std::string file;       // the network's own file in its folder: "network.xml", "x.onnx"
  std::string licence, trained_on, commercial, paper, quality, source;  // for people

  std::string space() const { return name + "@" + version; }
};

class Catalogue {
 public:
  // The built-in list and the entries below home/added; a damaged added entry is skipped with a
  // warning in `warnings`.
  static Result<Catalogue> load(const std::filesystem::path& home);

  const std::vector<Network>& networks() const noexcept { return networks_; }
  const std::vector<std::string>& warnings() const noexcept { return warnings_; }

 private:
  std::vector<Network> networks_;
  std::vector<std::string> warnings_;
};

// Where networks live: $XDG_DATA_HOME/nunchi/models, by default ~/.local/share/nunchi/models.
std::filesystem::path default_home();

}  // namespace nunchi::models
