#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "command/command_line.h"
#include "command/result_output.h"
#include "commands.h"
#include "label_selection_options.h"
#include "model_option.h"
#include "query/label_affinity.h"
#include "query/term.h"
#include "report/table.h"
#include "text/error.h"
#include "text/label_kind.h"

namespace t2v {
namespace {

constexpr const char* kDescription =
    "Words and the label each speaks for, from the counts and vectors of a model alone. With "
    "WORDs:\n"
    "what these speak for.\n"
    "\n"
    "A word speaks for a label when its share of the label's documents is, with 95 % certainty, "
    "at\n"
    "least --ratio times its mean share of the other labels' documents. Where a word is rare, "
    "what\n"
    "its vector says decides along with the counts. A word that speaks for no label so clearly, "
    "or\n"
    "serves several, gets the verdict --neutral. Columns:\n"
    "  word, label, decided (no: neutral, even if a label has that name), affinity to each label "
    "(to\n"
    "  the strongest where the labels are more than 8), occurrences, documents\n"
    "An affinity is the natural logarithm of that ratio: 0 no difference, 0.7 twice, -0.7 half. "
    "Words\n"
    "come label by label, the surest first, then the undecided, the most frequent first. The "
    "first\n"
    "two columns are what `t2v train --word-labels` reads.";

/// Labels that get a column each, at most.
constexpr std::size_t kMostLabelColumns = 8;

constexpr double kLargestRatio = 1000;

struct Request {
  ModelOption model;
  KindOption kind;
  VerdictOptions verdicts;
  std::size_t top = 1000;
  std::string neutral = "중립";
  std::vector<std::string> words;
  bool json = false;
};

bool read_request(const std::vector<std::string>& arguments, CommandLine& command_line,
                  Request* request) {
  request->kind.add_to(command_line);
  command_line.add_number("ratio", "how many times as frequent, at least", &request->verdicts.ratio,
                          1.0, kLargestRatio);
  command_line.add_text("neutral", "NAME",
                        "verdict on words that serve several labels or none (default 중립)",
                        &request->neutral);
  command_line.add_number<std::size_t>("top,n", "words of each label, at most", &request->top, 1);
  command_line.add_number<std::uint64_t>("min-count", "words in fewer documents are left out",
                                         &request->verdicts.min_documents, 0);
  request->model.add_to(command_line);
  command_line.add_flag("json", "a JSON object a line", &request->json);
  if (!command_line.parse(arguments)) return false;
  request->words = command_line.arguments();
  for (const char* option : {"top", "min-count"}) {
    if (!request->words.empty() && command_line.given(option)) {
      throw UsageError(
          fmt::format("--{} with words, which are all shown, expected one or the other", option));
    }
  }
  request->neutral = normalized_key(request->neutral);
  if (request->neutral.empty()) throw UsageError("--neutral is empty, expected a name");
  return true;
}

/// Labels without a kind, else those of the only kind there is.
std::string usual_kind(const Vocabulary& labels) {
  const std::vector<LabelKind> kinds = label_kinds(labels);
  if (std::ranges::find(kinds, "", &LabelKind::name) != kinds.end()) return "";
  if (kinds.size() == 1) return std::string(kinds[0].name);
  std::vector<std::string_view> names;
  names.reserve(kinds.size());
  for (const LabelKind& kind : kinds) names.push_back(kind.name);
  throw UsageError(fmt::format("labels of several kinds, expected --kind with one of: {}",
                               fmt::join(names, ", ")));
}

std::vector<std::uint32_t> labels_asked_for(const Request& request, const CommandLine& command_line,
                                            const Vocabulary& labels) {
  if (labels.empty()) throw Error("the model has no labels, expected one trained with some");
  const auto kind = request.kind.resolve(command_line, labels);
  return labels_of_kind(kind ? *kind : usual_kind(labels), labels);
}

std::vector<WordVerdict> verdicts_on(const std::vector<std::string>& words,
                                     const EmbeddingModel& model, const LabelAffinities& affinities,
                                     double ratio) {
  constexpr std::string_view kWordPrefix = "word:";
  std::vector<WordVerdict> verdicts;
  for (const std::string& word : words) {
    const std::string text = word.starts_with(kWordPrefix) ? word : fmt::format("word:{}", word);
    const auto resolved = resolve_terms(std::vector<std::string>{text}, model);
    verdicts.push_back(affinities.verdict(resolved.terms.front().id, ratio));
  }
  return verdicts;
}

/// Label by label, the surest first, then the undecided as they come; `top` of each.
std::vector<WordVerdict> sorted(const std::vector<WordVerdict>& verdicts, std::size_t top) {
  std::map<std::uint32_t, std::vector<WordVerdict>> of_label;
  std::vector<WordVerdict> undecided;
  for (const WordVerdict& verdict : verdicts)
    (verdict.decided ? of_label[verdict.strongest.label] : undecided).push_back(verdict);
  std::vector<WordVerdict> result;
  const auto take = [&](const std::vector<WordVerdict>& from) {
    const auto count = static_cast<std::ptrdiff_t>(std::min(top, from.size()));
    result.insert(result.end(), from.begin(), from.begin() + count);
  };
  for (auto& [label, words] : of_label) {
    std::ranges::stable_sort(words, std::ranges::greater(),
                             [](const WordVerdict& v) { return v.strongest.surely(); });
    take(words);
  }
  take(undecided);
  return result;
}

Table table_of(const std::vector<WordVerdict>& verdicts, const EmbeddingModel& model,
               const LabelAffinities& affinities, const std::string& neutral) {
  const bool few_labels = affinities.labels().size() <= kMostLabelColumns;
  std::vector<Column> columns{{"word"}, {"label"}, {"decided"}};
  if (!few_labels) columns.push_back({"affinity", Alignment::kRight});
  if (few_labels) {
    for (const std::uint32_t label : affinities.labels())
      columns.push_back({fmt::format("label:{}", model.labels.key(label)), Alignment::kRight});
  }
  columns.push_back({"count", Alignment::kRight});
  columns.push_back({"documents", Alignment::kRight});
  Table table(columns);
  for (const WordVerdict& verdict : verdicts) {
    std::vector<Cell> cells{
        std::string(model.words.key(verdict.word)),
        verdict.decided ? std::string(model.labels.key(verdict.strongest.label)) : neutral,
        verdict.decided ? "yes" : "no"};
    if (!few_labels) cells.emplace_back(rounded(verdict.strongest.log_ratio));
    if (few_labels) {
      for (const LabelAffinity& affinity : affinities.of_word(verdict.word))
        cells.emplace_back(rounded(affinity.log_ratio));
    }
    cells.emplace_back(static_cast<std::int64_t>(model.words.count(verdict.word)));
    cells.emplace_back(static_cast<std::int64_t>(model.counts.documents(verdict.word)));
    table.add_row(std::move(cells));
  }
  return table;
}

void run(const std::vector<std::string>& arguments) {
  Request request;
  CommandLine command_line("lexicon [WORD...] [options]", kDescription, SingleDash::kTerm);
  if (!read_request(arguments, command_line, &request)) return;

  const std::shared_ptr<const LoadedModel> loaded = request.model.loaded();
  const EmbeddingModel& model = loaded->model;
  const LabelAffinities affinities(model, labels_asked_for(request, command_line, model.labels));
  const std::vector<WordVerdict> verdicts =
      request.words.empty() ? sorted(judge_words(model, affinities, request.verdicts), request.top)
                            : verdicts_on(request.words, model, affinities, request.verdicts.ratio);
  print_table(table_of(verdicts, model, affinities, request.neutral), result_style(request.json));
}

}  // namespace

const Command kLexiconCommand{"lexicon", "words and the label each speaks for", run};

}  // namespace t2v
