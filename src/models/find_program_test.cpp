#include "models/find_program.h"

#include <gtest/gtest.h>

#include "models/made_networks.h"

namespace nunchi::models {
namespace {

using made::Folder;

TEST(FindProgram, LooksInTheFoldersInOrder) {
  const Folder folder;
  made::write_program(folder / "a/tool", "");
  made::write_program(folder / "b/tool", "");
  made::write(folder / "b/no-program", "");
  const std::string path = fmt::format(":{}:{}", (folder / "a").string(), (folder / "b").string());
  EXPECT_EQ(find_program("tool", path), folder / "a/tool");
  EXPECT_EQ(find_program("no-program", path), std::nullopt);
  EXPECT_EQ(find_program("tool", ""), std::nullopt);
}

}  // namespace
}  // namespace nunchi::models
