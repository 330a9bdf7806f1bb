// Why the classifier decides as it does about a text.

import {hueOf} from "/page/affinity.js";
import {LatestOnly, askWithText} from "/page/api.js";
import {selection} from "/page/choice.js";
import {coloredText, reasonLegend, strongestWords} from "/page/colored_text.js";
import {element, newId} from "/page/element.js";
import {say, sayAttribute} from "/page/language.js";
import {Notice, setBusy} from "/page/notice.js";

const USUAL_METHOD = "integrated-gradients";  // of the server
const LONGEST_IN_ADDRESS = 2000;  // characters; a longer text is not part of links

function probabilities(classes, predicted) {
  return element("ol.bars.classes", {role: "list"}, ...classes.map(({label, probability}) => {
    const name = element("span.word", {}, label);
    if (predicted.includes(label)) name.classList.add("decided");
    const fill = element("i");
    fill.style.width = `${100 * probability}%`;
    if (hueOf(label) !== undefined) {
      fill.classList.add(`hue-${hueOf(label)}`);
      fill.style.setProperty("--share", "100%");
    }
    return element("li", {}, name, element("div.track", {"aria-hidden": "true"}, fill),
                   element("span.score", {}, `${(100 * probability).toFixed(1)} %`));
  }));
}

class ExplainView {
  #context;
  #long = "";   // a text that is too long for the address
  #shown = "";  // the question answered last
  #latest = new LatestOnly();
  #notice = new Notice();
  #text;
  #method;
  #target;
  #summary = element("p.note", {lang: "en"});
  #result = element("section.card.answers", {hidden: true});

  constructor(context) {
    this.#context = context;
    const {classifier, methods = [], classes = []} = context.model;
    if (!classifier) {
      this.node = element("section.view", {}, element("div.card.empty", {},
        say(element("h2"), "noClassifier"), say(element("p.note"), "noClassifierHint"),
        element("pre", {}, "t2v serve -m model.h5 --cnn cnn.h5")));
      return;
    }
    const id = newId("text");
    this.#text = sayAttribute(element("textarea", {id, rows: 4}), "placeholder", "textHint");
    this.#text.addEventListener("keydown", event => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.#go();
    });
    const names = methods.map(({name}) => ({value: name, key: name}));
    this.#method = selection("method", names, () => this.#go());
    this.#target = selection("target", [{value: "", text: "asPredicted"},
                                        ...classes.map(key => ({value: key, key}))],
                             () => this.#go());
    const explain = say(element("button.primary", {type: "button"}), "explain");
    explain.addEventListener("click", () => this.#go());
    this.node = element("section.view", {},
      element("div.card.question", {}, say(element("label.title", {for: id}), "textTitle"),
              this.#text,
              element("div.row", {}, explain, this.#method.node, this.#target.node,
                      say(element("span.note"), "explainKeys")),
              this.#summary),
      this.#notice.node, this.#result);
  }

  show(parameters) {
    if (this.#text === undefined) return;
    const {methods} = this.#context.model;
    const text = parameters.get("text") ?? this.#long;
    const method = parameters.get("method") ?? "";
    const target = parameters.get("target") ?? "";
    if (document.activeElement !== this.#text || text !== "") this.#text.value = text;
    const chosen = methods.find(({name}) => name === method) ??
      methods.find(({name}) => name === USUAL_METHOD);
    this.#method.value = chosen.name;
    this.#summary.textContent = chosen.summary;
    this.#target.value = this.#context.model.classes.includes(target) ? target : "";
    this.#ask();
  }

  #go() {
    const text = this.#text.value;
    this.#long = text.length > LONGEST_IN_ADDRESS ? text : "";
    this.#context.go("explain", {
      text: this.#long === "" ? text : "",
      method: this.#method.value === USUAL_METHOD ? "" : this.#method.value,
      target: this.#target.value,
    });
  }

  #ask() {
    const question = {
      text: this.#text.value, method: this.#method.value, target: this.#target.value || undefined,
    };
    if (JSON.stringify(question) === this.#shown) return undefined;
    if (question.text.trim() === "") {
      this.#latest.stop();
      this.#notice.clear();
      this.#shown = "";
      this.#result.hidden = true;
      return undefined;
    }
    setBusy(this.#result, true);
    return this.#latest.run(async signal => {
      const answer = await askWithText("/api/explain", question, signal);
      this.#shown = JSON.stringify(question);
      this.#notice.clear();
      this.#show(answer);
      setBusy(this.#result, false);
    }, error => {
      this.#shown = "";
      setBusy(this.#result, false);
      this.#result.hidden = true;
      this.#notice.show(error);
    });
  }

  #show(answer) {
    const {text, predicted, words, target} = answer;
    this.#result.hidden = false;
    this.#result.replaceChildren(
      say(element("h2", {role: "status"}), "verdict", predicted.join(", ") || "\u2013"),
      probabilities(answer.classes, predicted),
      say(element("h3"), "wordsFor", target), reasonLegend(target),
      coloredText(text, words, target),
      say(element("h3"), "strongest"), strongestWords(words, target));
  }
}

export function createExplainView(context) {
  return new ExplainView(context);
}
