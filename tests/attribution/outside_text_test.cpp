#include "attribution/outside_text.h"

#include <gmock/gmock.h>

#include <chrono>
#include <numeric>
#include <string>
#include <vector>

#include "attribution/leave_one_out.h"
#include "attribution/lime.h"

namespace t2v {
namespace {

using std::chrono::milliseconds;
using ::testing::DoubleEq;
using ::testing::ElementsAre;

constexpr milliseconds kPatience(60'000);

/// `text` with the tokens that are given, found one behind the other.
EncodedText encoded(const std::string& text, const std::vector<std::string>& tokens) {
  EncodedText result{text, {}, {}};
  std::size_t at = 0;
  for (const std::string& token : tokens) {
    const std::size_t begin = text.find(token, at);
    at = begin + token.size();
    result.spans.push_back({begin, at});
  }
  return result;
}

std::string kept(const EncodedText& text, const std::vector<std::uint32_t>& tokens) {
  return text_of_kept(text, tokens);
}

TEST(TextOfKept, IsTheTextWhereAllIsKept) {
  const EncodedText text = encoded("  정말 \t최고!  😀 ", {"정말", "최고", "!", "😀"});
  EXPECT_EQ(kept(text, {0, 1, 2, 3}), text.text);
}

TEST(TextOfKept, KeepsOneSpaceWhereATokenWas) {
  const EncodedText text = encoded("이 영화  정말 최악", {"이", "영화", "정말", "최악"});
  EXPECT_EQ(kept(text, {0, 2, 3}), "이 정말 최악");
  EXPECT_EQ(kept(text, {0, 1, 3}), "이 영화  최악");
  EXPECT_EQ(kept(text, {0, 3}), "이 최악");
  EXPECT_EQ(kept(text, {1, 2}), "영화  정말");
  EXPECT_EQ(kept(text, {3}), "최악");
  EXPECT_EQ(kept(text, {}), "");
}

TEST(TextOfKept, JoinsWhatHadNoSpace) {
  const EncodedText text = encoded("最好的电影!", {"最好", "的", "电影", "!"});
  EXPECT_EQ(kept(text, {0, 2}), "最好电影");
  EXPECT_EQ(kept(text, {1, 3}), "的!");
}

TEST(TextOfKept, KeepsWhatNoTokenCovers) {
  const EncodedText text = encoded("a-b c", {"a", "b", "c"});
  EXPECT_EQ(kept(text, {0, 2}), "a- c");
  EXPECT_EQ(kept(text, {1}), "-b");
  EXPECT_EQ(kept(encoded(" x ", {}), {}), " x ");
}

/// 0.1, and 0.4 more for 최악 and 0.2 more for 지루, of the first label; the second has the rest.
constexpr const char* kAdds = R"(python3 -c '
import sys
for line in sys.stdin:
    thousandths = 100 + 400 * ("최악" in line) + 200 * ("지루" in line)
    print(thousandths / 1000, (1000 - thousandths) / 1000, flush=True)')";

TEST(OutsideText, IsExplainedByLeavingWordsOut) {
  OutsideClassifier classifier(kAdds, 2, kPatience);
  const EncodedText text = encoded("정말 최악 지루", {"정말", "최악", "지루"});
  OutsideText outside(classifier, text);
  EXPECT_EQ(outside.whole_probabilities(), (std::vector<double>{0.7, 0.3}));
  const Attribution first = leave_one_out(PerturbedOutsideText(outside, 0));
  EXPECT_THAT(first.scores, ElementsAre(0, DoubleEq(0.7 - 0.3), DoubleEq(0.7 - 0.5)));
  const Attribution second = leave_one_out(PerturbedOutsideText(outside, 1));
  EXPECT_THAT(second.scores, ElementsAre(0, DoubleEq(0.3 - 0.7), DoubleEq(0.3 - 0.5)));
}

TEST(OutsideText, AsksForATextOnce) {
  // Every answer is another number.
  OutsideClassifier classifier("while read -r line; do n=$((n + 1)); echo 0.00$n; done", 1,
                               kPatience);
  const EncodedText text = encoded("가 가 나", {"가", "가", "나"});
  OutsideText outside(classifier, text);
  const std::vector<std::vector<std::uint32_t>> some = {{0}, {1}, {0, 1, 2}, {2}, {0}};
  EXPECT_EQ(outside.probabilities(some, 0),
            (std::vector<double>{0.001, 0.001, 0.002, 0.003, 0.001}));
  EXPECT_EQ(outside.probabilities(some, 0),
            (std::vector<double>{0.001, 0.001, 0.002, 0.003, 0.001}));
  EXPECT_EQ(outside.whole_probabilities(), std::vector<double>{0.002});
}

/// The same probabilities without a command between.
class Adds final : public PerturbedText {
 public:
  std::size_t tokens() const override { return 3; }
  std::vector<double> outputs(std::span<const std::vector<std::uint32_t>> texts) const override {
    std::vector<double> outputs;
    for (const auto& tokens : texts) {
      const int thousandths =
          std::accumulate(tokens.begin(), tokens.end(), 100, [](int sum, std::uint32_t token) {
            return sum + (token == 1 ? 400 : token == 2 ? 200 : 0);
          });
      outputs.push_back(thousandths / 1000.0);
    }
    return outputs;
  }
};

TEST(OutsideText, IsExplainedByLimeAsTheSameProbabilitiesAre) {
  OutsideClassifier classifier(kAdds, 2, kPatience);
  const EncodedText text = encoded("정말 최악 지루", {"정말", "최악", "지루"});
  OutsideText outside(classifier, text);
  MethodOptions options;
  options.lime_samples = 300;
  const Attribution over_pipes = lime(PerturbedOutsideText(outside, 0), options);
  const Attribution direct = lime(Adds(), options);
  EXPECT_EQ(over_pipes.scores, direct.scores);
  EXPECT_EQ(over_pipes.figures, direct.figures);
}

}  // namespace
}  // namespace t2v
