// Asks a model for the words that are used like one, perhaps under a label.

#include <t2v/model/opened_model.h>
#include <t2v/query/neighbors.h>
#include <t2v/query/term.h>
#include <t2v/text/error.h>

#include <iostream>
#include <string>
#include <vector>

int main(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "Usage: ask MODEL WORD [LABEL]\n";
    return 2;
  }
  try {
    const t2v::OpenedModel model(argv[1]);
    const std::vector<std::string> words{argv[2]};
    t2v::WordQuery query{.terms = t2v::resolve_terms(words, model.view()).terms,
                         .condition = {.labels = {}, .weight = t2v::kNeighborsLabelWeight},
                         .limits = {.top = 5}};
    if (argc > 3) query.condition.labels.push_back(t2v::resolve_label(argv[3], model.view()));
    for (const t2v::Answer& answer : t2v::neighbors(model.view(), query))
      std::cout << answer.key << '\t' << answer.score << '\t' << answer.count << '\n';
    return 0;
  } catch (const t2v::Error& error) {
    std::cerr << "ask: " << error.what() << '\n';
    return 1;
  }
}
