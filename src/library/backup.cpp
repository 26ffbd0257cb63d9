#include "library/backup.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "library/library.h"
#include "library/schema.h"

namespace nunchi::library {
namespace fs = std::filesystem;
namespace {

[[noreturn]] void fail_on(const std::string& task, const fs::path& file,
                          const std::error_code& code) {
  throw SqliteFailure({ErrorCode::io_failure, task + " " + file.string() + ": " + code.message()});
}

// A renamed file stays renamed only once its folder is on disk.
void sync_folder(const fs::path& folder) {
  const int opened = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (opened < 0) return;  // some file systems cannot; the file itself is written
  ::fsync(opened);
  ::close(opened);
}

void put_in_place(const fs::path& part, const fs::path& file) {
  std::error_code code;
  fs::rename(part, file, code);
  if (code) fail_on("write", file, code);
  sync_folder(fs::absolute(file).parent_path());
}

struct FinishBackup {
  void operator()(sqlite3_backup* backup) const noexcept { sqlite3_backup_finish(backup); }
};

void copy_pages(Connection& source, Connection& target) {
  const std::unique_ptr<sqlite3_backup, FinishBackup> backup(
      sqlite3_backup_init(target.handle(), "main", source.handle(), "main"));
  if (!backup) fail(target.handle(), sqlite3_errcode(target.handle()));
  const int code = sqlite3_backup_step(backup.get(), -1);
  if (code != SQLITE_DONE) throw SqliteFailure(sqlite_error(code, sqlite3_errstr(code)));
}

// Removes a file that did not become whole.
class Part {
 public:
  explicit Part(fs::path file) : file_(std::move(file)) { remove(); }
  Part(const Part&) = delete;
  Part& operator=(const Part&) = delete;
  ~Part() { remove(); }
  const fs::path& file() const { return file_; }

 private:
  void remove() const {
    for (const char* end : {"", "-journal", "-wal", "-shm"}) {
      std::error_code ignored;
      fs::remove(fs::path(file_) += end, ignored);
    }
  }
  fs::path file_;
};

fs::path with_end(const fs::path& file, const std::string& end) { return fs::path(file) += end; }

// Fails where any program has the database open: only its last user may leave write-ahead mode.
void require_alone(const fs::path& database) {
  Connection connection(database, {.patience = std::chrono::milliseconds(500)});
  if (connection.text("PRAGMA journal_mode = DELETE") != "delete") {
    throw SqliteFailure({ErrorCode::io_failure, "another program has the library open"});
  }
}

void restore_in(const fs::path& file, const fs::path& folder) {
  std::error_code code;
  if (!fs::is_regular_file(file, code)) {
    throw SqliteFailure({ErrorCode::not_found, file.string() + ": no such file"});
  }
  Connection backup(file, {.access = Access::read_only, .immutable = true});
  if (schema_of(backup) == 0) {
    throw SqliteFailure({ErrorCode::unsupported, "there is no library in it"});
  }
  require_whole(backup);
  fs::create_directories(folder, code);
  if (code) fail_on("make folder", folder, code);
  const fs::path database = folder / "library.db";
  const Part part(folder / "library.db.restoring");
  copy_database(backup, part.file());
  {  // another identity: what was made ready for search from the old one is not taken for its
    Connection restored(part.file(), {});
    migrate(restored);
    restored.script("UPDATE meta SET value = lower(hex(randomblob(16))) WHERE key = 'library'");
  }
  if (fs::exists(database)) {
    require_alone(database);
    const fs::path kept = with_end(database, ".before-restore");
    fs::remove(kept, code);
    fs::create_hard_link(database, kept, code);
    if (code) fs::copy_file(database, kept, code);
    if (code) fail_on("keep", kept, code);
  }
  put_in_place(part.file(), database);
  fs::remove_all(folder / "vectors", code);
}

}  // namespace

void copy_database(Connection& source, const fs::path& file) {
  const Part part(with_end(file, ".part"));
  {
    Connection target(part.file(), {});
    copy_pages(source, target);
    target.script("PRAGMA journal_mode = DELETE");
  }
  put_in_place(part.file(), file);
}

void require_whole(Connection& connection) {
  Statement row = connection.prepare("PRAGMA integrity_check(1)");
  if (!row.next() || row.text(0) != "ok") {
    throw SqliteFailure({ErrorCode::corrupt_data, "the file is damaged: " + row.text(0)});
  }
}

Status restore_library(const fs::path& file, const fs::path& folder) {
  try {
    restore_in(file, folder);
    return ok();
  } catch (const SqliteFailure& failure) {
    return Error(failure.error()).while_doing("restore " + file.string());
  }
}

}  // namespace nunchi::library
