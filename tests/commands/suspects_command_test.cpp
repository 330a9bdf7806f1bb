#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "commands/bundled_reviews.h"

namespace t2v::testing {
namespace {

using ::testing::AnyOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::StartsWith;
using Json = nlohmann::json;

using Arguments = std::vector<std::string>;

constexpr std::size_t kReviews = 2000;
constexpr std::size_t kFlipped = 100;

std::vector<std::string> words_of(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

/// Bundled reviews of which some have another label than their own: corpus.txt, labels.txt and a
/// model of both.
class SuspectsCommand : public ::testing::Test {
 protected:
  SuspectsCommand() {
    flip();
    const Outcome outcome = train_on(folder_, flipped_);
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  }

  Outcome ask(Arguments arguments, const std::string& standard_input = "") {
    arguments.insert(arguments.begin(), {"suspects", "--repeats", "1", "--epochs", epochs_});
    Surroundings surroundings;
    surroundings.standard_input = standard_input;
    return folder_.run(arguments, surroundings);
  }

  std::vector<Json> rows(Arguments arguments, const std::string& standard_input = "") {
    arguments.insert(arguments.end(), {"--json", "--quiet"});
    const Outcome outcome = ask(arguments, standard_input);
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    EXPECT_THAT(outcome.err, IsEmpty());
    std::vector<Json> rows;
    for (const std::string& line : outcome.out_lines()) rows.push_back(Json::parse(line));
    return rows;
  }

  /// How many of the first `count` rows have a flipped label and look like the true one.
  std::size_t found(const std::vector<Json>& rows, std::size_t count) const {
    return static_cast<std::size_t>(std::count_if(
        rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(count), [&](const Json& row) {
          const std::size_t place = row.at("line").get<std::size_t>() - 1;
          return flipped_.labels[place] != true_labels_[place] &&
                 row.at("label") == flipped_.labels[place] &&
                 row.at("looks_like") == true_labels_[place];
        }));
  }

  BundledReviews flipped_ = bundled_reviews(0, kReviews);
  std::vector<std::string> true_labels_ = flipped_.labels;
  std::string epochs_ = "3";  ///< fewer than by default, for speed
  WorkFolder folder_;

 private:
  void flip() {
    const std::vector<std::string> names{"긍정", "부정", "중립"};
    std::mt19937 random(4);
    for (std::size_t done = 0; done < kFlipped;) {
      const std::size_t place = random() % kReviews;
      const std::string& other = names[random() % names.size()];
      if (flipped_.labels[place] != true_labels_[place] || other == true_labels_[place]) continue;
      flipped_.labels[place] = other;
      ++done;
    }
  }
};

TEST_F(SuspectsCommand, FlippedLabelsFillTheFirstPlaces) {
  epochs_ = "10";
  const auto suspects = rows({"corpus.txt", "labels.txt", "--top", std::to_string(kFlipped)});
  ASSERT_THAT(suspects, SizeIs(kFlipped));
  EXPECT_GE(found(suspects, kFlipped / 2), kFlipped * 2 / 5);
  EXPECT_GE(found(suspects, kFlipped), kFlipped * 3 / 5);
  for (const Json& suspect : suspects) {
    EXPECT_EQ(suspect.at("text"), flipped_.reviews[suspect.at("line").get<std::size_t>() - 1]);
    EXPECT_NE(suspect.at("label"), suspect.at("looks_like"));
    EXPECT_GT(suspect.at("probability").get<double>(), 1.0 / 3);
    EXPECT_LE(suspect.at("probability").get<double>(), 1);
  }
}

TEST_F(SuspectsCommand, PhrasesAreOfTheTextAndShareNoWord) {
  std::size_t several = 0;
  for (const Json& suspect : rows({"corpus.txt", "labels.txt", "--top", "100"})) {
    const std::vector<std::string> phrases = suspect.at("phrases");
    EXPECT_LE(phrases.size(), 3U);
    EXPECT_FALSE(phrases.empty()) << suspect;
    several += phrases.size() > 1 ? 1 : 0;
    std::map<std::string, int> unused;
    for (const std::string& word : words_of(suspect.at("text"))) ++unused[word];
    for (const std::string& phrase : phrases) {
      EXPECT_THAT(suspect.at("text").get<std::string>(), HasSubstr(phrase));
      for (const std::string& word : words_of(phrase)) EXPECT_GE(--unused[word], 0) << suspect;
    }
  }
  EXPECT_GT(several, 20U);
}

TEST_F(SuspectsCommand, OptionsDecideHowMuchIsShown) {
  const Outcome outcome = ask({"corpus.txt", "labels.txt", "--top", "4", "--phrases", "2"});
  EXPECT_EQ(outcome.exit_code, 0);
  ASSERT_THAT(outcome.out_lines(), SizeIs(4));
  for (const std::string& line : outcome.out_lines())
    EXPECT_EQ(std::count(line.begin(), line.end(), '\t'), 5) << line;
  ASSERT_THAT(outcome.err_lines(), SizeIs(4)) << "three networks, and what came of them";
  EXPECT_THAT(outcome.err_lines()[0], StartsWith("network 1/3  epoch 3/3 100%"));
  EXPECT_THAT(outcome.err_lines()[2], StartsWith("network 3/3  epoch 3/3 100%"));
  EXPECT_THAT(outcome.err_lines()[3],
              HasSubstr(" of 2000 documents look rather like another label"));

  const auto shown = rows({"corpus.txt", "labels.txt", "--top", "4", "--phrases", "2"});
  for (std::size_t i = 0; i < 4; ++i) {
    const std::vector<std::string> phrases = shown[i].at("phrases");
    ASSERT_THAT(phrases, AnyOf(SizeIs(1), SizeIs(2)));
    EXPECT_THAT(outcome.out_lines()[i],
                HasSubstr("\t" + phrases[0] + (phrases.size() > 1 ? " / " + phrases[1] : "") +
                          "\t" + shown[i].at("text").get<std::string>()));
  }
  for (const Json& suspect : rows({"corpus.txt", "labels.txt", "--top", "2", "--phrases", "0"}))
    EXPECT_THAT(suspect.at("phrases"), SizeIs(0));
}

TEST_F(SuspectsCommand, WhatFitsItsLabelIsNotShown) {
  epochs_ = "10";
  const Outcome outcome = ask({"corpus.txt", "labels.txt", "--top", "2000"});
  const std::size_t suspects = outcome.out_lines().size();
  EXPECT_GE(suspects, kFlipped * 3 / 4);
  EXPECT_LT(suspects, kReviews / 4);
  EXPECT_EQ(outcome.err_lines().back(),
            std::to_string(suspects) + " of 2000 documents look rather like another label");
}

TEST_F(SuspectsCommand, TheSeedDecidesNotThreads) {
  const Arguments asked{"corpus.txt", "labels.txt", "--top", "10", "--quiet"};
  const auto with = [&](Arguments more) {
    more.insert(more.begin(), asked.begin(), asked.end());
    return ask(more).out;
  };
  const std::string first = with({});
  EXPECT_THAT(lines_of(first), SizeIs(10));
  EXPECT_EQ(with({"--threads", "1"}), first);
  EXPECT_NE(with({"--seed", "2"}), first);
}

TEST_F(SuspectsCommand, LinesWithoutLabelKeepTheirNumber) {
  // Odd lines lose their labels; the corpus comes from standard input.
  std::vector<std::string> labels = flipped_.labels;
  for (std::size_t i = 0; i < labels.size(); i += 2) labels[i] = "";
  folder_.write("even.txt", text_of(labels));
  epochs_ = "10";
  const auto suspects =
      rows({"-", "even.txt", "--top", "20", "--phrases", "0"}, text_of(flipped_.reviews));
  ASSERT_THAT(suspects, SizeIs(20));
  for (const Json& suspect : suspects) EXPECT_EQ(suspect.at("line").get<int>() % 2, 0);
  EXPECT_GE(found(suspects, 20), 12U);
  epochs_ = "1";
  EXPECT_THAT(ask({"corpus.txt", "even.txt"}).err_lines().back(),
              HasSubstr(" of 1000 documents look"));
}

TEST_F(SuspectsCommand, AKindIsLookedAtForItself) {
  // Every tenth review has a film alone.
  std::vector<std::string> both = flipped_.labels;
  std::vector<std::string> opinions = flipped_.labels;
  for (std::size_t i = 0; i < both.size(); ++i) {
    const std::string film = i % 4 == 0 ? "film:1" : "film:2";
    both[i] = i % 10 == 0 ? film : both[i] + " " + film;
    if (i % 10 == 0) opinions[i] = "";
  }
  folder_.write("both.txt", text_of(both));
  folder_.write("opinions.txt", text_of(opinions));
  const Outcome of_kind = ask({"corpus.txt", "both.txt", "--kind", ":"});
  EXPECT_THAT(of_kind.out_lines(), SizeIs(20));
  EXPECT_THAT(of_kind.err_lines().back(), HasSubstr(" of 1800 documents look"));
  EXPECT_EQ(of_kind.out, ask({"corpus.txt", "opinions.txt"}).out);

  for (const Json& suspect : rows({"corpus.txt", "both.txt", "--kind", "film"})) {
    EXPECT_THAT(suspect.at("label"), AnyOf("film:1", "film:2"));
    EXPECT_THAT(suspect.at("looks_like"), AnyOf("film:1", "film:2"));
  }
  // Of both kinds at once a document has several labels, none of which excludes another.
  const auto of_all = rows({"corpus.txt", "both.txt", "--top", "30"});
  ASSERT_THAT(of_all, SizeIs(30));
  for (const Json& suspect : of_all) {
    const auto own = words_of(both[suspect.at("line").get<std::size_t>() - 1]);
    EXPECT_THAT(own, ::testing::Contains(suspect.at("label")));
    EXPECT_THAT(own, ::testing::Not(::testing::Contains(suspect.at("looks_like"))));
  }
}

TEST_F(SuspectsCommand, BadInputIsRefused) {
  const auto refuse = [&](Arguments arguments, int exit_code, const std::string& what) {
    SCOPED_TRACE(what);
    arguments.insert(arguments.begin(), "suspects");
    const Outcome outcome = folder_.run(arguments);
    EXPECT_EQ(outcome.exit_code, exit_code);
    EXPECT_THAT(outcome.err_lines(), ElementsAre(StartsWith("t2v: ")));
    EXPECT_THAT(outcome.err, HasSubstr(what));
    EXPECT_THAT(outcome.out, IsEmpty());
  };
  folder_.write("short.txt", "긍정\n부정\n");
  folder_.write("two.txt", "최악 의 영화\n최고 의 영화\n");
  folder_.write("one-label.txt", "긍정\n긍정\n");
  folder_.write("no-label.txt", "\n\n");
  folder_.write("kinds.txt", "긍정 film:1\n부정 film:1\n");
  refuse({"corpus.txt", "short.txt"}, 1, "corpus.txt has 2000 lines but short.txt has 2");
  refuse({"two.txt", "one-label.txt"}, 1,
         "one-label.txt: labels to choose from: 1, expected at least 2");
  refuse({"two.txt", "no-label.txt"}, 1,
         "no-label.txt: labels to choose from: 0, expected at least 2");
  refuse({"two.txt", "kinds.txt", "--kind", "film"}, 1,
         "kinds.txt: labels to choose from: 1, expected at least 2");
  refuse({"two.txt", "short.txt"}, 1,
         "short.txt: documents with a label: 2, expected at least 3 for as many folds");
  refuse({"corpus.txt", "labels.txt", "--kind", "film"}, 1,
         "no label is of the kind 'film'; the labels have none");
  refuse({"two.txt", "kinds.txt", "--kind", "actor"}, 1,
         "no label is of the kind 'actor'; the kinds are film, :");
  refuse({"absent.txt", "labels.txt"}, 1, "absent.txt");
  refuse({"corpus.txt", "absent.txt"}, 1, "absent.txt");
  refuse({"corpus.txt", "labels.txt", "-m", "absent.h5"}, 1, "absent.h5");
  refuse({"corpus.txt", "labels.txt", "-m", "corpus.txt"}, 1, "corpus.txt");
  refuse({"-", "-"}, 2, "both '-'");
  refuse({"corpus.txt"}, 2, "CORPUS and LABELS");
  refuse({"corpus.txt", "labels.txt", "more.txt"}, 2, "more.txt");
  const std::vector<std::vector<std::string>> numbers{
      {"folds", "1", "2 to 100"},        {"folds", "101", "2 to 100"},
      {"repeats", "0", "1 to 100"},      {"epochs", "-1", "0 to 10000"},
      {"epochs", "10001", "0 to 10000"}, {"top", "0", "1 or more"},
      {"phrases", "x", "0 or more"},     {"seed", "-1", "0 or more"},
  };
  for (const auto& number : numbers) {
    SCOPED_TRACE(number[1]);
    refuse({"corpus.txt", "labels.txt", "--" + number[0], number[1]}, 2,
           "--" + number[0] + " is '" + number[1] + "', expected a whole number from " + number[2]);
  }
}

}  // namespace
}  // namespace t2v::testing
