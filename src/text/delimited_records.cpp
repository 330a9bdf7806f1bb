#include "text/delimited_records.h"

#include <csv.h>
#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <new>
#include <string_view>
#include <vector>

#include "text/error.h"
#include "text/lines.h"
#include "text/text_parts.h"

namespace t2v {

namespace {

/// Takes the fields of one record after another, reusing their memory.
class Fields {
 public:
  void add(std::string_view field) {
    if (count_ == fields_.size()) fields_.emplace_back();
    fields_[count_++] = field;
  }
  void clear() { count_ = 0; }
  std::size_t size() const { return count_; }
  std::span<const std::string> all() const { return {fields_.data(), count_}; }

 private:
  std::vector<std::string> fields_;
  std::size_t count_ = 0;
};

/// libcsv, given one line after the other. Errors and ends of records are noted, as nothing may be
/// thrown through it.
class CsvParser {
 public:
  explicit CsvParser(char separator) {
    if (::csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI) != 0) throw std::bad_alloc();
    ::csv_set_delim(&parser_, static_cast<unsigned char>(separator));
    ::csv_set_space_func(&parser_, [](unsigned char) { return 0; });  // spaces belong to a field
    ::csv_set_term_func(&parser_, [](unsigned char c) { return c == '\n' ? 1 : 0; });
  }
  ~CsvParser() { ::csv_free(&parser_); }
  CsvParser(const CsvParser&) = delete;
  CsvParser& operator=(const CsvParser&) = delete;

  /// @returns whether the line, given without its end, was as it should be
  bool add_line(std::string_view line) {
    if (is_complete_) fields_.clear();
    is_complete_ = false;
    return parse(line) && parse("\n");
  }

  /// Whether the line ended a record; its fields are there until the next line.
  bool is_complete() const { return is_complete_; }
  const Fields& fields() const { return fields_; }

  /// @returns whether nothing is left open
  bool finish() { return ::csv_fini(&parser_, on_field, on_record, this) == 0; }

 private:
  bool parse(std::string_view text) {
    const std::size_t done =
        ::csv_parse(&parser_, text.data(), text.size(), on_field, on_record, this);
    if (thrown_) std::rethrow_exception(thrown_);
    if (done == text.size()) return true;
    if (::csv_error(&parser_) != CSV_EPARSE) throw std::bad_alloc();
    return false;
  }

  static void on_field(void* bytes, std::size_t size, void* self) noexcept {
    auto& parser = *static_cast<CsvParser*>(self);
    try {
      parser.fields_.add({static_cast<const char*>(bytes), size});
    } catch (...) {
      parser.thrown_ = std::current_exception();
    }
  }
  static void on_record(int /*end*/, void* self) noexcept {
    static_cast<CsvParser*>(self)->is_complete_ = true;
  }

  csv_parser parser_{};
  Fields fields_;
  bool is_complete_ = false;
  std::exception_ptr thrown_;
};

/// Where records are read, and how many fields they have.
class Place {
 public:
  explicit Place(const TextFile& file) : file_(file) {}

  void next_line() { ++line_; }
  void begin_record() { first_line_ = line_; }
  std::size_t first_line() const { return first_line_; }

  void require_fields(std::size_t fields) {
    if (expected_ == 0) {
      expected_ = fields;
      expected_since_ = first_line_;
    }
    if (fields == expected_) return;
    fail(first_line_, fmt::format("{} field{}, expected {} as in line {}", fields,
                                  fields == 1 ? "" : "s", expected_, expected_since_));
  }

  [[noreturn]] void fail_quotes() const {
    fail(line_,
         fmt::format("a quotation mark inside or behind a field{}, expected fields quoted as "
                     "a whole with marks in them doubled, or a table without quotes",
                     of_record()));
  }
  [[noreturn]] void fail_open() const {
    fail(first_line_, "a field in quotation marks never ends, expected the second mark");
  }

 private:
  [[noreturn]] void fail(std::size_t line, std::string_view reason) const {
    throw Error(fmt::format("{}:{}: {}", file_.name(), line, reason));
  }
  std::string of_record() const {
    return first_line_ == line_ ? "" : fmt::format(" of the record of line {}", first_line_);
  }

  const TextFile& file_;
  std::size_t line_ = 0;
  std::size_t first_line_ = 0;
  std::size_t expected_ = 0;  ///< fields; 0: not known yet
  std::size_t expected_since_ = 0;
};

template <typename Visit>
void for_each_line_of(const TextFile& file, Visit visit) {
  for (const std::string_view part : parts_of(file)) {
    for_each_line(part, visit);
    file.release(part);
  }
}

void read_quoted(const TextFile& file, char separator, const VisitRecord& visit) {
  Place place(file);
  CsvParser parser(separator);
  bool begins = true;
  for_each_line_of(file, [&](std::string_view line) {
    place.next_line();
    if (begins) place.begin_record();
    if (!parser.add_line(line)) place.fail_quotes();
    begins = parser.is_complete() || (begins && line.empty());
    if (!parser.is_complete()) return;
    place.require_fields(parser.fields().size());
    visit(parser.fields().all(), place.first_line());
  });
  if (!parser.finish()) place.fail_open();
}

void read_unquoted(const TextFile& file, char separator, const VisitRecord& visit) {
  Place place(file);
  Fields fields;
  for_each_line_of(file, [&](std::string_view line) {
    place.next_line();
    place.begin_record();
    if (line.empty()) return;
    fields.clear();
    for (std::size_t begin = 0; begin <= line.size();) {
      const std::size_t end = std::min(line.find(separator, begin), line.size());
      fields.add(line.substr(begin, end - begin));
      begin = end + 1;
    }
    place.require_fields(fields.size());
    visit(fields.all(), place.first_line());
  });
}

}  // namespace

void for_each_record(const TextFile& file, const DelimitedForm& form, const VisitRecord& visit) {
  if (form.quotes) {
    read_quoted(file, form.separator, visit);
  } else {
    read_unquoted(file, form.separator, visit);
  }
}

}  // namespace t2v
