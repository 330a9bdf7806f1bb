#include "explain_output.h"

#include <fmt/format.h>

#include <cstdlib>
#include <iostream>
#include <span>
#include <string_view>

#include "command/remark.h"
#include "command/result_output.h"
#include "report/table.h"

namespace t2v {
namespace {

/// Terminals of 24 bits say so in $COLORTERM.
ColorDepth color_depth() {
  const char* const colors = std::getenv("COLORTERM");
  const std::string_view name = colors == nullptr ? "" : colors;
  return name == "truecolor" || name == "24bit" ? ColorDepth::k24Bit : ColorDepth::k256;
}

}  // namespace

ExplanationOutput::ExplanationOutput(bool json, const std::string& html)
    : style_(result_style(json)), prints_(json || html.empty()), depth_(color_depth()) {
  if (html.empty()) return;
  page_.emplace(html);
  write_page(html_page_head());
}

void ExplanationOutput::add(const ExplainedText& text) {
  if (prints_) print(text);
  if (page_) write_page(html_page_text(text, texts_ == 0));
  ++texts_;
}

void ExplanationOutput::finish() {
  if (!page_) return;
  write_page(html_page_tail());
  page_->commit();
  say(fmt::format("{}: {} texts explained", page_->path(), texts_));
}

void ExplanationOutput::print(const ExplainedText& text) {
  switch (style_) {
    case OutputStyle::kJson:
      return write_explanations_json(std::cout, text);
    case OutputStyle::kColorTerminal:
      return write_explanations_terminal(std::cout, text, depth_);
    case OutputStyle::kTsv:
    case OutputStyle::kTerminal:
      Table table = explanation_table();
      add_explanations(text, table);
      return print_table(table, style_);
  }
}

void ExplanationOutput::write_page(const std::string& part) {
  page_->write_at(page_->size(), std::as_bytes(std::span(part)));
}

}  // namespace t2v
