#include <fmt/format.h>
#include <fmt/ranges.h>

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "command/command_line.h"
#include "command/corpus_files.h"
#include "command/program.h"
#include "command/remark.h"
#include "command/threads_option.h"
#include "command/tokenizer_options.h"
#include "commands.h"
#include "formats/format_detection.h"
#include "formats/imported_model.h"
#include "formats/vector_format.h"
#include "model/output_lock.h"
#include "model/replacement_file.h"
#include "model_option.h"
#include "named_choice.h"
#include "report/quantity.h"
#include "text/text_file.h"

namespace t2v {
namespace {

constexpr const char* kDescription =
    "Makes a model of the vectors of another program, to be asked with neighbors and analogy, or\n"
    "trained on with train --init.\n"
    "\n"
    "FILE  vectors in one of the formats word2vec, word2vec-binary, vec (fastText) and glove;\n"
    "      - is standard input; .gz and .zst are read as they are\n"
    "\n"
    "Such files hold no counts of words and no output vectors. So contexts, classify, lexicon and\n"
    "what else needs them fail on the model, until train --init has learnt them. Words are in the\n"
    "order of the file; keys are normalised as queries are.";

constexpr std::string_view kAutomatic = "auto";

struct Request {
  std::string file;
  std::string output;
  std::string format{kAutomatic};
  std::string label_prefix;
  TokenizerOptions tokenizer;
  ThreadsOption threads;
  bool quiet = false;
};

bool read_request(const std::vector<std::string>& arguments, Request* request) {
  CommandLine command_line("import FILE [-o FILE] [options]", kDescription);
  command_line.add_text("output,o", "FILE", "the model (default $T2V_MODEL, else t2v.h5)",
                        &request->output);
  command_line.add_text("format", "NAME",
                        "word2vec, word2vec-binary, vec or glove; auto: as the file looks "
                        "(default auto)",
                        &request->format, {"auto", "word2vec", "word2vec-binary", "vec", "glove"});
  command_line.add_text("label-prefix", "TEXT",
                        "keys that begin with this are labels, such as __label__ (default: all "
                        "keys are words)",
                        &request->label_prefix);
  add_tokenizer_options(command_line, &request->tokenizer);
  request->threads.add_to(command_line);
  command_line.add_flag("quiet", "no summary", &request->quiet);
  if (!command_line.parse(arguments)) return false;
  command_line.require_arguments(1, 1, "FILE");
  check_tokenizer_options(command_line, request->tokenizer);
  if (request->tokenizer.name == "sentencepiece" &&
      request->tokenizer.sentencepiece_model.empty()) {
    throw UsageError(
        "--tokenizer sentencepiece needs --sentencepiece-model: there is no text to "
        "train one on");
  }
  request->file = command_line.arguments()[0];
  if (request->output.empty()) request->output = default_model_path();
  return true;
}

VectorFormat read_format(const Request& request, const TextFile& file) {
  if (request.format == kAutomatic) return detect_vector_format(file);
  return read_choice("format", request.format, std::span(kVectorFormats).first<kReadFormats>());
}

std::string options_json(const Request& request, VectorFormat format, std::size_t dim) {
  using Json = nlohmann::ordered_json;
  Json json = {{"import", request.file},
               {"format", name_of(format)},
               {"label-prefix", request.label_prefix},
               {"tokenizer", request.tokenizer.name},
               {"dim", dim}};
  // A path need not be UTF-8; what is not is replaced.
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

void remark_on(const PassedOver& passed_over, const std::string& name) {
  if (passed_over.twice > 0) {
    remark(fmt::format("{}: passed over {} that stood before, the first '{}'", name,
                       counted(passed_over.twice, "key"), passed_over.first_twice));
  }
  if (passed_over.overlong > 0) {
    remark(fmt::format("{}: passed over {} of more than {} bytes", name,
                       counted(passed_over.overlong, "key"), kMaxKeyBytes));
  }
  if (passed_over.empty > 0) {
    remark(fmt::format("{}: passed over {} of white space alone", name,
                       counted(passed_over.empty, "key")));
  }
}

void run(const std::vector<std::string>& arguments) {
  Request request;
  if (!read_request(arguments, &request)) return;
  const auto limit = request.threads.apply();
  require_other_file(request.output, request.file, "the model");
  require_writable(request.output);
  const OutputLock lock = OutputLock::take(request.output);

  begin_step(fmt::format("reading {}", request.file));
  const TextFile file = TextFile::open(request.file, folder_of(request.output));
  const VectorFormat format = read_format(request, file);
  KeyedVectors read = read_vectors(file, format);
  file.release(file.bytes());
  const ImportOptions options{request.label_prefix, make_tokenizer(request.tokenizer, {}),
                              options_json(request, format, read.vectors.dim())};
  PassedOver passed_over;
  const EmbeddingModel model = imported_model(std::move(read), options, file.name(), &passed_over);
  remark_on(passed_over, file.name());
  begin_step(fmt::format("writing {}", request.output));
  save_embedding(model, request.output);
  if (request.quiet) return;
  say(fmt::format("{}: {}, {}, vectors of {} ({})", file.name(),
                  counted(model.words.size(), "word"), counted(model.labels.size(), "label"),
                  counted(model.vectors.word_input.dim(), "number"), name_of(format)));
  say(fmt::format("wrote {}", request.output));
}

}  // namespace

const Command kImportCommand{"import", "make a model of the vectors of another program", run};

}  // namespace t2v
