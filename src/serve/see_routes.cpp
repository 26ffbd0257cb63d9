#include <string>

#include "serve/filler.h"
#include "serve/routes.h"
#include "wire/photo_json.h"

namespace nunchi::serve {
namespace {

constexpr std::size_t kMostPicture = 64 << 20;

std::string_view name_of(FillerState::Doing doing) {
  switch (doing) {
    case FillerState::Doing::waiting: return "waiting";
    case FillerState::Doing::reading: return "reading";
    case FillerState::Doing::looking: return "looking";
  }
  return "";
}

Reply see(const Served& served, const Request& request) {
  if (request.body.empty()) return problem(400, "the body is the picture");
  const auto report = served.filler.see(request.body);
  if (!report) return problem(report.error());
  return json_reply(wire::to_json_line(*report));
}

Reply jobs(const Served& served, const Request&) {
  const FillerState state = served.filler.state();
  return json_reply("{\"doing\":" + json_text(name_of(state.doing)) + ",\"done\":" +
                    std::to_string(state.done) + ",\"failed\":" + std::to_string(state.failed) +
                    ",\"problem\":" + json_text(state.problem) + "}");
}

}  // namespace

void add_see_routes(Router& router, const Served& served) {
  add_routes(
      router, served,
      {{"POST", "/api/v1/see", see, Scope::read, kMostPicture}, {"GET", "/api/v1/jobs", jobs}});
}

}  // namespace nunchi::serve
