// Answers as bars: a word, a bar as long as its score, coloured by the label it leans to.

import {hueOf, leaningOf, mainLabels, tint} from "/page/affinity.js";
import {moveWithArrowKeys} from "/page/arrow_keys.js";
import {element} from "/page/element.js";
import {say, sayAttribute, wholeNumber} from "/page/language.js";

/** A score with a true minus sign. */
export function signed(score) {
  return score.toFixed(3).replace("-", "\u2212");
}

/** Positions on an axis from the lowest score, or 0, to the highest, in percent. */
export function axisOf(scores) {
  const low = Math.min(0, ...scores);
  const high = Math.max(0, ...scores);
  const span = high - low || 1;
  return {
    zero: 100 * (0 - low) / span,
    left: score => 100 * (Math.min(score, 0) - low) / span,
    length: score => 100 * Math.abs(score) / span,
  };
}

/** The bar of a score on an axis. */
export function bar(score, axis, lean = undefined) {
  const fill = tint(element("i"), lean);
  fill.style.left = `${axis.left(score)}%`;
  fill.style.width = `${axis.length(score)}%`;
  const track = element("div.track", {"aria-hidden": "true"}, fill);
  track.style.setProperty("--zero", `${axis.zero}%`);
  return track;
}

function tag(lean) {
  const node = element("span.tag");
  if (lean === undefined) return node;
  node.append(element("span.dotted", {}, lean.label));
  node.firstChild.classList.add(`hue-${hueOf(lean.label)}`);
  return sayAttribute(node, "title", "leansTo", lean.label, lean.strength.toFixed(2));
}

function row(answer, axis, href) {
  const lean = leaningOf(answer);
  const word = element("a.word", {href: href(answer)}, answer.key);
  const occurrences = answer.count ?? answer.documents;
  if (occurrences !== undefined) {
    sayAttribute(word, "title", answer.type === "word" ? "timesSeen" : "documentsWith",
                 answer.key, wholeNumber(occurrences));
  }
  if (answer.type === "label") word.classList.add("is-label");
  const last = answer.documents === undefined ? tag(lean)
    : say(element("span.tag"), "documents", wholeNumber(answer.documents));
  return element("li", {}, word, bar(answer.score, axis, lean),
                 element("span.score", {}, signed(answer.score)), last);
}

/** @param href address of an answer @returns a list node */
export function bars(answers, href) {
  const axis = axisOf(answers.map(answer => answer.score));
  const list = element("ol.bars", {role: "list"},
                       ...answers.map(answer => row(answer, axis, href)));
  moveWithArrowKeys(list, "a.word");
  return list;
}

/** What the colours mean. */
export function legend() {
  const node = element("p.legend", {}, say(element("span"), "colours"));
  node.append(...mainLabels().map(label => {
    const name = element("span.dotted", {}, label);
    name.classList.add(`hue-${hueOf(label)}`);
    return name;
  }));
  return node;
}
