#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "attribution/attribution.h"
#include "attribution/phrases.h"
#include "classifier/classifier.h"
#include "report/table.h"

namespace t2v {

/// What a classifier thinks of one label.
struct Prediction {
  std::string label;
  std::optional<double> logit;  ///< absent where the classifier tells probabilities only
  double probability = 0;
};

/// One method's answer for one target.
struct Explanation {
  std::string method;
  std::vector<std::pair<std::string, Cell>> parameters;  ///< that the method read, by name
  std::string target;                                    ///< a label
  std::string output;                                    ///< of the target: "logit", "probability"
  Attribution attribution;                               ///< one score a token of the text
  std::vector<Phrase> phrases;                           ///< strongest first
};

/// A text with what a classifier made of it, and why.
struct ExplainedText {
  std::size_t id = 0;  ///< its number among all texts or in its file, from 1
  std::string text;    ///< normalised
  std::vector<TextSpan> tokens;
  std::optional<std::vector<std::string>> true_labels;  ///< absent where nobody told
  std::vector<Prediction> predictions;                  ///< one a label of the classifier
  std::vector<std::string> predicted;                   ///< the labels it decided for
  std::vector<Explanation> explanations;

  std::string_view token(std::size_t index) const {
    return std::string_view(text).substr(tokens[index].begin,
                                         tokens[index].end - tokens[index].begin);
  }
  /// The words of a phrase and what stands between them.
  std::string_view phrase(const Phrase& phrase) const {
    const std::size_t begin = tokens[phrase.begin].begin;
    return std::string_view(text).substr(begin, tokens[phrase.end - 1].end - begin);
  }
  /// Whether `label` is among those it decided for.
  bool is_predicted(std::string_view label) const;
};

/// Code points of `text` before each token's begin and end, two numbers a token.
std::vector<std::size_t> code_point_offsets(const ExplainedText& text);

/// Largest magnitude among the scores, which displays scale by; 0 where all are.
double largest_magnitude(const Explanation& explanation);

/// A table of one row a token: document, method, target, word, begin, end (bytes of the normalised
/// text), score; to be written in one of the OutputStyles.
Table explanation_table();
/// Adds the rows of all explanations of `text`.
void add_explanations(const ExplainedText& text, Table& table);

/// Writes a JSON object a line, one for each method and target:
///
///   id           number of the document from 1
///   text         normalised; all offsets are into it
///   true_labels  list, or null where they are not known
///   predictions  list of {label, logit (null where there is none), probability}
///   predicted    list of labels
///   method, parameters (an object), target, output ("logit" or "probability")
///   delta        null where the method promises no sum
///   padding      what fell to padding behind a short text
///   tokens       list of {token, begin, end (bytes), begin_code_point, end_code_point, score}
///   phrases      list of {phrase, begin, end (bytes), begin_token, end_token, score}
///   figures      an object
void write_explanations_json(std::ostream& out, const ExplainedText& text);

/// Colours that a terminal knows.
enum class ColorDepth { k256, k24Bit };

/// Writes for people: probabilities as bars, then for each explanation the text, each word on a
/// background red (for the target) or blue (against it) by the share of its score in the largest;
/// words with less than a twentieth of it stay plain. An empty line at the end.
void write_explanations_terminal(std::ostream& out, const ExplainedText& text, ColorDepth depth);

/// A page of explanations, readable without network: head, then texts one behind the other, then
/// tail. Methods and targets can be switched in it.
std::string html_page_head();
std::string html_page_text(const ExplainedText& text, bool is_first);
std::string html_page_tail();

}  // namespace t2v
