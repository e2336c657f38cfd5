/* What the page shows, in one flat object of strings; all of it but language and theme comes from and goes to the address. */

const FILTERS = [
  "q",
  "family",
  "kind",
  "about",
  "place",
  "status",
  "confidence",
  "month",
  "document",
  "article",
  "verdict",
  "flagged",
  "doubtful",
];
const VIEWS = [
  "tab",
  "sort",
  "fact",
  "missed",
  "finding",
  "open",
  "basis",
  "panel",
  "provinces",
  "map",
  "colour",
  "marks",
  "lang",
  "theme",
];
const KEYS = [...FILTERS, ...VIEWS];

const state = {};
const listeners = [];

/** Call back with the set of changed keys whenever the state changes. */
function onChange(listener) {
  listeners.push(listener);
}

/** Change the state: null or "" removes a key. A new entry in the history when push is set. */
function update(patch, { push = false } = {}) {
  const changed = new Set();
  for (const [key, value] of Object.entries(patch)) {
    const next = value === null || value === undefined || value === false ? "" : String(value);
    if ((state[key] ?? "") === next) continue;
    if (next) state[key] = next;
    else delete state[key];
    changed.add(key);
  }
  if (!changed.size) return;
  const address = "#" + new URLSearchParams(KEYS.filter((key) => state[key]).map((key) => [key, state[key]]));
  if (push) history.pushState(null, "", address);
  else history.replaceState(null, "", address);
  for (const listener of listeners) listener(changed);
}

/** Take the state from the address; what it does not name is removed. */
function restore() {
  const given = new URLSearchParams(location.hash.slice(1));
  update(Object.fromEntries(KEYS.map((key) => [key, given.get(key)])));
}

/** Values of a key that holds several. */
const chosen = (key) => (state[key] ? state[key].split(",") : []);

function toggle(key, value) {
  const now = chosen(key);
  update({ [key]: (now.includes(value) ? now.filter((one) => one !== value) : [...now, value]).join(",") });
}

const anyFilter = () => FILTERS.some((key) => state[key]);
const withoutFilters = () => Object.fromEntries(FILTERS.map((key) => [key, ""]));
