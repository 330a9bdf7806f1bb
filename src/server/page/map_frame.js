// Where the points of a map are on the screen: their own coordinates, scaled and shifted.

const MARGIN = 36;  // pixels around all points
const MOST_ZOOM = 60;

export class MapFrame {
  #bounds = {x: 0, y: 0, width: 1, height: 1};
  #zoom = 1;
  #center = {x: 0.5, y: 0.5};  // of the view, as shares of the bounds
  width = 1;   // of the screen, in pixels
  height = 1;

  /** Sets the bounds so that all points can be seen. */
  enclose(points) {
    const xs = points.map(point => point.x);
    const ys = points.map(point => point.y);
    const x = Math.min(...xs);
    const y = Math.min(...ys);
    this.#bounds = {
      x, y, width: Math.max(...xs) - x || 1, height: Math.max(...ys) - y || 1,
    };
  }

  get zoomed() { return this.#zoom; }

  reset() {
    this.#zoom = 1;
    this.#center = {x: 0.5, y: 0.5};
  }

  /** Pixels for the whole width and height of the bounds. */
  get #scale() {
    return {
      x: Math.max(1, this.width - 2 * MARGIN) * this.#zoom,
      y: Math.max(1, this.height - 2 * MARGIN) * this.#zoom,
    };
  }

  /** A point, whose y grows upward, in pixels from the upper left corner. */
  toScreen({x, y}) {
    const {x: scaleX, y: scaleY} = this.#scale;
    return {
      x: ((x - this.#bounds.x) / this.#bounds.width - this.#center.x) * scaleX + this.width / 2,
      y: (this.#center.y - (y - this.#bounds.y) / this.#bounds.height) * scaleY + this.height / 2,
    };
  }

  /** Moves what is shown by so many pixels. */
  pan(dx, dy) {
    const {x: scaleX, y: scaleY} = this.#scale;
    this.#setCenter(this.#center.x - dx / scaleX, this.#center.y + dy / scaleY);
  }

  /** Zooms by a factor; what is at that place of the screen stays there. */
  zoom(factor, place = {x: this.width / 2, y: this.height / 2}) {
    const zoom = Math.max(1, Math.min(MOST_ZOOM, this.#zoom * factor));
    const dx = place.x - this.width / 2;
    const dy = place.y - this.height / 2;
    const before = this.#scale;
    this.#zoom = zoom;
    const after = this.#scale;
    this.#setCenter(this.#center.x + dx / before.x - dx / after.x,
                    this.#center.y - dy / before.y + dy / after.y);
  }

  /** Moves so that a point can be seen, if it cannot. */
  reveal(point) {
    const {x, y} = this.toScreen(point);
    if (x >= 0 && y >= 0 && x <= this.width && y <= this.height) return;
    this.pan(this.width / 2 - x, this.height / 2 - y);
  }

  #setCenter(x, y) {
    this.#center = {x: Math.max(0, Math.min(1, x)), y: Math.max(0, Math.min(1, y))};
  }
}

/** Whether a place is within a polygon (even-odd rule). */
export function within(place, polygon) {
  let inside = false;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i, i += 1) {
    const a = polygon[i];
    const b = polygon[j];
    const crosses = (a.y > place.y) !== (b.y > place.y) &&
      place.x < (b.x - a.x) * (place.y - a.y) / (b.y - a.y) + a.x;
    if (crosses) inside = !inside;
  }
  return inside;
}
