// Arrow keys go from one answer to the next, Home and End to the first and the last.

const STEPS = {ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1};

export function moveWithArrowKeys(node, selector) {
  node.addEventListener("keydown", event => {
    const items = [...node.querySelectorAll(selector)];
    const place = items.indexOf(document.activeElement);
    if (place < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    const next = {Home: 0, End: items.length - 1}[event.key] ?? place + (STEPS[event.key] ?? NaN);
    if (Number.isNaN(next)) return;
    event.preventDefault();
    items[Math.max(0, Math.min(next, items.length - 1))].focus();
  });
}
