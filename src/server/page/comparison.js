// What two labels say about a word, side by side.

import {hueOf, leaningOf} from "/page/affinity.js";
import {moveWithArrowKeys} from "/page/arrow_keys.js";
import {axisOf, bar, signed} from "/page/bars.js";
import {element} from "/page/element.js";
import {say} from "/page/language.js";

function headOf(label, term) {
  const head = say(element("th", {scope: "col"}), "labelSays", label, term);
  const hue = hueOf(label);
  if (hue !== undefined) head.classList.add(`hue-${hue}`);
  return head;
}

function cellOf(answer, axis, shared, addressOf) {
  if (answer === undefined) return element("td");
  const word = element("a.word", {href: addressOf(answer)}, answer.key);
  const cell = element("td", {}, element("div.cell", {}, word,
                                         element("span.score", {}, signed(answer.score)),
                                         bar(answer.score, axis, leaningOf(answer))));
  if (shared) cell.classList.add("shared");
  return cell;
}

/**
 * A table of the answers for two labels; what both say is set back.
 * @param answers of the server, one for each label
 */
export function comparison(term, labels, answers, addressOf) {
  const columns = answers.map(answer => answer.results);
  const axes = columns.map(column => axisOf(column.map(answer => answer.score)));
  const keys = columns.map(column => new Set(column.map(answer => answer.key)));
  const body = element("tbody");
  const rows = Math.max(...columns.map(column => column.length));
  for (let i = 0; i < rows; i += 1) {
    body.append(element("tr", {}, ...columns.map((column, side) => {
      const answer = column[i];
      const shared = answer !== undefined && keys[1 - side].has(answer.key);
      return cellOf(answer, axes[side], shared, addressOf);
    })));
  }
  const table = element("table.comparison", {},
                        element("thead", {}, element("tr", {},
                                                     ...labels.map(label => headOf(label, term)))),
                        body);
  moveWithArrowKeys(table, "a.word");
  return table;
}
