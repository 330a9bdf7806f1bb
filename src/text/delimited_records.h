#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>

#include "text/text_file.h"

namespace t2v {

/// How a table is written as text.
struct DelimitedForm {
  char separator = ',';
  /// Whether fields may stand in quotation marks as in RFC 4180 (which then may hold separators,
  /// line ends and, doubled, quotation marks); else a quotation mark is a character like others,
  /// and a record is a line.
  bool quotes = true;
};

/// The fields of a record, and the line of the file, from 1, in which it begins.
using VisitRecord = std::function<void(std::span<const std::string> fields, std::size_t line)>;

/// Calls `visit` for every record of a table, in order; empty lines are passed over. Keeps no page
/// of the file.
/// @throws Error with file:line for quotation marks that are not as in RFC 4180 and for a record of
///   more or fewer fields than the first
void for_each_record(const TextFile& file, const DelimitedForm& form, const VisitRecord& visit);

}  // namespace t2v
