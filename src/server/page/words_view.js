// Words like a word, or found around it, leaning to a label; or side by side for two labels.

import {mainLabels} from "/page/affinity.js";
import {addressOf} from "/page/address.js";
import {LatestOnly, ask} from "/page/api.js";
import {bars, legend} from "/page/bars.js";
import {segments, selection, slider} from "/page/choice.js";
import {Combobox, aboutLabels} from "/page/combobox.js";
import {comparison} from "/page/comparison.js";
import {element} from "/page/element.js";
import {say} from "/page/language.js";
import {Notice, setBusy} from "/page/notice.js";

const RELATIONS = ["neighbors", "contexts"];
const LAYOUTS = [{value: "one", text: "oneLabel"}, {value: "two", text: "twoLabels"}];
const WEIGHTS = {min: 0, max: 4, step: 0.05};
const ANSWERS = ["10", "20", "50"];
const SPOKEN = 3;
const RAREST = ["0", "20", "100", "500"];

/** What the address asks for, with everything it leaves open filled in. */
function read(parameters, model) {
  const labels = mainLabels();
  const compare = parameters.has("compare") && labels.length > 1;
  const relation = RELATIONS.includes(parameters.get("relation"))
    ? parameters.get("relation") : compare ? "contexts" : "neighbors";
  const usual = model.default_label_weight?.[relation] ?? 1;
  const weight = Number.parseFloat(parameters.get("weight"));
  const sides = parameters.getAll("compare").filter(label => label !== "on");
  return {
    terms: (parameters.get("q") ?? "").trim().split(/\s+/u).filter(term => term !== ""),
    relation,
    label: parameters.get("label") ?? "",
    weight: Number.isFinite(weight) ? weight : usual,
    usual,
    compare,
    left: sides[0] ?? model.opposites?.from ?? labels[0],
    right: sides[1] ?? model.opposites?.to ?? labels[1],
    n: ANSWERS.includes(parameters.get("n")) ? parameters.get("n") : "20",
    rarest: RAREST.includes(parameters.get("min_count")) ? parameters.get("min_count") : "0",
  };
}

/** The same as it stands in an address: only what is not as usual. */
function write(state) {
  const usualRelation = state.compare ? "contexts" : "neighbors";
  return {
    q: state.terms.join(" "),
    relation: state.relation === usualRelation ? "" : state.relation,
    label: state.label,
    weight: Math.abs(state.weight - state.usual) < 0.001 ? "" : String(state.weight),
    compare: state.compare ? [state.left, state.right] : "",
    n: state.n === "20" ? "" : state.n,
    min_count: state.rarest === "0" ? "" : state.rarest,
  };
}

class WordsView {
  #context;
  #state;
  #controls;
  #latest = new LatestOnly();
  #notice = new Notice();
  #heading = element("h2", {tabindex: "-1"});
  #remarks = element("p.note");
  #spoken = element("p.unseen", {role: "status"});  // the first answers, for screen readers
  #results = element("div.results");
  #answers = element("section.card.answers", {}, this.#heading, this.#spoken, this.#remarks,
                     legend(), this.#results);

  constructor(context) {
    this.#context = context;
    this.#controls = this.#createControls();
    this.node = element("section.view", {}, this.#form(), this.#notice.node, this.#answers);
  }

  title() { return this.#state.terms.join(" "); }

  show(parameters) {
    this.#state = read(parameters, this.#context.model);
    this.#showControls();
    this.#ask();
  }

  #change(changes, replace = false) {
    this.#context.go("words", write({...this.#state, ...changes}), replace);
  }

  #createControls() {
    const labels = mainLabels().map(key => ({value: key, key}));
    const change = (name, replace) => value => this.#change({[name]: value}, replace);
    return {
      query: new Combobox({
        title: "searchWords", placeholder: "searchWordsHint",
        onTake: value => this.#search(value),
      }),
      relation: segments("relation", RELATIONS.map(value => ({value, text: value})),
                         value => this.#changeRelation(value)),
      layout: segments("layout", LAYOUTS, value => this.#changeLayout(value === "two")),
      label: segments("towards", [{value: "", text: "noLabel"}, ...labels], change("label")),
      other: new Combobox({
        title: "otherLabel", placeholder: "otherLabel", question: aboutLabels,
        onTake: change("label"),
      }),
      left: selection("leftLabel", labels, change("left")),
      right: selection("rightLabel", labels, change("right")),
      weight: slider("weight", WEIGHTS, value => this.#change({weight: value}, true)),
      n: selection("answerCount", ANSWERS.map(value => ({value, key: value})), change("n", true)),
      rarest: selection("rarest", RAREST.map(value => ({value, text: `rarest${value}`})),
                        change("rarest", true)),
    };
  }

  #form() {
    const c = this.#controls;
    const search = say(element("button.primary", {type: "button"}), "search");
    search.addEventListener("click", () => this.#search(c.query.value));
    c.single = element("div.row", {}, c.label.node);
    if (this.#context.model.labels > mainLabels().length) c.single.append(c.other.node);
    c.pair = element("div.row", {}, c.left.node, c.right.node);
    c.layout.node.hidden = mainLabels().length < 2;
    return element("div.card.question", {role: "search"},
                   element("div.row.search", {}, c.query.node, search),
                   element("div.row", {}, c.relation.node, c.layout.node),
                   element("div.row", {}, c.single, c.pair, c.weight.node, c.n.node,
                           c.rarest.node));
  }

  #search(value) {
    this.#change({terms: value.split(/\s+/u).filter(term => term !== "")});
  }

  #changeRelation(relation) {
    const usual = this.#context.model.default_label_weight?.[relation] ?? 1;
    const wasUsual = Math.abs(this.#state.weight - this.#state.usual) < 0.001;
    this.#context.go("words", write({
      ...this.#state, relation, usual, weight: wasUsual ? usual : this.#state.weight,
    }));
  }

