// Texts in the reader's language. A node that say() gave a text changes with the language.

import {recall, remember} from "/page/memory.js";
import {english} from "/page/text_english.js";
import {korean} from "/page/text_korean.js";

const KEY = "t2v-language";
const texts = {en: english, ko: korean};

function first() {
  const saved = recall(KEY);
  if (Object.hasOwn(texts, saved ?? "")) return saved;
  return navigator.language.toLowerCase().startsWith("ko") ? "ko" : "en";
}

let current = first();
document.documentElement.lang = current;

export function language() {
  return current;
}

/** The text of that name; one with places for values takes them in order. */
export function text(name, ...values) {
  const entry = texts[current][name];
  if (entry === undefined) throw new Error(`no text ${name}`);
  return typeof entry === "function" ? entry(...values) : entry;
}

const said = new WeakMap();  // node -> Map: attribute, or "" for the content -> [name, values]

function write(node, attribute, [name, values]) {
  if (attribute === "") node.textContent = text(name, ...values);
  else node.setAttribute(attribute, text(name, ...values));
}

function keep(node, attribute, entry) {
  if (!said.has(node)) said.set(node, new Map());
  said.get(node).set(attribute, entry);
  node.dataset.said = "";
  write(node, attribute, entry);
  return node;
}

/** Gives a node a text as its content. @returns the node */
export function say(node, name, ...values) {
  return keep(node, "", [name, values]);
}

/** Gives an attribute a text, such as aria-label. @returns the node */
export function sayAttribute(node, attribute, name, ...values) {
  return keep(node, attribute, [name, values]);
}

const listeners = new Set();

/** `listener` is called whenever the language has changed. */
export function onLanguage(listener) {
  listeners.add(listener);
}

export function switchLanguage() {
  current = current === "ko" ? "en" : "ko";
  remember(KEY, current);
  document.documentElement.lang = current;
  for (const node of document.querySelectorAll("[data-said]")) {
    for (const [attribute, entry] of said.get(node)) write(node, attribute, entry);
  }
  for (const listener of listeners) listener();
}

/** A whole number as the language writes it. */
export function wholeNumber(number) {
  return number.toLocaleString(current);
}
