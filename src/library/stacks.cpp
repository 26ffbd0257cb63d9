#include "library/stacks.h"

#include <algorithm>

#include "library/asset_rows.h"
#include "library/edits.h"
#include "library/store.h"

namespace nunchi::library {
namespace {

std::optional<std::int64_t> stack_of(Connection& connection, std::int64_t asset) {
  Statement row = connection.prepare("SELECT stack_id FROM asset WHERE id = ?1");
  row.bind(asset);
  return row.next() ? row.maybe<std::int64_t>(0) : std::nullopt;
}

void dissolve_stack(Connection& connection, std::int64_t stack) {
  connection.prepare("UPDATE asset SET stack_id = NULL, in_front = 1 WHERE stack_id = ?1")
      .bind(stack)
      .run();
  connection.prepare("DELETE FROM stack WHERE id = ?1").bind(stack).run();
}

// Takes an asset out of its stack, which goes on if two are left and then has a front.
void leave_stack(Connection& connection, std::int64_t asset) {
  const auto stack = stack_of(connection, asset);
  if (!stack) return;
  connection.prepare("UPDATE asset SET stack_id = NULL, in_front = 1 WHERE id = ?1")
      .bind(asset)
      .run();
  Statement left =
      connection.prepare("SELECT count(*), max(in_front), min(id) FROM asset WHERE stack_id = ?1");
  left.bind(*stack);
  left.next();
  const auto count = left.integer(0), fronts = left.integer(1), first = left.integer(2);
  if (count < 2) {
    dissolve_stack(connection, *stack);
  } else if (fronts == 0) {
    connection.prepare("UPDATE asset SET in_front = 1 WHERE id = ?1").bind(first).run();
  }
}

// The owner's last word on which of these stands in front.
std::optional<std::int64_t> chosen_front(Connection& connection, std::int64_t stack) {
  Statement row = connection.prepare(
      "SELECT c.after FROM change AS c JOIN journal AS j ON j.id = c.journal_id AND j.state = 0"
      " WHERE c.field = ?1 AND c.subject = ?2 ORDER BY j.id DESC LIMIT 1");
  row.bind(EditField::stack_front, stack);
  return row.next() ? row.maybe<std::int64_t>(0) : std::nullopt;
}

void put_in(Connection& connection, const Stack& stack) {
  std::vector<std::int64_t> members;
  for (const ContentHash& hash : stack.members) members.push_back(require_asset(connection, hash));
  std::int64_t front = require_asset(connection, stack.front);
  // Known already with these members: the same stack, so that the owner's choice and undo hold.
  const auto before = stack_of(connection, members.front());
  const bool same = before && std::all_of(members.begin(), members.end(), [&](std::int64_t id) {
                      return stack_of(connection, id) == before;
                    });
  std::int64_t id = 0;
  if (same) {
    id = *before;
    if (const auto chosen = chosen_front(connection, id)) {
      if (std::find(members.begin(), members.end(), *chosen) != members.end()) front = *chosen;
    }
    connection.prepare("UPDATE asset SET stack_id = NULL, in_front = 1 WHERE stack_id = ?1")
        .bind(id)
        .run();
  } else {
    for (const std::int64_t member : members) leave_stack(connection, member);
    connection.prepare("INSERT INTO stack(kind) VALUES (?1)").bind(stack.kind).run();
    id = connection.last_id();
  }
  Statement put = connection.prepare("UPDATE asset SET stack_id = ?2, in_front = ?3 WHERE id = ?1");
  for (const std::int64_t member : members) put.bind(member, id, member == front).run();
}

}  // namespace

Status Stacks::put(const Stack& stack) {
  if (stack.members.size() < 2 ||
      std::find(stack.members.begin(), stack.members.end(), stack.front) == stack.members.end()) {
    return Error{ErrorCode::invalid_argument, "a stack has two members and one of them in front"};
  }
  return store_->write("stack photos", [&](Connection& connection) { put_in(connection, stack); });
}

Status Stacks::dissolve(const ContentHash& member) {
  return store_->write("dissolve a stack", [&](Connection& connection) {
    const auto stack = stack_of(connection, require_asset(connection, member));
    if (stack) dissolve_stack(connection, *stack);
  });
}

Result<std::optional<Stack>> Stacks::find(const ContentHash& member) const {
  return store_->read("find a stack", [&](Connection& connection) -> std::optional<Stack> {
    Statement row = connection.prepare(
        "SELECT s.kind, o.hash, o.in_front FROM asset AS a JOIN stack AS s ON s.id = a.stack_id"
        " JOIN asset AS o ON o.stack_id = s.id WHERE a.hash = ?1 ORDER BY o.hash");
    row.bind(member);
    std::optional<Stack> stack;
    while (row.next()) {
      if (!stack) stack = Stack{.kind = row.as<StackKind>(0)};
      stack->members.push_back(row.hash(1));
      if (row.integer(2) != 0) stack->front = row.hash(1);
    }
    return stack;
  });
}

}  // namespace nunchi::library
