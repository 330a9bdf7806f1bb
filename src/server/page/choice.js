// Choices out of a few: a row of radio buttons, a select, a slider. The browser's own controls, so
// that keys and screen readers find what they expect.

import {hueOf} from "/page/affinity.js";
import {element, newId} from "/page/element.js";
import {say} from "/page/language.js";

/** The node of an option's text: {text} is a name of a text, {key} a word or label as it is. */
function caption(option) {
  if (option.text !== undefined) return say(element("span"), option.text);
  const node = element("span", {}, option.key);
  const hue = hueOf(option.key);
  if (hue !== undefined) node.classList.add("dotted", `hue-${hue}`);
  return node;
}

/**
 * A row of radio buttons. `options`: [{value, text | key}].
 * @returns {node, value}: value can be set; `onChange` hears what the reader chooses
 */
export function segments(title, options, onChange) {
  const name = newId("choice");
  const row = element("div.segments");
  const inputs = options.map(option => {
    const input = element("input", {type: "radio", name, value: option.value});
    input.addEventListener("change", () => onChange(input.value));
    row.append(element("label", {}, input, caption(option)));
    return input;
  });
  const node = element("fieldset", {}, say(element("legend"), title), row);
  return {
    node,
    get value() { return inputs.find(input => input.checked)?.value; },
    set value(value) { for (const input of inputs) input.checked = input.value === value; },
  };
}

/** A select. `options`: [{value, text | key}]. */
export function selection(title, options, onChange) {
  const select = element("select");
  select.append(...options.map(option => {
    const node = element("option", {value: option.value}, option.key ?? "");
    return option.text === undefined ? node : say(node, option.text);
  }));
  select.addEventListener("change", () => onChange(select.value));
  const node = element("label.field", {}, say(element("span"), title), select);
  return {
    node,
    get value() { return select.value; },
    set value(value) { select.value = value; },
  };
}

/** Check boxes in a row. @returns {node, values}: values can be set */
export function checks(title, options, onChange) {
  const row = element("div.segments");
  const inputs = options.map(option => {
    const input = element("input", {type: "checkbox", value: option.value});
    input.addEventListener("change", () => onChange(chosen()));
    row.append(element("label", {}, input, caption(option)));
    return input;
  });
  const chosen = () => inputs.filter(input => input.checked).map(input => input.value);
  return {
    node: element("fieldset", {}, say(element("legend"), title), row),
    get values() { return chosen(); },
    set values(values) {
      for (const input of inputs) input.checked = values.includes(input.value);
    },
  };
}

/** A slider that shows its number; `onInput` hears every movement. */
export function slider(title, {min, max, step}, onInput) {
  const range = element("input", {type: "range", min, max, step});
  const number = element("output");
  const show = () => { number.textContent = Number(range.value).toFixed(2); };
  range.addEventListener("input", () => {
    show();
    onInput(Number(range.value));
  });
  return {
    node: element("label.field.slider", {}, say(element("span"), title), range, number),
    get value() { return Number(range.value); },
    set value(value) { range.value = value; show(); },
    set disabled(disabled) { range.disabled = disabled; },
  };
}
