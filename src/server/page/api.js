// Questions to the server. Every answer is JSON; see `t2v serve --help` for the paths.

/** What the server refused, in one line, with other spellings where it knows some. */
export class ServerError extends Error {
  constructor(message, status = 0, term = "", suggestions = []) {
    super(message);
    this.status = status;
    this.term = term;
    this.suggestions = suggestions;
  }
}

/** The address of a question. A parameter may be a list; "" and undefined are not sent. */
function address(path, parameters) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== "") query.append(name, one);
    }
  }
  const text = query.toString();
  return text === "" ? path : `${path}?${text}`;
}

async function answerOf(response) {
  let answer;
  try {
    answer = await response.json();
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new ServerError(`${response.status} ${response.statusText}`, response.status);
  }
  if (!response.ok) {
    throw new ServerError(answer.error ?? String(response.status), response.status,
                          answer.term ?? "", answer.suggestions ?? []);
  }
  return response.status === 202 ? {progress: 0, ...answer, pending: true} : answer;
}

let open = 0;  // questions without an answer, which base.css shows when it takes a while

function count(change) {
  open += change;
  document.documentElement.toggleAttribute("data-waiting", open > 0);
}

async function send(where, options) {
  let response;
  count(1);
  try {
    response = await fetch(where, options);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new ServerError("");  // nobody answers
  } finally {
    count(-1);
  }
  return answerOf(response);
}

/** @returns the answer; one that is not ready has `pending` and `progress` from 0 to 1 */
export function ask(path, parameters = {}, signal = undefined) {
  return send(address(path, parameters), {signal});
}

export function askWithText(path, body, signal = undefined) {
  return send(path, {
    method: "POST",
    headers: {"Content-Type": "application/json"},
    body: JSON.stringify(body),
    signal,
  });
}

const AGAIN_AFTER = 500;  // milliseconds between questions for what is not ready

/** Asks until the answer is ready; `onProgress` hears how far it is. */
export async function askUntilReady(path, parameters, signal, onProgress) {
  for (;;) {
    const answer = await ask(path, parameters, signal);
    if (!answer.pending) return answer;
    onProgress(answer.progress);
    await new Promise(resolve => setTimeout(resolve, AGAIN_AFTER));
    signal.throwIfAborted();
  }
}

/**
 * Runs one piece of work at a time: a new one ends the one before it, whose answer nobody wants
 * any more. What fails otherwise goes to `onError`.
 */
export class LatestOnly {
  #controller = new AbortController();

  async run(work, onError) {
    this.#controller.abort();
    const controller = new AbortController();
    this.#controller = controller;
    try {
      await work(controller.signal);
    } catch (error) {
      if (controller.signal.aborted) return;
      onError(error);
    }
  }

  stop() {
    this.#controller.abort();
  }
}
