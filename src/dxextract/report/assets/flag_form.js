/* The form in which a record is flagged. */

/** done() is called when the form is to be closed. */
function flagForm(row, done) {
  const family = data.facts.get("family", row);
  const flag = flags.get(row) ?? { wrong: [], corrections: {}, note: "" };
  const box = (name, label) =>
    h(
      "label",
      { class: "check" },
      h("input", { type: "checkbox", name, checked: flag.wrong.includes(name) }),
      h("span", {}, label),
    );
  const fields = CORRECTABLE[family].map((name) => correction(row, name, flag));
  const note = h("textarea", { name: "note", rows: 2 });
  note.value = flag.note;
  const save = (event) => {
    event.preventDefault();
    const form = event.target;
    const wrong = ["not_a_fact", "span", ...CORRECTABLE[family]].filter((name) => form.elements[name].checked);
    const corrections = Object.fromEntries(
      CORRECTABLE[family]
        .filter((name) => wrong.includes(name))
        .map((name) => [name, corrected(name, form.elements["to-" + name].value)]),
    );
    flags.set(row, { wrong, corrections, note: note.value.trim() });
    announce(t("flag.done"));
    done();
  };
  return h(
    "form",
    { class: "flag", id: "flag-form", onsubmit: save },
    h(
      "fieldset",
      {},
      h("legend", {}, t("flag.what")),
      box("not_a_fact", t("flag.not_a_fact")),
      box("span", t("flag.span")),
      h("p", { class: "hint" }, t("flag.fields")),
      h("div", { class: "corrections" }, fields),
    ),
    h("label", { class: "field" }, h("span", {}, t("flag.note")), note),
    h("p", { class: "hint" }, t(flags.keeps ? "flag.kept" : "flag.lost")),
    h(
      "div",
      { class: "line" },
      h("button", { type: "submit", class: "primary" }, t("flag.save")),
      h("button", { type: "button", onclick: done }, t("flag.cancel")),
      flags.has(row) &&
        h(
          "button",
          {
            type: "button",
            class: "quiet",
            id: "unflag",
            onclick: () => {
              flags.remove(row);
              done();
            },
          },
          t("flag.remove"),
        ),
    ),
  );
}

/** A field that may be wrong: a box to tick, and what is right. Typing ticks the box. */
function correction(row, name, flag) {
  const box = h("input", { type: "checkbox", name, checked: flag.wrong.includes(name) });
  const now = data.facts.get(name, row);
  const to = h("input", {
    type: "text",
    name: "to-" + name,
    "aria-label": columnName(name),
    oninput: () => {
      box.checked = true;
    },
  });
  to.value = (flag.wrong.includes(name) ? flag.corrections[name] : name === "top" ? Boolean(now) : now) ?? "";
  if (name === "indicator_id" || name === "index_id") to.setAttribute("list", idList(name));
  return h("label", { class: "correction" }, box, h("span", {}, columnName(name)), to);
}

/** What a field is corrected to, with its type: null for nothing, numbers with point or comma. */
function corrected(name, written) {
  const text = written.trim();
  if (!text) return null;
  if (name === "top") return ["true", "1", "có", "yes"].includes(text.toLowerCase());
  const value = Number(text.replace(",", "."));
  return NUMERIC.has(name) && Number.isFinite(value) ? value : text;
}

function idList(name) {
  const id = "list-" + name;
  if (!$(id)) {
    const book = name === "indicator_id" ? data.core.indicators : data.core.indices;
    document.body.append(
      h(
        "datalist",
        { id },
        Object.keys(book)
          .sort()
          .map((one) => h("option", { value: one }, book[one][language])),
      ),
    );
  }
  return id;
}
