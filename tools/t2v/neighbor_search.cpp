#include "neighbor_search.h"

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <iostream>
#include <optional>
#include <system_error>

#include "command/command.h"
#include "command/remark.h"
#include "model/output_lock.h"
#include "model/replacement_file.h"
#include "query/approximate_search.h"
#include "text/error.h"

namespace t2v {
namespace {

/// Tells how the building goes: redrawn on a terminal, else a line every ten seconds.
class BuildingMeter {
 public:
  void show(std::size_t done, std::size_t rows) {
    const auto now = Clock::now();
    if (now < next_) return;
    next_ = now + (terminal_ ? std::chrono::milliseconds(200) : std::chrono::seconds(10));
    const std::chrono::duration<double> passed = now - begin_;
    const double left =
        passed.count() * static_cast<double>(rows - done) / static_cast<double>(done);
    std::cerr << fmt::format("{}building the index {:3.0f}%  {:.0f}s left{}", terminal_ ? "\r" : "",
                             100 * static_cast<double>(done) / static_cast<double>(rows), left,
                             terminal_ ? "\033[K" : "\n")
              << std::flush;
    open_ = terminal_;
  }

  void finish() {
    if (open_) std::cerr << "\r\033[K" << std::flush;
    open_ = false;
  }

 private:
  using Clock = std::chrono::steady_clock;
  bool terminal_ = ::isatty(STDERR_FILENO) == 1;
  bool open_ = false;
  Clock::time_point begin_ = Clock::now();
  Clock::time_point next_ = begin_ + std::chrono::milliseconds(200);
};

std::optional<NeighborIndex> load_if_fitting(const std::string& path, const VectorTable& rows,
                                             const std::string& vectors_sha256) {
  std::error_code absent;
  if (!std::filesystem::exists(path, absent)) return std::nullopt;
  try {
    return NeighborIndex::load(path, rows, vectors_sha256);
  } catch (const Error& error) {
    remark(fmt::format("{}; the index is built anew", error.what()));
    return std::nullopt;
  }
}

NeighborIndex build(const std::string& path, const VectorTable& rows, const OpenedModel& model) {
  BuildingMeter meter;
  NeighborIndex index =
      NeighborIndex::build(rows, model.view().word_input, model.vectors_sha256(), {},
                           [&](std::size_t done, std::size_t all) { meter.show(done, all); });
  meter.finish();
  index.save(path);
  return index;
}

/// One run builds, the others that want the same index wait for it.
NeighborIndex load_or_build(const std::string& path, const VectorTable& rows,
                            const OpenedModel& model) {
  if (auto index = load_if_fitting(path, rows, model.vectors_sha256())) return std::move(*index);
  require_writable(path);
  std::optional<OutputLock> lock = OutputLock::try_take(path);
  if (!lock) {
    remark(fmt::format("{} is being built by another run, which is waited for", path));
    lock = OutputLock::wait_for(path);
    if (auto index = load_if_fitting(path, rows, model.vectors_sha256())) return std::move(*index);
  }
  return build(path, rows, model);
}

}  // namespace

void NeighborSearch::add_to(CommandLine& command_line) {
  command_line.add_flag("approximate",
                        "search by an index beside the model (made when missing): for many queries",
                        &approximate_);
}

void NeighborSearch::require_fitting(const CommandLine& command_line) const {
  if (approximate_ && command_line.given("label")) {
    throw UsageError("--approximate with --label, expected one of them: the index knows no labels");
  }
}

void NeighborSearch::prepare(const OpenedModel& model, const std::string& model_path,
                             const std::string& name, const VectorTable& rows) {
  if (!approximate_) return;
  const std::string path = fmt::format("{}.{}.hnsw", model_path, name);
  NeighborIndex index = load_or_build(path, rows, model);
  remark(fmt::format("approximate: {} finds {:.1f}% of the {} nearest words", path,
                     100 * index.recall(), NeighborIndex::kRecallRows));
  index_ = std::make_unique<const NeighborIndex>(std::move(index));
}

std::vector<std::vector<Answer>> NeighborSearch::answers(const KeyList& words,
                                                         const VectorTable& rows,
                                                         std::span<const WordQuestion> questions,
                                                         const AnswerLimits& limits) const {
  return index_ ? approximately_best_words(*index_, words, rows, questions, limits)
                : best_words(words, rows, questions, limits);
}

}  // namespace t2v
