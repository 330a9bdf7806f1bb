#pragma once

#include <memory>
#include <string>
#include <vector>

#include "command/command_line.h"
#include "model/opened_model.h"
#include "query/neighbor_index.h"
#include "query/word_search.h"

namespace t2v {

/// `--approximate`, and the index it needs: MODEL.NAME.hnsw beside the model, built when there is
/// none that fits.
class NeighborSearch {
 public:
  void add_to(CommandLine& command_line);

  /// @throws UsageError where an approximate search is asked for with labels to lean towards: what
  ///   they add to scores is not in the index
  void require_fitting(const CommandLine& command_line) const;

  /// Reads the index, or builds and saves it; tells its recall on standard error. Nothing without
  /// --approximate.
  /// @param name of the command @param rows whose nearest are wanted
  /// @throws Error where the index cannot be written
  void prepare(const OpenedModel& model, const std::string& model_path, const std::string& name,
               const VectorTable& rows);

  /// Exact or approximate, as was asked for.
  std::vector<std::vector<Answer>> answers(const KeyList& words, const VectorTable& rows,
                                           std::span<const WordQuestion> questions,
                                           const AnswerLimits& limits) const;

 private:
  bool approximate_ = false;
  std::unique_ptr<const NeighborIndex> index_;
};

}  // namespace t2v
