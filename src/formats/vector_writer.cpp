#include "formats/vector_writer.h"

#include <fmt/format.h>

#include <bit>
#include <string_view>
#include <vector>

#include "formats/vector_text_output.h"

namespace t2v {
namespace {

static_assert(std::endian::native == std::endian::little, "floats lie in memory as in the files");

/// Runs write(row, vector, text) for all rows.
template <typename Write>
void append_vectors(TextOutput& output, const SelectedVectors& vectors, Write write) {
  output.append_rows(vectors.size(), [&](std::size_t row, std::string& text) {
    thread_local std::vector<float> vector;
    vector.resize(vectors.dim());
    vectors.read(row, vector);
    write(row, std::span<const float>(vector), text);
  });
}

void append_numbers(std::string& text, std::span<const float> vector, char separator) {
  bool is_first = true;
  for (const float value : vector) {
    if (!is_first) text += separator;
    is_first = false;
    append_number(text, value);
  }
}

void append_bytes(std::string& text, std::span<const float> vector) {
  text.append(reinterpret_cast<const char*>(vector.data()), vector.size_bytes());
}

std::string heading_of(const SelectedVectors& vectors) {
  return fmt::format("{} {}\n", vectors.size(), vectors.dim());
}

/// word2vec, vec and glove.
void append_text(TextOutput& output, const SelectedVectors& vectors, VectorFormat format) {
  if (format != VectorFormat::kGlove) output.append(heading_of(vectors));
  append_vectors(output, vectors, [&](std::size_t row, auto vector, std::string& text) {
    text += vectors.key(row);
    text += ' ';
    append_numbers(text, vector, ' ');
    text += format == VectorFormat::kVec ? " \n" : "\n";
  });
}

void append_word2vec_binary(TextOutput& output, const SelectedVectors& vectors) {
  output.append(heading_of(vectors));
  append_vectors(output, vectors, [&](std::size_t row, auto vector, std::string& text) {
    text += vectors.key(row);
    text += ' ';
    append_bytes(text, vector);
    text += '\n';
  });
}

/// NumPy's format, version 1.0: magic, version, the length of the description (two bytes), and the
/// description, filled up with spaces so that the numbers begin at a multiple of 64.
std::string npy_heading(std::size_t rows, std::size_t columns) {
  constexpr std::string_view kMagic("\x93NUMPY\x01\x00", 8);
  constexpr std::size_t kAlignment = 64;
  std::string description =
      fmt::format("{{'descr': '<f4', 'fortran_order': False, 'shape': ({}, {}), }}", rows, columns);
  const std::size_t unfilled = kMagic.size() + 2 + description.size() + 1;
  description.append((kAlignment - unfilled % kAlignment) % kAlignment, ' ');
  description += '\n';
  std::string heading(kMagic);
  heading += static_cast<char>(description.size() & 0xFF);
  heading += static_cast<char>(description.size() >> 8);
  return heading + description;
}

void append_npy(TextOutput& output, const SelectedVectors& vectors) {
  output.append(npy_heading(vectors.size(), vectors.dim()));
  append_vectors(output, vectors,
                 [&](std::size_t, auto vector, std::string& text) { append_bytes(text, vector); });
}

void append_projector(TextOutput& output, const SelectedVectors& vectors) {
  append_vectors(output, vectors, [&](std::size_t, auto vector, std::string& text) {
    append_numbers(text, vector, '\t');
    text += '\n';
  });
}

std::string_view type_of(const SelectedVectors& vectors, std::size_t row) {
  return vectors.is_label(row) ? "label" : "word";
}

void append_tsv(TextOutput& output, const SelectedVectors& vectors) {
  std::string heading = "key\ttype\tcount";
  for (std::size_t i = 1; i <= vectors.dim(); ++i) heading += fmt::format("\tx{}", i);
  output.append(heading + '\n');
  append_vectors(output, vectors, [&](std::size_t row, auto vector, std::string& text) {
    text +=
        fmt::format("{}\t{}\t{}\t", vectors.key(row), type_of(vectors, row), vectors.count(row));
    append_numbers(text, vector, '\t');
    text += '\n';
  });
}

void append_keys(TextOutput& output, const SelectedVectors& vectors) {
  output.append_rows(vectors.size(), [&](std::size_t row, std::string& text) {
    text += vectors.key(row);
    text += '\n';
  });
}

/// What is known of the keys. One column has no heading, several have one: so the Embedding
/// Projector asks for it.
void append_metadata(TextOutput& output, const SelectedVectors& vectors) {
  const bool types = vectors.words() > 0 && vectors.labels() > 0;
  const bool counts = vectors.has_counts();
  if (!types && !counts) return append_keys(output, vectors);
  output.append(fmt::format("key{}{}\n", types ? "\ttype" : "", counts ? "\tcount" : ""));
  output.append_rows(vectors.size(), [&](std::size_t row, std::string& text) {
    text += vectors.key(row);
    if (types) text += fmt::format("\t{}", type_of(vectors, row));
    if (counts) text += fmt::format("\t{}", vectors.count(row));
    text += '\n';
  });
}

void append_format(TextOutput& output, const SelectedVectors& vectors, VectorFormat format) {
  switch (format) {
    case VectorFormat::kWord2vec:
    case VectorFormat::kVec:
    case VectorFormat::kGlove:
      return append_text(output, vectors, format);
    case VectorFormat::kWord2vecBinary:
      return append_word2vec_binary(output, vectors);
    case VectorFormat::kNpy:
      return append_npy(output, vectors);
    case VectorFormat::kProjector:
      return append_projector(output, vectors);
    case VectorFormat::kTsv:
      return append_tsv(output, vectors);
  }
}

std::string without_ending(const std::string& path, std::string_view ending) {
  return path.ends_with(ending) ? path.substr(0, path.size() - ending.size()) : path;
}

}  // namespace

std::string key_file_beside(const std::string& vectors, VectorFormat format) {
  if (format == VectorFormat::kNpy) return without_ending(vectors, ".npy") + ".keys";
  if (format == VectorFormat::kProjector) return without_ending(vectors, ".tsv") + ".metadata.tsv";
  return "";
}

void write_vectors(const SelectedVectors& vectors, VectorFormat format, const VectorFiles& files) {
  TextOutput output(files.vectors);
  append_format(output, vectors, format);
  if (has_key_file(format)) {
    TextOutput keys(files.keys);
    if (format == VectorFormat::kNpy) {
      append_keys(keys, vectors);
    } else {
      append_metadata(keys, vectors);
    }
    keys.commit();
  }
  output.commit();
}

}  // namespace t2v
