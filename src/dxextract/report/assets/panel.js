/* The panel: what all articles say of an indicator, by place and period, rival values side by side. */

const RIVALS = new Set(["conflicting", "revised", "mixed"]);

function panelView() {
  const { panel } = data;
  let rows = [];
  const byPlace = new Intl.Collator("vi", { numeric: true });
  const placeKey = (row) => `${panel.get("place_name", row)} ${panel.get("place_id", row)}`;
  const dayKey = (row) => panel.get("period_end", row) ?? panel.get("period_start", row) ?? "";
  const list = new VirtualList({
    name: "panel",
    label: t("tab.panel"),
    heights: [48, 68],
    columns: [
      { name: "place", label: () => t("col.place") },
      { name: "period", label: () => t("col.period") },
      { name: "value", label: () => columnName("value") },
      { name: "agreement", label: () => t("panel.agreement") },
      { name: "sources", label: () => t("panel.sources") },
    ],
    count: () => rows.length,
    selected: () => (selectedFact() === null ? -1 : rows.findIndex((row) => panel.get("fact", row) === selectedFact())),
    select: (index) => panel.get("fact", rows[index]) >= 0 && selectFact(panel.get("fact", rows[index])),
    open: () => focusReader(),
    rowClass: (index) => (panel.get("preferred", rows[index]) === 1 ? "" : "rival"),
    cells: (index) => panelCells(rows[index]),
  });
  const select = h("select", { id: "panel-indicator", onchange: (event) => update({ panel: event.target.value }) });
  const provinces = h("input", {
    type: "checkbox",
    id: "panel-provinces",
    onchange: (event) => update({ provinces: event.target.checked ? "1" : "" }),
  });
  const count = h("span", { class: "count" });
  const refresh = () => {
    const indicators = panelIndicators();
    const wanted = indicators.some(({ value }) => value === state.panel) ? state.panel : indicators[0].value;
    fill(
      select,
      indicators.map(({ value, count: n }) =>
        h("option", { value }, `${data.core.indicators[value]?.[language] ?? indexName(value)} (${number(n)})`),
      ),
    );
    select.value = wanted;
    provinces.checked = Boolean(state.provinces);
    rows = Array.from({ length: panel.length }, (_, row) => row).filter(
      (row) =>
        panel.get("indicator_id", row) === wanted && (!state.provinces || panel.get("place_level", row) === "province"),
    );
    rows.sort(
      (a, b) =>
        byPlace.compare(placeKey(a), placeKey(b)) || (dayKey(a) < dayKey(b) ? -1 : dayKey(a) > dayKey(b) ? 1 : a - b),
    );
    count.textContent = t("panel.rows", { n: number(rows.length) });
    list.refresh({ top: true });
  };
  if (!panel.length) return { element: empty("empty.panel"), refresh: () => {} };
  const bar = h(
    "div",
    { class: "bar" },
    h("label", { class: "field" }, h("span", {}, t("panel.indicator")), select),
    h("div", { class: "line" }, count, h("label", { class: "check" }, provinces, h("span", {}, t("panel.provinces")))),
  );
  return { element: h("div", { class: "listing" }, bar, list.element), refresh, list };
}

function panelIndicators() {
  const { codes, words } = data.panel.col("indicator_id");
  const counts = new Uint32Array(words.length);
  for (const code of codes) counts[code] += 1;
  return words
    .map((value, code) => ({ value, count: counts[code] }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

function panelCells(row) {
  const get = (name) => data.panel.get(name, row);
  const when = period(get("period_start"), get("period_end"));
  const value =
    get("family") === "ranking"
      ? rankingWords((name) => ({ rank: get("value"), out_of: get("denominator"), top: get("top"), delta: null })[name])
      : metricWords(get);
  const agreement = word(get("agreement"));
  return [
    h("span", { class: "clamp" }, get("place_name") ?? "–"),
    h("span", { class: "clamp" }, get("period_basis") === "published" ? `(${day(get("period_end"))})` : when || "–"),
    [
      h("span", { class: "value clamp" }, value),
      h(
        "span",
        { class: "badges" },
        get("status") !== "actual" && h("span", { class: "badge" }, word(get("status"))),
        get("part") === 1 && h("span", { class: "badge" }, t("panel.part")),
        get("doubted") === 1 && h("span", { class: "badge s-error" }, SEVERITY_SIGNS.error),
      ),
    ],
    RIVALS.has(get("agreement")) ? h("span", { class: "rivalry" }, "≠ ", agreement) : agreement,
    number(get("n_sources")),
  ];
}
