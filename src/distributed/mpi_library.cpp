#include "distributed/mpi_library.h"

#include <dlfcn.h>
#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <system_error>

#include "text/error.h"

namespace t2v {
namespace {

constexpr const char* kLibrary = "libt2v_mpi.so";
constexpr const char* kStart = "t2v_start_mpi";

std::filesystem::path folder_of_program() {
  std::error_code unknown;
  return std::filesystem::read_symlink("/proc/self/exe", unknown).parent_path();
}

std::filesystem::path find_library() {
  const std::filesystem::path folder = folder_of_program();
  for (const std::filesystem::path& candidate :
       {folder / kLibrary, folder / ".." / "lib" / "t2v" / kLibrary}) {
    if (std::filesystem::exists(candidate)) return candidate;
  }
  throw Error(fmt::format(
      "started by mpirun, but {} is neither in {} nor in ../lib/t2v from there; build t2v with "
      "Open MPI (libopenmpi-dev), or start it without mpirun",
      kLibrary, folder.string()));
}

}  // namespace

bool is_started_by_mpi() {
  // Open MPI's mpirun sets the first, other starters that speak PMIx (srun) the second.
  return std::getenv("OMPI_COMM_WORLD_SIZE") != nullptr || std::getenv("PMIX_RANK") != nullptr;
}

Communicator& start_mpi() {
  const std::filesystem::path path = find_library();
  // Global: parts of Open MPI that are loaded later look for its functions there.
  void* const library = ::dlopen(path.c_str(), RTLD_NOW | RTLD_GLOBAL);
  if (library == nullptr)
    throw Error(fmt::format("{}: cannot be loaded: {}", path.string(), ::dlerror()));
  using Start = Communicator* (*)();
  const auto start = reinterpret_cast<Start>(::dlsym(library, kStart));
  if (start == nullptr) {
    throw Error(fmt::format("{}: has no {}, expected that of the same version of t2v",
                            path.string(), kStart));
  }
  return *start();
}

}  // namespace t2v
