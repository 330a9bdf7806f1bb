// The parts of `benchmarks/run` that need the library; see there.

#include <array>

#include "command/program.h"
#include "measurements.h"

namespace {

constexpr const char* kAbout =
    "t2v-benchmark measures what benchmarks/run puts beside other programs, and prints JSON.\n";

constexpr const char* kFirstSteps =
    "  t2v-benchmark peak --threads 2\n"
    "  t2v-benchmark training corpus.txt labels.txt --threads 2\n";

const std::array<const t2v::Command*, 3> kCommands{&t2v::kPeakMeasurement,
                                                   &t2v::kTrainingMeasurement, &t2v::kForeignModel};

}  // namespace

int main(int argc, char** argv) {
  return t2v::run_program({"t2v-benchmark", kAbout, kFirstSteps, kCommands}, argc, argv);
}
