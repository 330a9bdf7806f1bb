#include "command/corpus_files.h"

#include <fmt/format.h>

#include <filesystem>
#include <system_error>

#include "command/command.h"
#include "command/remark.h"
#include "report/quantity.h"
#include "text/error.h"

namespace t2v {

std::string folder_of(const std::string& output) {
  const std::filesystem::path folder = std::filesystem::path(output).parent_path();
  return folder.empty() ? "." : folder.string();
}

void require_other_file(const std::string& output, const std::string& input,
                        std::string_view what) {
  std::error_code absent;
  if (std::filesystem::equivalent(output, input, absent)) {
    throw Error(fmt::format("{}: is read by this run, expected another file for {}", output, what));
  }
}

void require_two_files(const std::string& file, std::string_view what, const std::string& other,
                       std::string_view what_other) {
  if (file.empty() || other.empty()) return;
  if (std::filesystem::path(file).lexically_normal() ==
      std::filesystem::path(other).lexically_normal()) {
    throw Error(fmt::format("{}: is {}, expected another file for {}", file, what_other, what));
  }
  require_other_file(file, other, what);
}

void require_recorded(const std::string& sha256, const std::string& recorded,
                      const std::string& name, const std::string& checkpoint) {
  if (sha256 == recorded) return;
  const auto shown = [](const std::string& sum) {
    constexpr std::size_t kDigits = 12;
    return sum.empty() ? "none" : sum.substr(0, kDigits) + "...";
  };
  throw Error(
      fmt::format("{}: is not what the checkpoint {} was made from: SHA-256 {}, expected {}", name,
                  checkpoint, shown(sha256), shown(recorded)));
}

void remark_on_forgotten_words(const Corpus& corpus, const VocabularyOptions& options,
                               const std::string& name) {
  if (corpus.forgotten_count == 0) return;
  const std::uint32_t words = corpus.words.size();
  // What is missing would not have been kept: it is rarer than --min-count or than all that are.
  const bool is_complete = options.min_count > corpus.forgotten_count ||
                           (!options.known && words == options.max_vocab &&
                            corpus.words.count(words - 1) > corpus.forgotten_count);
  remark(fmt::format(
      "{}: too many different words to count them all, so rare ones were forgotten; {}", name,
      is_complete ? fmt::format("none that occurs more than {} was, and no other would be kept",
                                counted(corpus.forgotten_count, "time"))
                  : fmt::format("words that occur at most {} may be missing",
                                counted(corpus.forgotten_count, "time"))));
}

void require_one_standard_input(const std::string& corpus, const std::string& labels) {
  if (corpus == "-" && labels == "-")
    throw UsageError("CORPUS and LABELS are both '-', expected one of them from standard input");
}

}  // namespace t2v
