#include "server/words_json.h"

#include <cmath>
#include <string>

#include "report/quantity.h"

namespace t2v {

using nlohmann::ordered_json;

ordered_json WordsJson::affinity(std::uint32_t word) const {
  ordered_json object = ordered_json::object();
  const std::vector<double> leans = main_labels_.leans(word);
  for (std::size_t i = 0; i < leans.size(); ++i)
    object[std::string(labels_.key(main_labels_.ids()[i]))] = std::round(leans[i] * 1e3) / 1e3;
  return object;
}

ordered_json WordsJson::operator()(const std::vector<Answer>& words) const {
  ordered_json list = ordered_json::array();
  for (const Answer& word : words) {
    list.push_back({{"key", word.key},
                    {"type", "word"},
                    {"score", rounded(word.score)},
                    {"count", word.count},
                    {"affinity", affinity(word.id)}});
  }
  return list;
}

}  // namespace t2v
