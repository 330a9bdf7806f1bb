#include "query/neighbors.h"

#include "commands.h"
#include "word_query_command.h"

namespace t2v {
namespace {

void run(const std::vector<std::string>& arguments) {
  run_word_query(
      {"neighbors", "Words used like TERM: the cosine of input vectors. Several terms are summed.",
       &ModelView::word_input, kNeighborsLabelWeight},
      arguments);
}

}  // namespace

const Command kNeighborsCommand{"neighbors", "words used alike, also under a label", run};

}  // namespace t2v
