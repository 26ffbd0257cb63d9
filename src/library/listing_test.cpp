#include "library/listing.h"

#include <random>

#include "library/edits.h"
#include "library/library_testing.h"

namespace nunchi::library {
namespace {

using namespace testing;
using namespace std::chrono_literals;

class ListingTest : public LibraryTest {
 protected:
  std::vector<MomentId> ids(const Filter& filter) {
    const auto all = value_of(library_.listing().ids(filter));
    EXPECT_EQ(value_of(library_.listing().count(filter)), static_cast<std::int64_t>(all.size()));
    return all;
  }
  std::vector<MomentId> pages(const Filter& filter, Page page) {
    std::vector<MomentId> all;
    for (;;) {
      const Listed listed = value_of(library_.listing().list(filter, page));
      for (const Entry& entry : listed.entries) all.push_back(entry.id);
      if (!listed.next) return all;
      EXPECT_EQ(static_cast<int>(listed.entries.size()), page.limit);
      page.after = listed.next;
    }
  }
};

TEST_F(ListingTest, GoesFromNewToOldAndBack) {
  const MomentId a = add_photo(1), b = add_photo(2), c = add_photo(3);
  EXPECT_EQ(pages({}, {.limit = 2}), (std::vector{c, b, a}));
  EXPECT_EQ(pages({}, {.limit = 2, .order = Order::oldest_first}), (std::vector{a, b, c}));
}

TEST_F(ListingTest, PagesThroughEqualTimesWithoutLossOrRepetition) {
  std::vector<MomentId> all;
  for (int n = 0; n < 25; ++n)
    all.push_back(add_photo(n, photo_moment(n, on(2019, 1, n % 3 + 1U))));
  auto seen = pages({}, {.limit = 4});
  std::sort(seen.begin(), seen.end());
  EXPECT_EQ(seen, all);
}

TEST_F(ListingTest, PutsUnknownTimesLastAndInNoSpan) {
  const MomentId unknown = add_photo(1, {.origin = {.asset = made_hash(1)}});
  const MomentId known = add_photo(2, photo_moment(2, on(1850, 1, 1)));
  EXPECT_EQ(pages({}, {}), (std::vector{known, unknown}));
  EXPECT_EQ(ids({.until = on(2100, 1, 1)}), std::vector{known});
  EXPECT_FALSE(value_of(library_.listing().list({})).entries.back().taken);
}

TEST_F(ListingTest, CountsByDayBeforeAndAfter1970) {
  add_photo(1, photo_moment(1, on(2019, 7, 3))), add_photo(2, photo_moment(2, on(2019, 7, 3)));
  add_photo(3, photo_moment(3, on(1969, 12, 31)));
  add_photo(4, {.origin = {.asset = made_hash(4)}});
  const auto day_of = [](int year, unsigned month, unsigned of_month) {
    return std::chrono::floor<std::chrono::days>(on(year, month, of_month));
  };
  EXPECT_EQ(value_of(library_.listing().days({})),
            (std::vector<DayCount>{{day_of(2019, 7, 3), 2}, {day_of(1969, 12, 31), 1}, {{}, 1}}));
}

TEST_F(ListingTest, FiltersBySpanOfTime) {
  const MomentId a = add_photo(1), b = add_photo(2), c = add_photo(3);
  const auto day_of = [&](int n) { return on(2019, 1, 1) + n * day; };
  EXPECT_EQ(ids({.from = day_of(2)}), (std::vector{b, c}));
  EXPECT_EQ(ids({.until = day_of(2)}), std::vector{a});
  EXPECT_EQ(ids({.from = day_of(2), .until = day_of(3)}), std::vector{b});
}

TEST_F(ListingTest, FiltersByPlace) {
  const auto at = [&](int n, double latitude, double longitude) {
    Moment moment = photo_moment(n, on(2019, 1, 1));
    moment.position = Position{latitude, longitude};
    moment.place = Place{"p:" + std::to_string(n), "Place", "", "KR"};
    return add_photo(n, moment);
  };
  const MomentId seoul = at(1, 37.5665, 126.978), suwon = at(2, 37.2636, 127.0286);
  at(3, 35.1796, 129.0756);
  EXPECT_EQ(ids({.near = Nearby{37.57, 126.98, 5'000}}), std::vector{seoul});
  EXPECT_EQ(ids({.near = Nearby{37.57, 126.98, 40'000}}), (std::vector{seoul, suwon}));
  EXPECT_EQ(ids({.places = {"p:2", "p:9"}}), std::vector{suwon});
  EXPECT_TRUE(ids({.places = {"p:9"}}).empty());
}

TEST_F(ListingTest, FiltersAcrossTheDateLine) {
  Moment fiji = photo_moment(1, on(2019, 1, 1));
  fiji.position = Position{-17.0, 179.99};
  const MomentId id = add_photo(1, fiji);
  EXPECT_EQ(ids({.near = Nearby{-17.0, -179.99, 5'000}}), std::vector{id});
}

TEST_F(ListingTest, ListsHiddenAndBinnedApart) {
  const MomentId a = add_photo(1), b = add_photo(2), c = add_photo(3);
  value_of(library_.edits().apply({{a}}, SetHidden{true}));
  value_of(library_.edits().apply({{b}}, SetBinned{true}));
  EXPECT_EQ(ids({}), std::vector{c});
  EXPECT_EQ(ids({.shelf = Shelf::hidden}), std::vector{a});
  EXPECT_EQ(ids({.shelf = Shelf::bin, .from = on(2019, 1, 1)}), std::vector{b});
  EXPECT_EQ(pages({.shelf = Shelf::hidden}, {}), std::vector{a});
}

TEST_F(ListingTest, OfUnknownNamesIsEmpty) {
  add_photo(1);
  EXPECT_TRUE(ids({.cameras = {"none"}}).empty());
  EXPECT_TRUE(ids({.tags = {{"wn:none"}}}).empty());
  EXPECT_EQ(ids({.without_tags = {"wn:none"}}).size(), 1U);
}

TEST_F(ListingTest, RefusesAnEmptyPage) {
  EXPECT_EQ(library_.listing().list({}, {.limit = 0}).error().code, ErrorCode::invalid_argument);
}

TEST_F(ListingTest, TellsWhatThereIsToFilterBy) {
  Moment moment = photo_moment(1, on(2019, 1, 1));
  moment.camera = "Pixel 7";
  moment.place = Place{"p:1", "Busan", "", "KR"};
  moment.pictures = {{.sight = {.tags = std::vector<Tag>{{.concept_id = "wn:dog", .confidence = 1}},
                                .objects = std::vector<Object>{{.concept_id = "wn:cat"},
                                                               {.concept_id = "wn:cat"}}}}};
  add_photo(1, moment);
  EXPECT_EQ(value_of(library_.listing().cameras()), std::vector<std::string>{"Pixel 7"});
  EXPECT_EQ(value_of(library_.listing().places()), std::vector{*moment.place});
  EXPECT_EQ(value_of(library_.listing().concepts()),
            (std::vector{ConceptUse{"wn:cat", 0, 2}, ConceptUse{"wn:dog", 1, 0}}));
}

// A made library, and every filter answered by going through it one by one.
class ListingAgainstNaive : public ListingTest {
 protected:
  struct Made {
    MomentId id;
    Moment moment;
    int rating = 0;
    bool favourite = false;
  };

  int below(int limit) { return static_cast<int>(random_() % static_cast<unsigned>(limit)); }
  std::string concept_of(int n) { return "wn:" + std::to_string(n); }

  void make(int count) {
    must(library_.in_one_go([&] {
      for (int n = 0; n < count; ++n) make_one(n);
      return ok();
    }));
  }

  void make_one(int n) {
    Moment moment = photo_moment(n, on(2019, 1, 1) + below(40) * day);
    if (below(4) > 0) moment.camera = "camera " + std::to_string(below(4));
    Sight sight{.tags = std::vector<Tag>{},
                .objects = std::vector<Object>{},
                .faces = std::vector<Face>(static_cast<std::size_t>(below(3)))};
    for (int i = below(4); i > 0; --i) {
      const auto tag = concept_of(below(8));
      const auto same = [&](const Tag& t) { return t.concept_id == tag; };
      if (std::none_of(sight.tags->begin(), sight.tags->end(), same)) {
        sight.tags->push_back({.concept_id = tag, .confidence = static_cast<float>(below(4)) / 4});
      }
    }
    for (int i = below(5); i > 0; --i)
      sight.objects->push_back({.concept_id = concept_of(below(3))});
    moment.pictures = {{.sight = sight}};
    Made made{.id = add_photo(n, moment), .moment = moment};
    made.rating = below(3) == 0 ? below(6) : 0;
    made.favourite = below(5) == 0;
    value_of(library_.edits().apply({{made.id}}, SetRating{made.rating}));
    value_of(library_.edits().apply({{made.id}}, SetFavourite{made.favourite}));
    made_.push_back(made);
  }

  Filter any_filter() {
    Filter filter;
    if (below(3) == 0) filter.from = on(2019, 1, 1) + below(30) * day;
    if (below(3) == 0) filter.until = on(2019, 1, 1) + (10 + below(30)) * day;
    if (below(3) == 0) filter.cameras = {"camera 1"};
    if (below(6) == 0) filter.cameras = {"camera 0", "camera 2"};
    if (below(4) == 0) filter.least_rating = 1 + below(5);
    if (below(4) == 0) filter.favourite = below(2) == 0;
    if (below(4) == 0) filter.least_faces = 1 + below(2);
    if (below(2) == 0) filter.tags.push_back({concept_of(below(8)), concept_of(below(8))});
    if (below(4) == 0) filter.tags.push_back({concept_of(below(8))});
    if (below(4) == 0) filter.without_tags = {concept_of(below(8))};
    if (below(4) == 0) filter.objects.push_back({{concept_of(below(3))}, 1 + below(3)});
    if (below(5) == 0) filter.without_objects = {concept_of(below(3))};
    if (below(4) == 0) filter.least_confidence = 0.5F;
    return filter;
  }

  static bool holds(const Filter& f, const Made& made) {
    const Sight& sight = made.moment.pictures.front().sight;
    const auto within = [](const auto& list, const auto& value) {
      return std::find(list.begin(), list.end(), value) != list.end();
    };
    const auto tagged = [&](const std::vector<std::string>& names) {
      return std::any_of(sight.tags->begin(), sight.tags->end(), [&](const Tag& tag) {
        return tag.confidence >= f.least_confidence && within(names, tag.concept_id);
      });
    };
    const auto objects = [&](const std::vector<std::string>& names) {
      return std::count_if(sight.objects->begin(), sight.objects->end(),
                           [&](const Object& object) { return within(names, object.concept_id); });
    };
    const auto taken = made.moment.taken->local;
    return (!f.from || taken >= *f.from) && (!f.until || taken < *f.until) &&
           (f.cameras.empty() || within(f.cameras, made.moment.camera)) &&
           made.rating >= f.least_rating && (!f.favourite || *f.favourite == made.favourite) &&
           static_cast<int>(sight.faces->size()) >= f.least_faces &&
           std::all_of(f.tags.begin(), f.tags.end(), tagged) && !tagged(f.without_tags) &&
           std::all_of(f.objects.begin(), f.objects.end(),
                       [&](const ObjectCount& wanted) {
                         return objects(wanted.concepts) >= wanted.least;
                       }) &&
           objects(f.without_objects) == 0;
  }

  std::mt19937 random_{7};
  std::vector<Made> made_;
};

TEST_F(ListingAgainstNaive, GivesTheSameForEveryFilter) {
  make(300);
  for (int round = 0; round < 300; ++round) {
    const Filter filter = any_filter();
    std::vector<Made> expected;
    for (const Made& made : made_) {
      if (holds(filter, made)) expected.push_back(made);
    }
    std::stable_sort(expected.begin(), expected.end(), [](const Made& a, const Made& b) {
      return std::pair(a.moment.taken->local, a.id) > std::pair(b.moment.taken->local, b.id);
    });
    std::vector<MomentId> wanted;
    for (const Made& made : expected) wanted.push_back(made.id);
    ASSERT_EQ(pages(filter, {.limit = 7}), wanted) << "round " << round;
    std::sort(wanted.begin(), wanted.end());
    ASSERT_EQ(ids(filter), wanted) << "round " << round;
  }
}

}  // namespace
}  // namespace nunchi::library
