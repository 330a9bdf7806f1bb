#include "commands/long_training.h"

#include <algorithm>
#include <chrono>
#include <random>
#include <thread>
#include <utility>

namespace t2v::testing {

void write_random_text(const WorkFolder& folder) {
  std::mt19937 random(20261121);
  std::string corpus;
  std::string labels;
  for (int document = 0; document < 4'000; ++document) {
    for (int token = 0; token < 12; ++token) {
      const auto highest = 1 + random() % 1'500;
      corpus += "w" + std::to_string(random() % highest) + " ";
    }
    corpus += '\n';
    labels += document % 3 == 0 ? "bad\n" : "good\n";
  }
  folder.write("corpus.txt", corpus);
  folder.write("labels.txt", labels);
  folder.write("lexicon.tsv", "w1\tgood\nw2\tbad\nw3\tgood\n");
}

std::vector<std::string> long_training(const std::vector<std::string>& more) {
  const std::vector<std::pair<std::string, std::string>> defaults{
      {"--dim", "64"},
      {"--epochs", std::to_string(kLongEpochs)},
      {"--subsample", "0"},
      {"--threads", "1"},
      {"--min-count", "1"}};
  std::vector<std::string> arguments{"train", "corpus.txt", "labels.txt"};
  for (const auto& [option, value] : defaults) {
    if (std::ranges::find(more, option) != more.end()) continue;
    arguments.insert(arguments.end(), {option, value});
  }
  arguments.insert(arguments.end(), more.begin(), more.end());
  return arguments;
}

void wait_for_file(const RunningProgram& program, const WorkFolder& folder,
                   const std::string& file) {
  while (!folder.has(file) && !program.has_ended()) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
}

}  // namespace t2v::testing
