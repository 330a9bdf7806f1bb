// Hands on the map: wheel and two fingers zoom, dragging pans, with the lasso it draws around
// words; keys do the same.

const CLICK = 4;         // pixels within which a press is a click
const FINGER = 18;       // pixels around a point that still touch it
const MOUSE = 8;
const KEY_PAN = 60;      // pixels
const KEY_ZOOM = 1.3;
const WHEEL_ZOOM = 0.0015;  // of the logarithm, for each pixel of the wheel

export class MapGestures {
  #map;
  #frame;
  #heard;
  #pointers = new Map();  // id -> place
  #begin;                 // of the press, and whether it draws
  lassoing = false;       // whether dragging draws; Shift does so too

  /** @param heard {hover(point), click(point), open(point), lasso(polygon), move(), key(name)} */
  constructor(map, frame, heard) {
    this.#map = map;
    this.#frame = frame;
    this.#heard = heard;
    const {canvas} = map;
    canvas.addEventListener("pointerdown", event => this.#onDown(event));
    canvas.addEventListener("pointermove", event => this.#onMove(event));
    canvas.addEventListener("pointerup", event => this.#onUp(event));
    canvas.addEventListener("pointercancel", event => this.#onCancel(event));
    canvas.addEventListener("pointerleave", () => this.#heard.hover(undefined));
    canvas.addEventListener("dblclick", event => {
      const point = this.#map.nearest(this.#placeOf(event), MOUSE);
      if (point !== undefined) this.#heard.open(point);
    });
    canvas.addEventListener("wheel", event => {
      event.preventDefault();
      this.#frame.zoom(Math.exp(-event.deltaY * WHEEL_ZOOM), this.#placeOf(event));
      this.#heard.move();
    }, {passive: false});
    canvas.addEventListener("keydown", event => this.#onKey(event));
  }

  #placeOf(event) {
    const box = this.#map.canvas.getBoundingClientRect();
    return {x: event.clientX - box.left, y: event.clientY - box.top};
  }

  #onDown(event) {
    if (event.button !== 0) return;
    const place = this.#placeOf(event);
    this.#map.canvas.setPointerCapture(event.pointerId);
    this.#pointers.set(event.pointerId, place);
    this.#begin = {...place, moved: false, draws: this.lassoing || event.shiftKey};
    if (this.#pointers.size > 1) this.#begin.draws = false;
    this.#map.lasso = this.#begin.draws ? [place] : [];
  }

  #onMove(event) {
    const place = this.#placeOf(event);
    const before = this.#pointers.get(event.pointerId);
    if (before === undefined) {
      this.#heard.hover(this.#map.nearest(place, MOUSE));
      return;
    }
    if (Math.hypot(place.x - this.#begin.x, place.y - this.#begin.y) > CLICK) {
      this.#begin.moved = true;
    }
    if (this.#pointers.size > 1) this.#pinch(event.pointerId, before, place);
    else if (this.#begin.draws) this.#map.lasso.push(place);
    else if (this.#begin.moved) this.#frame.pan(place.x - before.x, place.y - before.y);
    this.#pointers.set(event.pointerId, place);
    this.#heard.move();
  }

  #pinch(id, before, place) {
    const [, other] = [...this.#pointers].find(([key]) => key !== id);
    const apart = point => Math.hypot(point.x - other.x, point.y - other.y) || 1;
    this.#begin.moved = true;
    this.#frame.zoom(apart(place) / apart(before),
                     {x: (place.x + other.x) / 2, y: (place.y + other.y) / 2});
    this.#frame.pan((place.x - before.x) / 2, (place.y - before.y) / 2);
  }

  #onUp(event) {
    if (!this.#pointers.delete(event.pointerId)) return;
    if (this.#pointers.size > 0) return;
    const drawn = this.#map.lasso;
    this.#map.lasso = [];
    if (this.#begin.draws && this.#begin.moved) this.#heard.lasso(drawn);
    else if (!this.#begin.moved) {
      const reach = event.pointerType === "mouse" ? MOUSE : FINGER;
      this.#heard.click(this.#map.nearest(this.#placeOf(event), reach));
    }
    this.#heard.move();
  }

  #onCancel(event) {
    this.#pointers.delete(event.pointerId);
    this.#map.lasso = [];
    this.#heard.move();
  }

  #onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const moves = {
      ArrowLeft: () => this.#frame.pan(KEY_PAN, 0),
      ArrowRight: () => this.#frame.pan(-KEY_PAN, 0),
      ArrowUp: () => this.#frame.pan(0, KEY_PAN),
      ArrowDown: () => this.#frame.pan(0, -KEY_PAN),
      "+": () => this.#frame.zoom(KEY_ZOOM),
      "=": () => this.#frame.zoom(KEY_ZOOM),
      "-": () => this.#frame.zoom(1 / KEY_ZOOM),
      "0": () => this.#frame.reset(),
    };
    if (moves[event.key] !== undefined) {
      moves[event.key]();
      this.#heard.move();
    } else if (!this.#heard.key(event.key)) {
      return;
    }
    event.preventDefault();
  }
}
