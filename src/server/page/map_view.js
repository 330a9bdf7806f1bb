// A map of the words around labels.

import {addressOf} from "/page/address.js";
import {mainLabels} from "/page/affinity.js";
import {LatestOnly, ask, askUntilReady} from "/page/api.js";
import {checks, segments, selection} from "/page/choice.js";
import {Combobox, aboutLabels} from "/page/combobox.js";
import {element} from "/page/element.js";
import {say, sayAttribute, wholeNumber} from "/page/language.js";
import {MapCanvas} from "/page/map_canvas.js";
import {MapFrame, within} from "/page/map_frame.js";
import {MapGestures} from "/page/map_gestures.js";
import {MapList} from "/page/map_list.js";
import {Notice, setBusy} from "/page/notice.js";
import {onTheme} from "/page/theme.js";

const COUNTS = ["100", "300", "500", "1000"];
const USUAL_COUNT = "300";
const LAYOUTS = ["pca", "tsne"];
const ZOOM_STEP = 1.5;

function button(name, onClick) {
  const node = say(element("button.quiet", {type: "button"}), name);
  node.addEventListener("click", onClick);
  return node;
}

class MapView {
  #context;
  #state;
  #asked = "";  // the address of what is shown
  #points = [];
  #picked;  // the point chosen by a click or in the list; hovering shows others for a while
  #waitingForLayout = false;
  #latest = new LatestOnly();
  #notice = new Notice();
  #frame = new MapFrame();
  #hint = element("div.hint", {role: "status", hidden: true});
  #canvas = sayAttribute(element("canvas", {tabindex: "0", role: "application"}),
                         "aria-label", "mapKeys");
  #map = new MapCanvas(this.#canvas, this.#frame);
  #list = new MapList({
    active: point => this.#pick(point, true),
    open: point => this.#open(point),
  });
  #gestures = new MapGestures(this.#map, this.#frame, {
    hover: point => this.#highlight(point ?? this.#picked, false),
    click: point => { this.#list.activate(point); this.#pick(point, false); },
    open: point => this.#open(point),
    lasso: polygon => this.#choose(polygon),
    move: () => this.#redraw(),
    key: name => this.#onKey(name),
  });
  #progress = sayAttribute(element("progress", {max: 1, value: 0}), "aria-label", "mapProgress");
  #waiting = element("p.waiting", {hidden: true}, say(element("span"), "mapProgress"),
                     this.#progress);
  #lasso = sayAttribute(button("lasso", () => this.#setLasso(!this.#gestures.lassoing)),
                        "title", "lassoHint");
  #others = element("div.chips");  // labels that are no main labels
  #all = button("mapAll", () => this.#choose(undefined));
  #card = element("section.card.map");
  #controls;

  constructor(context) {
    this.#context = context;
    this.#controls = this.#createControls();
    this.#all.hidden = true;
    this.#lasso.setAttribute("aria-pressed", "false");
    onTheme(() => this.#map.readColours());
    new ResizeObserver(() => this.#placeHint()).observe(this.#canvas);
    this.#card.append(this.#tools(), this.#picture(), this.#side());
    this.node = element("section.view", {}, this.#form(), this.#notice.node, this.#card);
  }

  show(parameters) {
    const labels = parameters.getAll("labels");
    const count = parameters.get("n");
    this.#state = {
      labels: labels.length > 0 ? labels : mainLabels(),
      n: COUNTS.includes(count) ? count : USUAL_COUNT,
      layout: parameters.get("layout") === "tsne" ? "tsne" : "pca",
    };
    this.#controls.labels.values = this.#state.labels;
    this.#controls.layout.value = this.#state.layout;
    this.#controls.n.value = this.#state.n;
    this.#showOthers();
    this.#ask();
  }

  leave() {
    this.#latest.stop();
    this.#waiting.hidden = true;
    if (this.#waitingForLayout) this.#asked = "";
  }

  #createControls() {
    return {
      labels: checks("mapLabels", mainLabels().map(key => ({value: key, key})),
                     labels => this.#go({labels: [...labels, ...this.#otherLabels()]})),
      more: new Combobox({
        title: "addLabel", placeholder: "addLabel", question: aboutLabels,
        onTake: label => this.#addLabel(label),
      }),
      layout: segments("mapLayout", LAYOUTS.map(value => ({value, text: value})),
                       layout => this.#go({layout})),
      n: selection("mapCount", COUNTS.map(value => ({value, key: value})), n => this.#go({n})),
    };
  }

  #otherLabels() {
    return this.#state.labels.filter(label => !mainLabels().includes(label));
  }

  #addLabel(label) {
    this.#controls.more.value = "";
    if (label !== "") this.#go({labels: [...new Set([...this.#state.labels, label])]});
  }

  /** A button for each of them, which takes it away. */
  #showOthers() {
    this.#others.replaceChildren(...this.#otherLabels().map(label => {
      const chip = element("button.chip", {type: "button"}, label, " \u00d7");
      sayAttribute(chip, "aria-label", "removeLabel", label);
      chip.addEventListener("click", () => {
        this.#go({labels: this.#state.labels.filter(other => other !== label)});
      });
      return chip;
    }));
  }

  #go(changes) {
    const {labels, n, layout} = {...this.#state, ...changes};
    const all = labels.join(" ") === mainLabels().join(" ");
    this.#context.go("map", {
      labels: all ? "" : labels, n: n === USUAL_COUNT ? "" : n,
      layout: layout === "pca" ? "" : layout,
    });
  }

  #form() {
    const c = this.#controls;
    const row = element("div.row", {}, c.labels.node);
    if (this.#context.model.labels > mainLabels().length) row.append(c.more.node, this.#others);
    row.append(c.layout.node, c.n.node);
    return element("div.card.question", {}, row);
  }

  #tools() {
    return element("div.row.tools", {},
                   button("zoomIn", () => this.#zoom(ZOOM_STEP)),
                   button("zoomOut", () => this.#zoom(1 / ZOOM_STEP)),
                   button("zoomReset", () => { this.#frame.reset(); this.#redraw(); }),
                   this.#lasso, button("takeSeen", () => this.#chooseSeen()), this.#all);
  }

  #picture() {
    return element("div.picture", {}, this.#canvas, this.#hint, this.#waiting);
  }

  #side() {
    return element("aside", {}, this.#list.node, say(element("p.note"), "mapListHint"));
  }

  #ask() {
    const {labels, n, layout} = this.#state;
    const address = addressOf("map", {labels, n, layout});
    if (address === this.#asked) return undefined;
    this.#asked = address;
    this.#waiting.hidden = true;
    this.#waitingForLayout = false;
    setBusy(this.#card, true);
    return this.#latest.run(async signal => {
      const first = await ask("/api/map", {labels, n, layout}, signal);
      this.#notice.clear();
      if (!first.pending) return this.#show(first.points);
      // The simple layout is there at once; it is shown until the other one is ready.
      this.#waitingForLayout = true;
      this.#show((await ask("/api/map", {labels, n, layout: "pca"}, signal)).points);
      this.#showProgress(first.progress);
      const last = await askUntilReady("/api/map", {labels, n, layout}, signal,
                                       progress => this.#showProgress(progress));
      this.#waiting.hidden = true;
      this.#waitingForLayout = false;
      return this.#show(last.points);
    }, error => this.#showError(error));
  }

  #showProgress(progress) {
    this.#waiting.hidden = false;
    this.#progress.value = progress;
  }

  #show(points) {
    this.#points = points;
    this.#frame.enclose(points);
    this.#frame.reset();
    this.#map.setPoints(points);
    this.#choose(undefined);
    setBusy(this.#card, false);
  }

  #showError(error) {
    this.#asked = "";
    this.#waiting.hidden = true;
    setBusy(this.#card, false);
    this.#notice.show(error, (spelling, term) => {
      const labels = this.#state.labels.map(label => label === term ? spelling : label);
      this.#go({labels});
    });
  }

  #zoom(factor) {
    this.#frame.zoom(factor);
    this.#redraw();
  }

  #redraw() {
    this.#map.draw();
    this.#placeHint();
  }

  #setLasso(on) {
    this.#gestures.lassoing = on;
    this.#lasso.setAttribute("aria-pressed", String(on));
    this.#canvas.classList.toggle("drawing", on);
  }

  #onKey(name) {
    if (name === "l" || name === "L") this.#setLasso(!this.#gestures.lassoing);
    else if (name === "Enter") this.#chooseSeen();
    else if (name === "Escape") this.#choose(undefined);
    else return false;
    return true;
  }

  /** Lists what is within a polygon of the screen; all points without one. */
  #choose(polygon) {
    const inside = polygon === undefined ? []
      : this.#map.seen().filter(place => within(place, polygon)).map(({point}) => point);
    this.#showChosen(inside, polygon !== undefined);
    if (this.#gestures.lassoing) this.#setLasso(false);
  }

  #chooseSeen() {
    this.#showChosen(this.#map.seen().map(({point}) => point), true);
  }

  #showChosen(points, chosen) {
    this.#map.chosen = new Set(points);
    this.#all.hidden = !chosen;
    this.#list.show(chosen ? points : this.#points, chosen);
    this.#pick(undefined, false);
  }

  #pick(point, reveal) {
    this.#picked = point;
    this.#highlight(point, reveal);
  }

  #highlight(point, reveal) {
    this.#map.highlighted = point;
    this.#canvas.classList.toggle("pointing", point !== undefined);
    if (point !== undefined) this.#fillHint(point);
    if (point !== undefined && reveal) this.#frame.reveal(point);
    this.#redraw();
  }

  #fillHint(point) {
    const leans = Object.entries(point.affinity ?? {})
      .map(([label, value]) => `${label} ${value.toFixed(2).replace("-", "\u2212")}`);
    this.#hint.replaceChildren(element("b", {}, point.key), " ",
                               say(element("span"), "times", wholeNumber(point.count)),
                               element("br"), leans.join(" \u00b7 "));
  }

  #placeHint() {
    const point = this.#map.highlighted;
    const place = point && this.#map.seen().find(seen => seen.point === point);
    this.#hint.hidden = place === undefined;
    if (place === undefined) return;
    this.#hint.style.transform = "";  // else the right edge makes it narrower
    const {offsetWidth, offsetHeight} = this.#hint;
    const left = Math.max(0, Math.min(place.x + 12, this.#frame.width - offsetWidth - 4));
    const below = place.y + 14 + offsetHeight < this.#frame.height;
    const top = below ? place.y + 14 : place.y - 14 - offsetHeight;
    this.#hint.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  }

  #open(point) {
    const q = point.type === "label" ? `label:${point.key}` : point.key;
    this.#context.go("words", {q});
  }
}

export function createMapView(context) {
  return new MapView(context);
}
