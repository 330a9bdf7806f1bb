// Read by LeakSanitizer, where a build has it. HDF5 1.10 does not free the buffer of metadata whose
// checksum does not hold, which the tests of damaged files meet often.
extern "C" const char* __lsan_default_suppressions();  // NOLINT(bugprone-reserved-identifier)

extern "C" const char* __lsan_default_suppressions() {  // NOLINT(bugprone-reserved-identifier)
  return "leak:libhdf5\nleak:^H5";  // the shared library, and functions of the static one
}
