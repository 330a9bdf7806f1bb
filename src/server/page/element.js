// DOM nodes without markup: text goes in as text, so no word of a model can become HTML.

/**
 * element("a.word", {href: "#words"}, "text", node): a node with classes, attributes, children.
 * An attribute that is true stands without a value, one that is false or undefined not at all.
 */
export function element(name, attributes = {}, ...children) {
  const [tag, ...classes] = name.split(".");
  const node = document.createElement(tag);
  if (classes.length > 0) node.className = classes.join(" ");
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    node.setAttribute(attribute, value === true ? "" : value);
  }
  node.append(...children.filter(child => child !== undefined));
  return node;
}

let made = 0;

/** An id no other node has. */
export function newId(name) {
  made += 1;
  return `${name}-${made}`;
}
