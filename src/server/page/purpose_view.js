// Purpose-driven search: what is complained about and praised in the documents of a label, and
// which labels are praised for what the chosen complaint lacks.

import {addressOf} from "/page/address.js";
import {hueOf, mainLabels} from "/page/affinity.js";
import {LatestOnly, ask} from "/page/api.js";
import {moveWithArrowKeys} from "/page/arrow_keys.js";
import {bars} from "/page/bars.js";
import {selection} from "/page/choice.js";
import {Combobox, aboutLabels} from "/page/combobox.js";
import {element} from "/page/element.js";
import {say} from "/page/language.js";
import {Notice, setBusy} from "/page/notice.js";

const CHIPS = 20;
const ANSWERS = 15;
const EXAMPLES = 12;
const COUNTERPARTS = 5;

/** Kinds of labels that one can search among: those beside the main labels. */
function kindsOf(model) {
  return (model.kinds ?? []).filter(({kind}) => kind !== "").map(({kind}) => kind);
}

/** Without its kind, which stands beside the field. */
function nameOf(label, kind) {
  return label.startsWith(`${kind}:`) ? label.slice(kind.length + 1) : label;
}

class PurposeView {
  #context;
  #kinds;
  #state;
  #told = "";  // the address of the chips shown
  #chips = new LatestOnly();
  #found = new LatestOnly();
  #notice = new Notice();
  #kind;
  #label;
  #from;
  #to;
  #examples = element("div.chips", {hidden: true});
  #complaints = element("div.chips");
  #praises = element("div.chips");
  #talk = element("section.card.talk", {hidden: true});
  #heading = element("h2", {"aria-live": "polite"});
  #bridge = element("p.bridge");
  #results = element("div.results");
  #answers = element("section.card.answers", {hidden: true}, this.#heading, this.#bridge,
                     this.#results);

  constructor(context) {
    this.#context = context;
    this.#kinds = kindsOf(context.model);
    if (this.#kinds.length === 0 || mainLabels().length < 2) {
      this.node = element("section.view", {}, element("div.card.empty", {},
        say(element("h2"), "noKinds"), say(element("p.note"), "noKindsHint"),
        element("pre", {}, "부정 film:12\n긍정 film:7")));
      return;
    }
    this.node = element("section.view", {}, this.#form(), this.#notice.node, this.#talk,
                        this.#answers);
    this.#talk.append(
      element("div", {}, say(element("h2"), "complaints"), this.#complaints),
      element("div", {}, say(element("h2"), "praises"), this.#praises));
    moveWithArrowKeys(this.#complaints, "button");
    moveWithArrowKeys(this.#praises, "button");
  }

  title() { return this.#state?.label ?? ""; }

  #form() {
    const labels = mainLabels().map(key => ({value: key, key}));
    const kinds = this.#kinds.map(key => ({value: key, key}));
    this.#kind = selection("kind", kinds, kind => this.#go({kind, label: "", word: "", side: ""}));
    this.#label = new Combobox({
      title: "pickLabel", placeholder: "pickLabelHint",
      question: name => aboutLabels(`${this.#state.kind}:${nameOf(name, this.#state.kind)}`),
      onTake: label => this.#go({label: this.#whole(label), word: "", side: ""}),
    });
    this.#from = selection("complaintLabel", labels, from => this.#go({from, word: "", side: ""}));
    this.#to = selection("praiseLabel", labels, to => this.#go({to, word: "", side: ""}));
    return element("div.card.question", {role: "search"}, say(element("p.note"), "purposeHint"),
                   element("div.row", {}, this.#kind.node,
                           element("div.field", {}, say(element("span", {"aria-hidden": "true"}),
                                                        "pickLabel"), this.#label.node),
                           this.#from.node, this.#to.node),
                   this.#examples);
  }

  show(parameters) {
    if (this.#kind === undefined) return;
    const {opposites} = this.#context.model;
    const kind = parameters.get("kind") ?? "";
    this.#state = {
      kind: this.#kinds.includes(kind) ? kind : this.#kinds[0],
      label: parameters.get("label") ?? "",
      from: parameters.get("from") ?? opposites?.from ?? mainLabels()[0],
      to: parameters.get("to") ?? opposites?.to ?? mainLabels()[1],
      word: parameters.get("word") ?? "",
      side: parameters.get("side") === "praise" ? "praise" : "complaint",
    };
    this.#kind.value = this.#state.kind;
    this.#label.value = nameOf(this.#state.label, this.#state.kind);
    this.#from.value = this.#state.from;
    this.#to.value = this.#state.to;
    this.#askChips();
    this.#askLabels();
  }

  /** A label as the model has it: 10001 is film:10001 among films. */
  #whole(label) {
    const {kind} = this.#state;
    return label === "" || label.startsWith(`${kind}:`) ? label : `${kind}:${label}`;
  }

  #go(changes) {
    const {side, ...state} = {...this.#state, ...changes};
    this.#context.go("purpose", {...state, side: side === "praise" ? side : ""});
  }

  #askChips() {
    const {label, from, to} = this.#state;
    const told = addressOf("", {label, from, to});
    if (label === "") {
      this.#chips.stop();
      this.#told = "";
      this.#talk.hidden = true;
      this.#notice.clear();
      return this.#askExamples();
    }
    this.#examples.hidden = true;
    if (told === this.#told) return this.#press();
    this.#told = told;
    setBusy(this.#talk, true);
    return this.#chips.run(async signal => {
      const answer = await ask("/api/praise", {label, from, to, n: CHIPS}, signal);
      this.#notice.clear();
      this.#talk.hidden = false;
      this.#showChips(this.#complaints, answer.complaints, "complaint", answer.from ?? from);
      this.#showChips(this.#praises, answer.praises, "praise", answer.to ?? to);
      this.#press();
      setBusy(this.#talk, false);
    }, error => this.#showError(error, (spelling, term) => {
      this.#go(this.#state.label === term ? {label: spelling} : {});
    }));
  }

  /** Some labels to begin with: those with most documents. */
  #askExamples() {
    const {kind} = this.#state;
    return this.#chips.run(async signal => {
      const {results} = await ask("/api/labels", {kind, n: EXAMPLES}, signal);
      this.#examples.replaceChildren(say(element("span.note"), "pickOne", kind),
        ...results.map(({key}) => {
          const href = addressOf("purpose", {kind, label: key});
          return element("a.chip", {href}, nameOf(key, kind));
        }));
      this.#examples.hidden = false;
    }, error => this.#showError(error));
  }

