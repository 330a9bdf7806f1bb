// One line about what went wrong, with other spellings as buttons.

import {element} from "/page/element.js";
import {say} from "/page/language.js";

/** A place for one line; empty until something is to be said. */
export class Notice {
  node = element("p.notice", {role: "alert", hidden: true});

  clear() {
    this.node.hidden = true;
    this.node.replaceChildren();
  }

  /** A ServerError, or a mistake of this page; `onSuggestion(spelling, term)` takes a choice. */
  show(error, onSuggestion = undefined) {
    this.node.hidden = false;
    this.node.replaceChildren(...this.#message(error));
    if (onSuggestion === undefined) return;
    for (const spelling of error.suggestions ?? []) {
      const button = element("button.chip", {type: "button"}, spelling);
      button.addEventListener("click", () => onSuggestion(spelling, error.term));
      this.node.append(button);
    }
  }

  #message(error) {
    if (error.suggestions?.length > 0 && error.term) {
      return [say(element("span"), "unknownTerm", error.term)];
    }
    if (error.message === "") return [say(element("span"), "nobodyAnswers")];
    return [element("span", {}, error.message)];
  }
}

/** Marks a part of the page as waiting; what it showed stays, faint, until the answer is there. */
export function setBusy(node, busy) {
  node.setAttribute("aria-busy", String(busy));
}
