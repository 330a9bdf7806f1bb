#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "model/embedding_file.h"
#include "model/model_view.h"
#include "projection/word_map.h"
#include "server/background_work.h"
#include "server/http_server.h"
#include "server/words_json.h"

namespace t2v {

/// Maps of words around labels, as `t2v map` draws them. Maps are kept once they are made; a t-SNE,
/// which takes seconds, is made in the background, one at a time. From many threads at once.
class MapAnswers {
 public:
  static constexpr std::size_t kMostMaps = 32;    ///< that are kept
  static constexpr std::size_t kMostWaiting = 8;  ///< that are being made or wait for it

  /// Both must outlive this object.
  MapAnswers(const EmbeddingModel& model, const WordsJson& words_json)
      : model_(model), view_(model), words_json_(words_json) {}

  /// labels... (the main ones), n, layout (pca, tsne), seed -> {"layout", "points": [{key,
  /// type, x, y, count, affinity (of words)}], "done": true}, or, of status 202, {"progress": 0 to
  /// 1, "done": false}
  HttpAnswer map(const HttpRequest& request);

 private:
  using Work = BackgroundWork<std::string>;

  std::string map_json(const std::vector<std::uint32_t>& labels, const WordMapOptions& options,
                       const TsneProgress& progress) const;
  HttpAnswer in_background(const std::string& name, const std::vector<std::uint32_t>& labels,
                           const WordMapOptions& options);
  void keep(const std::string& name, const std::string& map);
  void collect_finished();

  const EmbeddingModel& model_;
  ModelView view_;
  const WordsJson& words_json_;

  std::mutex one_at_a_time_;  ///< held while a t-SNE is made
  std::mutex mutex_;          ///< of what follows
  std::map<std::string, std::string> maps_;
  std::vector<std::string> oldest_;  ///< names of maps_ in the order they came
  std::map<std::string, std::unique_ptr<Work>> works_;
};

}  // namespace t2v
