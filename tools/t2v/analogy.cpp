#include "query/analogy.h"

#include <memory>
#include <string>
#include <vector>

#include "command/command_line.h"
#include "command/result_output.h"
#include "commands.h"
#include "query/quiz.h"
#include "query_lines.h"
#include "query_options.h"

namespace t2v {
namespace {

constexpr const char* kDescription =
    "What a word becomes from one label to another, such as 최악 -부정 +긍정: words that are like "
    "it\n"
    "in what the labels leave undecided, and on the side of the label added. Without labels of "
    "both\n"
    "signs: the words nearest to the sum of the vectors as trained (3CosAdd).\n"
    "\n"
    "The question may also be put as '최악 : 부정 = ? : 긍정', with ? in any of the four places. "
    "Spaces\n"
    "around a colon are needed where a name beside it holds one: '연기 : film:1 = ? : film:2'.";

void run(const std::vector<std::string>& arguments) {
  QueryOptions options;
  AnalogyFlags flags;
  QueryLines lines;
  CommandLine command_line("analogy TERM... | 'A : B = ? : D' | --queries FILE [options]",
                           std::string(kDescription) + "\n\n" + kTermHelp, SingleDash::kTerm);
  flags.add_to(command_line);
  lines.add_to(command_line);
  options.add_to(command_line);
  if (!command_line.parse(arguments)) return;
  lines.require_either(command_line, "words and labels such as: 최악 -부정 +긍정");
  const AnalogyOptions method = flags.options();

  const std::shared_ptr<const OpenedModel> opened = options.model.opened();
  const ModelView& model = opened->view();
  lines.answer(
      command_line,
      {[&](const std::vector<std::string>& texts, Suggestions suggestions) {
         return is_quiz(texts) ? resolve_quiz(texts, model, suggestions)
                               : resolve_terms(texts, model, suggestions);
       },
       [&](const std::vector<Term>& terms) { return analogy_question(model, terms, method); },
       [&](std::span<const WordQuestion> questions) {
         return best_words(model.words, model.word_input, questions, options.limits);
       }},
      result_style(options.json));
}

}  // namespace

const Command kAnalogyCommand{"analogy",
                              "the counterpart of a word under another label, sums of words", run};

}  // namespace t2v
