// Store: the connections of an open library: one that writes, as many that read as there are
// threads.
//
// For this folder only. Thread-safe. Each group of the library's functions (assets.h, moments.h, …)
// does its work inside `read` or `write`, which lend a Connection, keep the work in one transaction
// and turn a SqliteFailure into an Error: what happens inside is all kept or not at all.
#pragma once

#include <atomic>
#include <exception>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <new>
#include <string_view>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

#include "core/result.h"
#include "library/connection.h"

namespace nunchi::library {

class Store {
 public:
  struct Options {
    std::filesystem::path file;
    Connection::Options connection;
  };
  explicit Store(Options options);  // opens the writer; throws SqliteFailure

  // Sees one state of the library from beginning to end. A thread that is in the middle of a write
  // sees what it has written.
  template <class Work>
  auto read(std::string_view task, Work work) const {
    return guarded(task, [&] {
      if (writing_here()) return work(*writer_);
      const Lent lent = lend();
      const Snapshot snapshot(*lent.connection);
      return work(*lent.connection);
    });
  }

  // Sees only what has been committed, even in the middle of a write: for what is remembered longer
  // than a write that may yet be taken back.
  template <class Work>
  auto read_committed(std::string_view task, Work work) const {
    return guarded(task, [&] {
      const Lent lent = lend();
      const Snapshot snapshot(*lent.connection);
      return work(*lent.connection);
    });
  }

  // One writer at a time; the others wait, those of other programs too. Called inside another write
  // of the same thread it becomes part of that one.
  template <class Work>
  auto write(std::string_view task, Work work) {
    return guarded(task, [&] {
      const std::lock_guard lock(writing_);
      Transaction transaction(*this);
      if constexpr (std::is_void_v<std::invoke_result_t<Work, Connection&>>) {
        work(*writer_);
        transaction.keep();
      } else {
        auto answer = work(*writer_);
        transaction.keep();
        return answer;
      }
    });
  }

  // A write whose work can say no: an Error takes back what was done.
  Status write_if(std::string_view task, const std::function<Status()>& work);

  // The writing connection as it is, outside any transaction: to open the library.
  template <class Work>
  auto with_writer(Work work) {
    const std::lock_guard lock(writing_);
    return work(*writer_);
  }

  // Changes whenever anyone has committed anything. Throws SqliteFailure.
  std::int64_t version() const;

  const std::filesystem::path& file() const noexcept { return options_.file; }
  bool read_only() const noexcept { return options_.connection.access == Access::read_only; }

 private:
  // A connection out of the pool, given back in the end.
  struct Lent {
    const Store* store;
    std::unique_ptr<Connection> connection;
    Lent(const Store& from, std::unique_ptr<Connection> lent) noexcept
        : store(&from), connection(std::move(lent)) {}
    Lent(const Lent&) = delete;
    Lent& operator=(const Lent&) = delete;
    ~Lent();
  };
  struct Snapshot {
    Connection& connection;
    explicit Snapshot(Connection& of);
    Snapshot(const Snapshot&) = delete;
    Snapshot& operator=(const Snapshot&) = delete;
    ~Snapshot();
  };
  // The outermost is a transaction, those within are savepoints.
  class Transaction {
   public:
    explicit Transaction(Store& store);
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    ~Transaction();
    void keep();

   private:
    Store& store_;
    bool kept_ = false;
  };

  template <class Work>
  static auto guarded(std::string_view task, Work work) {
    using Answer = std::invoke_result_t<Work>;
    using Kept = std::conditional_t<std::is_void_v<Answer>, std::monostate, Answer>;
    try {
      if constexpr (std::is_void_v<Answer>) {
        work();
        return Result<Kept>(std::monostate{});
      } else {
        return Result<Kept>(work());
      }
    } catch (const SqliteFailure& failure) {
      return Result<Kept>(Error(failure.error()).while_doing(task));
    } catch (const std::bad_alloc&) {
      return Result<Kept>(Error{ErrorCode::too_large, "out of memory"}.while_doing(task));
    }
  }

  Lent lend() const;
  bool writing_here() const noexcept { return writer_thread_.load() == std::this_thread::get_id(); }

  Options options_;
  std::unique_ptr<Connection> writer_;
  std::recursive_mutex writing_;  // guards writer_, depth_ and lost_
  int depth_ = 0;
  bool lost_ = false;  // SQLite itself rolled the outermost transaction back
  std::atomic<std::thread::id> writer_thread_{};

  mutable std::mutex pooling_;  // guards idle_
  mutable std::vector<std::unique_ptr<Connection>> idle_;
  mutable std::mutex watching_;                  // guards watcher_
  mutable std::unique_ptr<Connection> watcher_;  // never writes, so it notices every commit
};

}  // namespace nunchi::library
