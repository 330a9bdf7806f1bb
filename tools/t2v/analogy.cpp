#include "query/analogy.h"

#include <string>
#include <vector>

#include "answer_output.h"
#include "command/command_line.h"
#include "command/result_output.h"
#include "commands.h"
#include "query/quiz.h"
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

std::vector<Term> terms_asked(const std::vector<std::string>& arguments,
                              const EmbeddingModel& model) {
  return is_quiz(arguments) ? terms_of(resolve_quiz(arguments, model))
                            : terms_from(arguments, model);
}

void run(const std::vector<std::string>& arguments) {
  QueryOptions options;
  AnalogyFlags flags;
  CommandLine command_line("analogy TERM... | 'A : B = ? : D' [options]",
                           std::string(kDescription) + "\n\n" + kTermHelp, SingleDash::kTerm);
  flags.add_to(command_line);
  options.add_to(command_line);
  if (!command_line.parse(arguments)) return;
  command_line.require_arguments(1, kAnyNumber, "words and labels such as: 최악 -부정 +긍정");

  const EmbeddingModel model = options.model.load();
  const std::vector<Term> terms = terms_asked(command_line.arguments(), model);
  print_answers(analogy(model, terms, options.limits, flags.options()), "word",
                result_style(options.json));
}

}  // namespace

const Command kAnalogyCommand{"analogy",
                              "the counterpart of a word under another label, sums of words", run};

}  // namespace t2v
