// Colours of labels. Each of the few main labels has a hue; what leans to a label takes its hue,
// the more so the more it leans. Hues are told apart by every common kind of colour blindness, and
// every colour comes with the label's name.

const HUES = 8;  // --hue-0 ... in base.css
const FAINTEST = 0.1;  // a lean below this is none

let labels = [];

/** The main labels, in the order of their hues. */
export function setMainLabels(keys) {
  labels = [...keys];
}

export function mainLabels() {
  return labels;
}

/** The place of a label's hue, or undefined: other labels have none. */
export function hueOf(label) {
  const place = labels.indexOf(label);
  return place < 0 ? undefined : place % HUES;
}

/** To which main label an affinity leans most, if to any: {label, strength from 0 to 1}. */
export function leaning(affinity) {
  let best;
  for (const [label, value] of Object.entries(affinity ?? {})) {
    if (hueOf(label) === undefined || value < FAINTEST) continue;
    if (best === undefined || value > best.strength) best = {label, strength: Math.min(1, value)};
  }
  return best;
}

/** The same for an answer; a main label leans to itself. */
export function leaningOf(answer) {
  if (answer.type === "label" && hueOf(answer.key) !== undefined) {
    return {label: answer.key, strength: 1};
  }
  return leaning(answer.affinity);
}

/** Colours a node by CSS: its --hue and the share of it. */
export function tint(node, lean) {
  if (lean === undefined) return node;
  node.classList.add(`hue-${hueOf(lean.label)}`);
  node.style.setProperty("--share", `${Math.round(35 + 65 * lean.strength)}%`);
  return node;
}
