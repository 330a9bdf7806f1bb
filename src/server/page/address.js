// What is shown is written in the address behind #, so that links and the back button work:
// #words?q=스토리&label=부정

/** @returns {view, parameters}: view is "" where the address names none */
export function readAddress() {
  const [view, query = ""] = splitOnce(location.hash.slice(1), "?");
  return {view, parameters: new URLSearchParams(query)};
}

function splitOnce(text, separator) {
  const place = text.indexOf(separator);
  return place < 0 ? [text] : [text.slice(0, place), text.slice(place + 1)];
}

/** Where a link to a view goes. `values` as for ask(); empty ones are left out. */
export function addressOf(view, values = {}) {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== "") parameters.append(name, one);
    }
  }
  const query = parameters.toString();
  return query === "" ? `#${view}` : `#${view}?${query}`;
}

/** Writes an address; with `replace` the back button does not come back to the one before. */
export function writeAddress(address, replace) {
  if (address === location.hash) return;
  if (replace) history.replaceState(null, "", address);
  else history.pushState(null, "", address);
}
