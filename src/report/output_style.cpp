#include "report/output_style.h"

namespace t2v {

OutputStyle choose_output_style(const OutputCircumstances& circumstances) {
  if (circumstances.json_asked) return OutputStyle::kJson;
  if (!circumstances.is_terminal) return OutputStyle::kTsv;
  return circumstances.no_color ? OutputStyle::kTerminal : OutputStyle::kColorTerminal;
}

}  // namespace t2v
