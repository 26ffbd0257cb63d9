#include "library/library.h"

#include <fcntl.h>
#include <unistd.h>

#include <system_error>

#include "library/albums.h"
#include "library/assets.h"
#include "library/backup.h"
#include "library/edits.h"
#include "library/files.h"
#include "library/filesystem_kind.h"
#include "library/listing.h"
#include "library/moments.h"
#include "library/people.h"
#include "library/previews.h"
#include "library/records.h"
#include "library/schema.h"
#include "library/stacks.h"
#include "library/store.h"
#include "library/text_index.h"
#include "library/vector_cache.h"
#include "library/vectors.h"
#include "library/work_queue.h"

namespace nunchi::library {
namespace fs = std::filesystem;

struct Library::Opened {
  Opened(fs::path where, Store::Options options)
      : folder(std::move(where)), store(std::move(options)), vectors(folder / "vectors") {}

  fs::path folder;
  std::string notice;
  Store store;
  VectorCache vectors;
};

namespace {

void make_folder(const fs::path& folder) {
  std::error_code code;
  fs::create_directories(folder, code);
  if (code) throw SqliteFailure({ErrorCode::io_failure, "make folder: " + code.message()});
}

Store::Options store_options(const fs::path& folder, const OpenOptions& options) {
  Store::Options store{.file = folder / "library.db", .connection = {.patience = options.patience}};
  if (options.use == OpenFor::writing) {
    make_folder(folder);
    return store;
  }
  std::error_code code;
  if (!fs::exists(store.file, code)) {
    throw SqliteFailure({ErrorCode::not_found, "there is no library"});
  }
  store.connection.access = Access::read_only;
  // Where SQLite cannot lay its marks, nobody else can write either.
  store.connection.immutable = ::access(folder.c_str(), W_OK) != 0;
  return store;
}

void set_journal(Connection& connection, JournalMode mode) {
  const bool ahead = mode == JournalMode::write_ahead;
  const std::string got =
      connection.text(ahead ? "PRAGMA journal_mode = WAL" : "PRAGMA journal_mode = DELETE");
  if (got != (ahead ? "wal" : "delete")) {
    throw SqliteFailure({ErrorCode::io_failure,
                         ahead ? "this file system has no write-ahead log"
                               : "another program has the library open in another journal mode"});
  }
  // Ahead of the database, a power cut may cost the last commits, never the order of them.
  connection.script(ahead ? "PRAGMA synchronous = NORMAL; PRAGMA journal_size_limit = 67108864"
                          : "PRAGMA synchronous = FULL");
}

// Chooses how to write; what a person should know about it.
std::string prepare_writing(Connection& connection, const fs::path& folder, JournalMode mode) {
  std::string notice;
  if (mode == JournalMode::automatic) {
    mode = JournalMode::write_ahead;
    const auto kind = filesystem_kind(folder);
    if (kind && *kind == FilesystemKind::network) {
      mode = JournalMode::rollback;
      notice =
          "the library lies on a network share: it is written slowly but safely there; use it "
          "from one machine at a time, or keep it on a disk of this machine";
    }
  }
  set_journal(connection, mode);
  return notice;
}

}  // namespace

Library::Library(std::unique_ptr<Opened> opened) noexcept : opened_(std::move(opened)) {}
Library::Library(Library&&) noexcept = default;
Library& Library::operator=(Library&&) noexcept = default;
Library::~Library() = default;

Result<Library> Library::open(const fs::path& folder, const OpenOptions& options) {
  try {
    auto opened = std::make_unique<Opened>(folder, store_options(folder, options));
    if (options.use == OpenFor::writing) {
      opened->notice = opened->store.with_writer([&](Connection& connection) {
        migrate(connection);
        return prepare_writing(connection, folder, options.journal);
      });
    } else {
      opened->store.with_writer(require_newest_schema);
    }
    return Library(std::move(opened));
  } catch (const SqliteFailure& failure) {
    return Error(failure.error()).while_doing("open library " + folder.string());
  }
}

Albums Library::albums() { return Albums(opened_->store); }
Assets Library::assets() { return Assets(opened_->store); }
Edits Library::edits() { return Edits(opened_->store); }
Files Library::files() { return Files(opened_->store); }
Listing Library::listing() { return Listing(opened_->store); }
Moments Library::moments() { return Moments(opened_->store); }
People Library::people() { return People(opened_->store); }
Previews Library::previews() { return Previews(opened_->folder / "previews"); }
Records Library::records() { return Records(opened_->store); }
Stacks Library::stacks() { return Stacks(opened_->store); }
TextIndex Library::text() { return TextIndex(opened_->store); }
Vectors Library::vectors() { return {opened_->store, opened_->vectors}; }
WorkQueue Library::queue() { return WorkQueue(opened_->store); }

Status Library::in_one_go(const std::function<Status()>& work) {
  return opened_->store.write_if("change the library", work);
}

Result<Counts> Library::counts() {
  return opened_->store.read("count", [](Connection& connection) {
    Statement find = connection.prepare("SELECT n FROM counter WHERE name = ?1");
    const auto count = [&](std::string_view name) {
      find.bind(name);
      const std::int64_t n = find.next() ? find.integer(0) : 0;
      find.reset();
      return n;
    };
    return Counts{.assets = count("assets"),
                  .photos = count("photos"),
                  .videos = count("videos"),
                  .moments = count("moments"),
                  .faces = count("faces"),
                  .failed = count("failed"),
                  .pending = count("pending"),
                  .bytes = count("bytes")};
  });
}

Result<std::int64_t> Library::version() {
  try {
    return opened_->store.version();
  } catch (const SqliteFailure& failure) {
    return Error(failure.error()).while_doing("look for changes");
  }
}

Status Library::back_up(const fs::path& file) {
  return opened_->store.read_committed("back up to " + file.string(), [&](Connection& connection) {
    copy_database(connection, file);
  });
}

const std::string& Library::notice() const noexcept { return opened_->notice; }
const fs::path& Library::folder() const noexcept { return opened_->folder; }

}  // namespace nunchi::library
