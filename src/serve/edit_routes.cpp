#include <string>
#include <utility>

#include "concepts/tag_named.h"
#include "library/edits.h"
#include "serve/json_body.h"
#include "serve/moment_filter.h"
#include "serve/moment_json.h"
#include "serve/routes.h"
#include "wire/iso8601.h"

namespace nunchi::serve {
namespace {

using Edits = std::vector<library::Edit>;

template <class Make>
std::optional<Error> add_flag(const nlohmann::json& body, const char* name, Edits& edits,
                              Make make) {
  const auto flag = optional_flag(body, name);
  if (!flag) return flag.error();
  if (*flag) edits.push_back(make(**flag));
  return std::nullopt;
}

std::optional<Error> add_rating(const nlohmann::json& body, Edits& edits) {
  const auto stars = optional_number(body, "rating", 0, 5);
  if (!stars) return stars.error();
  if (*stars) edits.push_back(library::SetRating{static_cast<int>(**stars)});
  return std::nullopt;
}

// "taken": a time with or without its offset, or "" for what the file says.
std::optional<Error> add_taken(const nlohmann::json& body, Edits& edits) {
  const auto text = optional_text(body, "taken");
  if (!text) return text.error();
  if (!*text) return std::nullopt;
  library::CorrectTaken correct;
  if (!(*text)->empty()) {
    correct.taken = wire::parse_iso8601(**text);
    if (!correct.taken) {
      return Error{ErrorCode::invalid_argument, "taken is written 2019-07-03T14:03:05+09:00"};
    }
    correct.taken->source = "owner";
  }
  edits.push_back(correct);
  return std::nullopt;
}

// "position": {"latitude","longitude"}, or {} for what the file says.
std::optional<Error> add_position(const nlohmann::json& body, Edits& edits) {
  const auto found = body.find("position");
  if (found == body.end() || found->is_null()) return std::nullopt;
  const Error wrong{ErrorCode::invalid_argument,
                    "position has latitude and longitude, or nothing for what the file says"};
  if (!found->is_object()) return wrong;
  library::CorrectPosition correct;
  if (!found->empty()) {
    const auto latitude = found->find("latitude"), longitude = found->find("longitude");
    if (latitude == found->end() || longitude == found->end() || !latitude->is_number() ||
        !longitude->is_number()) {
      return wrong;
    }
    correct.position = Position{latitude->get<double>(), longitude->get<double>(), {}};
  }
  edits.push_back(correct);
  return std::nullopt;
}

std::optional<Error> add_tags(const nlohmann::json& body, const concepts::Taxonomy& taxonomy,
                              Edits& edits) {
  using library::TagVerdict;
  constexpr std::pair<const char*, TagVerdict> kMembers[] = {{"add_tags", TagVerdict::given},
                                                             {"deny_tags", TagVerdict::denied},
                                                             {"reset_tags", TagVerdict::as_seen}};
  for (const auto& [member, verdict] : kMembers) {
    const auto words = optional_texts(body, member);
    if (!words) return words.error();
    for (const std::string& word : *words) {
      if (word.empty()) return Error{ErrorCode::invalid_argument, "a tag has a name"};
      edits.push_back(library::CorrectTag{concepts::tag_named(taxonomy, word), verdict});
    }
  }
  return std::nullopt;
}

Result<Edits> edits_of(const nlohmann::json& body, const concepts::Taxonomy& taxonomy) {
  Edits edits;
  std::optional<Error> error =
      add_flag(body, "favourite", edits, [](bool on) { return library::SetFavourite{on}; });
  if (!error) {
    error = add_flag(body, "hidden", edits, [](bool on) { return library::SetHidden{on}; });
  }
  if (!error) {
    error = add_flag(body, "binned", edits, [](bool on) { return library::SetBinned{on}; });
  }
  if (!error) error = add_rating(body, edits);
  if (!error) error = add_taken(body, edits);
  if (!error) error = add_position(body, edits);
  if (!error) error = add_tags(body, taxonomy, edits);
  if (error) return *std::move(error);
  if (edits.empty()) {
    return Error{ErrorCode::invalid_argument,
                 "nothing to change: favourite, hidden, binned, rating, taken, position, add_tags, "
                 "deny_tags or reset_tags"};
  }
  return edits;
}

Reply edit(const Served& served, const Request& request) {
  const auto body = json_body(request);
  if (!body) return problem(body.error());
  const auto moments = moments_of(*body);
  if (!moments) return problem(moments.error());
  const auto edits = edits_of(*body, served.taxonomy);
  if (!edits) return problem(edits.error());
  std::int64_t changes = 0;
  const Status kept = served.library.in_one_go([&]() -> Status {
    for (const library::Edit& one : *edits) {
      const auto changed = served.library.edits().apply(*moments, one);
      if (!changed) return changed.error();
      changes += *changed;
    }
    return ok();
  });
  return kept ? changes_reply(changes) : problem(kept.error());
}

Reply told(const Result<std::optional<library::JournalEntry>>& entry) {
  if (!entry) return problem(entry.error());
  return changes_reply(*entry ? (*entry)->changes : 0);
}

Reply undo(const Served& served, const Request&) { return told(served.library.edits().undo()); }
Reply redo(const Served& served, const Request&) { return told(served.library.edits().redo()); }

}  // namespace

void add_edit_routes(Router& router, const Served& served) {
  add_routes(router, served,
             {{"POST", "/api/v1/edits", edit, Scope::write},
              {"POST", "/api/v1/undo", undo, Scope::write},
              {"POST", "/api/v1/redo", redo, Scope::write}});
}

}  // namespace nunchi::serve
