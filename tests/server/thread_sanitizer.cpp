// What the thread sanitizer is told of cpp-httplib.

/// The library is not built for the sanitizer, which does not see that its local static objects are
/// made by one thread before another reads them.
extern "C" const char* __tsan_default_suppressions() {  // NOLINT(bugprone-reserved-identifier)
  return "called_from_lib:libcpp-httplib.so\n";
}
