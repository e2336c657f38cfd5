/* Records beside annotations: what agrees, what differs, what was missed and what is too much. */

const MEASURE = "record";

function comparisonView() {
  let rows = [];
  const list = new VirtualList({
    name: "compare",
    label: t("gold.title"),
    heights: [64, 128],
    columns: [
      { name: "verdict", label: () => columnName("verdict") },
      { name: "wanted", label: () => t("gold.wanted") },
      { name: "got", label: () => t("gold.got") },
      { name: "fields", label: () => word("differs") },
    ],
    count: () => rows.length,
    selected: () => rows.indexOf(selectedVerdict()),
    select: (index) => selectVerdict(rows[index]),
    open: () => focusReader(),
    rowClass: (index) => "v-" + data.gold.rows[rows[index]].verdict,
    cells: (index) => verdictCells(data.gold.rows[rows[index]]),
  });
  const chips = h("div", { class: "chips", role: "group", "aria-label": columnName("verdict") });
  const refresh = () => {
    const wanted = chosen("verdict");
    const all = data.gold.rows.map((_, number) => number);
    rows = all.filter((number) => !wanted.length || wanted.includes(data.gold.rows[number].verdict));
    fill(
      chips,
      VERDICTS.map((name) => verdictChip(name)),
    );
    list.refresh();
  };
  const verdictChip = (name) => {
    const n = data.gold.rows.filter((row) => row.verdict === name).length;
    const choose = () => {
      toggle("verdict", name);
      chips.querySelector(`[data-name="${name}"]`).focus();
    };
    return h(
      "button",
      {
        type: "button",
        class: `chip v-${name}`,
        "data-name": name,
        "aria-pressed": chosen("verdict").includes(name) ? "true" : "false",
        onclick: choose,
      },
      h("span", { class: "sign", "aria-hidden": "true" }, VERDICT_SIGNS[name]),
      " ",
      word(name),
      h("span", { class: "n" }, number(n)),
    );
  };
  return {
    element: h("div", { class: "listing" }, h("div", { class: "bar" }, scores(), chips), list.element),
    refresh,
    list,
  };
}

function scores() {
  const families = [...FAMILIES, "all"];
  const cell = (value) => h("td", {}, number(value, 3, 3));
  const texts = [t("gold.texts", { n: number(data.gold.texts) })];
  if (data.gold.absent) texts.push(t("gold.absent", { n: number(data.gold.absent) }));
  return h(
    "div",
    { class: "scores" },
    h(
      "table",
      {},
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          h("td", {}),
          [t("gold.precision"), t("gold.recall"), "F1"].map((name) => h("th", { scope: "col" }, name)),
        ),
      ),
      h(
        "tbody",
        {},
        families.map((family) =>
          h(
            "tr",
            {},
            h("th", { scope: "row" }, family === "all" ? t("all") : familyName(family)),
            data.gold.scores[`${MEASURE}.${family}`].map(cell),
          ),
        ),
      ),
    ),
    h("p", { class: "hint" }, texts.join(". ") + ". " + t("gold.measure")),
  );
}

const nothing = () => h("span", { class: "faint" }, t("gold.nothing"));

function verdictCells(row) {
  const wrong = row.fields.filter(([, , , right]) => !right);
  return [
    h(
      "span",
      { class: "verdict v-" + row.verdict },
      h("span", { class: "sign", "aria-hidden": "true" }, VERDICT_SIGNS[row.verdict]),
      " ",
      word(row.verdict),
    ),
    row.verdict === "extra"
      ? nothing()
      : h("span", { class: "clamp" }, h("b", {}, row.raw), " ", h("span", { class: "faint" }, familyName(row.family))),
    row.fact < 0
      ? nothing()
      : h("span", { class: "clamp" }, h("b", {}, factWords(row.fact)), " ", aboutWords(row.fact)),
    h(
      "span",
      { class: "clamp" },
      wrong.map(([name, wanted, got]) =>
        h(
          "span",
          { class: "difference" },
          columnName(name),
          " ",
          h("del", {}, got || "–"),
          " ",
          h("ins", {}, wanted || "–"),
          " ",
        ),
      ),
    ),
  ];
}

/** The number of the selected verdict. */
function selectedVerdict() {
  if (state.missed) return Number(state.missed);
  const row = selectedFact();
  return row === null ? -1 : (data.verdictOfFact.get(row) ?? -1);
}

function selectVerdict(number) {
  const { fact } = data.gold.rows[number];
  if (fact >= 0) selectFact(fact);
  else update({ missed: String(number), fact: "", finding: "" });
}

/** Annotation and record side by side, field by field. */
function verdictBox(number) {
  const row = data.gold.rows[number];
  const line = ([name, wanted, got, right]) =>
    h(
      "tr",
      { class: right ? null : "wrong" },
      h("th", { scope: "row" }, columnName(name)),
      h("td", {}, wanted || "–"),
      h("td", {}, row.fact < 0 ? "–" : got || "–"),
      h("td", { class: "sign" }, row.fact < 0 ? "" : right ? "✓" : "≠"),
    );
  return h(
    "section",
    { class: "against v-" + row.verdict },
    h(
      "h3",
      {},
      h("span", { class: "sign", "aria-hidden": "true" }, VERDICT_SIGNS[row.verdict]),
      " ",
      columnName("verdict"),
      ": ",
      word(row.verdict),
    ),
    row.fields.length > 0 &&
      h(
        "table",
        {},
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            h("td", {}),
            h("th", { scope: "col" }, t("gold.wanted")),
            h("th", { scope: "col" }, t("gold.got")),
            h("td", {}),
          ),
        ),
        h("tbody", {}, row.fields.map(line)),
      ),
  );
}

function missedCard(number) {
  const row = data.gold.rows[number];
  return [
    h(
      "div",
      { class: "line sticky" },
      h("span", { class: "tag f-" + row.family }, familyName(row.family)),
      h("strong", { class: "value" }, row.raw),
    ),
    verdictBox(number),
  ];
}
