#pragma once

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "commands/film_reviews.h"
#include "commands/work_folder.h"
#include "model/embedding_file.h"

namespace t2v::testing {

/// t2v train --init: a model of the film reviews goes on with reviews of new films.
class ContinuedTraining : public ::testing::Test {
 protected:
  using Arguments = std::vector<std::string>;

  ContinuedTraining() {
    write_film_reviews(folder_);
    train({"corpus.txt", "labels.txt", "-o", "old.h5"});
    std::string corpus;
    std::string labels;
    for (int i = 0; i < 20; ++i) {
      corpus += "신작 영화 최고 여운\n신작 영화 최악 환불\n신작 영화 그럭저럭 배우 새말\n";
      labels += "긍정\n부정\n중립\n";
    }
    for (int i = 0; i < 4; ++i) {
      corpus += "드문 영화\n";
      labels += "\n";
    }
    folder_.write("more.txt", corpus);
    folder_.write("more-labels.txt", labels);
  }

  /// `t2v train` with `arguments` and the options of small models that are not among them.
  Outcome run(Arguments arguments, const Arguments& options = training_options()) const {
    for (std::size_t i = 0; i < options.size(); i += 2) {
      if (std::ranges::find(arguments, options[i]) != arguments.end()) continue;
      arguments.insert(arguments.end(), {options[i], options[i + 1]});
    }
    arguments.insert(arguments.begin(), "train");
    return folder_.run(arguments);
  }

  Outcome train(const Arguments& arguments, const Arguments& options = training_options()) const {
    Outcome outcome = run(arguments, options);
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    return outcome;
  }

  /// Goes on from old.h5. @returns what is said without progress and summary
  std::string go_on(Arguments arguments) const {
    for (const char* more : {"--init", "old.h5", "--quiet"}) arguments.emplace_back(more);
    return train(arguments).err;
  }

  EmbeddingModel load(const std::string& name) const {
    return load_embedding(folder_.path() + "/" + name);
  }
  nlohmann::json info(const std::string& model) const {
    return nlohmann::json::parse(folder_.run({"info", "--json", "-m", model}).out);
  }
  std::string vectors_of(const std::string& model) const {
    return info(model).at("vectors_sha256");
  }

  WorkFolder folder_;
};

}  // namespace t2v::testing
