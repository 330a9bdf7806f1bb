// Zooms and moves the map. A name's dot stands at its place times the zoom; names keep their size,
// and those that have room show: the last in the document, which are drawn above the others, choose
// first.
const svg = document.querySelector("svg.t2v-map");
const [, , DRAWN_WIDTH, DRAWN_HEIGHT] = svg.getAttribute("viewBox").split(" ").map(Number);
const MOST_ZOOM = 60;
const GAP = 2;
const SIDES = [[1, 0], [-1, 0], [0, -1], [0, 1], [1, -1], [1, 1], [-1, -1], [-1, 1]];

const names = [...svg.querySelectorAll(".names .name")].reverse().map(node => {
  const [, x, y] = node.getAttribute("transform").match(/\(([-\d.]+)[ ,]+([-\d.]+)\)/).map(Number);
  const text = node.querySelector("text");
  return {
    node, text, right: x / DRAWN_WIDTH, down: y / DRAWN_HEIGHT,  // of the window
    radius: Number(node.querySelector("circle").getAttribute("r")),
    width: text.getComputedTextLength(),
    height: Number(text.getAttribute("font-size")) * 1.15
  };
});

const title = svg.querySelector(".legend").getBBox();
const LEGEND = {left: 0, top: 0, right: title.x + title.width, bottom: title.y + title.height};

let width = DRAWN_WIDTH;  // of the window: the map fills it, names keep their size
let height = DRAWN_HEIGHT;
const view = {zoom: 1, left: 0, top: 0};  // left and top in pixels, after zooming

function place(name, taken) {
  const {x, y, radius} = name;
  for (const [right, down] of SIDES) {
    const away = right !== 0 && down !== 0 ? radius * 0.7 : radius + GAP;
    const left = x + right * (away + name.width / 2) - name.width / 2;
    const top = y + down * (away + name.height / 2) - name.height / 2;
    const box = {left, top, right: left + name.width, bottom: top + name.height};
    if (left < 0 || top < 0 || box.right > width || box.bottom > height) continue;
    if (taken.some(
            other => box.left < other.right + GAP && other.left < box.right + GAP &&
                box.top < other.bottom && other.top < box.bottom))
      continue;
    taken.push(box);
    name.text.setAttribute("x", left - x);
    name.text.setAttribute("y", top - y + name.height * 0.78);
    return true;
  }
  name.text.setAttribute("x", radius + GAP);
  name.text.setAttribute("y", name.height * 0.28);
  return false;
}

function draw() {
  const taken = [LEGEND];
  for (const name of names) {
    name.x = name.right * width * view.zoom + view.left;
    name.y = name.down * height * view.zoom + view.top;
    name.node.setAttribute("transform", `translate(${name.x} ${name.y})`);
    const outside = name.x < 0 || name.y < 0 || name.x > width || name.y > height;
    name.node.style.display = outside ? "none" : "";
    if (!outside) name.node.classList.toggle("hidden", !place(name, taken));
  }
}

let asked = false;
function redraw() {
  if (asked) return;
  asked = true;
  requestAnimationFrame(() => {
    asked = false;
    draw();
  });
}

function keepInside() {
  view.left = Math.min(0, Math.max(width * (1 - view.zoom), view.left));
  view.top = Math.min(0, Math.max(height * (1 - view.zoom), view.top));
}

function zoomAt(x, y, factor) {
  const zoom = Math.min(MOST_ZOOM, Math.max(1, view.zoom * factor));
  view.left = x - (x - view.left) * zoom / view.zoom;
  view.top = y - (y - view.top) * zoom / view.zoom;
  view.zoom = zoom;
  keepInside();
  redraw();
}

function move(right, down) {
  view.left += right;
  view.top += down;
  keepInside();
  redraw();
}

function placeOf(event) {
  return new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
}

svg.addEventListener("wheel", event => {
  event.preventDefault();
  const {x, y} = placeOf(event);
  zoomAt(x, y, Math.exp(-event.deltaY / 400));
}, {passive: false});

svg.addEventListener("dblclick", event => {
  const {x, y} = placeOf(event);
  zoomAt(x, y, event.shiftKey ? 0.5 : 2);
});

const pointers = new Map();
svg.addEventListener("pointerdown", event => {
  pointers.set(event.pointerId, placeOf(event));
  svg.setPointerCapture(event.pointerId);
});
svg.addEventListener("pointermove", event => {
  const before = pointers.get(event.pointerId);
  if (before === undefined) return;
  const now = placeOf(event);
  if (pointers.size === 1) {
    move(now.x - before.x, now.y - before.y);
  } else {
    const [other] = [...pointers].filter(([id]) => id !== event.pointerId).map(([, at]) => at);
    const was = Math.hypot(before.x - other.x, before.y - other.y);
    zoomAt(other.x, other.y, Math.hypot(now.x - other.x, now.y - other.y) / Math.max(1, was));
  }
  pointers.set(event.pointerId, now);
});
for (const name of ["pointerup", "pointercancel"]) {
  svg.addEventListener(name, event => pointers.delete(event.pointerId));
}

const STEP = 60;
const KEYS = {
  "+": () => zoomAt(width / 2, height / 2, 1.4),
  "=": () => zoomAt(width / 2, height / 2, 1.4),
  "-": () => zoomAt(width / 2, height / 2, 1 / 1.4),
  "0": () => zoomAt(0, 0, 1 / MOST_ZOOM),
  ArrowLeft: () => move(STEP, 0),
  ArrowRight: () => move(-STEP, 0),
  ArrowUp: () => move(0, STEP),
  ArrowDown: () => move(0, -STEP),
};
document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || !(event.key in KEYS)) return;
  event.preventDefault();
  KEYS[event.key]();
});

function fill() {
  [width, height] = [window.innerWidth, window.innerHeight];
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  keepInside();
  redraw();
}
window.addEventListener("resize", fill);
fill();
