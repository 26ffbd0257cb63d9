// How a library grows: the same questions to made libraries of several sizes.
// usage: bench_library FOLDER COUNT…   (the libraries stay in FOLDER and are used again)
#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

#include "library/edits.h"
#include "library/library.h"
#include "library/listing.h"
#include "library/moments.h"
#include "library/text_index.h"
#include "library/vectors.h"
#include "made_library.h"

namespace nunchi::bench {
namespace {

namespace fs = std::filesystem;
using library::Library;

template <class T>
T value_of(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  return *std::move(result);
}

double ms_of(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
      .count();
}

double percentile(std::vector<double> values, double share) {
  std::sort(values.begin(), values.end());
  return values.at(static_cast<std::size_t>(share * static_cast<double>(values.size() - 1)));
}

double peak_mib() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

void fill(Library& library, const MadeLibrary& made, std::int64_t count) {
  constexpr std::int64_t kAtOnce = 2000;
  for (std::int64_t n = value_of(library.counts()).assets; n < count; n += kAtOnce) {
    value_of(library.in_one_go([&] {
      for (std::int64_t i = n; i < std::min(count, n + kAtOnce); ++i) {
        const MadePhoto photo = made.photo(i);
        value_of(library.files().record(photo.file, photo.asset));
        const MomentId id = value_of(library.moments().put(photo.moment));
        if (i % 20 == 0)
          value_of(
              library.edits().apply({{id}}, library::SetRating{static_cast<int>(1 + i / 20 % 5)}));
        if (i % 50 == 0) value_of(library.edits().apply({{id}}, library::SetFavourite{true}));
      }
      return ok();
    }));
  }
}

// Filters as people combine them; `n` picks the values.
library::Filter any_filter(int n) {
  library::Filter filter;
  const auto year =
      std::chrono::local_seconds(std::chrono::seconds(946'684'800 + n % 25 * 31'557'600LL));
  const auto tag = [&](int of) { return MadeLibrary::concept_name(of * 37 % 1000); };
  switch (n % 14) {
    case 0: break;
    case 1: filter.from = year, filter.until = year + std::chrono::days(365); break;
    case 2: filter.cameras = {MadeLibrary::camera(n % 30)}; break;
    case 3: filter.tags = {{tag(n)}}; break;
    case 4: filter.least_rating = 1 + n % 5; break;
    case 5: filter.kinds = {OriginKind::video}; break;
    case 6: filter.tags = {{tag(n)}}, filter.cameras = {MadeLibrary::camera(n % 30)}; break;
    case 7: filter.tags = {{tag(0)}, {tag(n)}}; break;
    case 8: filter.objects = {{{MadeLibrary::category(n % 10)}, 2}}, filter.from = year; break;
    case 9: filter.places = {MadeLibrary::place(n % 500)}, filter.least_faces = 1; break;
    case 10: filter.near = library::Nearby{37.57, 126.98, 5000.0 + n}; break;
    case 11: filter.favourite = true, filter.from = year; break;
    case 12:  // an animal: many concepts at once
      filter.tags = {{}};
      for (int i = 0; i < 200; ++i) filter.tags[0].push_back(MadeLibrary::concept_name(i + n));
      break;
    case 13:
      filter.without_tags = {tag(0)}, filter.least_rating = 3,
      filter.cameras = {MadeLibrary::camera(0)};
      break;
  }
  return filter;
}

struct Times {
  std::vector<double> all;
  double worst = 0;
  int worst_of = 0;
  void add(double ms, int of) {
    all.push_back(ms);
    if (ms > worst) worst = ms, worst_of = of;
  }
};

void print(const std::string& what, const Times& times) {
  fmt::print("{:<34} median {:8.2f} ms   95 % {:8.2f} ms   worst {:8.2f} ms ({})\n", what,
             percentile(times.all, 0.5), percentile(times.all, 0.95), times.worst, times.worst_of);
}

void ask(Library& library, const MadeLibrary& made) {
  Times first, second, counts, words, vectors, filtered;
  for (int n = 0; n < 140; ++n) {
    const library::Filter filter = any_filter(n);
    library::Listed page;
    first.add(ms_of([&] { page = value_of(library.listing().list(filter)); }), n % 14);
    second.add(ms_of([&] { value_of(library.listing().list(filter, {.after = page.next})); }),
               n % 14);
    counts.add(ms_of([&] { value_of(library.listing().count(filter)); }), n % 14);
  }
  for (int n = 0; n < 100; ++n) {
    const std::string word = made.word(static_cast<std::size_t>(n) * n);
    words.add(ms_of([&] { value_of(library.text().find(word)); }), n);
  }
  fmt::print("first vector search (makes ready)  {:.0f} ms\n",
             ms_of([&] { value_of(library.vectors().nearest(kSpace, made.vector_like(1))); }));
  for (int n = 0; n < 50; ++n) {
    const auto query = made.vector_like(n);
    vectors.add(ms_of([&] { value_of(library.vectors().nearest(kSpace, query, {.threads = 2})); }),
                n);
    library::NearestOptions among{.threads = 2};
    filtered.add(ms_of([&] {
                   among.among = value_of(library.listing().ids(any_filter(n)));
                   value_of(library.vectors().nearest(kSpace, query, among));
                 }),
                 n % 14);
  }
  print("filtered page of 100", first);
  print("the page behind it", second);
  print("count of a filter", counts);
  print("words, 100 hits", words);
  print("10 nearest of all vectors", vectors);
  print("10 nearest under a filter", filtered);
}

double bytes_in(const fs::path& folder) {
  double bytes = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) bytes += static_cast<double>(entry.file_size());
  }
  return bytes;
}

void measure(const fs::path& folder, std::int64_t count) {
  fmt::print("== {} made assets\n", count);
  const MadeLibrary made;
  {
    Library library = value_of(Library::open(folder));
    const double ms = ms_of([&] { fill(library, made, count); });
    fmt::print("filled in {:.1f} s\n", ms / 1000);
  }
  std::vector<double> opening, status;
  for (int i = 0; i < 5; ++i) {
    opening.push_back(ms_of([&] { value_of(Library::open(folder)); }));
  }
  Library library = value_of(Library::open(folder));
  for (int i = 0; i < 20; ++i) status.push_back(ms_of([&] { value_of(library.counts()); }));
  fmt::print("open {:.1f} ms, status {:.2f} ms (worst of 5, of 20)\n", percentile(opening, 1),
             percentile(status, 1));
  fmt::print(
      "database {:.1f} MB, {:.0f} bytes an asset\n",
      static_cast<double>(fs::file_size(folder / "library.db")) / 1e6,
      static_cast<double>(fs::file_size(folder / "library.db")) / static_cast<double>(count));
  ask(library, made);
  fmt::print("whole folder {:.1f} MB, peak memory {:.0f} MiB\n\n", bytes_in(folder) / 1e6,
             peak_mib());
}

}  // namespace
}  // namespace nunchi::bench

int main(int argc, char** argv) try {
  if (argc < 3) {
    fmt::print(stderr, "usage: bench_library FOLDER COUNT…\n");
    return 2;
  }
  for (int i = 2; i < argc; ++i) {
    nunchi::bench::measure(std::filesystem::path(argv[1]) / argv[i], std::stoll(argv[i]));
  }
  return 0;
} catch (const std::exception& failure) {
  fmt::print(stderr, "bench_library: {}\n", failure.what());
  return 1;
}
