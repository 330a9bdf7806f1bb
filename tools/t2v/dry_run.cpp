#include "dry_run.h"

#include <cmath>
#include <cstdint>

#include "command/result_output.h"
#include "embedding/trainer.h"
#include "memory_limit.h"
#include "report/table.h"

namespace t2v {
namespace {

/// Ends a trial.
struct Enough {};

/// Seconds that training would take at the speed of its beginning. The blocks of a corpus come in
/// an order that makes any stretch of training like any other.
double training_seconds(const Corpus& corpus, const TrainingOptions& options) {
  constexpr double kTrialSeconds = 1;
  TrainingProgress last;
  try {
    train(corpus, options, [&](const TrainingProgress& progress) {
      last = progress;
      if (progress.seconds >= kTrialSeconds) throw Enough();
    });
  } catch (const Enough&) {
    return last.seconds * static_cast<double>(last.tokens_total) /
           static_cast<double>(last.tokens_done);
  }
  return last.seconds;
}

}  // namespace

void print_dry_run(const Corpus& corpus, const TrainRequest& request) {
  constexpr std::uint64_t kMegabyte = 1'000'000;
  const auto integer = [](std::uint64_t number) { return static_cast<std::int64_t>(number); };
  Table table({{"property"}, {"value", Alignment::kRight, 2}});
  table.add_row({"documents", integer(corpus.documents())});
  table.add_row({"tokens", integer(corpus.tokens.size())});
  table.add_row({"words", integer(corpus.words.size())});
  table.add_row({"labels", integer(corpus.labels.names.size())});
  table.add_row({"peak memory (MB)", integer(peak_memory(corpus, request) / kMegabyte + 1)});
  table.add_row({"tokens read from", corpus.tokens.in_memory() ? "memory" : "disk"});
  table.add_row({"training time (s)", training_seconds(corpus, request.training)});
  print_table(table, result_style(/*json_asked=*/false));
}

}  // namespace t2v
