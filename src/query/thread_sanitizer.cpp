// What the thread sanitizer is told of hnswlib.

/// The library draws the level of a new word from one generator that its threads share without a
/// lock. Two words may get the same number; any number will do.
extern "C" const char* __tsan_default_suppressions() {  // NOLINT(bugprone-reserved-identifier)
  return "race:hnswlib::HierarchicalNSW<float>::getRandomLevel\n";
}

/// The library has a mutex a word, which the search for circles of locks takes ten minutes to go
/// through.
extern "C" const char* __tsan_default_options() {  // NOLINT(bugprone-reserved-identifier)
  return "detect_deadlocks=0";
}
