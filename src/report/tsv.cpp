#include "report/table.h"

namespace t2v {

void write_tsv(std::ostream& out, const Table& table) {
  for (const std::vector<Cell>& row : table.rows()) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) out << '\t';
      out << cell_text(row[i], table.columns()[i]);
    }
    out << '\n';
  }
}

}  // namespace t2v
