// A text whose words are coloured by what they say for a label, and its strongest words. What
// speaks for the label has its hue; what speaks against it is grey, or of two labels has the hue of
// the other.

import {hueOf, mainLabels} from "/page/affinity.js";
import {axisOf, bar, signed} from "/page/bars.js";
import {element} from "/page/element.js";
import {say} from "/page/language.js";

const STRONGEST = 12;
const FAINTEST = 0.02;  // of the strongest word: below this a word stays plain

/** The class of the hue that a word's score has when `target` is explained. */
function hueOfScore(score, target) {
  const labels = mainLabels();
  if (score > 0) return `hue-${hueOf(target) ?? "own"}`;
  const other = labels.length === 2 ? labels.find(label => label !== target) : undefined;
  return other === undefined || !labels.includes(target) ? "hue-none" : `hue-${hueOf(other)}`;
}

function shade(node, share, target) {
  if (Math.abs(share) < FAINTEST) return node;
  node.classList.add("shaded", hueOfScore(share, target));
  node.style.setProperty("--strength", `${Math.round(100 * Math.abs(share))}%`);
  return node;
}

/**
 * @param text whose code points the words count
 * @param words [{begin_code_point, end_code_point, score}] in their order
 * @param target label that the scores speak for
 */
export function coloredText(text, words, target) {
  const paragraph = element("p.text");
  const points = [...text];
  const largest = Math.max(0, ...words.map(word => Math.abs(word.score)));
  let done = 0;
  for (const {begin_code_point: begin, end_code_point: end, score} of words) {
    paragraph.append(points.slice(done, begin).join(""));
    const word = element("span", {title: signed(score)}, points.slice(begin, end).join(""));
    paragraph.append(largest > 0 ? shade(word, score / largest, target) : word);
    done = end;
  }
  paragraph.append(points.slice(done).join(""));
  return paragraph;
}

/** The words whose scores, added up over their places, are largest, as bars. */
export function strongestWords(words, target) {
  const sums = new Map();
  for (const {text, score} of words) {
    const entry = sums.get(text) ?? {text, score: 0, times: 0};
    entry.score += score;
    entry.times += 1;
    sums.set(text, entry);
  }
  const strongest = [...sums.values()].filter(entry => entry.score !== 0)
    .sort((a, b) => Math.abs(b.score) - Math.abs(a.score)).slice(0, STRONGEST);
  const axis = axisOf(strongest.map(entry => entry.score));
  return element("ol.bars.reasons", {role: "list"}, ...strongest.map(({text, score, times}) => {
    const track = bar(score, axis);
    track.firstChild.classList.add(hueOfScore(score, target));
    const name = times > 1 ? `${text} \u00d7${times}` : text;
    return element("li", {}, element("span.word", {}, name), track,
                   element("span.score", {}, signed(score)));
  }));
}

/** What the two colours mean. */
export function reasonLegend(target) {
  const swatch = (score, name) => {
    const node = say(element("span.swatch"), name, target);
    node.classList.add(hueOfScore(score, target));
    return node;
  };
  return element("p.legend", {}, swatch(1, "for"), swatch(-1, "against"));
}
