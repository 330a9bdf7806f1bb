#include <nlohmann/json.hpp>

#include "report/table.h"

namespace t2v {

void write_json_lines(std::ostream& out, const Table& table) {
  for (const std::vector<Cell>& row : table.rows()) {
    nlohmann::ordered_json object = nlohmann::ordered_json::object();
    for (std::size_t i = 0; i < row.size(); ++i) {
      std::visit([&](const auto& value) { object[table.columns()[i].name] = value; }, row[i]);
    }
    constexpr int kOneLine = -1;
    out << object.dump(kOneLine, ' ', /*ensure_ascii=*/false,
                       nlohmann::ordered_json::error_handler_t::replace)
        << '\n';
  }
}

}  // namespace t2v
