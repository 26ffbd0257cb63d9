// Catalogue: the networks that nunchi knows, from models/networks.json (built into the program) and
// from files that the user added. A value, read once; safe to share between threads.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "infer/network.h"
#include "models/source.h"

namespace nunchi::models {

enum class Set { all, registry };  // registry: only what package registries hold
enum class Effort { fast, balanced, best };

std::string_view name_of(Set set) noexcept;
std::string_view name_of(Effort effort) noexcept;

// Fit: how a picture of another shape meets the network's size.
enum class Fit {
  stretch,    // both sides on their own
  letterbox,  // shape kept, the rest filled with numbers["pad"] (0..255)
  crop        // shorter side to size / numbers["crop"], the middle kept
};

struct Network {
  std::string name;     // "efficientnet-lite2"
  std::string version;  // with the name it is the space of its embeddings: "name@version"
  std::string task;  // "classes", "objects", "face-boxes", "face-boxes-near", "face-identity", …
  std::string reader;  // how its outputs are read: "classifier", "centernet", "gfl", "blazeface", …
                       // "": nothing in this program reads it yet, so it never answers
  bool by_url = false;           // not from a package registry
  bool added = false;            // the user's own
  int rank = 0;                  // among those of one task the highest that is present answers
  std::optional<Effort> effort;  // empty: any; else only at this effort
  infer::Feed feed;
  Fit fit = Fit::stretch;
  std::vector<std::string> outputs;       // names, in the order that the reader expects
  std::map<std::string, double> numbers;  // what the reader needs besides: thresholds, temperature
  std::string labels;                     // name of the list of labels, "" where there is none
  std::vector<std::string> own_labels;    // of an added network that brings its list itself
  std::string file;                       // the network's own file in its folder: "network.xml"
  Source source;
  Conversion conversion;
  std::string licence;                     // of the weights: "Apache-2.0"
  std::string licence_note;                // who says so, and what remains unclear
  std::string commercial;                  // may it be used commercially: "yes", "no", "unclear"
  std::string trained_on, paper, quality;  // for people

  std::string space() const { return name + "@" + version; }
};

class Catalogue {
 public:
  // The built-in list and the entries below home/added; a damaged added entry is skipped with a
  // warning in `warnings`.
  static Result<Catalogue> load(const std::filesystem::path& home);

  // The networks of such a list alone; `origin` names it in messages. corrupt_data: what is wrong
  // in which entry and field.
  static Result<Catalogue> parse(std::string_view json, std::string_view origin);

  const std::vector<Network>& networks() const noexcept { return networks_; }
  const std::vector<std::string>& warnings() const noexcept { return warnings_; }

  const Network* find(std::string_view name) const noexcept;  // nullptr where unknown
  std::vector<std::string> readers() const;                   // all that occur, sorted
  std::vector<std::string> tasks() const;                     // in the order of the list

 private:
  std::vector<Network> networks_;
  std::vector<std::string> warnings_;
};

// Where networks live: $NUNCHI_MODELS, else $XDG_DATA_HOME/nunchi/models, by default
// ~/.local/share/nunchi/models.
std::filesystem::path default_home();

// The folder of one network below home; it is there only when it is whole.
std::filesystem::path folder_of(const std::filesystem::path& home, const Network& network);

}  // namespace nunchi::models
