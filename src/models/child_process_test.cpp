#include "models/child_process.h"

#include <gtest/gtest.h>

#include <fstream>

#include "models/made_networks.h"

namespace nunchi::models {
namespace {

using made::Folder;

Command shell(const Folder& folder, std::string_view script) {
  made::write_program(folder / "program", script);
  Command command;
  command.program = folder / "program";
  command.folder = folder.path();
  return command;
}

TEST(ChildProcess, KeepsWhatIsSaidAndTheExitCode) {
  const Folder folder;
  const auto finished = run(shell(folder, "echo out; echo err >&2; exit 3"), {});
  ASSERT_TRUE(finished);
  EXPECT_EQ(finished->exit_code, 3);
  EXPECT_EQ(finished->output, "out\nerr\n");
}

TEST(ChildProcess, GetsItsArgumentsAsTheyAre) {
  const Folder folder;
  Command command = shell(folder, "printf '<%s>' \"$@\"");
  command.arguments = {"a b", "$HOME", "`ls`", "", "*"};
  EXPECT_EQ(run(command, {})->output, "<a b><$HOME><`ls`><><*>");
}

TEST(ChildProcess, RunsInItsFolderWithItsVariablesAndNoInput) {
  const Folder folder;
  Command command = shell(folder, "pwd; echo $TMPDIR; cat");
  command.environment = {"TMPDIR=/somewhere"};
  EXPECT_EQ(run(command, {})->output,
            std::filesystem::canonical(folder.path()).string() + "\n/somewhere\n");
}

TEST(ChildProcess, KeepsTheEndOfManyWords) {
  const Folder folder;
  const auto finished = run(shell(folder, "head -c 3000000 /dev/zero | tr '\\0' x; echo end"), {});
  ASSERT_TRUE(finished);
  EXPECT_LE(finished->output.size(), 65536U);
  EXPECT_TRUE(finished->output.ends_with("xend\n"));
}

TEST(ChildProcess, SaysThatThereIsNoSuchProgram) {
  const Folder folder;
  Command command;
  command.program = folder / "none";
  command.folder = folder.path();
  const auto finished = run(command, {});
  ASSERT_FALSE(finished);
  EXPECT_EQ(finished.error().code, ErrorCode::not_found);
}

TEST(ChildProcess, IsEndedBySignalWithItsNumber) {
  const Folder folder;
  EXPECT_EQ(run(shell(folder, "kill -9 $$"), {})->exit_code, 128 + 9);
}

TEST(ChildProcess, IsEndedWhenAStopIsRequested) {
  const Folder folder;
  std::stop_source stop;
  stop.request_stop();
  const auto finished = run(shell(folder, "exec sleep 600"), stop.get_token());
  ASSERT_FALSE(finished);
  EXPECT_EQ(finished.error().code, ErrorCode::cancelled);
}

TEST(ChildProcess, IsEndedWhenTheWatchSaysSo) {
  const Folder folder;
  const auto finished = run(shell(folder, "exec sleep 600"), {}, [] {
    return Status(Error{ErrorCode::too_large, "enough"});
  });
  ASSERT_FALSE(finished);
  EXPECT_EQ(finished.error().message, "enough");
}

TEST(ChildProcess, IsEndedAtItsTimeLimit) {
  const Folder folder;
  Command command = shell(folder, "exec sleep 600");
  command.time_limit = std::chrono::seconds(0);
  const auto finished = run(command, {});
  ASSERT_FALSE(finished);
  EXPECT_EQ(finished.error().code, ErrorCode::too_large);
}

TEST(ChildProcess, IsNotWaitedForByItsGrandchildren) {
  const Folder folder;
  const auto finished = run(shell(folder, "sleep 600 & echo $! > pid; echo done"), {});
  ASSERT_TRUE(finished);
  EXPECT_EQ(finished->output, "done\n");
  ::kill(std::stoi(made::read(folder / "pid")), SIGKILL);
}

}  // namespace
}  // namespace nunchi::models