  #showChips(node, words, side, label) {
    if (words.length === 0) return node.replaceChildren(say(element("p.note"), "noAnswers"));
    return node.replaceChildren(...words.map(({key}) => {
      const chip = element("button.chip.tinted", {type: "button", "data-word": key,
                                                  "data-side": side}, key);
      if (hueOf(label) !== undefined) chip.classList.add(`hue-${hueOf(label)}`);
      chip.addEventListener("click", () => this.#go({word: key, side}));
      return chip;
    }));
  }

  /** Marks the chip that was chosen. */
  #press() {
    for (const chip of this.#talk.querySelectorAll("button.chip")) {
      const {word, side} = chip.dataset;
      chip.setAttribute("aria-pressed",
                        String(word === this.#state.word && side === this.#state.side));
    }
  }

  #askLabels() {
    const {word, side, from, to, kind, label} = this.#state;
    if (word === "" || label === "") {
      this.#found.stop();
      this.#answers.hidden = true;
      return undefined;
    }
    setBusy(this.#answers, true);
    return this.#found.run(async signal => {
      const answer = side === "praise"
        ? await ask("/api/labels", {q: [`word:${word}`, `+${to}`], kind, n: ANSWERS}, signal)
        : await ask("/api/counterpart", {word, from, to, kind, n: ANSWERS}, signal);
      const counterpart = (answer.counterpart ?? [{key: word}]).map(({key}) => key);
      this.#showLabels(answer.labels ?? answer.results, counterpart.slice(0, COUNTERPARTS));
      setBusy(this.#answers, false);
    }, error => this.#showError(error));
  }

  #showLabels(labels, counterpart) {
    const {word, to, kind} = this.#state;
    this.#answers.hidden = false;
    say(this.#heading, "praisedFor", counterpart[0] ?? word, kind);
    this.#bridge.replaceChildren(
      element("a.chip", {href: addressOf("words", {q: word})}, word), " \u2192 ",
      ...counterpart.filter(key => key !== word).map(key => {
        const chip = element("a.chip.tinted", {href: addressOf("words", {q: key})}, key);
        if (hueOf(to) !== undefined) chip.classList.add(`hue-${hueOf(to)}`);
        return chip;
      }));
    this.#bridge.hidden = counterpart.every(key => key === word);
    const answers = labels.filter(({key}) => key !== this.#state.label)
      .map(answer => ({...answer, type: "label", affinity: {[to]: 1}}));
    const list = answers.length === 0 ? say(element("p.note"), "noAnswers")
      : bars(answers, ({key}) => addressOf("purpose", {kind, label: key}));
    for (const name of list.querySelectorAll("a.word")) {
      name.textContent = nameOf(name.textContent, kind);
    }
    this.#results.replaceChildren(list);
  }

  #showError(error, onSuggestion = undefined) {
    this.#told = "";
    setBusy(this.#talk, false);
    setBusy(this.#answers, false);
    this.#answers.hidden = true;
    this.#notice.show(error, onSuggestion);
  }
}

export function createPurposeView(context) {
  return new PurposeView(context);
}
