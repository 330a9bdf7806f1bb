#include <iostream>
#include <nlohmann/json.hpp>

#include "command/command_line.h"
#include "fma_peak.h"
#include "measurements.h"

namespace t2v {
namespace {

constexpr unsigned kMostThreads = 1024;

void run(const std::vector<std::string>& arguments) {
  unsigned threads = 2;
  CommandLine command_line(
      "peak [options]",
      "Multiply-adds of single precision that all threads do together with nothing but registers:\n"
      "what no training kernel can exceed. Prints flops a second, two for a multiply-add.");
  command_line.add_number("threads", "side by side", &threads, 1U, kMostThreads);
  if (!command_line.parse(arguments)) return;
  command_line.require_arguments(0, 0, "no argument");
  const FmaPeak peak = measure_fma_peak(threads);
  const nlohmann::ordered_json json = {
      {"threads", threads}, {"instruction_set", peak.instruction_set}, {"flops", peak.flops}};
  std::cout << json.dump() << '\n';
}

}  // namespace

const Command kPeakMeasurement{"peak", "the multiply-adds this machine can do at most", run};

}  // namespace t2v
