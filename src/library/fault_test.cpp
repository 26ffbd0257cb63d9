// What must hold when the world fails: a killed program, a full disk, damaged files, two programs.
#include <signal.h>
#include <sys/mount.h>
#include <sys/wait.h>

#include <cerrno>
#include <fstream>
#include <random>

#include "library/backup.h"
#include "library/library_testing.h"
#include "library/listing.h"
#include "library/schema.h"
#include "library/store.h"
#include "library/text_index.h"
#include "library/work_queue.h"

namespace nunchi::library {
namespace {

using namespace testing;
namespace fs = std::filesystem;

// Runs `work` in a child process, which says what it has done through the pipe and never returns.
class Child {
 public:
  template <class Work>
  explicit Child(Work work) {
    int ends[2];
    if (::pipe(ends) != 0) throw std::runtime_error("no pipe");
    pid_ = ::fork();
    if (pid_ == 0) {
      ::close(ends[0]);
      try {
        work([&](int n) { return ::write(ends[1], &n, sizeof n) == sizeof n; });
      } catch (...) {
        ::_exit(1);
      }
      ::_exit(0);
    }
    ::close(ends[1]);
    from_ = ends[0];
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() {
    kill();
    ::close(from_);
  }

  std::optional<int> next() {  // what it says next; nothing when it has ended
    int n = 0;
    return ::read(from_, &n, sizeof n) == sizeof n ? std::optional(n) : std::nullopt;
  }
  void kill() {
    if (pid_ <= 0) return;
    ::kill(pid_, SIGKILL);
    wait();
  }
  int wait() {
    int status = 0;
    ::waitpid(pid_, &status, 0);
    pid_ = 0;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

 private:
  pid_t pid_ = 0;
  int from_ = -1;
};

// One photo with everything, its work queued, in one go: what a worker of ingest does.
void add_whole(Library& library, int n) {
  must(library.in_one_go([&] {
    value_of(library.files().record(made_file("/p/" + std::to_string(n) + ".jpg"), made_photo(n)));
    Moment moment = photo_moment(n, on(2019, 1, 1));
    moment.pictures = {{.sight = {.tags = std::vector<Tag>{{.concept_id = "wn:dog"}},
                                  .faces = std::vector<Face>(2),
                                  .text = std::vector<TextLine>{{.text = "서울역"}},
                                  .embedding = Embedding{"s@1", std::vector<float>(64, 0.125F)}}}};
    value_of(library.moments().put(moment));
    return library.queue().add({{made_hash(n)}}, Pass::text);
  }));
}

void expect_whole(const fs::path& folder) {
  Connection connection(folder / "library.db", {});
  EXPECT_EQ(connection.text("PRAGMA integrity_check"), "ok");
  EXPECT_EQ(connection.text("PRAGMA foreign_key_check"), "");
  connection.script("INSERT INTO words(words) VALUES ('integrity-check')");
}

class FaultTest : public LibraryTest {
 protected:
  // SQLite must not be carried through a fork: nothing is open when one comes.
  FaultTest() { const Library closed = std::move(library_); }
  fs::path library_folder() const { return folder_.path() / "library"; }
};

TEST_F(FaultTest, AKilledWriterLosesNothingThatItWasToldIsKept) {
  const fs::path folder = library_folder();
  std::mt19937 random(3);
  int next = 0;
  for (int round = 0; round < 8; ++round) {
    int kept = next;
    {
      Child writer([&](auto say) {
        Library library = value_of(Library::open(folder));
        for (int n = next;; ++n) {
          add_whole(library, n);
          if (!say(n)) return;
        }
      });
      for (auto left = 1 + random() % 20; left > 0; --left) kept = writer.next().value() + 1;
    }
    // All that was acknowledged is there, and what was in flight is there whole or not at all.
    Library library = open();
    const Counts counts = value_of(library.counts());
    EXPECT_GE(counts.assets, kept);
    EXPECT_EQ(counts.moments, counts.assets);
    EXPECT_EQ(counts.faces, 2 * counts.assets);
    EXPECT_EQ(counts.pending, counts.assets);
    EXPECT_EQ(value_of(library.listing().count({.tags = {{"wn:dog"}}})), counts.assets);
    EXPECT_EQ(value_of(library.text().find("서울")).matches, counts.assets);
    next = static_cast<int>(counts.assets);
  }
  expect_whole(folder);
}

TEST_F(FaultTest, WorkOfAKilledWorkerIsTakenAgain) {
  Child worker([&](auto say) {
    Library library = value_of(Library::open(library_folder()));
    for (int n = 0; n < 4; ++n) add_whole(library, n);
    value_of(library.queue().take(Pass::text, 3));
    say(1);
    ::pause();
  });
  ASSERT_TRUE(worker.next());
  Library library = open();
  EXPECT_EQ(value_of(library.queue().take(Pass::text, 9, "us")).size(), 1U);  // it lives
  worker.kill();
  EXPECT_EQ(value_of(library.queue().take(Pass::text, 9, "us")).size(), 3U);
}

TEST_F(FaultTest, TwoProgramsWriteInTurn) {
  constexpr int kEach = 40;
  const auto write = [&](int from) {
    return [&, from](auto) {
      Library library = value_of(Library::open(library_folder()));
      for (int n = from; n < from + kEach; ++n) add_whole(library, n);
    };
  };
  Child first(write(0)), second(write(1000));
  EXPECT_EQ(first.wait(), 0);
  EXPECT_EQ(second.wait(), 0);
  EXPECT_EQ(value_of(open().counts()).assets, 2 * kEach);
  expect_whole(library_folder());
}

TEST_F(FaultTest, TwoProgramsMakeTheSameLibrary) {
  const auto make = [&](auto) { value_of(Library::open(folder_.path() / "new")); };
  Child first(make), second(make);
  EXPECT_EQ(first.wait(), 0);
  EXPECT_EQ(second.wait(), 0);
  expect_whole(folder_.path() / "new");
}

TEST_F(FaultTest, AFullDiskKeepsWhatWasKeptAndHalfOfNothing) {
  Store store({.file = folder_.path() / "full.db"});
  store.with_writer([](Connection& connection) {
    migrate(connection);
    connection.script("PRAGMA max_page_count = 150");  // says SQLITE_FULL as a full disk does
  });
  Assets assets(store);
  int kept = 0;
  Status status = ok();
  for (; status && kept < 100'000; kept += status ? 10 : 0) {
    status = store.write_if("add ten", [&]() -> Status {
      for (int n = kept; n < kept + 10; ++n) {
        if (Status put = assets.put(made_photo(n)); !put) return put;
      }
      return ok();
    });
  }
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code, ErrorCode::io_failure);
  EXPECT_NE(status.error().message.find("the disk is full"), std::string::npos);
  const auto count = [&] {
    return value_of(store.read("count", [](Connection& connection) {
      return connection.integer("SELECT count(*) FROM asset");
    }));
  };
  EXPECT_GT(kept, 0);
  EXPECT_EQ(count(), kept);
  store.with_writer([](Connection& connection) {
    connection.script("PRAGMA max_page_count = 100000");
    EXPECT_EQ(connection.text("PRAGMA integrity_check"), "ok");
  });
  must(assets.put(made_photo(kept)));  // space was made: it goes on
  EXPECT_EQ(count(), kept + 1);
}

TEST_F(FaultTest, AnErrorThatIsPassedOverDoesNotHalfKeepAChange) {
  Store store({.file = folder_.path() / "full.db"});
  store.with_writer([](Connection& connection) {
    migrate(connection);
    connection.script("PRAGMA max_page_count = 150");
  });
  Assets assets(store);
  const Status status = store.write_if("careless", [&] {
    for (int n = 0; n < 5000; ++n) (void)assets.put(made_photo(n));
    return ok();
  });
  const auto count = value_of(store.read("count", [](Connection& connection) {
    return connection.integer("SELECT count(*) FROM asset");
  }));
  // Either SQLite kept the transaction and what fitted is there, or all of it is gone and said so.
  EXPECT_TRUE(status ? count > 0 : count == 0) << count;
}

TEST_F(FaultTest, AFullTmpfsIsAClearError) {
  const fs::path disk = folder_.path() / "disk";
  fs::create_directories(disk);
  if (::mount("tmpfs", disk.c_str(), "tmpfs", 0, "size=2m") != 0) {
    GTEST_SKIP() << "only root may mount a small disk";
  }
  {
    Library library = value_of(Library::open(disk / "library"));
    Status status = ok();
    int n = 0;
    for (; status && n < 100'000; ++n) status = library.assets().put(made_photo(n));
    EXPECT_EQ(status.error().code, ErrorCode::io_failure);
    EXPECT_NE(status.error().message.find("full"), std::string::npos) << status.error().message;
    EXPECT_EQ(value_of(library.counts()).assets, n - 1);
    EXPECT_FALSE(library.back_up(disk / "backup.db"));
    EXPECT_FALSE(fs::exists(disk / "backup.db"));
  }
  ::umount(disk.c_str());
}

TEST_F(FaultTest, ADamagedLibraryIsSaidToBeSo) {
  {
    Library library = open();
    for (int n = 0; n < 200; ++n) add_whole(library, n);
    must(library.back_up(folder_.path() / "copy.db"));
  }
  std::ifstream in(folder_.path() / "copy.db", std::ios::binary);
  const std::string whole{std::istreambuf_iterator<char>(in), {}};
  std::mt19937 random(11);
  int noticed = 0;
  for (int round = 0; round < 20; ++round) {
    const fs::path folder = folder_.path() / ("damaged" + std::to_string(round));
    fs::create_directories(folder);
    std::string bytes = whole;
    for (int i = 0; i < 4000; ++i) {
      bytes[4096 + random() % (bytes.size() - 4096)] = static_cast<char>(random());
    }
    if (round % 4 == 0) bytes.resize(bytes.size() / 2 + random() % 1000);
    std::ofstream(folder / "library.db", std::ios::binary) << bytes;
    auto library = Library::open(folder);
    if (!library) {
      ++noticed;
      continue;
    }
    const auto listed = library->listing().list({.tags = {{"wn:dog"}}});
    const auto found = library->text().find("서울");
    const Status put = library->assets().put(made_photo(1000));
    noticed += !listed || !found || !put;
    for (const Error* error : {listed ? nullptr : &listed.error(), found ? nullptr : &found.error(),
                               put ? nullptr : &put.error()}) {
      if (error != nullptr) {
        EXPECT_EQ(error->code, ErrorCode::corrupt_data) << error->message;
      }
    }
  }
  EXPECT_GT(noticed, 10);
}

TEST_F(FaultTest, AFolderThatMayNotBeWrittenIsSaidToBeSo) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may write everywhere";
  const fs::path folder = library_folder();
  fs::permissions(folder, fs::perms::owner_read | fs::perms::owner_exec);
  EXPECT_EQ(Library::open(folder / "inner").error().code, ErrorCode::io_failure);
  fs::permissions(folder, fs::perms::owner_all);
}

}  // namespace
}  // namespace nunchi::library
