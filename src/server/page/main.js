// The page: asks what the model holds, makes the views, and shows the one the address names.

import {setMainLabels} from "/page/affinity.js";
import {ask} from "/page/api.js";
import {addressOf, readAddress, writeAddress} from "/page/address.js";
import {createAnalogyView} from "/page/analogy_view.js";
import {element} from "/page/element.js";
import {createExplainView} from "/page/explain_view.js";
import {onLanguage, say, sayAttribute, switchLanguage, text, wholeNumber}
  from "/page/language.js";
import {createMapView} from "/page/map_view.js";
import {Notice} from "/page/notice.js";
import {createPurposeView} from "/page/purpose_view.js";
import {createSuspectsView} from "/page/suspects_view.js";
import {isDark, onTheme, switchTheme} from "/page/theme.js";
import {createWordsView} from "/page/words_view.js";

const FIRST_VIEW = "words";
const MOST_MAIN_LABELS = 8;
const main = document.getElementById("main");

/**
 * The main labels are those the server knows leanings to; where it knows none, a few labels. A pair
 * of opposites comes first and so has orange and blue.
 */
async function askModel() {
  const model = await ask("/api/model");
  let labels = model.affinity_labels ?? [];
  if (labels.length === 0) {
    const {results} = await ask("/api/labels", {kind: ":", n: MOST_MAIN_LABELS});
    labels = results.map(label => label.key);
  }
  const {from, to} = model.opposites ?? {};
  const pair = [from, to].filter(label => labels.includes(label));
  setMainLabels([...pair, ...labels.filter(label => !pair.includes(label))]);
  return model;
}

function showModel(model) {
  const node = document.getElementById("model");
  say(node, "modelSize", model.name, wholeNumber(model.words), wholeNumber(model.labels));
}

function createSwitches() {
  const languageButton = say(document.getElementById("language"), "otherLanguage");
  languageButton.addEventListener("click", switchLanguage);
  const themeButton = document.getElementById("theme");
  const showTheme = () => {
    say(themeButton, isDark() ? "toLight" : "toDark");
  };
  themeButton.addEventListener("click", switchTheme);
  onTheme(showTheme);
  showTheme();
  const skip = say(document.getElementById("skip"), "skip");
  skip.addEventListener("click", event => {
    event.preventDefault();
    main.focus();
  });
}

/** The views by their names in the address, each with the node of its link. */
function createViews(model) {
  const go = (view, values, replace = false) => {
    writeAddress(addressOf(view, values), replace);
    show();
  };
  const context = {model, go};
  const views = new Map([
    ["words", createWordsView(context)],
    ["analogy", createAnalogyView(context)],
    ["map", createMapView(context)],
    ["explain", createExplainView(context)],
    ["purpose", createPurposeView(context)],
  ]);
  if (model.suspects) views.set("suspects", createSuspectsView(context));
  const nav = sayAttribute(document.getElementById("views"), "aria-label", "views");
  for (const [name, view] of views) {
    view.node.hidden = true;
    view.link = say(element("a", {href: `#${name}`}), `view_${name}`);
    // The link leads to the view as it was left.
    view.link.addEventListener("click", () => { view.link.href = view.left ?? `#${name}`; });
    nav.append(view.link);
    main.append(view.node);
  }
  return views;
}

let views = new Map();
let current = "";

/** The key / leads to the field of the view, as in many programs. */
function onKey(event) {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches("input[type=text], textarea")) return;
  const field = views.get(current)?.node.querySelector("[role=combobox], textarea");
  if (field === null || field === undefined) return;
  event.preventDefault();
  field.focus();
  field.select();
}

function setTitle() {
  const view = views.get(current);
  document.title = [view?.title?.() ?? "", text(`view_${current}`), "Target2Vec"]
    .filter(part => part !== "").join(" \u00b7 ");
}

function show() {
  const {view: asked, parameters} = readAddress();
  const name = views.has(asked) ? asked : FIRST_VIEW;
  const view = views.get(name);
  if (current !== name) {
    const before = views.get(current);
    if (before !== undefined) {
      before.node.hidden = true;
      before.link.removeAttribute("aria-current");
      before.leave?.();
    }
    view.node.hidden = false;
    view.link.setAttribute("aria-current", "page");
    current = name;
  }
  view.show(parameters);
  view.left = addressOf(name, Object.fromEntries(
    [...new Set(parameters.keys())].map(key => [key, parameters.getAll(key)])));
  setTitle();
}

async function start() {
  createSwitches();
  const notice = new Notice();
  main.append(notice.node);
  try {
    const model = await askModel();
    showModel(model);
    views = createViews(model);
  } catch (error) {
    notice.show(error);
    return;
  }
  show();
  window.addEventListener("hashchange", show);
  window.addEventListener("popstate", show);
  document.addEventListener("keydown", onKey);
  onLanguage(setTitle);
  document.documentElement.dataset.ready = "";
}

start();
