// Light or dark: as the system has it until the reader chooses.

import {recall, remember} from "/page/memory.js";

const KEY = "t2v-theme";
const systemIsDark = matchMedia("(prefers-color-scheme: dark)");
let chosen = recall(KEY);  // "dark", "light" or undefined

export function isDark() {
  return (chosen ?? (systemIsDark.matches ? "dark" : "light")) === "dark";
}

const listeners = new Set();

/** `listener` is called whenever the colours have changed. */
export function onTheme(listener) {
  listeners.add(listener);
}

function apply() {
  document.documentElement.dataset.theme = isDark() ? "dark" : "light";
  for (const listener of listeners) listener();
}

/** The other theme; once it is the system's again, the page follows the system. */
export function switchTheme() {
  const dark = !isDark();
  chosen = dark === systemIsDark.matches ? undefined : dark ? "dark" : "light";
  remember(KEY, chosen);
  apply();
}

systemIsDark.addEventListener("change", apply);
apply();
