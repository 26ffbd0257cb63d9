#include "ingest/film_looker.h"

#include <algorithm>
#include <exception>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "ingest/film_scan.h"
#include "ingest/in_order.h"

namespace nunchi::ingest {
namespace {

int cores() { return static_cast<int>(std::max(1U, std::thread::hardware_concurrency())); }

struct Part {
  int shot = 0;
  bool ends_shot = false;
  Look look;
};

// How much there is to be seen in a picture, to choose the one that stands for a shot.
float worth(const wire::PhotoReport& report) {
  float sum = 0;
  if (report.tags && !report.tags->empty()) sum += report.tags->front().tag.confidence;
  for (const auto& object : report.objects.value_or(std::vector<wire::NamedObject>{})) {
    sum += object.object.confidence;
  }
  for (const Face& face : report.faces.value_or(std::vector<Face>{})) sum += face.confidence;
  return sum;
}

// Each tag once, as sure as in the moment that shows it best.
std::optional<std::vector<wire::NamedTag>> tags_of(const std::vector<Look>& moments) {
  std::optional<std::vector<wire::NamedTag>> all;
  for (const Look& moment : moments) {
    if (!moment.report.tags) continue;
    if (!all) all.emplace();
    for (const wire::NamedTag& tag : *moment.report.tags) {
      const auto known = std::find_if(all->begin(), all->end(), [&](const wire::NamedTag& one) {
        return one.tag.concept_id == tag.tag.concept_id;
      });
      if (known == all->end()) {
        all->push_back(tag);
      } else if (known->tag.confidence < tag.tag.confidence) {
        *known = tag;
      }
    }
  }
  if (all) {
    std::stable_sort(all->begin(), all->end(), [](const auto& a, const auto& b) {
      return a.tag.confidence > b.tag.confidence;
    });
  }
  return all;
}

// ShotTeller: the moments of a film, in order → the shots that they make up.
class ShotTeller {
 public:
  explicit ShotTeller(const std::function<void(Look)>& on_shot) : on_shot_(on_shot) {}

  void add(Part part) {
    moments_.push_back(std::move(part.look));
    // Of all but the best picture of a shot only the words are kept.
    if (moments_.size() > 1) {
      const bool better = worth(moments_.back().report) > worth(moments_[best_].report);
      moments_[better ? best_ : moments_.size() - 1].thumbnail = {};
      if (better) best_ = moments_.size() - 1;
    }
    if (part.ends_shot) finish_shot();
  }

  void finish_shot() {
    if (moments_.empty()) return;
    Look shot = moments_[best_];
    shot.report.tags = tags_of(moments_);
    shot.report.span->from = moments_.front().report.span->from;
    shot.report.span->until = moments_.back().report.span->until;
    if (moments_.size() > 1) {
      for (Look& moment : moments_) shot.report.moments.push_back(std::move(moment.report));
    }
    moments_.clear();
    best_ = 0;
    on_shot_(std::move(shot));
  }

 private:
  const std::function<void(Look)>& on_shot_;
  std::vector<Look> moments_;  // of the shot at hand
  std::size_t best_ = 0;
};

}  // namespace

void FilmLooker::look(const std::filesystem::path& file, std::stop_token stop,
                      const std::function<void(Look)>& on_shot) const {
  Status looked = ok();
  try {
    looked = try_to_look(file, std::move(stop), on_shot);
  } catch (const std::exception& thrown) {  // a worker's loop, as in Looker::look
    looked = Error{ErrorCode::internal, thrown.what()};
  }
  if (!looked) {
    on_shot({.report = {.file = file.string(), .error = std::move(looked).error()}});
  }
}

Status FilmLooker::try_to_look(const std::filesystem::path& file, std::stop_token stop,
                               const std::function<void(Look)>& on_shot) const {
  auto scan = FilmScan::open(
      file, {.least_side = looker_.least_side(), .threads = std::min(4, cores()), .stop = stop});
  if (!scan) {
    if (scan.error().code == ErrorCode::cancelled) return ok();
    return std::move(scan).error();
  }
  const decode::VideoFacts& facts = scan->facts();
  std::optional<Error> failed;  // guarded by in_order's lock, as is the teller
  ShotTeller teller(on_shot);
  in_order(
      {.threads = 1 + cores(), .window = 8}, stop,
      [&]() -> std::optional<FilmPicture> {
        if (failed) return std::nullopt;
        auto picture = scan->next();
        if (picture) return *std::move(picture);
        failed = std::move(picture).error();
        return std::nullopt;
      },
      [&](FilmPicture picture) {
        Part part{.shot = picture.shot, .ends_shot = picture.ends_shot};
        const wire::FilmSpan span{picture.from, picture.until, picture.at};
        part.look = looker_.look_at(file, {.image = std::move(picture.image),
                                           .width = facts.width,
                                           .height = facts.height,
                                           .format = facts.container,
                                           .taken = facts.taken,
                                           .gps = facts.gps,
                                           .camera = facts.camera,
                                           .dates_set_aside = facts.dates_set_aside});
        part.look.report.span = span;
        return part;
      },
      [&](Part part) {
        if (part.look.report.error && !failed) failed = part.look.report.error;
        part.look.report.flaw = scan->flaw();  // as far as it has been read
        if (!failed) teller.add(std::move(part));
      });
  teller.finish_shot();
  return failed ? Status(*std::move(failed)) : ok();
}

}  // namespace nunchi::ingest
