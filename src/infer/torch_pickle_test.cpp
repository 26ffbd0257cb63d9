#include "infer/torch_pickle.h"

#include <gtest/gtest.h>

#include "infer/testing/pth_writer.h"

namespace nunchi::infer {
namespace {

using testing::bytes_of;
using testing::float_storage;
using testing::PickleWriter;
using testing::pth_file;
using testing::pth_head;
using testing::PthStorage;
using testing::PthTensor;

std::vector<float> counted(int count) {
  std::vector<float> values;
  for (int i = 0; i < count; ++i) values.push_back(static_cast<float>(i));
  return values;
}

Error refusal(const std::string& file) {
  auto dict = read_torch_state_dict(bytes_of(file));
  return dict ? Error{ErrorCode::internal, "it was read"} : dict.error();
}

TEST(StateDict, ReadsTensorsByName) {
  const std::string file = pth_file({{"weight", "17", {2, 3}, {3, 1}}, {"bias", "4", {2}, {1}}},
                                    {float_storage("4", {7, 8}), float_storage("17", counted(6))});
  auto dict = read_torch_state_dict(bytes_of(file));
  ASSERT_TRUE(dict) << dict.error().message;
  ASSERT_EQ(dict->size(), 2U);
  EXPECT_EQ(dict->at("weight").shape, (std::vector<std::size_t>{2, 3}));
  EXPECT_EQ(dict->at("weight").values(), counted(6));
  EXPECT_EQ(dict->at("bias").values(), (std::vector<float>{7, 8}));
}

TEST(StateDict, HonoursStridesAndOffsets) {
  const std::string file = pth_file({{"turned", "1", {3, 2}, {1, 3}},
                                     {"part", "1", {2}, {2}, 3},
                                     {"view", "1", {2, 1, 2}, {4, 6, 1}, 0}},
                                    {float_storage("1", counted(6))});
  auto dict = read_torch_state_dict(bytes_of(file));
  ASSERT_TRUE(dict) << dict.error().message;
  EXPECT_EQ(dict->at("turned").values(), (std::vector<float>{0, 3, 1, 4, 2, 5}));
  EXPECT_EQ(dict->at("part").values(), (std::vector<float>{3, 5}));
  EXPECT_EQ(dict->at("view").values(), (std::vector<float>{0, 1, 4, 5}));
}

TEST(StateDict, ReadsANumberWithoutAxesAndATensorWithoutNumbers) {
  const std::string file = pth_file({{"one", "1", {}, {}, 1}, {"none", "1", {0, 3}, {3, 1}}},
                                    {float_storage("1", {5, 6})});
  auto dict = read_torch_state_dict(bytes_of(file));
  ASSERT_TRUE(dict) << dict.error().message;
  EXPECT_EQ(dict->at("one").values(), (std::vector<float>{6}));
  EXPECT_TRUE(dict->at("none").values().empty());
}

template <class Number>
PthStorage storage_of(const std::string& type, const std::vector<Number>& values) {
  PthStorage storage{"1", type, static_cast<std::int64_t>(values.size()), {}};
  storage.bytes.assign(reinterpret_cast<const char*>(values.data()),
                       sizeof(Number) * values.size());
  return storage;
}

std::vector<float> read_pair(const PthStorage& storage) {
  const std::string file = pth_file({{"t", "1", {2}, {1}}}, {storage});
  auto dict = read_torch_state_dict(bytes_of(file));
  return dict ? dict->at("t").values() : std::vector<float>{};
}

TEST(StateDict, ReadsEveryKindOfNumber) {
  EXPECT_EQ(read_pair(storage_of<double>("DoubleStorage", {0.5, -2})),
            (std::vector<float>{0.5, -2}));
  EXPECT_EQ(read_pair(storage_of<std::uint16_t>("HalfStorage", {0x3e00, 0xc000})),
            (std::vector<float>{1.5, -2}));
  EXPECT_EQ(read_pair(storage_of<std::int64_t>("LongStorage", {3, -4})),
            (std::vector<float>{3, -4}));
  EXPECT_EQ(read_pair(storage_of<std::int32_t>("IntStorage", {3, -4})),
            (std::vector<float>{3, -4}));
  EXPECT_EQ(read_pair(storage_of<std::int16_t>("ShortStorage", {3, -4})),
            (std::vector<float>{3, -4}));
  EXPECT_EQ(read_pair(storage_of<std::int8_t>("CharStorage", {3, -4})),
            (std::vector<float>{3, -4}));
  EXPECT_EQ(read_pair(storage_of<std::uint8_t>("ByteStorage", {3, 252})),
            (std::vector<float>{3, 252}));
}

TEST(StateDict, RefusesTensorsThatReachBeyondTheirStorage) {
  const PthStorage six = float_storage("1", counted(6));
  constexpr std::int64_t kHuge = 2'000'000'000;
  for (const PthTensor& tensor :
       {PthTensor{"t", "1", {7}, {1}}, PthTensor{"t", "1", {2, 3}, {4, 1}},
        PthTensor{"t", "1", {1}, {1}, 6}, PthTensor{"t", "1", {2}, {1}, 5},
        PthTensor{"t", "1", {}, {}, 6}, PthTensor{"t", "1", {kHuge, kHuge, kHuge}, {0, 0, 0}},
        PthTensor{"t", "1", {2, 2}, {kHuge, kHuge}}, PthTensor{"t", "1", {7}, {0}},
        PthTensor{"t", "1", {kHuge, kHuge, kHuge, kHuge}, {kHuge, kHuge, kHuge, kHuge}}}) {
    EXPECT_EQ(refusal(pth_file({tensor}, {six})),
              (Error{ErrorCode::corrupt_data, "read tensor t: it reaches beyond its storage"}));
  }
}

TEST(StateDict, RefusesShapesAndStridesThatDoNotGoTogether) {
  const PthStorage six = float_storage("1", counted(6));
  for (const PthTensor& tensor :
       {PthTensor{"t", "1", {2, 3}, {1}}, PthTensor{"t", "1", {-2}, {1}},
        PthTensor{"t", "1", {2}, {-1}}, PthTensor{"t", "1", {2}, {1}, -1}}) {
    EXPECT_EQ(refusal(pth_file({tensor}, {six})).code, ErrorCode::corrupt_data);
  }
}

TEST(StateDict, RefusesAStorageOfAnotherLengthThanAnnounced) {
  std::string file = pth_file({{"t", "1", {1}, {1}}}, {float_storage("1", {5})});
  file[file.size() - 12] = 2;  // the count before the raw numbers
  EXPECT_EQ(refusal(file),
            (Error{ErrorCode::corrupt_data, "storage 1 is not as long as announced"}));
}

TEST(StateDict, RefusesAStorageThatIsNotThere) {
  EXPECT_EQ(refusal(pth_file({{"t", "2", {1}, {1}}}, {})),
            (Error{ErrorCode::corrupt_data, "read tensor t: it reaches beyond its storage"}));
}

TEST(StateDict, RefusesObjectsThatAreNoTensors) {
  PickleWriter evil;
  evil.start().raw("}(").text("t").global("os", "system").raw("(").text("true").raw("tRu.");
  EXPECT_EQ(refusal(pth_head() + evil.bytes() + "\x80\x02]."),
            (Error{ErrorCode::unsupported, "read tensor t: it is no plain tensor"}));
}

TEST(StateDict, RefusesOtherFiles) {
  EXPECT_EQ(refusal("PK\x03\x04").code, ErrorCode::corrupt_data);
  EXPECT_EQ(refusal("").code, ErrorCode::corrupt_data);
  EXPECT_EQ(refusal(pth_head()).code, ErrorCode::corrupt_data);
  EXPECT_EQ(refusal(pth_head() + "\x80\x02K\x01.\x80\x02].").code, ErrorCode::corrupt_data);
}

TEST(StateDict, RefusesEveryPrefix) {
  const std::string file = pth_file({{"a", "1", {2, 2}, {1, 2}}, {"b", "2", {1}, {1}}},
                                    {float_storage("1", counted(4)), float_storage("2", {1})});
  ASSERT_TRUE(read_torch_state_dict(bytes_of(file)));
  for (std::size_t length = 0; length < file.size(); ++length) {
    EXPECT_FALSE(read_torch_state_dict(bytes_of(file.substr(0, length)))) << length;
  }
}

TEST(StateDict, EndsWellWhateverBitIsFlipped) {
  const std::string file = pth_file({{"a", "1", {2, 2}, {1, 2}}, {"b", "2", {1}, {1}}},
                                    {float_storage("1", counted(4)), float_storage("2", {1})});
  for (std::size_t bit = 0; bit < 8 * file.size(); ++bit) {
    std::string flipped = file;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << (bit % 8)));
    auto dict = read_torch_state_dict(bytes_of(flipped));
    if (!dict) continue;
    for (const auto& [name, tensor] : *dict) EXPECT_LE(tensor.values().size(), 4U);
  }
}

}  // namespace
}  // namespace nunchi::infer
