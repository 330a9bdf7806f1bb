#include "classifier/cnn_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <set>
#include <span>
#include <stdexcept>
#include <utility>
#include <vector>

#include "model/hdf5_reader.h"
#include "model/hdf5_writer.h"
#include "model/model_header.h"
#include "model/model_strings.h"
#include "model/replacement_file.h"
#include "model/stored_vectors.h"
#include "text/checksum.h"
#include "text/error.h"

namespace t2v {
namespace {

/// The numbers of a network as they lie in a file, without lanes.
struct StoredNumbers {
  struct Convolution {
    Matrix weight;  ///< [filters * width, dim], filter-major
    Matrix bias;    ///< [1, filters]
  };
  Matrix embedding;
  std::vector<Convolution> convolutions;  ///< one a width
  Matrix output;                          ///< [labels, widths * filters]
  Matrix output_bias;                     ///< [1, labels]
};

Matrix matrix_of_row(std::span<const float> row) {
  Matrix matrix(1, row.size());
  std::ranges::copy(row, matrix.row(0));
  return matrix;
}

StoredNumbers::Convolution stored_convolution(const TextCnn& network, std::size_t width) {
  const CnnShape& shape = network.shape;
  const std::size_t taps = shape.widths[width];
  StoredNumbers::Convolution stored;
  stored.weight = Matrix(shape.filters * taps, shape.dim);
  for (std::size_t filter = 0; filter < shape.filters; ++filter) {
    for (std::size_t tap = 0; tap < taps; ++tap) {
      std::ranges::copy(network.taps.vector(shape.column(width, tap) + filter),
                        stored.weight.row(filter * taps + tap));
    }
  }
  stored.bias = matrix_of_row(std::span(network.bias).subspan(shape.feature(width), shape.filters));
  return stored;
}

/// All but the embedding, which is the larger part and lies alike in memory and file.
StoredNumbers stored_numbers(const TextCnn& network) {
  const CnnShape& shape = network.shape;
  StoredNumbers stored;
  stored.output = Matrix(shape.labels, shape.widths.size() * shape.filters);
  for (std::size_t width = 0; width < shape.widths.size(); ++width) {
    stored.convolutions.push_back(stored_convolution(network, width));
    for (std::size_t label = 0; label < shape.labels; ++label) {
      std::ranges::copy(network.output.vector(label).subspan(shape.feature(width), shape.filters),
                        stored.output.row(label) + width * shape.filters);
    }
  }
  stored.output_bias = matrix_of_row(network.output_bias);
  return stored;
}

/// The way back from stored_numbers().
void restore_numbers(const StoredNumbers& stored, TextCnn& network) {
  const CnnShape& shape = network.shape;
  for (std::size_t width = 0; width < shape.widths.size(); ++width) {
    const StoredNumbers::Convolution& convolution = stored.convolutions[width];
    const std::size_t taps = shape.widths[width];
    for (std::size_t filter = 0; filter < shape.filters; ++filter) {
      for (std::size_t tap = 0; tap < taps; ++tap) {
        std::ranges::copy(convolution.weight.vector(filter * taps + tap),
                          network.taps.row(shape.column(width, tap) + filter));
      }
      network.bias[shape.feature(width) + filter] = convolution.bias.row(0)[filter];
    }
    for (std::size_t label = 0; label < shape.labels; ++label) {
      std::ranges::copy(stored.output.vector(label).subspan(width * shape.filters, shape.filters),
                        network.output.row(label) + shape.feature(width));
    }
  }
  std::ranges::copy(stored.output_bias.vector(0), network.output_bias.begin());
}

std::string numbers_sha256(const Matrix& embedding, const StoredNumbers& numbers,
                           bool multi_label) {
  Sha256 sum;
  const std::uint64_t kind = multi_label ? 1 : 0;
  sum.add(std::as_bytes(std::span(&kind, 1)));
  add_rows(sum, embedding);
  for (const StoredNumbers::Convolution& convolution : numbers.convolutions) {
    add_rows(sum, convolution.weight);
    add_rows(sum, convolution.bias);
  }
  add_rows(sum, numbers.output);
  add_rows(sum, numbers.output_bias);
  return sum.hex();
}

bool is_possible(const CnnShape& shape) {
  return shape.dim >= 1 && shape.dim <= CnnShape::kMaxDim && shape.labels >= 1 &&
         shape.filters >= 1 && shape.filters <= CnnShape::kMaxFilters && !shape.widths.empty() &&
         shape.widths.front() >= 1 && shape.widths.back() <= CnnShape::kMaxWidth &&
         std::ranges::adjacent_find(shape.widths, std::ranges::greater_equal()) ==
             shape.widths.end();
}

bool has_shape(const Matrix& matrix, std::size_t rows, std::size_t dim) {
  return matrix.rows() == rows && matrix.dim() == dim;
}

/// Whether everything a model needs is there and agrees; a mistake of the caller where not.
void require_whole(const CnnModel& model) {
  const TextCnn& network = model.network;
  const CnnShape& shape = network.shape;
  if (!is_possible(shape)) throw std::invalid_argument("a network of an impossible shape");
  const bool shapes_agree = model.words.size() == shape.words &&
                            model.labels.size() == shape.labels &&
                            has_shape(network.embedding, shape.rows(), shape.dim) &&
                            has_shape(network.taps, shape.columns(), shape.dim) &&
                            network.bias.size() == shape.features() &&
                            has_shape(network.output, shape.labels, shape.features()) &&
                            network.output_bias.size() == shape.labels;
  if (!shapes_agree) throw std::invalid_argument("network and vocabularies differ in shape");
  require_whole_strings(model.words, model.tokenizer.get(), model.options_json);
}

std::string row_name(const CnnModel& model, std::size_t row) {
  if (row == kPaddingRow) return "the vector of padding";
  if (row == kUnknownRow) return "the vector of unknown words";
  return fmt::format("the vector of '{}'",
                     model.words.key(static_cast<std::uint32_t>(row - kFirstWordRow)));
}

/// Training with too high a learning rate leaves such numbers.
void require_finite(const CnnModel& model, const StoredNumbers& numbers, const std::string& path) {
  const auto require = [&](const Matrix& matrix, auto name) {
    if (const auto row = first_not_finite(matrix)) {
      throw Error(fmt::format("cannot write {}: {} is not finite", path, name(*row)));
    }
  };
  require(model.network.embedding, [&](std::size_t row) { return row_name(model, row); });
  for (std::size_t width = 0; width < numbers.convolutions.size(); ++width) {
    const std::uint32_t words = model.network.shape.widths[width];
    const auto name = [&](std::size_t) { return fmt::format("a filter of width {}", words); };
    require(numbers.convolutions[width].weight, name);
    require(numbers.convolutions[width].bias, name);
  }
  const auto label = [&](std::size_t row) {
    return fmt::format("the output of '{}'", model.labels.key(static_cast<std::uint32_t>(row)));
  };
  require(numbers.output, label);
  require(numbers.output_bias, [](std::size_t) { return "the bias of the output"; });
}

std::string group_of(std::uint32_t width) {
  return fmt::format("/convolutions/{}", width);
}

void write_numbers(Hdf5Writer& file, const CnnModel& model, const StoredNumbers& numbers) {
  file.write_vectors("/embedding", model.network.embedding);
  file.create_group("/convolutions");
  for (std::size_t width = 0; width < numbers.convolutions.size(); ++width) {
    const std::string group = group_of(model.network.shape.widths[width]);
    file.create_group(group);
    file.write_vectors(group + "/weight", numbers.convolutions[width].weight);
    file.write_vectors(group + "/bias", numbers.convolutions[width].bias);
  }
  file.create_group("/output");
  file.write_vectors("/output/weight", numbers.output);
  file.write_vectors("/output/bias", numbers.output_bias);
}

}  // namespace

void save_cnn(const CnnModel& model, const std::string& path,
              const std::function<void(Hdf5Writer&)>& write_more) {
  require_whole(model);
  const StoredNumbers numbers = stored_numbers(model.network);
  require_finite(model, numbers, path);

  ReplacementFile replacement(path);
  Hdf5Writer file(replacement);
  const CnnShape& shape = model.network.shape;
  write_header(file, kCnnFormat, "t2v-attribute " T2V_VERSION, shape.dim);
  file.write_attribute("filters", std::uint64_t{shape.filters});
  file.write_attribute("multi_label", std::uint32_t{model.multi_label ? 1U : 0U});
  file.write_attribute("numbers_sha256",
                       numbers_sha256(model.network.embedding, numbers, model.multi_label));
  write_strings(file, stored_strings(model));
  write_numbers(file, model, numbers);
  if (write_more) write_more(file);
  file.flush();
  file.write_attribute("complete", std::uint32_t{1});
  file.close();
  replacement.commit();
}

namespace {

/// A whole number from 1 to CnnShape::kMaxWidth without leading zeros; 0 where `name` is none.
std::uint32_t width_named(const std::string& name) {
  std::uint32_t width = 0;
  const char* const end = name.data() + name.size();
  const auto [stop, problem] = std::from_chars(name.data(), end, width);
  const bool is_width =
      problem == std::errc{} && stop == end && name.front() != '0' && width <= CnnShape::kMaxWidth;
  return is_width ? width : 0;
}

std::vector<std::uint32_t> read_widths(const Hdf5Reader& file) {
  std::set<std::uint32_t> widths;
  for (const std::string& name : file.read_names("/convolutions")) {
    const std::uint32_t width = width_named(name);
    if (width == 0) {
      file.fail("/convolutions",
                fmt::format("holds '{}', expected widths from 1 to {}", name, CnnShape::kMaxWidth));
    }
    widths.insert(width);
  }
  if (widths.empty()) file.fail("/convolutions", "holds no widths");
  return {widths.begin(), widths.end()};
}

std::uint64_t read_number(const Hdf5Reader& file, const std::string& name, std::uint64_t lowest,
                          std::uint64_t highest) {
  const std::uint64_t number = file.read_number_attribute(name);
  if (number < lowest || number > highest) {
    file.fail(name, fmt::format("is {}, expected {} to {}", number, lowest, highest));
  }
  return number;
}

CnnShape read_shape(const Hdf5Reader& file, const ModelHeader& header,
                    const StoredStrings& strings) {
  CnnShape shape;
  shape.words = strings.word_counts.size();
  shape.labels = strings.label_counts.size();
  if (shape.labels == 0) file.fail("/labels", "holds no labels");
  shape.dim = header.dim;
  shape.filters = read_number(file, "filters", 1, CnnShape::kMaxFilters);
  shape.widths = read_widths(file);
  return shape;
}

/// Every dataset has its shape before anything is made of `shape`.
StoredNumbers read_numbers(const Hdf5Reader& file, const CnnShape& shape) {
  const ExpectedExtent dim{shape.dim, "dim says"};
  const ExpectedExtent one{1, "it is one vector"};
  const ExpectedExtent labels{shape.labels, "there are labels"};
  StoredNumbers numbers;
  numbers.embedding = read_finite_vectors(
      file, "/embedding", {shape.rows(), "words, padding and unknown words need"}, dim);
  for (const std::uint32_t width : shape.widths) {
    const std::string group = group_of(width);
    const ExpectedExtent taps{shape.filters * width, "filters and width say"};
    numbers.convolutions.push_back(
        {read_finite_vectors(file, group + "/weight", taps, dim),
         read_finite_vectors(file, group + "/bias", one, {shape.filters, "filters says"})});
  }
  const ExpectedExtent features{shape.widths.size() * shape.filters, "filters and widths say"};
  numbers.output = read_finite_vectors(file, "/output/weight", labels, features);
  numbers.output_bias = read_finite_vectors(file, "/output/bias", one, labels);
  return numbers;
}

/// A network without its embedding, which is moved in.
TextCnn network_of(const CnnShape& shape, StoredNumbers numbers) {
  TextCnn network;
  network.shape = shape;
  network.taps = Matrix(shape.columns(), shape.dim);
  network.bias.assign(shape.features(), 0.0F);
  network.output = Matrix(shape.labels, shape.features());
  network.output_bias.assign(shape.labels, 0.0F);
  restore_numbers(numbers, network);
  network.embedding = std::move(numbers.embedding);
  return network;
}

}  // namespace

CnnModel load_cnn(const std::string& path) {
  const Hdf5Reader file(path);
  const ModelHeader header = read_header(file, kCnnFormat);
  const StoredStrings stored = read_strings(file);
  const CnnShape shape = read_shape(file, header, stored);
  StoredNumbers numbers = read_numbers(file, shape);

  CnnModel model;
  model.multi_label = read_number(file, "multi_label", 0, 1) == 1;
  if (numbers_sha256(numbers.embedding, numbers, model.multi_label) !=
      file.read_text_attribute("numbers_sha256")) {
    file.fail("numbers_sha256", "does not hold: weights or multi_label were changed");
  }
  move_strings(restore_strings(file, stored), model);
  model.network = network_of(shape, std::move(numbers));
  return model;
}

}  // namespace t2v
