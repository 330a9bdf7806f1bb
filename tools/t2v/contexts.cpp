#include "query/contexts.h"

#include "commands.h"
#include "word_query_command.h"

namespace t2v {
namespace {

void run(const std::vector<std::string>& arguments) {
  run_word_query({"contexts",
                  "Words found around TERM: its input vector against the output vectors of words.\n"
                  "Several terms are summed.",
                  &ModelView::word_output, kContextsLabelWeight},
                 arguments);
}

}  // namespace

const Command kContextsCommand{"contexts", "words found around a word, also under a label", run};

}  // namespace t2v
