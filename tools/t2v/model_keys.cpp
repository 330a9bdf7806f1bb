#include "model_keys.h"

#include <cstdint>
#include <memory>

#include "model_option.h"
#include "query/term.h"
#include "text/error.h"
#include "text/label_kind.h"

namespace t2v {
namespace {

/// Moves `prefix` from the beginning of `text` to the end of `moved`.
bool move_prefix(std::string_view& text, std::string_view prefix, std::string& moved) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  moved += prefix;
  return true;
}

class KeySearch {
 public:
  KeySearch(const ModelView& model, std::string_view typed) : model_(model), typed_(typed) {}

  void add_terms() {
    const bool is_signed = move_prefix(typed_, "+", before_) || move_prefix(typed_, "-", before_);
    if (move_prefix(typed_, "word:", before_)) return add_words();
    if (move_prefix(typed_, "label:", before_)) return add_labels();
    add_labels();
    // Signs are for labels nearly always, and there are so many words.
    if (!is_signed || found_.empty()) add_words();
  }

  void add_labels() { add_from(model_.labels); }
  void add_words() { add_from(model_.words); }

  void add_kinds() {
    for (const LabelKind& kind : label_kinds(model_.labels)) {
      const std::string name = kind.name.empty() ? ":" : std::string(kind.name);
      if (name.starts_with(typed_)) found_.push_back(name);
    }
  }

  std::vector<std::string> found() && { return std::move(found_); }

 private:
  /// Ids follow frequency, so the first that fit are the most frequent ones.
  template <typename Keys>
  void add_from(const Keys& keys) {
    const std::string prefix = typed_.empty() ? std::string() : normalized_key(typed_);
    for (std::uint32_t id = 0; id < keys.size() && found_.size() < kMostKeys; ++id) {
      const std::string_view key = keys.key(id);
      if (key.starts_with(prefix)) found_.push_back(before_ + std::string(key));
    }
  }

  const ModelView& model_;
  std::string_view typed_;
  std::string before_;  ///< sign and prefix as they were typed
  std::vector<std::string> found_;
};

}  // namespace

std::vector<std::string> complete_model_key(const std::string& model, ModelKey kind,
                                            std::string_view typed) {
  try {
    const std::shared_ptr<const OpenedModel> opened = ModelOption(model).opened();
    KeySearch search(opened->view(), typed);
    switch (kind) {
      case ModelKey::kTerm:
        search.add_terms();
        break;
      case ModelKey::kWord:
        search.add_words();
        break;
      case ModelKey::kLabel:
        search.add_labels();
        break;
      case ModelKey::kKind:
        search.add_kinds();
        break;
    }
    return std::move(search).found();
  } catch (const Error&) {
    return {};
  }
}

}  // namespace t2v
