#include "query/word_query.h"

#include <cmath>
#include <utility>

#include "query/similarity.h"

namespace t2v {
namespace {

/// The cosine with the query and what its condition adds.
class ConditionedCosine : public WordScore {
 public:
  ConditionedCosine(std::vector<float> query, LabelConditionScore condition)
      : WordScore({std::move(query)}), condition_(std::move(condition)), most_(condition_.most()) {}

  float least_similarity(float least) const override {
    if (most_ == 0) return least;
    // A little less, for the sum below is rounded too.
    return least - most_ - kRounding * (std::abs(least) + most_);
  }

  std::optional<float> score(std::uint32_t word, std::span<const float> similarities,
                             float least) const override {
    // Most words cannot get among the best whatever their labels; counts take longer than cosines.
    if (similarities[0] + most_ < least) return std::nullopt;
    return similarities[0] + condition_(word);
  }

 private:
  static constexpr float kRounding = 1e-5F;

  LabelConditionScore condition_;
  float most_;
};

}  // namespace

WordQuestion word_question(const ModelView& model, const WordQuery& query,
                           const VectorTable& rows) {
  return {std::make_unique<ConditionedCosine>(unit_vector(sum_of_terms(query.terms, model)),
                                              LabelConditionScore(query.condition, model, rows)),
          ids_of_kind(query.terms, TermKind::kWord)};
}

}  // namespace t2v
