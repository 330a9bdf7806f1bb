#pragma once

namespace t2v {

// The resident size of a training is to be what its vectors and tokens take, not what its making
// took at times. glibc keeps freed memory for later use, arrays of up to 32 MiB as well once such a
// one was freed; measured on 30 million tokens of a million words, that was 75 MB of 1,246.

/// From now on, an array of a MiB and more goes back to the system as soon as it is freed.
void give_back_large_arrays();

/// What smaller ones left behind goes back, too. Takes some milliseconds.
void give_back_freed_memory();

}  // namespace t2v
