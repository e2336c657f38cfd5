/* Keys that work wherever no field has the focus, and the help that lists them. */

const SHORTCUTS = [
  ["/", "keys.search"],
  ["j k ↓ ↑", "keys.move"],
  ["PgUp PgDn Home End", "keys.page"],
  ["Enter", "keys.read"],
  ["← → n p", "keys.step"],
  ["f", "keys.flag"],
  ["c", "keys.csv"],
  ["1 … 8", "keys.tabs"],
  ["d", "keys.theme"],
  ["l", "keys.language"],
  ["Esc", "keys.close"],
  ["?", "keys.help"],
];

const KEYS_OF = {
  "/": () => {
    update({ tab: "" });
    $("search").focus();
    $("search").select();
  },
  j: () => currentList()?.move(currentList().selected() + 1),
  k: () => currentList()?.move(currentList().selected() - 1),
  n: () => reader.step(1),
  p: () => reader.step(-1),
  f: () => selectedFact() !== null && $("flag") && openFlag(selectedFact()),
  c: () => exportCsv(),
  d: () => switchTheme(),
  l: () => switchLanguage(),
  "?": () => showHelp(),
};

function listenToKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || $("dialog").open) return;
    const field = event.target.closest?.("input, textarea, select");
    if (event.key === "Escape") return escapeFrom(event, field);
    if (field && !["checkbox", "range"].includes(field.type)) return;
    const tab = tabs()[Number(event.key) - 1];
    const action = tab ? () => openTab(tab) : KEYS_OF[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });
}

function escapeFrom(event, field) {
  if ($("flag-form")) refreshFlags();
  else if (field) field.blur();
  else if (reader.article !== null && isOpen()) closeReader();
  else return;
  event.preventDefault();
}

function showHelp() {
  const dialog = $("dialog");
  const keys = SHORTCUTS.map(([names, what]) => [
    h(
      "dt",
      {},
      names.split(" ").map((name) => (name === "…" ? " … " : h("kbd", {}, name))),
    ),
    h("dd", {}, t(what)),
  ]);
  fill(
    dialog,
    h("h2", { id: "dialog-title" }, t("keys.title")),
    h("dl", { class: "keys" }, keys),
    h("p", {}, t("help.search")),
    h("p", {}, t("help.marks")),
    h("p", {}, t("help.link")),
    h("button", { type: "button", class: "primary", onclick: () => dialog.close() }, t("close")),
  );
  dialog.setAttribute("aria-labelledby", "dialog-title");
  dialog.showModal();
}
