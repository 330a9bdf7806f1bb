#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "command/command_line.h"
#include "command/tokenizer_options.h"
#include "commands.h"
#include "model/embedding_file.h"
#include "text/normalize.h"
#include "text/text_file.h"
#include "text/tokenizer.h"
#include "text/vocabulary.h"

namespace t2v {
namespace {

constexpr const char* kUsage = "tokenize CORPUS [-m FILE | --tokenizer NAME] [options]";
constexpr const char* kDescription =
    "Prints the words of every document of CORPUS in a line, separated by spaces, as training "
    "with\n"
    "the same options sees them, or with -m as the model does. CORPUS - is standard input.";

/// Documents cut before any of them is printed: enough to keep all cores busy.
constexpr std::size_t kBlock = 8192;

/// The line that is printed for a document. Overlong tokens are left out as in training.
std::string tokens_of(std::string_view document, const Tokenizer& tokenizer) {
  const std::string text = normalize(document).text;
  std::vector<std::string_view> tokens;
  tokenizer.tokenize(text, tokens);
  std::string line;
  for (const std::string_view token : tokens) {
    if (token.size() > kMaxKeyBytes) continue;
    if (!line.empty()) line += ' ';
    line += token;
  }
  return line += '\n';
}

void print_tokens(const std::vector<std::string_view>& documents, const Tokenizer& tokenizer) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < documents.size(); begin += kBlock) {
    lines.resize(std::min(kBlock, documents.size() - begin));
    tbb::parallel_for(std::size_t{0}, lines.size(), [&](std::size_t i) {
      lines[i] = tokens_of(documents[begin + i], tokenizer);
    });
    for (const std::string& line : lines) std::cout << line;
  }
}

void run(const std::vector<std::string>& arguments) {
  TokenizerOptions options;
  std::string model;
  CommandLine command_line(kUsage, kDescription);
  command_line.add_text("model,m", "FILE", "cut as this model does", &model);
  add_tokenizer_options(command_line, &options);
  if (!command_line.parse(arguments)) return;
  command_line.require_arguments(1, 1, "CORPUS");
  check_tokenizer_options(command_line, options);
  if (!model.empty() && command_line.given("tokenizer"))
    throw UsageError("-m brings its own tokenizer, expected either -m or --tokenizer");

  const TextFile corpus = TextFile::open(command_line.arguments()[0]);
  const std::shared_ptr<const Tokenizer> tokenizer =
      model.empty() ? make_tokenizer(options, corpus.lines()) : load_embedding(model).tokenizer;
  print_tokens(corpus.lines(), *tokenizer);
}

}  // namespace

const Command kTokenizeCommand{"tokenize", "print documents as words", run};

}  // namespace t2v
