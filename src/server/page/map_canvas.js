// Draws the map: points as large as their words are frequent, coloured by the label they lean to,
// and as many names as there is room for, frequent words first.

import {hueOf, leaningOf} from "/page/affinity.js";

const FONT = "13px \"Noto Sans KR\", \"Noto Sans CJK KR\", \"Apple SD Gothic Neo\", " +
  "\"Malgun Gothic\", \"Nanum Gothic\", system-ui, sans-serif";
const NAME_HEIGHT = 16;
const SMALLEST = 2.5;  // radius in pixels
const LARGEST = 7;
const MOVE_TIME = 600;  // milliseconds from one layout to another

/** A colour between two "#rrggbb". */
function mixed(from, to, share) {
  const parts = [1, 3, 5].map(place => {
    const a = Number.parseInt(from.slice(place, place + 2), 16);
    const b = Number.parseInt(to.slice(place, place + 2), 16);
    return Math.round(a + (b - a) * share);
  });
  return `rgb(${parts.join(" ")})`;
}

function overlap(a, b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

export class MapCanvas {
  #frame;
  #context;
  #points = [];
  #colours = {};
  #moved = 1;  // share of the way from the layout before to this one
  #scheduled = false;
  #widths = new Map();
  highlighted;           // a point, or undefined
  chosen = new Set();    // points within the lasso
  lasso = [];            // places on the screen

  constructor(canvas, frame) {
    this.canvas = canvas;
    this.#frame = frame;
    this.#context = canvas.getContext("2d");
    this.readColours();
    new ResizeObserver(() => this.#resize()).observe(canvas);
  }

  readColours() {
    const style = getComputedStyle(document.documentElement);
    const colour = name => style.getPropertyValue(name).trim();
    this.#colours = {ink: colour("--ink"), card: colour("--card"), bar: colour("--bar"),
                     accent: colour("--accent"), hue: hue => colour(`--hue-${hue}`)};
    this.draw();
  }

  /** New points. Those that were there before move to their new places. */
  setPoints(points) {
    const before = new Map(this.#points.map(point => [`${point.type} ${point.key}`, point]));
    const largest = Math.max(...points.map(point => point.count), 1);
    for (const point of points) {
      const old = before.get(`${point.type} ${point.key}`);
      point.from = old === undefined ? undefined : {x: old.x, y: old.y};
      point.radius = point.type === "label" ? LARGEST
        : SMALLEST + (LARGEST - SMALLEST) * Math.sqrt(point.count / largest);
      point.lean = leaningOf(point);
    }
    // Labels first, then frequent words: the order in which names take their room.
    this.#points = [...points].sort((a, b) => (b.type === "label") - (a.type === "label") ||
                                              b.count - a.count);
    this.#move();
  }

  #move() {
    const begin = performance.now();
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches ||
      !this.#points.some(point => point.from !== undefined);
    const step = now => {
      const share = still ? 1 : Math.min(1, Math.max(0, (now - begin) / MOVE_TIME));
      this.#moved = 1 - (1 - share) ** 3;
      this.#drawNow();
      if (share < 1) requestAnimationFrame(step);
    };
    step(begin);
  }

  #placeOf(point) {
    const share = point.from === undefined ? 1 : this.#moved;
    if (share === 1) return this.#frame.toScreen(point);
    return this.#frame.toScreen({
      x: point.from.x + (point.x - point.from.x) * share,
      y: point.from.y + (point.y - point.from.y) * share,
    });
  }

  /** The points that can be seen, with their places. */
  seen() {
    return this.#points.map(point => ({point, ...this.#placeOf(point)})).filter(({x, y}) => {
      return x >= 0 && y >= 0 && x <= this.#frame.width && y <= this.#frame.height;
    });
  }

  /** The point nearest to a place, within so many pixels. */
  nearest(place, within) {
    let best;
    for (const {point, x, y} of this.seen()) {
      const distance = Math.hypot(x - place.x, y - place.y) - point.radius;
      if (distance < within && (best === undefined || distance < best.distance)) {
        best = {point, distance};
      }
    }
    return best?.point;
  }

  /** Draws with the next frame, once however often it is called. */
  draw() {
    if (this.#scheduled) return;
    this.#scheduled = true;
    requestAnimationFrame(() => {
      this.#scheduled = false;
      this.#drawNow();
    });
  }

  #resize() {
    const {clientWidth, clientHeight} = this.canvas;
    if (clientWidth === 0) return;
    const dense = window.devicePixelRatio || 1;
    this.#frame.width = clientWidth;
    this.#frame.height = clientHeight;
    this.canvas.width = Math.round(clientWidth * dense);
    this.canvas.height = Math.round(clientHeight * dense);
    this.#context.setTransform(dense, 0, 0, dense, 0, 0);
    this.#drawNow();
  }

  #drawNow() {
    const context = this.#context;
    context.clearRect(0, 0, this.#frame.width, this.#frame.height);
    const seen = this.seen();
    for (const place of [...seen].reverse()) this.#drawPoint(place);
    this.#drawNames(seen);
    this.#drawLasso();
  }

  #colourOf(point) {
    if (point.lean === undefined) return this.#colours.bar;
    const hue = this.#colours.hue(hueOf(point.lean.label));
    return mixed(this.#colours.bar, hue, 0.35 + 0.65 * point.lean.strength);
  }

  #drawPoint({point, x, y}) {
    const context = this.#context;
    context.globalAlpha = this.chosen.size > 0 && !this.chosen.has(point) ? 0.25 : 1;
    context.fillStyle = this.#colourOf(point);
    context.beginPath();
    if (point.type === "label") {
      const r = point.radius + 2;
      context.moveTo(x, y - r);
      context.lineTo(x + r, y);
      context.lineTo(x, y + r);
      context.lineTo(x - r, y);
      context.closePath();
    } else {
      context.arc(x, y, point.radius, 0, 2 * Math.PI);
    }
    context.fill();
    if (point === this.highlighted) {
      context.globalAlpha = 1;
      context.strokeStyle = this.#colours.ink;
      context.lineWidth = 2;
      context.stroke();
    }
    context.globalAlpha = 1;
  }

  #widthOf(point, font) {
    const key = `${point.type} ${point.key}`;
    if (!this.#widths.has(key)) {
      this.#context.font = font;
      this.#widths.set(key, this.#context.measureText(point.key).width);
    }
    return this.#widths.get(key);
  }

  #drawNames(seen) {
    const first = ({point}) => Number(point === this.highlighted) * 2 +
      Number(this.chosen.has(point));
    const taken = seen.filter(({point}) => point.type === "label").map(({point, x, y}) => {
      const r = point.radius + 2;
      return {left: x - r, right: x + r, top: y - r, bottom: y + r};
    });
    for (const place of [...seen].sort((a, b) => first(b) - first(a))) {
      const {point, x, y} = place;
      const font = point.type === "label" || point === this.highlighted ? `bold ${FONT}` : FONT;
      const width = this.#widthOf(point, font) + 3;
      const right = x + point.radius + 4;
      // On the left of the point where the right edge would cut the name off.
      const left = right + width > this.#frame.width ? x - point.radius - 1 - width : right;
      const box = {left, right: left + width,
                   top: y - NAME_HEIGHT / 2, bottom: y + NAME_HEIGHT / 2};
      if (taken.some(other => overlap(box, other))) continue;
      taken.push(box);
      this.#drawName(point, font, left, y);
    }
  }

  #drawName(point, font, left, y) {
    const context = this.#context;
    context.globalAlpha = this.chosen.size > 0 && !this.chosen.has(point) ? 0.35 : 1;
    context.font = font;
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.lineWidth = 3;
    context.strokeStyle = this.#colours.card;
    context.strokeText(point.key, left, y);
    context.fillStyle = this.#colours.ink;
    context.fillText(point.key, left, y);
    context.globalAlpha = 1;
  }

  #drawLasso() {
    if (this.lasso.length < 2) return;
    const context = this.#context;
    context.beginPath();
    context.moveTo(this.lasso[0].x, this.lasso[0].y);
    for (const {x, y} of this.lasso.slice(1)) context.lineTo(x, y);
    context.closePath();
    context.fillStyle = this.#colours.accent;
    context.globalAlpha = 0.12;
    context.fill();
    context.globalAlpha = 1;
    context.strokeStyle = this.#colours.accent;
    context.lineWidth = 1.5;
    context.stroke();
  }
}
