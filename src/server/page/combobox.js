// A field that completes words and labels: the editable combobox of the ARIA practices, with a list
// of its own. Down and up choose, Enter takes, Escape closes the list and then empties the field.

import {hueOf} from "/page/affinity.js";
import {LatestOnly, ask} from "/page/api.js";
import {element, newId} from "/page/element.js";
import {say, sayAttribute, wholeNumber} from "/page/language.js";

const PAUSE = 60;  // milliseconds without a key before the server is asked
const COMPLETIONS = 8;

/** The term before the caret: where it begins, its sign or kind ("+", "label:"), the rest of it. */
function termAt(text, caret) {
  const begin = Math.max(text.lastIndexOf(" ", caret - 1), text.lastIndexOf("\t", caret - 1)) + 1;
  const [, mark, name] = /^([+-]?(?:word:|label:)?)(.*)$/su.exec(text.slice(begin, caret));
  return {begin, mark, name};
}

/** "label:" of "+label:". */
function kindOf(mark) {
  return mark.replace(/^[+-]/u, "");
}

/** The question of a field for labels. */
export function aboutLabels(name) {
  return `label:${name}`;
}

/** A label whose name is a word too is written label:NAME, else the name would mean the word. */
function written(choice, choices, mark) {
  const twice = choices.some(other => other.key === choice.key && other.type !== choice.type);
  return mark === "" && twice && choice.type === "label" ? `label:${choice.key}` : choice.key;
}

/** The name with what was typed of it in bold. */
function nameWithTyped(key, typed) {
  const name = element("span.name");
  const place = typed === "" ? -1 : key.indexOf(typed);
  if (place < 0) name.append(key);
  else name.append(key.slice(0, place), element("b", {}, typed), key.slice(place + typed.length));
  return name;
}

export class Combobox {
  #list;
  #choices = [];
  #active = -1;
  #typed = "";
  #known = "";  // the value that was set or taken last
  #timer;
  #latest = new LatestOnly();
  #onTake;
  #question;

  /**
   * @param title name of the text that labels the field
   * @param placeholder name of the text it shows while empty
   * @param question what /api/complete is asked about a name begun, where not about all words and
   *     labels: "label:" before it asks about labels alone
   * @param onTake is called with the whole content when a completion is taken or Enter pressed
   */
  constructor({title, placeholder, question, onTake}) {
    this.#onTake = onTake;
    this.#question = question;
    const listId = newId("completions");
    this.#list = element("ul.completions", {id: listId, role: "listbox", hidden: true});
    sayAttribute(this.#list, "aria-label", "completions");
    this.input = element("input", {
      type: "text", role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false",
      "aria-controls": listId, autocomplete: "off", autocapitalize: "none", spellcheck: "false",
      enterkeyhint: "go",
    });
    sayAttribute(this.input, "aria-label", title);
    if (placeholder !== undefined) sayAttribute(this.input, "placeholder", placeholder);
    this.node = element("div.combobox", {}, this.input, this.#list);
    this.input.addEventListener("input", () => this.#askSoon());
    this.input.addEventListener("keydown", event => this.#onKey(event));
    this.input.addEventListener("blur", () => this.close());
    // A press on the list must not take the focus from the field, which would close the list.
    this.#list.addEventListener("mousedown", event => event.preventDefault());
    this.#list.addEventListener("click", event => this.#onClick(event));
  }

  get value() { return this.input.value.trim(); }

  /** The same value as before does not take away what the reader has typed since. */
  set value(value) {
    if (value === this.#known) return;
    this.#known = value;
    this.input.value = value;
    this.close();
  }

  focus() {
    this.input.focus();
    this.input.select();
  }

  close() {
    clearTimeout(this.#timer);
    this.#latest.stop();
    this.#choices = [];
    this.#activate(-1);
    this.#list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
  }

  #askSoon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), PAUSE);
  }

  #ask() {
    const {mark, name} = termAt(this.input.value, this.input.selectionStart);
    if (name === "" && this.#question === undefined) return this.close();
    const q = this.#question === undefined ? kindOf(mark) + name : this.#question(name);
    return this.#latest.run(async signal => {
      const {completions} = await ask("/api/complete", {q, n: COMPLETIONS}, signal);
      this.#open(completions, name);
    }, () => this.close());
  }

  #open(choices, typed) {
    if (choices.length === 0 || document.activeElement !== this.input) return this.close();
    // Who went into the list before the answer to the last key came stays where they were.
    const active = this.#choices[this.#active];
    this.#choices = choices;
    this.#typed = typed;
    this.#list.replaceChildren(...choices.map(choice => this.#option(choice)));
    this.#activate(active === undefined ? -1 : choices.findIndex(choice => {
      return choice.key === active.key && choice.type === active.type;
    }));
    this.#list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    return undefined;
  }

  #option(choice) {
    const name = nameWithTyped(choice.key, this.#typed);
    const id = newId("completion");
    const option = element("li", {role: "option", id, "aria-selected": "false"}, name);
    if (choice.type === "label") {
      const badge = say(element("span.badge"), "label");
      const hue = hueOf(choice.key);
      if (hue !== undefined) badge.classList.add("dotted", `hue-${hue}`);
      option.append(badge);
    }
    option.append(element("span.count", {}, wholeNumber(choice.count)));
    return option;
  }

  #activate(place) {
    this.#active = place;
    [...this.#list.children].forEach((option, i) => {
      option.setAttribute("aria-selected", String(i === place));
    });
    const option = this.#list.children[place];
    if (option === undefined) return this.input.removeAttribute("aria-activedescendant");
    option.scrollIntoView({block: "nearest"});
    return this.input.setAttribute("aria-activedescendant", option.id);
  }

  #step(by) {
    const places = this.#choices.length + 1;  // one of them: none
    this.#activate((this.#active + 1 + by + places) % places - 1);
  }

  #take(place) {
    const choice = this.#choices[place];
    const caret = this.input.selectionStart;
    const {begin, mark} = termAt(this.input.value, caret);
    const head = this.input.value.slice(0, begin) + mark + written(choice, this.#choices, mark);
    this.input.value = head + this.input.value.slice(caret);
    this.input.setSelectionRange(head.length, head.length);
    this.#done();
  }

  #done() {
    this.close();
    this.#known = this.value;
    this.#onTake(this.value);
  }

  #onClick(event) {
    const option = event.target.closest("[role=option]");
    if (option !== null) this.#take([...this.#list.children].indexOf(option));
  }

  // While an input method composes, as for each Korean syllable, its keys are not ours.
  #onKey(event) {
    if (event.isComposing) return;
    const open = !this.#list.hidden;
    if (event.key === "Escape") {
      if (open) this.close();
      else this.input.value = "";
    } else if (event.key === "Enter") {
      if (this.#active >= 0) this.#take(this.#active);
      else this.#done();
    } else if (event.key === "Tab" && this.#active >= 0) {
      this.#take(this.#active);
      return;
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (open) this.#step(event.key === "ArrowDown" ? 1 : -1);
      else this.#ask();
    } else {
      return;
    }
    event.preventDefault();
  }
}
