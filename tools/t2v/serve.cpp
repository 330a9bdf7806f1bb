#include <fmt/format.h>

#include <chrono>
#include <filesystem>
#include <future>
#include <string>
#include <utility>
#include <vector>

#include "classifier/cnn_file.h"
#include "command/command_line.h"
#include "command/interruption.h"
#include "command/program.h"
#include "command/remark.h"
#include "command/threads_option.h"
#include "commands.h"
#include "model_option.h"
#include "server/explorer.h"
#include "server/http_server.h"
#include "server/json_answer.h"
#include "server/listening_socket.h"

namespace t2v {
namespace {

constexpr const char* kDescription =
    "A page to look at the model with, and the JSON API behind it, over HTTP: open the address "
    "that\n"
    "is told in a browser. Only this machine reaches it unless --host says otherwise; there are "
    "no\n"
    "passwords. SIGINT (Ctrl-C) and SIGTERM end it once the requests in flight are answered.";

/// How often it is looked whether a signal asks for the end.
constexpr std::chrono::milliseconds kGlance{100};

struct Request {
  ModelOption model;
  std::string cnn;
  std::string suspects;
  HttpOptions http;
  ThreadsOption threads;
};

/// Serves until a signal comes.
void serve(HttpServer& server, Interruption& interruption) {
  const Interruption::Hold hold(interruption);
  auto serving = std::async(std::launch::async, [&] { server.run(); });
  while (serving.wait_for(kGlance) != std::future_status::ready && !interruption.asked()) {
  }
  server.stop();
  serving.get();
  interruption.obeyed();
}

void run(const std::vector<std::string>& arguments) {
  constexpr unsigned kLargestPort = 65535;
  Request request;
  CommandLine command_line("serve [options]", kDescription);
  request.model.add_to(command_line);
  command_line.add_number("port", "to listen at; 0: any free one", &request.http.port, 0U,
                          kLargestPort);
  command_line.add_text("host", "HOST",
                        "interface to listen at (default 127.0.0.1, this machine only; 0.0.0.0: "
                        "all)",
                        &request.http.host);
  command_line.add_text(
      "cnn", "FILE", "a classifier, made by t2v-attribute train, to explain texts", &request.cnn);
  command_line.add_text("suspects", "CORPUS LABELS",
                        "documents and their labels, a line each, to look for wrong labels in",
                        &request.suspects);
  request.threads.add_to(command_line);
  if (!command_line.parse(arguments)) return;
  const bool has_suspects = command_line.given("suspects");
  command_line.require_arguments(has_suspects ? 1 : 0, has_suspects ? 1 : 0,
                                 has_suspects ? "--suspects CORPUS LABELS" : "options only");

  const auto limit = request.threads.apply();
  begin_step("loading the model");
  EmbeddingModel model = request.model.load();
  ExplorerOptions options;
  options.name = std::filesystem::path(request.model.path()).filename().string();
  if (command_line.given("cnn")) options.cnn = load_cnn(request.cnn);
  if (has_suspects) options.suspects = {request.suspects, command_line.arguments().front()};
  Explorer explorer(std::move(model), std::move(options));
  request.http.limits.computations = request.threads.count();
  HttpServer server(request.http, explorer.routes(), failure_answer);
  const int port = server.bind();
  say(fmt::format("serving {} at {}/", request.model.path(), url_of(request.http.host, port)));
  begin_step("serving");
  Interruption interruption;
  serve(server, interruption);
}

}  // namespace

const Command kServeCommand{"serve", "a page and a JSON API to explore the model with", run};

}  // namespace t2v
