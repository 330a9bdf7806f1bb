#include "distributed/token_counts.h"

#include <gtest/gtest.h>

#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "distributed/thread_ranks.h"
#include "embedding/random.h"
#include "text/tokenizer.h"

namespace t2v::testing {
namespace {

using Counts = std::map<std::string, std::uint64_t>;

TokenDictionary dictionary(const Counts& counts) {
  TokenDictionary tokens;
  for (const auto& [token, count] : counts) tokens.add(token, count);
  return tokens;
}

Counts counts_in(const TokenDictionary& tokens) {
  Counts counts;
  for (std::uint32_t i = 0; i < tokens.size(); ++i) {
    counts[std::string(tokens.token(i))] = tokens.count(i);
  }
  return counts;
}

/// What each of as many ranks as there are `parts` gets.
template <typename Ask>
std::vector<Counts> asked(const std::vector<Counts>& parts, Ask ask) {
  std::vector<Counts> answers(parts.size());
  in_ranks(static_cast<unsigned>(parts.size()), [&](Communicator& ranks) {
    TokenCounts counts(ranks);
    answers[ranks.rank()] = counts_in(ask(counts, dictionary(parts[ranks.rank()])));
  });
  return answers;
}

TEST(TokenCounts, AddsUpWhatTheRanksCounted) {
  const std::vector<Counts> parts = {{{"영화", 3}, {"b", 1}}, {}, {{"영화", 4}, {"c", 2}}};
  const auto answers = asked(parts, [](TokenCounts& counts, const TokenDictionary& own) {
    return counts.all_tokens(own);
  });
  for (const Counts& answer : answers) {
    EXPECT_EQ(answer, (Counts{{"영화", 7}, {"b", 1}, {"c", 2}}));
  }
}

TEST(TokenCounts, OnlyWhatMayBecomeAWordIsPassedOn) {
  const std::vector<Counts> parts = {{{"a", 2}, {"b", 1}, {"d", 9}}, {{"a", 1}, {"c", 2}}};
  VocabularyOptions options{.min_count = 3};
  const auto ask = [&](TokenCounts& counts, const TokenDictionary& own) {
    return counts.words_in_all(own, options);
  };
  for (Counts answer : asked(parts, ask)) {
    EXPECT_EQ(answer["a"], 3U) << "frequent enough in all together";
    EXPECT_EQ(answer["d"], 9U);
    // Each rank also passes on its most frequent one, whatever its count.
    EXPECT_LE(answer.size(), 4U);
  }
  // A word of a model that training goes on from stays.
  options.known =
      std::make_shared<const Vocabulary>(Vocabulary::from_counts({{"b", 100}, {"z", 100}}));
  for (const Counts& answer : asked(parts, ask)) EXPECT_EQ(answer.at("b"), 1U);
}

TEST(TokenCounts, MaxVocabLeavesTheMostFrequentAndTiesWithTheLast) {
  const std::vector<Counts> parts = {{{"a", 5}, {"b", 3}, {"c", 2}, {"d", 2}, {"e", 1}},
                                     {{"a", 5}, {"b", 3}, {"c", 2}, {"d", 2}, {"e", 1}}};
  const auto answers = asked(parts, [](TokenCounts& counts, const TokenDictionary& own) {
    return counts.words_in_all(own, {.min_count = 1, .max_vocab = 3});
  });
  for (const Counts& answer : answers) {
    for (const char* word : {"a", "b", "c", "d"}) EXPECT_TRUE(answer.contains(word)) << word;
    EXPECT_EQ(answers[0], answer);
  }
}

TEST(TokenCounts, FrequentTokensKeepTheirPromise) {
  t2v::Random random(5);
  std::vector<Counts> parts(3);
  Counts exact;
  for (int i = 0; i < 3000; ++i) {
    const std::string token = "w" + std::to_string(random.below(1 + random.below(2000)));
    ++parts[random.below(3)][token];
    ++exact[token];
  }
  const DictionaryBound bound{.tokens = 100};
  std::mutex mutex;
  std::vector<FrequentTokens> answers;
  in_ranks(3, [&](Communicator& ranks) {
    FrequentTokens found;
    found.tokens = dictionary(parts[ranks.rank()]);
    found.most_missing = 1;
    FrequentTokens all = TokenCounts(ranks).frequent_in_all(found, bound);
    const std::scoped_lock guard(mutex);
    answers.push_back(std::move(all));
  });
  for (const FrequentTokens& all : answers) {
    EXPECT_LE(all.tokens.size(), 100U);
    EXPECT_GT(all.tokens.size(), 20U);
    EXPECT_GE(all.most_missing, 3U) << "what each rank may lack adds up";
    const Counts counts = counts_in(all.tokens);
    EXPECT_EQ(counts, counts_in(answers[0].tokens));
    for (const auto& [token, count] : exact) {
      if (!counts.contains(token)) {
        ASSERT_LE(count, all.most_missing) << token;
        continue;
      }
      EXPECT_LE(counts.at(token), count);
      EXPECT_GE(counts.at(token) + all.most_missing, count);
    }
  }
}

/// Lines of random words, more of them frequent.
std::string random_text() {
  t2v::Random random(7);
  std::string text;
  for (int line = 0; line < 400; ++line) {
    for (std::uint32_t i = random.below(12); i > 0; --i) {
      text += "단어" + std::to_string(random.below(1 + random.below(300))) + " ";
    }
    text += '\n';
  }
  return text;
}

/// A part of the text of so many: the lines that begin in its share of the bytes.
std::string part_of(const std::string& text, unsigned part, unsigned parts) {
  const auto begin = [&](unsigned which) {
    if (which == 0 || which == parts) return which == 0 ? std::size_t{0} : text.size();
    return text.find('\n', text.size() * which / parts) + 1;
  };
  return text.substr(begin(part), begin(part + 1) - begin(part));
}

struct Encoded {
  std::vector<std::string> words;
  std::vector<std::uint64_t> counts;
  std::vector<std::uint32_t> tokens;
  std::uint64_t forgotten = 0;
};

Encoded encoded(const std::string& text, const VocabularyOptions& options, const TokenRoom& room,
                CountingPeers* peers) {
  const auto tokenizer = make_tokenizer({}, {});
  const Corpus corpus =
      encode_corpus(TextFile::from_string(text, "text"), *tokenizer, options, room, peers);
  Encoded result;
  for (const auto& [key, count] : corpus.words.entries()) {
    result.words.push_back(key);
    result.counts.push_back(count);
  }
  std::vector<std::uint32_t> buffer;
  const auto tokens = corpus.tokens.read(0, corpus.tokens.size(), buffer);
  result.tokens.assign(tokens.begin(), tokens.end());
  result.forgotten = corpus.forgotten_count;
  return result;
}

// Whatever the number of ranks: the vocabulary of one process, and its ids end to end.
TEST(TokenCounts, RanksEncodeACorpusAsOneProcessDoes) {
  const std::string text = random_text();
  const auto known = std::make_shared<const Vocabulary>(
      Vocabulary::from_counts({{"단어299", 7}, {"새", 3}, {"단어1", 1}}));
  const std::vector<VocabularyOptions> all_options = {
      {.min_count = 1},
      {.min_count = 5},
      {.min_count = 2, .max_vocab = 40},
      {.min_count = 3, .max_vocab = 60, .known = known}};
  for (const VocabularyOptions& options : all_options) {
    const Encoded whole = encoded(text, options, {}, nullptr);
    for (const unsigned ranks : {1U, 2U, 3U, 5U}) {
      std::vector<Encoded> parts(ranks);
      in_ranks(ranks, [&](Communicator& communicator) {
        TokenCounts peers(communicator);
        const unsigned rank = communicator.rank();
        parts[rank] = encoded(part_of(text, rank, ranks), options, {}, &peers);
      });
      std::vector<std::uint32_t> tokens;
      for (const Encoded& part : parts) {
        EXPECT_EQ(part.words, whole.words);
        EXPECT_EQ(part.counts, whole.counts);
        tokens.insert(tokens.end(), part.tokens.begin(), part.tokens.end());
      }
      EXPECT_EQ(tokens, whole.tokens);
    }
  }
}

// No room for all different tokens: rare ones are forgotten, but what is kept is counted exactly.
TEST(TokenCounts, RanksWithoutRoomCountFrequentWordsExactly) {
  const std::string text = random_text();
  const Encoded exact = encoded(text, {.min_count = 1}, {}, nullptr);
  Counts counts;
  for (std::size_t i = 0; i < exact.words.size(); ++i) counts[exact.words[i]] = exact.counts[i];
  std::vector<Encoded> parts(2);
  in_ranks(2, [&](Communicator& communicator) {
    TokenCounts peers(communicator);
    const unsigned rank = communicator.rank();
    parts[rank] = encoded(part_of(text, rank, 2), {.min_count = 1},
                          {.folder = {}, .dictionary_bytes = 400}, &peers);
  });
  EXPECT_EQ(parts[0].words, parts[1].words);
  EXPECT_GT(parts[0].forgotten, 0U);
  ASSERT_FALSE(parts[0].words.empty());
  EXPECT_LT(parts[0].words.size(), exact.words.size());
  for (std::size_t i = 0; i < parts[0].words.size(); ++i) {
    EXPECT_EQ(parts[0].counts[i], counts.at(parts[0].words[i]));
  }
  EXPECT_EQ(parts[0].words[0], exact.words[0]);
}

}  // namespace
}  // namespace t2v::testing
