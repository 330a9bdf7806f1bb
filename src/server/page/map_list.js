// The words of the map as a list: for the keyboard, for screen readers, and of what a lasso holds.

import {hueOf, mainLabels} from "/page/affinity.js";
import {element, newId} from "/page/element.js";
import {say, sayAttribute, wholeNumber} from "/page/language.js";

export class MapList {
  #points = [];
  #active = -1;
  #heard;
  #title = say(element("h3"), "mapWords", 0);
  #shares = element("p.legend");
  #list = element("ul.words", {role: "listbox", tabindex: "0"});

  /** @param heard {active(point), open(point)} */
  constructor(heard) {
    this.#heard = heard;
    sayAttribute(this.#list, "aria-label", "mapListHint");
    this.#list.addEventListener("keydown", event => this.#onKey(event));
    this.#list.addEventListener("click", event => {
      const option = event.target.closest("[role=option]");
      if (option !== null) this.#choose([...this.#list.children].indexOf(option), true);
    });
    this.#list.addEventListener("dblclick", () => this.#open());
    this.node = element("div.map-list", {}, this.#title, this.#shares, this.#list);
  }

  /** @param chosen whether these are the words of a lasso */
  show(points, chosen) {
    this.#points = [...points].sort((a, b) => (b.type === "label") - (a.type === "label") ||
                                              b.count - a.count);
    say(this.#title, chosen ? "mapChosen" : "mapWords", this.#points.length);
    this.#showShares();
    this.#list.replaceChildren(...this.#points.map(point => this.#option(point)));
    this.#choose(-1, false);
  }

  /** Shows a point as the active one, without telling of it. */
  activate(point) {
    this.#choose(point === undefined ? -1 : this.#points.indexOf(point), false);
  }

  #showShares() {
    const counts = new Map(mainLabels().map(label => [label, 0]));
    for (const {lean} of this.#points) {
      if (lean !== undefined) counts.set(lean.label, counts.get(lean.label) + 1);
    }
    this.#shares.replaceChildren(...[...counts].map(([label, count]) => {
      const node = element("span.dotted", {}, `${label} ${wholeNumber(count)}`);
      node.classList.add(`hue-${hueOf(label)}`);
      return node;
    }));
  }

  #option(point) {
    const name = element("span.name", {}, point.key);
    if (point.lean !== undefined) name.classList.add("dotted", `hue-${hueOf(point.lean.label)}`);
    else name.classList.add("dotted");
    const option = element("li", {role: "option", id: newId("word"), "aria-selected": "false"},
                           name);
    if (point.type === "label") option.append(say(element("span.badge"), "label"));
    option.append(element("span.count", {}, wholeNumber(point.count)));
    return option;
  }

  #choose(place, tell) {
    this.#list.children[this.#active]?.setAttribute("aria-selected", "false");
    this.#active = place;
    const option = this.#list.children[place];
    if (option === undefined) {
      this.#list.removeAttribute("aria-activedescendant");
    } else {
      option.setAttribute("aria-selected", "true");
      this.#list.setAttribute("aria-activedescendant", option.id);
      // Not scrollIntoView: that would move the page too.
      const above = option.offsetTop - this.#list.scrollTop;
      if (above < 0) this.#list.scrollTop += above;
      const below = above + option.offsetHeight - this.#list.clientHeight;
      if (below > 0) this.#list.scrollTop += below;
    }
    if (tell) this.#heard.active(this.#points[place]);
  }

  #open() {
    if (this.#points[this.#active] !== undefined) this.#heard.open(this.#points[this.#active]);
  }

  #onKey(event) {
    const last = this.#points.length - 1;
    const place = {
      ArrowDown: this.#active + 1, ArrowUp: this.#active - 1, Home: 0, End: last,
      PageDown: this.#active + 10, PageUp: this.#active - 10,
    }[event.key];
    if (event.key === "Enter") this.#open();
    else if (place !== undefined) this.#choose(Math.max(0, Math.min(last, place)), true);
    else return;
    event.preventDefault();
  }
}
