// Documents whose label is probably wrong.

import {hueOf} from "/page/affinity.js";
import {LatestOnly, askUntilReady} from "/page/api.js";
import {selection} from "/page/choice.js";
import {element} from "/page/element.js";
import {say, sayAttribute, wholeNumber} from "/page/language.js";
import {Notice, setBusy} from "/page/notice.js";

const COUNTS = ["20", "50", "100"];

function labelNode(label) {
  const node = element("span.dotted", {}, label);
  if (hueOf(label) !== undefined) node.classList.add(`hue-${hueOf(label)}`);
  return node;
}

/** The text, with its reasons marked where they stand in it. */
function markedText(text, reasons) {
  const paragraph = element("p.text");
  const sorted = reasons.filter(reason => reason !== "").sort((a, b) => b.length - a.length);
  let rest = text;
  while (rest !== "") {
    const places = sorted.map(reason => ({reason, place: rest.indexOf(reason)}))
      .filter(({place}) => place >= 0).sort((a, b) => a.place - b.place);
    if (places.length === 0) break;
    const [{reason, place}] = places;
    paragraph.append(rest.slice(0, place), element("mark", {}, reason));
    rest = rest.slice(place + reason.length);
  }
  paragraph.append(rest);
  return paragraph;
}

function row({line, text, label, looks_like, probability, phrases}) {
  const verdict = element("p.verdict", {}, say(element("span.note"), "line", wholeNumber(line)),
                          labelNode(label), element("span", {"aria-hidden": "true"}, "\u2192"),
                          labelNode(looks_like),
                          element("span.score", {}, `${(100 * probability).toFixed(1)} %`));
  return element("li", {}, verdict, markedText(text, phrases));
}

class SuspectsView {
  #context;
  #asked = "";
  #latest = new LatestOnly();
  #notice = new Notice();
  #progress = sayAttribute(element("progress", {max: 1, value: 0}), "aria-label",
                           "suspectsProgress");
  #waiting = element("p.waiting", {hidden: true}, say(element("span"), "suspectsProgress"),
                     this.#progress);
  #list = element("ol.suspects", {role: "list"});
  #card = element("section.card.answers", {}, say(element("h2"), "suspectsTitle"), this.#waiting,
                  this.#list);
  #n = selection("answerCount", COUNTS.map(value => ({value, key: value})),
                 n => this.#context.go("suspects", {n: n === COUNTS[0] ? "" : n}));

  constructor(context) {
    this.#context = context;
    this.node = element("section.view", {},
      element("div.card.question", {}, element("div.row.spread", {},
                                               say(element("p.note"), "suspectsHint"),
                                               this.#n.node)),
      this.#notice.node, this.#card);
  }

  show(parameters) {
    const asked = parameters.get("n");
    const n = COUNTS.includes(asked) ? asked : COUNTS[0];
    this.#n.value = n;
    if (n !== this.#asked) this.#ask(n);
  }

  leave() {
    if (!this.#waiting.hidden) this.#asked = "";
    this.#latest.stop();
  }

  #ask(n) {
    this.#asked = n;
    setBusy(this.#card, true);
    return this.#latest.run(async signal => {
      const {results} = await askUntilReady("/api/suspects", {n}, signal, progress => {
        this.#waiting.hidden = false;
        this.#progress.value = progress;
        setBusy(this.#card, false);
      });
      this.#waiting.hidden = true;
      this.#notice.clear();
      this.#list.replaceChildren(...results.map(row));
      if (results.length === 0) this.#list.append(say(element("li.note"), "noAnswers"));
      setBusy(this.#card, false);
    }, error => {
      this.#asked = "";
      this.#waiting.hidden = true;
      setBusy(this.#card, false);
      this.#notice.show(error);
    });
  }
}

export function createSuspectsView(context) {
  return new SuspectsView(context);
}
