#include "commands/film_reviews.h"

#include <array>
#include <random>

namespace t2v::testing {
namespace {

constexpr int kReviews = 3000;

/// A verdict under each label, and the words that either is said with.
struct Verdict {
  const char* negative;
  const char* positive;
  std::array<const char*, 3> company;
};

constexpr std::array<Verdict, 3> kVerdicts{{
    {"최악", "최고", {"올해", "인생", "작품"}},
    {"노잼", "꿀잼", {"ㅋㅋ", "완전", "핵"}},
    {"지루", "감동", {"두시간", "내내", "영상"}},
}};
constexpr std::array<const char*, 4> kAspects{"스토리", "연기", "결말", "배우"};
constexpr std::array<const char*, 4> kComplaints{"환불", "실망", "억지", "허접"};
constexpr std::array<const char*, 4> kPraise{"추천", "훌륭", "여운", "탄탄"};

}  // namespace

FilmReviews film_reviews() {
  std::mt19937 random(20151204);
  const auto pick = [&](const auto& words) { return std::string(words[random() % words.size()]); };
  FilmReviews reviews;
  for (int i = 0; i < kReviews; ++i) {
    const bool positive = i % 3 != 0;
    const Verdict& verdict = kVerdicts[random() % kVerdicts.size()];
    const auto& mood = positive ? kPraise : kComplaints;
    reviews.corpus += pick(kAspects) + ' ' + pick(mood) + ' ' + pick(verdict.company) + ' ' +
                      (positive ? verdict.positive : verdict.negative) + ' ' +
                      pick(verdict.company) + ' ' + pick(mood) + " 영화\n";
    reviews.labels += positive ? "긍정\n" : "부정\n";
  }
  return reviews;
}

void write_film_reviews(const WorkFolder& folder) {
  const FilmReviews reviews = film_reviews();
  folder.write("corpus.txt", reviews.corpus);
  folder.write("labels.txt", reviews.labels);
}

std::vector<std::string> training_options() {
  return {"--dim",       "24", "--epochs",  "10", "--window", "3",
          "--subsample", "0",  "--threads", "1",  "--seed",   "7"};
}

Outcome train_film_model(const WorkFolder& folder) {
  write_film_reviews(folder);
  // In so small a text words leave labels nothing to say where both predict together.
  std::vector<std::string> arguments{"train",       "corpus.txt",     "labels.txt", "--objective",
                                     "independent", "--label-weight", "1"};
  for (const std::string& option : training_options()) arguments.push_back(option);
  return folder.run(arguments);
}

}  // namespace t2v::testing
