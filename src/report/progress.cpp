#include "report/progress.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>

#include "report/bar.h"
#include "report/display_width.h"
#include "report/quantity.h"

namespace t2v {
namespace {

constexpr double kSecondsBetweenLines = 10;
constexpr std::size_t kLongestBar = 24;  // columns
constexpr std::size_t kShortestBar = 4;  // columns; none at all where there is less room
constexpr std::string_view kClearToLineEnd = "\x1b[K";  // ECMA-48, EL

double share_done(const TrainingProgress& progress) {
  if (progress.tokens_total == 0) return 1;
  return std::min(
      1.0, static_cast<double>(progress.tokens_done) / static_cast<double>(progress.tokens_total));
}

/// Rounded down: 100 % is the end.
std::string percent_done(const TrainingProgress& progress) {
  return fmt::format("{:3.0f}%", std::floor(share_done(progress) * 100));
}

double tokens_per_second(const TrainingProgress& progress) {
  const auto tokens = static_cast<double>(progress.tokens_done - progress.tokens_before);
  return progress.seconds > 0 ? tokens / progress.seconds : 0;
}

std::string time_of(const TrainingProgress& progress) {
  if (share_done(progress) >= 1) return short_duration(progress.seconds);
  const double speed = tokens_per_second(progress);
  if (speed == 0) return "";
  const auto tokens_left = static_cast<double>(progress.tokens_total - progress.tokens_done);
  return short_duration(tokens_left / speed) + " left";
}

std::string losses(const TrainingProgress& progress) {
  std::string text = fmt::format("loss {:.3f}", progress.word_loss);
  if (progress.label_loss) text += fmt::format(", labels {:.3f}", *progress.label_loss);
  if (progress.document_loss) text += fmt::format(", documents {:.3f}", *progress.document_loss);
  return text;
}

/// What exchanging with other processes costs.
std::string cost(const TrainingProgress& progress) {
  if (!progress.exchange) return "";
  return fmt::format("  exchanged {}B in {:.0f}% of the time",
                     short_number(static_cast<double>(progress.exchange->bytes)),
                     progress.exchange->share * 100);
}

std::string details(const TrainingProgress& progress) {
  return fmt::format("{} tokens/s  lr {:.4f}  {}{}  {}", short_number(tokens_per_second(progress)),
                     progress.learning_rate, losses(progress), cost(progress), time_of(progress));
}

/// At most `columns` - 1 long: some terminals begin a new line after the last column.
std::string progress_line_with_bar(const TrainingProgress& progress, std::size_t columns) {
  const std::string before = percent_done(progress) + "  ";
  const std::string after = "  " + details(progress);
  const std::size_t taken = before.size() + after.size() + 1;
  if (taken + kShortestBar > columns) {
    return progress_line(progress).substr(0, std::max<std::size_t>(columns, 1) - 1);
  }
  const std::size_t room = std::min(kLongestBar, columns - taken);
  const std::string drawn = bar(share_done(progress), room);
  return before + drawn + std::string(room - display_width(drawn), ' ') + after;
}

}  // namespace

std::string progress_line(const TrainingProgress& progress) {
  return percent_done(progress) + "  " + details(progress);
}

TrainingMeter::TrainingMeter(std::ostream& out, ProgressStyle style, std::size_t columns)
    : out_(out), style_(style), columns_(columns), next_line_(kSecondsBetweenLines) {}

TrainingMeter::~TrainingMeter() {
  finish();
}

void TrainingMeter::show(const TrainingProgress& progress) {
  if (style_ == ProgressStyle::kTerminal) redraw(progress);
  if (style_ != ProgressStyle::kLines) return;
  hidden_ = progress;
  if (progress.seconds < next_line_) return;
  out_ << progress_line(progress) << '\n' << std::flush;
  next_line_ = progress.seconds + kSecondsBetweenLines;
  hidden_.reset();
}

void TrainingMeter::redraw(const TrainingProgress& progress) {
  out_ << '\r' << progress_line_with_bar(progress, columns_) << kClearToLineEnd << std::flush;
  line_open_ = true;
}

void TrainingMeter::finish() {
  if (hidden_) out_ << progress_line(*hidden_) << '\n' << std::flush;
  if (line_open_) out_ << '\n' << std::flush;
  hidden_.reset();
  line_open_ = false;
}

}  // namespace t2v
