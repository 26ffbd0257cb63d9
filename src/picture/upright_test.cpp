#include "picture/upright.h"

#include <gtest/gtest.h>

namespace nunchi::picture {
namespace {

// Stored as a camera stores it: what is drawn here, upright, is the letter F in a 3 x 4 picture.
//   # # #        #: 1
//   # . .
//   # # .
//   # . .
Image letter(const std::vector<std::string>& rows) {
  Image image = black_image(static_cast<int>(rows[0].size()), static_cast<int>(rows.size()));
  for (int y = 0; y < image.height; ++y) {
    for (int x = 0; x < image.width; ++x) {
      const char sign = rows[static_cast<std::size_t>(y)][static_cast<std::size_t>(x)];
      image.row(y)[3 * x] = sign == '#' ? 1 : 0;
    }
  }
  return image;
}

TEST(Upright, UndoesEachOfTheEightOrientations) {
  const Image upright_f = letter({"###", "#..", "##.", "#.."});
  EXPECT_EQ(upright(letter({"###", "#..", "##.", "#.."}), 1), upright_f);
  EXPECT_EQ(upright(letter({"###", "..#", ".##", "..#"}), 2), upright_f);
  EXPECT_EQ(upright(letter({"..#", ".##", "..#", "###"}), 3), upright_f);
  EXPECT_EQ(upright(letter({"#..", "##.", "#..", "###"}), 4), upright_f);
  EXPECT_EQ(upright(letter({"####", "#.#.", "#..."}), 5), upright_f);
  EXPECT_EQ(upright(letter({"#...", "#.#.", "####"}), 6), upright_f);
  EXPECT_EQ(upright(letter({"...#", ".#.#", "####"}), 7), upright_f);
  EXPECT_EQ(upright(letter({"####", ".#.#", "...#"}), 8), upright_f);
}

TEST(Upright, LeavesUnknownOrientationsAlone) {
  const Image image = letter({"##.", "..#"});
  for (const int orientation : {-1, 0, 9, 65535}) EXPECT_EQ(upright(image, orientation), image);
}

TEST(Upright, TransposesAcrossTileBorders) {
  Image image = black_image(100, 70);
  for (std::size_t i = 0; i < image.rgb.size(); ++i)
    image.rgb[i] = static_cast<std::uint8_t>(i * 7);
  const Image turned = upright(image, 6);
  ASSERT_EQ(turned.width, 70);
  ASSERT_EQ(turned.height, 100);
  EXPECT_EQ(upright(upright(upright(turned, 6), 6), 6), image);
  EXPECT_EQ(upright(turned, 8), image);
}

TEST(Upright, TakesAnEmptyPicture) { EXPECT_TRUE(upright(Image{}, 6).empty()); }

}  // namespace
}  // namespace nunchi::picture
