#include "commands/paper_classifier.h"

#include <utility>

#include "classifier/cnn_file.h"

namespace t2v::testing {

void write_paper_classifier(const WorkFolder& folder) {
  constexpr std::uint32_t kBad = 0;
  constexpr std::uint32_t kGood = 1;
  const CnnShape shape{.words = 4, .dim = 2, .labels = 2, .filters = 2, .widths = {1, 3}};
  CnnModel model;
  model.network = TextCnn(shape);
  model.network.embedding.row(kFirstWordRow + 0)[kGood] = 1;
  model.network.embedding.row(kFirstWordRow + 1)[kBad] = 1;
  for (const std::uint32_t label : {kBad, kGood}) {
    model.network.taps.row(shape.column(0, 0) + label)[label] = 1;
    for (std::size_t tap = 0; tap < 3; ++tap)
      model.network.taps.row(shape.column(1, tap) + label)[label] = 1;
    model.network.output.row(label)[shape.feature(0) + label] = 2;
    model.network.output.row(label)[shape.feature(1) + label] = 1;
  }
  model.words = Vocabulary::from_ordered({{"최고", 4}, {"최악", 3}, {"영화", 2}, {"정말", 1}});
  model.labels = Vocabulary::from_ordered({{"부정", 2}, {"긍정", 2}});
  model.tokenizer = restore_tokenizer("unicode", "");
  save_cnn(model, folder.path() + "/cnn.h5");
}

Outcome run_attribute(const WorkFolder& folder, const std::vector<std::string>& arguments,
                      Surroundings surroundings) {
  surroundings.program = T2V_ATTRIBUTE_PROGRAM;
  return folder.run(arguments, std::move(surroundings));
}

}  // namespace t2v::testing
