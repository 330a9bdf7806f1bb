#include <tbb/parallel_pipeline.h>

#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "commands.h"
#include "explain_output.h"
#include "explain_request.h"
#include "explained_documents.h"
#include "report/explainer.h"
#include "text/tokenizer.h"

namespace t2v {
namespace {

/// Documents that are explained or wait for their turn to be printed.
constexpr std::size_t kDocumentsInFlight = 64;

std::unique_ptr<Explainer> make_explainer(const ExplainRequest& request,
                                          const Documents& documents) {
  if (request.outside_command.empty())
    return make_network_explainer(request.network.load(), request.plan);
  return make_outside_explainer({.command = request.outside_command,
                                 .labels = request.outside_labels,
                                 .timeout = request.outside_timeout,
                                 .tokenizer = make_tokenizer(request.tokenizer, documents.lines)},
                                request.plan);
}

/// Explains in parallel, shows in order.
void explain_all(const std::vector<Document>& documents, const Explainer& explainer,
                 ExplanationOutput& output) {
  std::size_t next = 0;
  const auto take = [&](tbb::flow_control& control) {
    if (next == documents.size()) control.stop();
    return next++;
  };
  const auto explain = [&](std::size_t index) {
    const Document& document = documents[index];
    ExplainedText explained = explainer.explain(document.line);
    explained.id = document.id;
    explained.true_labels = document.true_labels;
    return explained;
  };
  const auto show = [&](const ExplainedText& explained) { output.add(explained); };
  tbb::parallel_pipeline(
      kDocumentsInFlight,
      tbb::make_filter<void, std::size_t>(tbb::filter_mode::serial_in_order, take) &
          tbb::make_filter<std::size_t, ExplainedText>(tbb::filter_mode::parallel, explain) &
          tbb::make_filter<ExplainedText, void>(tbb::filter_mode::serial_in_order, show));
}

void run(const std::vector<std::string>& arguments) {
  ExplainRequest request;
  if (!read_explain_request(arguments, &request)) return;
  const auto limit = request.threads.apply();
  const Documents documents = open_documents(request);
  ExplanationOutput output(request.json, request.html);
  const std::unique_ptr<Explainer> explainer = make_explainer(request, documents);
  explain_all(documents_to_explain(request, documents, *explainer), *explainer, output);
  output.finish();
}

}  // namespace

const Command kExplainCommand{"explain", "tell word by word why a classifier decides as it does",
                              run};

}  // namespace t2v
