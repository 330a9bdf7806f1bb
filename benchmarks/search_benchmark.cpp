// Searches among word vectors beside the time it takes to read them once: exact, many questions at
// a time, and by an index. The vectors have clusters of words and some thirty directions that
// matter, as trained ones do; the file is where `t2v train` would write it, in the page cache.

#include <benchmark/benchmark.h>
#include <tbb/blocked_range.h>
#include <tbb/parallel_reduce.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "model/embedding_file.h"
#include "model/opened_model.h"
#include "query/approximate_search.h"
#include "query/neighbor_index.h"
#include "query/neighbors.h"

namespace t2v {
namespace {

constexpr std::size_t kDim = 100;
constexpr std::size_t kDirections = 30;
constexpr std::size_t kWordsOfACluster = 100;
constexpr std::size_t kTop = 10;

Matrix clustered_vectors(std::size_t rows, std::mt19937& random) {
  std::normal_distribution<float> normal;
  std::vector<float> directions(kDirections * kDim);
  for (float& value : directions) value = normal(random) / std::sqrt(float{kDirections});
  const std::size_t clusters = std::max<std::size_t>(1, rows / kWordsOfACluster);
  std::vector<float> centres(clusters * kDirections);
  for (std::size_t i = 0; i < centres.size(); ++i) {
    centres[i] = 2 * normal(random) / std::sqrt(1 + static_cast<float>(i % kDirections));
  }
  Matrix vectors(rows, kDim);
  for (std::size_t row = 0; row < rows; ++row) {
    const float* const centre = centres.data() + random() % clusters * kDirections;
    for (std::size_t i = 0; i < kDim; ++i) vectors.row(row)[i] = 0.1F * normal(random);
    for (std::size_t k = 0; k < kDirections; ++k) {
      const float strength = centre[k] + 0.6F * normal(random);
      for (std::size_t i = 0; i < kDim; ++i) {
        vectors.row(row)[i] += strength * directions[k * kDim + i];
      }
    }
  }
  return vectors;
}

EmbeddingModel model_of(std::size_t words) {
  std::mt19937 random(5);
  EmbeddingModel model;
  model.vectors.word_input = clustered_vectors(words, random);
  model.vectors.word_output = Matrix(words, kDim);
  model.vectors.label_input = Matrix(0, kDim);
  std::vector<Vocabulary::Entry> entries;
  for (std::size_t word = 0; word < words; ++word) {
    entries.push_back({"word" + std::to_string(word), 5 + 20'000'000 / (word + 1)});
  }
  model.words = Vocabulary::from_ordered(std::move(entries));
  model.tokenizer = restore_tokenizer("whitespace", "");
  return model;
}

/// A model file that goes with the program, opened.
class StoredModel {
 public:
  explicit StoredModel(std::size_t words)
      : path_(std::filesystem::temp_directory_path() /
              ("t2v-search-benchmark-" + std::to_string(words) + ".h5")) {
    save_embedding(model_of(words), path_);
    opened_ = std::make_unique<OpenedModel>(path_);
  }
  ~StoredModel() { std::filesystem::remove(path_); }

  const OpenedModel& opened() const { return *opened_; }
  const ModelView& view() const { return opened_->view(); }

  const NeighborIndex& index() {
    if (!index_) {
      index_ = std::make_unique<NeighborIndex>(
          NeighborIndex::build(view().word_input, view().word_input, opened_->vectors_sha256()));
    }
    return *index_;
  }

  static StoredModel& of(std::size_t words) {
    static std::map<std::size_t, StoredModel> models;
    return models.try_emplace(words, words).first->second;
  }

 private:
  std::filesystem::path path_;
  std::unique_ptr<OpenedModel> opened_;
  std::unique_ptr<NeighborIndex> index_;
};

std::vector<WordQuestion> questions_of(const ModelView& model, std::size_t count) {
  std::vector<WordQuestion> questions;
  for (std::size_t i = 0; i < count; ++i) {
    const auto word = static_cast<std::uint32_t>(i * 7919 % model.words.size());
    questions.push_back(
        word_question(model, {{{TermKind::kWord, word, 1}}, {}, {kTop, 0}}, model.word_input));
  }
  return questions;
}

/// What any exact search has to do at least.
void read_matrix_once(benchmark::State& state) {
  const VectorTable& rows = StoredModel::of(state.range(0)).view().word_input;
  const auto sum_of = [&](std::size_t block) {
    BlockScan scan(rows, block);
    const auto* const words = reinterpret_cast<const std::uint32_t*>(scan.next(scan.rows()));
    std::uint32_t sum = 0;
    for (std::size_t i = 0; i < scan.rows() * rows.stride(); ++i) sum += words[i];
    scan.finish();
    return sum;
  };
  for (auto _ : state) {
    benchmark::DoNotOptimize(tbb::parallel_reduce(
        tbb::blocked_range<std::size_t>(0, rows.blocks()), std::uint32_t{0},
        [&](const tbb::blocked_range<std::size_t>& blocks, std::uint32_t sum) {
          for (std::size_t block = blocks.begin(); block < blocks.end(); ++block) {
            sum += sum_of(block);
          }
          return sum;
        },
        std::plus<>()));
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(rows.rows() * kDim * 4));
}

void search_exactly(benchmark::State& state) {
  const ModelView& model = StoredModel::of(state.range(0)).view();
  const std::vector<WordQuestion> questions =
      questions_of(model, static_cast<std::size_t>(state.range(1)));
  for (auto _ : state) {
    benchmark::DoNotOptimize(best_words(model.words, model.word_input, questions, {kTop, 0}));
  }
  const auto products = static_cast<double>(state.range(0) * state.range(1)) * kDim;
  state.counters["flops"] = benchmark::Counter(
      2 * products * static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
  state.SetItemsProcessed(state.iterations() * state.range(1));
}

double recall(const std::vector<std::vector<Answer>>& found,
              const std::vector<std::vector<Answer>>& truth) {
  std::size_t common = 0;
  std::size_t wanted = 0;
  for (std::size_t i = 0; i < truth.size(); ++i) {
    wanted += truth[i].size();
    for (const Answer& answer : truth[i]) {
      common += std::ranges::count(found[i], answer.id, &Answer::id);
    }
  }
  return static_cast<double>(common) / static_cast<double>(wanted);
}

void search_by_index(benchmark::State& state) {
  StoredModel& stored = StoredModel::of(state.range(0));
  const ModelView& model = stored.view();
  const NeighborIndex& index = stored.index();
  const std::vector<WordQuestion> questions =
      questions_of(model, static_cast<std::size_t>(state.range(1)));
  std::vector<std::vector<Answer>> answers;
  for (auto _ : state) {
    answers = approximately_best_words(index, model.words, model.word_input, questions, {kTop, 0});
  }
  state.SetItemsProcessed(state.iterations() * state.range(1));
  state.counters["recall"] =
      recall(answers, best_words(model.words, model.word_input, questions, {kTop, 0}));
}

BENCHMARK(read_matrix_once)->Arg(42'000)->Arg(1'000'000)->UseRealTime();
BENCHMARK(search_exactly)
    ->ArgsProduct({{42'000, 1'000'000}, {1, 64, 1024}})
    ->ArgNames({"words", "questions"})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK(search_by_index)
    ->ArgsProduct({{42'000, 1'000'000}, {1, 1024}})
    ->ArgNames({"words", "questions"})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

}  // namespace
}  // namespace t2v
