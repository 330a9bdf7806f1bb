#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "commands/film_reviews.h"
#include "commands/work_folder.h"

namespace t2v::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

class MapCommand : public ::testing::Test {
 protected:
  MapCommand() { EXPECT_EQ(train_film_model(folder_).exit_code, 0); }

  std::string error_of(const std::vector<std::string>& arguments, int exit_code) const {
    const Outcome outcome = folder_.run(arguments);
    EXPECT_EQ(outcome.exit_code, exit_code) << outcome.err;
    EXPECT_EQ(outcome.err_lines().size(), 1U) << outcome.err;
    return outcome.err;
  }

  WorkFolder folder_;
};

TEST_F(MapCommand, WritesADrawingAndAPage) {
  const Outcome outcome =
      folder_.run({"map", "--svg", "map.svg", "--html", "map.html", "--top", "30"});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_EQ(outcome.out, "");
  EXPECT_EQ(outcome.err, "");
  const std::string svg = folder_.read("map.svg");
  EXPECT_THAT(svg, AllOf(StartsWith("<svg"), HasSubstr(">최악</text>"), HasSubstr(">긍정</text>"),
                         HasSubstr(" words, pca")));
  EXPECT_THAT(folder_.read("map.html"), AllOf(StartsWith("<!DOCTYPE html>"), HasSubstr(svg)));
}

TEST_F(MapCommand, DrawsTheSameForASeed) {
  const auto draw = [&](const std::string& seed) {
    EXPECT_EQ(folder_
                  .run({"map", "--svg", "map.svg", "--layout", "tsne", "--seed", seed, "--label",
                        "부정", "--quiet"})
                  .exit_code,
              0);
    return folder_.read("map.svg");
  };
  const std::string first = draw("1");
  EXPECT_EQ(draw("1"), first);
  EXPECT_NE(draw("2"), first);
  EXPECT_THAT(first, AllOf(HasSubstr("tsne"), HasSubstr(">부정</text>")));
}

TEST_F(MapCommand, TellsTheProgressOfTsne) {
  const Outcome outcome = folder_.run({"map", "--svg", "map.svg", "--layout", "tsne"});
  EXPECT_EQ(outcome.err, "t-SNE 100%\n");
}

TEST_F(MapCommand, SaysWhatIsWrong) {
  EXPECT_THAT(error_of({"map"}, 2), HasSubstr("expected --html FILE or --svg FILE"));
  EXPECT_THAT(error_of({"map", "--svg", "map.svg", "--layout", "umap"}, 2),
              HasSubstr("--layout is 'umap', expected pca or tsne"));
  EXPECT_THAT(error_of({"map", "--svg", "map.svg", "--top", "0"}, 2), HasSubstr("--top is '0'"));
  EXPECT_THAT(error_of({"map", "map.svg"}, 2), HasSubstr("options only"));
  EXPECT_THAT(error_of({"map", "--svg", "map.svg", "--label", "공정"}, 1),
              HasSubstr("'공정' is no label"));
  EXPECT_THAT(error_of({"map", "--svg", "none/map.svg"}, 1), HasSubstr("none/map.svg"));
  EXPECT_FALSE(folder_.has("map.svg"));
}

}  // namespace
}  // namespace t2v::testing
