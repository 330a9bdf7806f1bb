#pragma once

#include <cstdint>
#include <string>

#include "distributed/communicator.h"
#include "text/label_set.h"
#include "text/text_file.h"
#include "text/word_label_counts.h"

// Texts of which every rank has a part: stretches of the bytes of a file, cut at ends of lines,
// that the ranks have in turn. All functions are called by all ranks.

namespace t2v {

/// A disk or a network file system reads so many bytes as fast as it reads more.
inline constexpr std::size_t kFewestStretchBytes = 64 << 10;

/// Leaves of a whole file the part of this rank: the lines that begin in its stretches of bytes, of
/// which all ranks have as many and which are alike but for the length of a line. Reads nothing but
/// them, to count their lines. @param fewest_bytes of a stretch, where a rank has several
void keep_own_part(TextFile& file, Communicator& communicator,
                   std::size_t fewest_bytes = kFewestStretchBytes);

/// Leaves of a whole file of labels the lines that belong to the part `corpus`. Reads nothing but
/// those and, to count lines, an equal share of the bytes.
/// @throws Error, in all ranks, naming both counts when the files differ in lines
void keep_lines_of(TextFile& labels, const TextFile& corpus, Communicator& communicator);

/// SHA-256 of the whole file of which each rank has a part, as sha256_hex() gives it. The sum goes
/// from rank to rank, stretch by stretch.
std::string sha256_of_all(const TextFile& part, Communicator& communicator);

/// Lines of the whole file.
std::uint64_t lines_in_all(const TextFile& part, Communicator& communicator);

/// Gives the labels that any rank found the same names, with their counts in all, everywhere.
void share_label_names(LabelSet& labels, Communicator& communicator);

/// The counts of all ranks together, in rank 0; those of this rank in the others.
/// @throws Error for more documents than 32 bits can number
WordLabelCounts sum_on_first_rank(WordLabelCounts counts, const Vocabulary& words,
                                  const Vocabulary& labels, Communicator& communicator);

/// Lines to train a tokenizer on, in rank 0, in the order of the file; none in the others. Of a
/// corpus of more than `most_bytes` every rank gives its share of so many, evenly spread.
std::string sample_on_first_rank(const TextFile& part, std::uint64_t most_bytes,
                                 Communicator& communicator);

}  // namespace t2v
