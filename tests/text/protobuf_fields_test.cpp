#include "text/protobuf_fields.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace t2v {
namespace {

using Fields = std::vector<std::pair<std::uint64_t, std::string>>;
using namespace std::string_literals;

Fields fields_of(std::string_view message, bool expected_whole = true) {
  Fields fields;
  const bool whole = for_each_protobuf_field(
      message, [&](const ProtobufField& field) { fields.emplace_back(field.number, field.bytes); });
  EXPECT_EQ(whole, expected_whole);
  return fields;
}

TEST(ProtobufFieldsTest, EveryTypeOfValue) {
  // 150 as a varint and a string: the examples of the specification.
  const std::string varint = "\x08\x96\x01"s;
  const std::string text = "\x12\x07testing"s;
  const std::string four = "\x1D\x01\x02\x03\x04"s;
  const std::string eight = "\x21\x01\x02\x03\x04\x05\x06\x07\x08"s;
  EXPECT_EQ(fields_of(varint + text + four + eight),
            (Fields{{1, varint}, {2, text}, {3, four}, {4, eight}}));
  EXPECT_EQ(fields_of(""), Fields{});
  const std::string empty_text = "\x12\x00"s;
  EXPECT_EQ(fields_of(empty_text), (Fields{{2, empty_text}}));
}

TEST(ProtobufFieldsTest, ValuesOfStrings) {
  std::string found;
  const std::string message =
      "\x12\x07testing"s + "\x82\x01\x83\x00"s + "abc";  // field 16, long length
  EXPECT_TRUE(for_each_protobuf_field(
      message, [&](const ProtobufField& field) { found.append(field.value) += ' '; }));
  EXPECT_EQ(found, "testing abc ");
}

TEST(ProtobufFieldsTest, NumbersBeyondFifteenTakeMoreBytes) {
  const std::string field = "\x80\x01\x05"s;  // number 16, a varint
  EXPECT_EQ(fields_of(field), (Fields{{16, field}}));
}

TEST(ProtobufFieldsTest, DamageEndsTheVisit) {
  const std::string whole = "\x08\x01"s;
  for (const std::string& damage :
       {"\x08"s, "\x08\x80"s, "\x12\x02"s + "a", "\x12"s, "\x1D\x01\x02\x03"s, "\x21\x01"s, "\x0B"s,
        "\x0C"s, "\x0E"s, "\x0F"s, std::string(11, '\x80') + "\x01",
        "\x12\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01"s}) {
    EXPECT_EQ(fields_of(whole + damage, false), (Fields{{1, whole}}));
  }
}

}  // namespace
}  // namespace t2v