  /** Two labels are asked about contexts at first, one about neighbours. */
  #changeLayout(compare) {
    const {q, weight, n, min_count} = write(this.#state);
    this.#context.go("words", {
      q, weight, n, min_count,
      label: compare ? "" : this.#state.label,
      compare: compare ? [this.#state.left, this.#state.right] : "",
    });
  }

  #showControls() {
    const c = this.#controls;
    const state = this.#state;
    c.query.value = state.terms.join(" ");
    c.relation.value = state.relation;
    c.layout.value = state.compare ? "two" : "one";
    c.label.value = state.label;
    c.other.value = mainLabels().includes(state.label) ? "" : state.label;
    c.left.value = state.left;
    c.right.value = state.right;
    c.weight.value = state.weight;
    c.weight.disabled = !state.compare && state.label === "";
    c.n.value = state.n;
    c.rarest.value = state.rarest;
    c.single.hidden = state.compare;
    c.pair.hidden = !state.compare;
  }

  #question(label) {
    const state = this.#state;
    return {
      q: state.terms, label, weight: label === "" ? "" : state.weight, n: state.n,
      min_count: state.rarest,
    };
  }

  /** The address of the same question about another word. */
  #addressOf = answer => {
    const name = answer.type === "label" ? `label:${answer.key}` : answer.key;
    return addressOf("words", write({...this.#state, terms: [name]}));
  };

  #ask() {
    const state = this.#state;
    if (state.terms.length === 0) return this.#showEmpty();
    setBusy(this.#answers, true);
    return this.#latest.run(async signal => {
      const path = `/api/${state.relation}`;
      const labels = state.compare ? [state.left, state.right] : [state.label];
      const answers = await Promise.all(
        labels.map(label => ask(path, this.#question(label), signal)));
      const hadFocus = this.#hasFocus();
      this.#notice.clear();
      this.#answers.classList.remove("failed", "empty");
      this.#showHeading();
      this.#remarks.textContent = answers[0].remarks?.join(" ") ?? "";
      this.#results.replaceChildren(state.compare
        ? comparison(state.terms.join(" "), labels, answers, this.#addressOf)
        : this.#list(answers[0].results));
      this.#spoken.textContent = answers.map(({results}) => {
        return results.slice(0, SPOKEN).map(answer => answer.key).join(", ");
      }).join("; ");
      setBusy(this.#answers, false);
      if (hadFocus) this.#heading.focus();
    }, error => this.#showError(error));
  }

  /** Whether the focus is on what new answers take away. */
  #hasFocus() {
    return this.#results.contains(document.activeElement) ||
      this.#notice.node.contains(document.activeElement);
  }

  #list(results) {
    if (results.length === 0) return say(element("p.note"), "noAnswers");
    return bars(results, this.#addressOf);
  }

  #showHeading() {
    const {terms, relation, label, compare} = this.#state;
    const name = `${relation}Of${compare ? "Two" : label === "" ? "" : "Label"}`;
    say(this.#heading, name, terms.join(" "), label);
  }

  #showError(error) {
    setBusy(this.#answers, false);
    this.#answers.classList.add("failed");
    this.#notice.show(error, (spelling, term) => this.#correct(term, spelling));
  }

  /** The question with one term, or the label, spelt otherwise. */
  #correct(wrong, spelling) {
    if (this.#state.label === wrong) return this.#change({label: spelling});
    const terms = this.#state.terms.map(term => term.endsWith(wrong)
      ? term.slice(0, term.length - wrong.length) + spelling : term);
    return this.#change({terms});
  }

  #showEmpty() {
    this.#latest.stop();
    this.#notice.clear();
    this.#answers.classList.remove("failed");
    this.#answers.classList.add("empty");
    setBusy(this.#answers, false);
    this.#spoken.textContent = "";
    this.#remarks.textContent = "";
    say(this.#heading, "wordsEmpty");
    const chips = mainLabels().map(key => {
      return element("a.chip", {href: addressOf("words", {q: `label:${key}`})}, key);
    });
    this.#results.replaceChildren(say(element("p.note"), "wordsEmptyHint"),
                                  element("p.chips", {}, ...chips));
  }
}

export function createWordsView(context) {
  return new WordsView(context);
}
