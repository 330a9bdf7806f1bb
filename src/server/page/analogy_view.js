// An analogy as a sentence: [최악] : [부정] = ? : [긍정].

import {addressOf} from "/page/address.js";
import {mainLabels} from "/page/affinity.js";
import {LatestOnly, ask} from "/page/api.js";
import {bars, legend} from "/page/bars.js";
import {segments} from "/page/choice.js";
import {Combobox, aboutLabels} from "/page/combobox.js";
import {element} from "/page/element.js";
import {say} from "/page/language.js";
import {Notice, setBusy} from "/page/notice.js";

const MODES = ["", "add", "mul"];
const ANSWERS = 15;

/** Two labels that may be each other's opposite, where the address names none. */
function usualLabels(model) {
  const labels = mainLabels();
  return {
    from: model.opposites?.from ?? labels[0] ?? "",
    to: model.opposites?.to ?? labels[1] ?? "",
  };
}

function sign(mark) {
  return element("span.sign", {"aria-hidden": "true"}, mark);
}

class AnalogyView {
  #context;
  #usual;
  #state;
  #latest = new LatestOnly();
  #notice = new Notice();
  #unknown = element("output.unknown", {}, "?");
  #heading = element("h2");
  #results = element("div.results");
  #answers = element("section.card.answers", {}, this.#heading, legend(), this.#results);
  #word = this.#field("analogyWord", "analogyWordHint");
  #from = this.#field("analogyFrom", "label", aboutLabels);
  #to = this.#field("analogyTo", "label", aboutLabels);
  #mode = segments("mode", MODES.map(value => ({value, text: `mode_${value}`})),
                   mode => this.#go({mode}));

  constructor(context) {
    this.#context = context;
    this.#usual = usualLabels(context.model);
    this.node = element("section.view", {}, this.#form(), this.#notice.node, this.#answers);
  }

  title() { return this.#state.word; }

  show(parameters) {
    const mode = parameters.get("mode") ?? "";
    this.#state = {
      word: parameters.get("word") ?? "",
      from: parameters.get("from") ?? this.#usual.from,
      to: parameters.get("to") ?? this.#usual.to,
      mode: MODES.includes(mode) ? mode : "",
    };
    this.#word.value = this.#state.word;
    this.#from.value = this.#state.from;
    this.#to.value = this.#state.to;
    this.#mode.value = this.#state.mode;
    this.#ask();
  }

  #field(title, placeholder, question) {
    return new Combobox({title, placeholder, question, onTake: () => this.#go()});
  }

  #form() {
    const button = say(element("button.primary", {type: "button"}), "answer");
    button.addEventListener("click", () => this.#go());
    const swap = say(element("button", {type: "button"}), "swap");
    swap.addEventListener("click", () => this.#go({from: this.#to.value, to: this.#from.value}));
    const sentence = element("div.sentence", {},
      element("span.ratio", {}, this.#word.node, sign(":"), this.#from.node), sign("="),
      element("span.ratio", {}, element("span.place", {}, this.#unknown), sign(":"),
              this.#to.node));
    return element("div.card.question", {role: "search"}, say(element("p.note"), "analogyHint"),
                   sentence,
                   element("div.row", {}, button, swap, this.#mode.node));
  }

  /** What the fields hold, with changes, into the address. */
  #go(changes = {}) {
    const asked = {
      word: this.#word.value, from: this.#from.value, to: this.#to.value, mode: this.#state.mode,
      ...changes,
    };
    this.#context.go("analogy", asked);
  }

  #ask() {
    const {word, from, to, mode} = this.#state;
    const whole = word !== "" && from !== "" && to !== "";
    this.#answers.hidden = !whole;
    if (!whole) {
      this.#latest.stop();
      this.#notice.clear();
      this.#unknown.textContent = "?";
      return undefined;
    }
    setBusy(this.#answers, true);
    return this.#latest.run(async signal => {
      const parameters = {q: [word, `-${from}`, `+${to}`], mode, n: ANSWERS};
      const {results} = await ask("/api/analogy", parameters, signal);
      this.#notice.clear();
      say(this.#heading, "analogyOf", word, from, to);
      this.#unknown.textContent = results[0]?.key ?? "?";
      this.#results.replaceChildren(results.length === 0 ? say(element("p.note"), "noAnswers")
        : bars(results, answer => addressOf("words", {q: answer.key})));
      setBusy(this.#answers, false);
    }, error => this.#showError(error));
  }

  #showError(error) {
    setBusy(this.#answers, false);
    this.#answers.hidden = true;
    this.#unknown.textContent = "?";
    this.#notice.show(error, (spelling, term) => {
      const wrong = term.replace(/^[+-]/u, "");
      const changes = {};
      for (const name of ["word", "from", "to"]) {
        if (this.#state[name] === wrong) changes[name] = spelling;
      }
      this.#go(changes);
    });
  }
}

export function createAnalogyView(context) {
  return new AnalogyView(context);
}
