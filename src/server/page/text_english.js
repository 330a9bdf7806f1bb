// The page's texts in English. text_korean.js has the same names.

function times(count) {
  return count === "1" ? "once" : `${count} times`;
}

export const english = {
  // the frame
  otherLanguage: "한국어",
  toDark: "Dark",
  toLight: "Light",
  skip: "Skip to content",
  views: "Views",
  modelSize: (name, words, labels) => `${name ? `${name} · ` : ""}${words} words, ${labels} labels`,
  view_words: "Words",
  view_analogy: "Analogy",
  view_map: "Map",
  view_explain: "Explain",
  view_purpose: "Search",
  view_suspects: "Suspects",

  // errors
  unknownTerm: term => `The model does not know “${term}”. Did you mean`,
  nobodyAnswers: "The server does not answer. Is t2v serve still running?",

  // in several views
  colours: "Leans to",
  leansTo: (label, strength) => `leans to ${label}, ${strength}`,
  completions: "Completions",
  label: "label",
  timesSeen: (key, count) => `${key}: seen ${times(count)}`,
  documents: count => `${count} docs`,
  documentsWith: (key, count) => `${key}: in ${count} documents`,
  noAnswers: "Nothing found.",
  answerCount: "Answers",

  // words
  searchWords: "Word or label",
  searchWordsHint: "A word or a label ( / )",
  search: "Search",
  relation: "Which words",
  neighbors: "Used like it",
  contexts: "Found around it",
  layout: "View",
  oneLabel: "One list",
  twoLabels: "Two labels side by side",
  towards: "Lean towards",
  noLabel: "no label",
  otherLabel: "Another label",
  leftLabel: "Left",
  rightLabel: "Right",
  weight: "Label weight",
  rarest: "Rare words",
  rarest0: "all shown",
  rarest20: "seen 20 times or more",
  rarest100: "seen 100 times or more",
  rarest500: "seen 500 times or more",
  neighborsOf: term => `Words used like ${term}`,
  contextsOf: term => `Words found around ${term}`,
  neighborsOfLabel: (term, label) => `Words used like ${term}, leaning to ${label}`,
  contextsOfLabel: (term, label) => `What ${label} says around ${term}`,
  neighborsOfTwo: term => `Words used like ${term}, leaning to either label`,
  contextsOfTwo: term => `What two labels say about ${term}`,
  labelSays: (label, term) => `what ${label} says about ${term}`,
  wordsEmpty: "Ask about a word",
  wordsEmptyHint: "Type a word; several words are added up, -word takes one away. " +
    "Or begin with a label:",

  // analogy
  analogyHint: "Which word is under the second label what the first word is under the first?",
  analogyWord: "Word",
  analogyWordHint: "word",
  analogyFrom: "Its label",
  analogyTo: "The other label",
  answer: "Answer",
  swap: "Swap the labels",
  mode: "Calculated as",
  mode_: "Counterpart",
  mode_add: "Sum (3CosAdd)",
  mode_mul: "Product (3CosMul)",
  analogyOf: (word, from, to) => `${word} is to ${from} as … is to ${to}`,

  // map
  mapLabels: "Around",
  removeLabel: label => `Remove ${label}`,
  addLabel: "Add a label",
  mapLayout: "Layout",
  pca: "PCA",
  tsne: "t-SNE",
  mapCount: "Words",
  mapKeys: "Map of words. Arrow keys move it, + and − zoom, 0 shows all, L draws a lasso, " +
    "Enter lists the words in view, Escape lists all.",
  mapProgress: "Arranging by t-SNE …",
  zoomIn: "Zoom in",
  zoomOut: "Zoom out",
  zoomReset: "Show all",
  lasso: "Lasso",
  lassoHint: "Draw around words to list them (key L, or drag with Shift)",
  takeSeen: "List words in view",
  mapAll: "List all words",
  mapWords: count => `${count} words and labels`,
  mapChosen: count => `${count} chosen`,
  mapListHint: "Arrow keys go through the list, Enter opens a word.",
  times: count => times(count),

  // explain
  textTitle: "Text to explain",
  textHint: "Paste or type a text",
  explain: "Explain",
  explainKeys: "or Ctrl + Enter",
  method: "Method",
  target: "Label",
  asPredicted: "as predicted",
  verdict: label => `Decided: ${label}`,
  wordsFor: label => `What speaks for ${label}`,
  for: label => `for ${label}`,
  against: label => `against ${label}`,
  strongest: "Strongest words",
  noClassifier: "This server has no classifier",
  noClassifierHint: "Train one with t2v-attribute train, then start the server with it:",

  // purpose-driven search
  purposeHint: "Pick a label and see what its documents complain about and praise. Choose one to " +
    "find others that are praised for just that.",
  kind: "Kind",
  pickLabel: "Label",
  pickLabelHint: "Begin of its name",
  complaintLabel: "Complaints are under",
  praiseLabel: "Praise is under",
  complaints: "Complaints",
  praises: "Praise",
  praisedFor: (word, kind) => `Praised for ${word} (${kind})`,
  pickOne: kind => `Pick a ${kind}, such as`,
  noKinds: "This model has no kinds of labels",
  noKindsHint: "This search needs documents that carry a label such as film:12 beside their " +
    "rating. A line of the labels file then looks like this:",

  // suspects
  suspectsHint: "Documents whose label is probably wrong, the surest first.",
  suspectsTitle: "Suspects",
  suspectsProgress: "Judging every document by networks trained on others …",
  line: number => `line ${number}`,
};
