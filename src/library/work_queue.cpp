#include "library/work_queue.h"

#include <signal.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <fstream>
#include <iterator>

#include "library/asset_rows.h"
#include "library/store.h"
#include "library/taken_columns.h"

namespace nunchi::library {
namespace {

enum State { kWaiting = 0, kTaken = 1, kFailed = 2 };

// A program on another machine cannot be looked after: it has this long.
constexpr std::int64_t kPatienceSeconds = 1800;

std::int64_t now_s() {
  return std::chrono::duration_cast<std::chrono::seconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

std::string host() {
  std::array<char, 256> name{};
  return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "?";
}

// When a process started, in ticks since boot: field 22 of /proc/PID/stat (proc(5)). "" for none.
std::string start_of(std::int64_t pid) {
  std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
  const std::string stat{std::istreambuf_iterator<char>(file), {}};
  // The second field is the program's name in brackets and may hold anything.
  std::size_t at = stat.rfind(')');
  for (int field = 2; field < 22 && at != std::string::npos; ++field) {
    at = stat.find(' ', at + 1);
  }
  if (at == std::string::npos) return {};
  return stat.substr(at + 1, stat.find(' ', at + 1) - at - 1);
}

std::string worker_name(std::int64_t pid) {
  return host() + "/" + std::to_string(pid) + "/" + start_of(pid);
}

bool is_gone(const std::string& worker, std::int64_t taken_s) {
  const std::size_t last = worker.rfind('/');
  const std::size_t first =
      last == 0 || last == std::string::npos ? std::string::npos : worker.rfind('/', last - 1);
  if (first == std::string::npos || worker.substr(0, first) != host()) {
    return now_s() - taken_s > kPatienceSeconds;
  }
  std::int64_t pid = 0;
  std::from_chars(worker.data() + first + 1, worker.data() + last, pid);
  return pid <= 0 || worker_name(pid) != worker;
}

std::vector<std::string> gone_workers(Connection& connection) {
  Statement row =
      connection.prepare("SELECT worker, max(taken_s) FROM work WHERE state = 1 GROUP BY worker");
  std::vector<std::string> gone;
  while (row.next()) {
    if (std::string worker = row.text(0); is_gone(worker, row.integer(1))) {
      gone.push_back(std::move(worker));
    }
  }
  return gone;
}

std::int64_t give_back_in(Connection& connection, const std::string& worker) {
  connection
      .prepare(
          "UPDATE work SET state = 0, worker = NULL, taken_s = NULL"
          " WHERE state = 1 AND worker = ?1")
      .bind(worker)
      .run();
  return connection.changed();
}

std::vector<Work> waiting(Connection& connection, Pass pass, int limit) {
  Statement row = connection.prepare(
      "SELECT a.hash, w.tries FROM work AS w JOIN asset AS a ON a.id = w.asset_id"
      " WHERE w.state = 0 AND w.pass = ?1 ORDER BY w.at DESC, w.asset_id DESC LIMIT ?2");
  row.bind(pass, limit);
  std::vector<Work> work;
  while (row.next()) work.push_back({row.hash(0), pass, row.as<int>(1)});
  return work;
}

}  // namespace

std::string this_worker() { return worker_name(::getpid()); }

Status WorkQueue::add(std::span<const ContentHash> assets, Pass pass) {
  return store_->write("queue work", [&](Connection& connection) {
    Statement put = connection.prepare(
        "INSERT INTO work(asset_id, pass, state, at) VALUES (?1, ?2, 0,"
        " coalesce((SELECT at FROM moment WHERE asset_id = ?1 AND lead = 1), ?3))"
        " ON CONFLICT DO UPDATE SET state = 0, reason = NULL WHERE state = 2");
    for (const ContentHash& asset : assets) {
      put.bind(require_asset(connection, asset), pass, kNoTime).run();
    }
  });
}

Result<std::vector<Work>> WorkQueue::take(Pass pass, int limit, const std::string& worker) {
  return store_->write("take work", [&](Connection& connection) {
    for (const std::string& gone : gone_workers(connection)) give_back_in(connection, gone);
    auto work = waiting(connection, pass, limit);
    Statement take = connection.prepare(
        "UPDATE work SET state = 1, worker = ?3, taken_s = ?4"
        " WHERE asset_id = (SELECT id FROM asset WHERE hash = ?1) AND pass = ?2");
    for (const Work& piece : work) take.bind(piece.asset, pass, worker, now_s()).run();
    return work;
  });
}

Status WorkQueue::done(const ContentHash& asset, Pass pass) {
  return store_->write("finish work", [&](Connection& connection) {
    connection
        .prepare(
            "DELETE FROM work WHERE asset_id = (SELECT id FROM asset WHERE hash = ?1)"
            " AND pass = ?2")
        .bind(asset, pass)
        .run();
  });
}

Status WorkQueue::fail(const ContentHash& asset, Pass pass, const std::string& reason) {
  return store_->write("record failed work", [&](Connection& connection) {
    connection
        .prepare(
            "UPDATE work SET state = 2, tries = tries + 1, worker = NULL, taken_s = NULL,"
            " reason = ?3 WHERE asset_id = (SELECT id FROM asset WHERE hash = ?1) AND pass = ?2")
        .bind(asset, pass, reason)
        .run();
  });
}

Result<std::int64_t> WorkQueue::give_back(const std::string& worker) {
  return store_->write("give work back",
                       [&](Connection& connection) { return give_back_in(connection, worker); });
}

Result<std::vector<FailedWork>> WorkQueue::failures(int limit) const {
  return store_->read("list failed work", [&](Connection& connection) {
    Statement row = connection.prepare(
        "SELECT a.hash, w.pass, w.tries, w.reason FROM work AS w"
        " JOIN asset AS a ON a.id = w.asset_id WHERE w.state = 2"
        " ORDER BY w.at DESC, w.asset_id DESC, w.pass LIMIT ?1");
    row.bind(limit);
    std::vector<FailedWork> failed;
    while (row.next()) {
      failed.push_back({{row.hash(0), row.as<Pass>(1), row.as<int>(2)}, row.text(3)});
    }
    return failed;
  });
}

Result<std::int64_t> WorkQueue::retry() {
  return store_->write("retry failed work", [](Connection& connection) {
    connection.script("UPDATE work SET state = 0, reason = NULL WHERE state = 2");
    return connection.changed();
  });
}

Result<std::int64_t> WorkQueue::pending(Pass pass) const {
  return store_->read("count work", [&](Connection& connection) -> std::int64_t {
    Statement row = connection.prepare("SELECT count(*) FROM work WHERE pass = ?1 AND state < 2");
    row.bind(pass);
    row.next();
    return row.integer(0);
  });
}

}  // namespace nunchi::library
