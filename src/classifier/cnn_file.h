#pragma once

#include <functional>
#include <string>

#include "classifier/cnn_model.h"

namespace t2v {

class Hdf5Writer;

/// Writes an HDF5 file:
///
///   /           attributes format="target2vec-cnn", format_version, writer, dim, filters,
///               multi_label (0 or 1), options (JSON), corpus_sha256, seed, epochs_done,
///               strings_sha256 (model_strings.h), numbers_sha256 (below), and last of all
///               complete=1
///   /words/     key (UTF-8, fixed length), count u64
///   /labels/    key, count
///   /embedding  f32[words + 2, dim]; rows 0 and 1 are padding and unknown words
///   /convolutions/WIDTH/ weight f32[filters * WIDTH, dim] (filter-major), bias f32[1, filters]
///   /output/    weight f32[labels, widths * filters], bias f32[1, labels]
///   /tokenizer/ name, model (bytes)
///
/// Lanes that stand beside the filters (CnnShape) are not stored. numbers_sha256 is over
/// multi_label (8 bytes, least significant first), then the floats of all datasets: embedding, of
/// every width ascending weight and bias, output weight and bias.
///
/// From format version 2 on a Seal over every byte stands behind the HDF5 file (seal.h). Written
/// beside `path` and renamed into place when whole.
/// @param write_more writes what else the file is to hold, if anything
/// @throws Error when the file cannot be written or a number is not finite
/// @throws std::invalid_argument when the parts of the model do not belong together
void save_cnn(const CnnModel& model, const std::string& path,
              const std::function<void(Hdf5Writer&)>& write_more = {});

/// @throws Error saying what is wrong: no such file, no HDF5 file, another format (a t2v model of
///   vectors is named as such), a newer version, incomplete, shapes that do not agree, a checksum
///   that does not hold, values that are not finite
CnnModel load_cnn(const std::string& path);

}  // namespace t2v
