#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <thread>

#include "commands/long_training.h"
#include "commands/work_folder.h"

namespace t2v::testing {
namespace {

using Arguments = std::vector<std::string>;

/// T2V_KILLS in the environment asks for more.
int kills() {
  constexpr int kFew = 5;
  const char* const asked = std::getenv("T2V_KILLS");
  return asked == nullptr ? kFew : std::atoi(asked);
}

std::uint64_t epochs_done(const WorkFolder& folder) {
  const Outcome outcome = folder.run({"info", "--json", "-m", "c.h5"});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  return nlohmann::json::parse(outcome.out).at("epochs_done");
}

// Whatever is killed and whenever, there is a whole checkpoint, it never goes back, and what comes
// out in the end is the file that an uninterrupted run writes.
TEST(KilledTraining, GoesOnToTheSameFile) {
  const WorkFolder folder;
  write_random_text(folder);
  ASSERT_EQ(folder.run(long_training({"-o", "whole.h5", "--quiet"})).exit_code, 0);
  const std::string whole = folder.read("whole.h5");

  std::mt19937 random(1004);
  std::uint64_t done = 0;
  int finished = 0;
  for (int kill = 0; kill < kills();) {
    Arguments arguments = long_training(
        {"-o", "model.h5", "--quiet", "--checkpoint", "c.h5", "--checkpoint-every", "1%"});
    const bool resumes = folder.has("c.h5");
    if (resumes) arguments.insert(arguments.end(), {"--resume", "c.h5"});
    Surroundings surroundings;
    surroundings.folder = folder.path();
    RunningProgram program(arguments, surroundings);
    std::this_thread::sleep_for(std::chrono::microseconds(random() % 400'000));
    program.send(SIGKILL);
    const Outcome outcome = program.wait();
    ASSERT_TRUE(outcome.exit_code == 0 || outcome.signal == SIGKILL) << outcome.err;
    if (outcome.exit_code == 0) {
      ASSERT_TRUE(folder.read("model.h5") == whole);
      for (const char* file : {"/c.h5", "/model.h5"}) {
        std::filesystem::remove(folder.path() + file);
      }
      done = 0;
      ++finished;
      continue;
    }
    ++kill;
    ASSERT_TRUE(folder.has("c.h5") || !resumes);
    if (!folder.has("c.h5")) continue;
    const std::uint64_t now = epochs_done(folder);
    ASSERT_GE(now, done);
    done = now;
  }
  Arguments last = long_training({"-o", "model.h5", "--quiet"});
  if (folder.has("c.h5")) last.insert(last.end(), {"--resume", "c.h5"});
  const Outcome outcome = folder.run(last);
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_TRUE(folder.read("model.h5") == whole);
  for (const std::string& name : folder.names()) {
    EXPECT_FALSE(name.starts_with(".t2v-")) << name << " stayed behind";
  }
  RecordProperty("finished", finished);
}

}  // namespace
}  // namespace t2v::testing
