// The definition held against its origin: pycocotools on the same boxes, where Python has it
// (NUNCHI_PYTHON names the interpreter, by default python3).
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>
#include <string>

#include "measure/average_precision.h"

namespace nunchi::measure {
namespace {

using nlohmann::json;

constexpr const char* kScript = R"(
import contextlib, io, json, sys
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval
case = json.load(open(sys.argv[1]))
with contextlib.redirect_stdout(io.StringIO()):
    truth = COCO()
    truth.dataset = case['truth']
    truth.createIndex()
    figures = COCOeval(truth, truth.loadRes(case['found']), 'bbox')
    figures.evaluate(); figures.accumulate(); figures.summarize()
print(repr(float(figures.stats[0])), repr(float(figures.stats[1])))
)";

std::string python() {
  const char* named = std::getenv("NUNCHI_PYTHON");
  return named ? named : "python3";
}

std::string output_of(const std::string& command) {
  std::string output;
  FILE* pipe = popen(command.c_str(), "r");
  if (!pipe) return output;
  std::array<char, 4096> buffer;
  while (std::fgets(buffer.data(), buffer.size(), pipe)) output += buffer.data();
  pclose(pipe);
  return output;
}

struct Case {
  std::vector<TrueBox> truth;
  std::vector<FoundBox> found;
};

// Many pictures with clusters of boxes around true ones, many equal scores, some crowds.
Case make_case(std::uint32_t seed) {
  std::mt19937 dice(seed);
  const auto between = [&](int low, int high) {
    return low + static_cast<int>(dice() % static_cast<unsigned>(high - low + 1));
  };
  const auto near = [&](double value) { return value + between(-60, 60) / 10.0; };
  Case made;
  for (int picture = 1; picture <= 30; ++picture) {
    for (int n = between(0, 12); n > 0; --n) {
      const int category = between(1, 5);
      const Rectangle box{between(0, 500) / 7.0, between(0, 500) / 7.0, between(40, 900) / 11.0,
                          between(40, 900) / 11.0};
      made.truth.push_back({picture, category, box, between(1, 8) == 1 ? Crowd::yes : Crowd::no});
      for (int f = between(0, 4); f > 0; --f) {
        made.found.push_back({picture,
                              between(1, 12) == 1 ? between(1, 6) : category,
                              {near(box.x), near(box.y), std::max(1.0, near(box.width)),
                               std::max(1.0, near(box.height))},
                              between(0, 20) / 20.0});
      }
    }
  }
  for (int i = 0; i < 130; ++i) {  // more than count
    made.found.push_back({7, 1, {between(0, 90) * 1.0, 3, 20, 20}, between(0, 100) / 100.0});
  }
  return made;
}

json box_of(const Rectangle& box) { return {box.x, box.y, box.width, box.height}; }

json as_json(const Case& made) {
  json truth{
      {"images", json::array()}, {"categories", json::array()}, {"annotations", json::array()}};
  for (int picture = 1; picture <= 30; ++picture) truth["images"].push_back({{"id", picture}});
  for (int category = 1; category <= 6; ++category) {
    truth["categories"].push_back({{"id", category}, {"name", std::to_string(category)}});
  }
  for (const TrueBox& box : made.truth) {
    truth["annotations"].push_back({{"id", truth["annotations"].size() + 1},
                                    {"image_id", box.picture},
                                    {"category_id", box.category},
                                    {"bbox", box_of(box.box)},
                                    {"area", box.box.width * box.box.height},
                                    {"iscrowd", box.crowd == Crowd::yes ? 1 : 0}});
  }
  json found = json::array();
  for (const FoundBox& box : made.found) {
    found.push_back({{"image_id", box.picture},
                     {"category_id", box.category},
                     {"bbox", box_of(box.box)},
                     {"score", box.score}});
  }
  return {{"truth", truth}, {"found", found}};
}

class Folder {
 public:
  Folder()
      : path_(std::filesystem::temp_directory_path() /
              ("nunchi-pycocotools-" + std::to_string(getpid()))) {
    std::filesystem::create_directories(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::filesystem::path operator/(const char* name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

TEST(AveragePrecision, AgreesWithPycocotoolsOnTheSameBoxes) {
  if (std::system((python() + " -c 'import pycocotools' 2>/dev/null").c_str()) != 0) {
    GTEST_SKIP() << python() << " has no pycocotools";
  }
  const Folder folder;
  std::ofstream(folder / "script.py") << kScript;
  for (std::uint32_t seed = 1; seed <= 5; ++seed) {
    const Case made = make_case(seed);
    std::ofstream(folder / "case.json") << as_json(made);
    const std::string output = output_of(python() + " " + (folder / "script.py").string() + " " +
                                         (folder / "case.json").string());
    double map = -1, ap50 = -1;
    ASSERT_EQ(std::sscanf(output.c_str(), "%lf %lf", &map, &ap50), 2) << output;
    const auto ours = average_precision(made.truth, made.found);
    ASSERT_TRUE(ours);
    EXPECT_NEAR(ours->map, map, 1e-9) << "seed " << seed;
    EXPECT_NEAR(ours->ap50, ap50, 1e-9) << "seed " << seed;
    EXPECT_GT(map, 0.01);
  }
}

}  // namespace
}  // namespace nunchi::measure
