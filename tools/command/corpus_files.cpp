#include "command/corpus_files.h"

#include <fmt/format.h>

#include <filesystem>
#include <system_error>

#include "command/command.h"
#include "text/error.h"

namespace t2v {

void require_other_file(const std::string& output, const std::string& input,
                        std::string_view what) {
  std::error_code absent;
  if (std::filesystem::equivalent(output, input, absent)) {
    throw Error(fmt::format("{}: is read by this run, expected another file for {}", output, what));
  }
}

void require_one_standard_input(const std::string& corpus, const std::string& labels) {
  if (corpus == "-" && labels == "-")
    throw UsageError("CORPUS and LABELS are both '-', expected one of them from standard input");
}

}  // namespace t2v
