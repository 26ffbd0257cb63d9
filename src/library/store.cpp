#include "library/store.h"

namespace nunchi::library {
namespace {

constexpr std::size_t kMostIdle = 8;  // readers kept open between uses

}  // namespace

Store::Store(Options options)
    : options_(std::move(options)),
      writer_(std::make_unique<Connection>(options_.file, options_.connection)) {}

Store::Lent::~Lent() {
  if (!connection) return;
  const std::lock_guard lock(store->pooling_);
  if (store->idle_.size() < kMostIdle) store->idle_.push_back(std::move(connection));
}

Store::Lent Store::lend() const {
  {
    const std::lock_guard lock(pooling_);
    if (!idle_.empty()) {
      std::unique_ptr<Connection> ready = std::move(idle_.back());
      idle_.pop_back();
      return {*this, std::move(ready)};
    }
  }
  Connection::Options reading = options_.connection;
  reading.access = Access::read_only;
  return {*this, std::make_unique<Connection>(options_.file, reading)};
}

Store::Snapshot::Snapshot(Connection& of) : connection(of) { connection.script("BEGIN"); }

Store::Snapshot::~Snapshot() {
  try {
    connection.script("COMMIT");
  } catch (const SqliteFailure&) {  // nothing was written that could be lost
  }
}

Store::Transaction::Transaction(Store& store) : store_(store) {
  if (store_.depth_ == 0) {
    // IMMEDIATE: waits its turn now. A later change of mind would fail where others have written.
    store_.writer_->script("BEGIN IMMEDIATE");
    store_.lost_ = false;
    store_.writer_thread_ = std::this_thread::get_id();
  } else {
    if (store_.lost_) {
      throw SqliteFailure({ErrorCode::io_failure, "an earlier step of this change has failed"});
    }
    store_.writer_->script("SAVEPOINT step");
  }
  ++store_.depth_;
}

void Store::Transaction::keep() {
  if (store_.lost_) {
    throw SqliteFailure({ErrorCode::io_failure, "a step of this change has failed"});
  }
  store_.writer_->script(store_.depth_ == 1 ? "COMMIT" : "RELEASE step");
  kept_ = true;
}

Store::Transaction::~Transaction() {
  const bool outermost = --store_.depth_ == 0;
  if (outermost) store_.writer_thread_ = std::thread::id();
  if (kept_) return;
  if (!store_.writer_->in_transaction()) {  // a full disk, for one, rolls all back by itself
    store_.lost_ = true;
    return;
  }
  try {
    store_.writer_->script(outermost ? "ROLLBACK" : "ROLLBACK TO step; RELEASE step");
  } catch (const SqliteFailure&) {
    store_.lost_ = true;
  }
}

Status Store::write_if(std::string_view task, const std::function<Status()>& work) {
  const auto outcome = guarded(task, [&] {
    const std::lock_guard lock(writing_);
    Transaction transaction(*this);
    Status done = work();
    if (done) transaction.keep();
    return done;
  });
  return outcome ? *outcome : Status(outcome.error());
}

std::int64_t Store::version() const {
  const std::lock_guard lock(watching_);
  if (!watcher_) {
    Connection::Options reading = options_.connection;
    reading.access = Access::read_only;
    watcher_ = std::make_unique<Connection>(options_.file, reading);
  }
  return watcher_->integer("PRAGMA data_version");
}

}  // namespace nunchi::library
