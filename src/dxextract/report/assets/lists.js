/* The tabs of findings and rejects. */

const SEVERITIES = ["error", "warning", "note"];

function findingsView() {
  let rows = [];
  const severity = data.findings.col("severity");
  const shown = new Set();
  const list = new VirtualList({
    name: "findings",
    label: t("tab.findings"),
    heights: [64, 104],
    columns: [
      { name: "severity", label: () => columnName("severity") },
      { name: "message", label: () => t("tab.findings") },
      { name: "source", label: () => columnName("article") },
    ],
    count: () => rows.length,
    selected: () => (state.finding ? rows.indexOf(findingRow()) : -1),
    select: (index) => selectFinding(rows[index]),
    open: () => focusReader(),
    cells: (index) => findingCells(rows[index]),
  });
  const chips = h("div", { class: "chips", role: "group", "aria-label": columnName("severity") });
  const refresh = () => {
    rows = Array.from({ length: data.findings.length }, (_, row) => row).filter(
      (row) => !shown.size || shown.has(severity.get(row)),
    );
    fill(
      chips,
      SEVERITIES.map((name) => severityChip(name)),
    );
    list.refresh();
  };
  const severityChip = (name) => {
    let n = 0;
    for (let row = 0; row < data.findings.length; row += 1) n += severity.get(row) === name;
    const choose = () => {
      if (!shown.delete(name)) shown.add(name);
      refresh();
      chips.querySelector(`[data-name="${name}"]`).focus();
    };
    return h(
      "button",
      {
        type: "button",
        class: `chip s-${name}`,
        "data-name": name,
        "aria-pressed": shown.has(name) ? "true" : "false",
        onclick: choose,
      },
      h("span", { class: "sign", "aria-hidden": "true" }, SEVERITY_SIGNS[name]),
      " ",
      word(name),
      h("span", { class: "n" }, number(n)),
    );
  };
  if (!data.findings.length) return { element: empty("empty.findings"), refresh: () => {} };
  return { element: h("div", { class: "listing" }, h("div", { class: "bar" }, chips), list.element), refresh, list };
}

function findingCells(finding) {
  const get = (name) => data.findings.get(name, finding);
  const article = data.articleOfFinding(finding);
  return [
    h(
      "span",
      { class: "severity s-" + get("severity") },
      h("span", { class: "sign", "aria-hidden": "true" }, SEVERITY_SIGNS[get("severity")] ?? "●"),
      " ",
      word(get("severity")),
    ),
    h("span", { class: "clamp" }, get("message_" + language)),
    h("span", { class: "clamp faint" }, article < 0 ? "" : articleName(article)),
  ];
}

function rejectsView() {
  if (!data.rejects.length) return { element: empty("empty.rejects"), refresh: () => {} };
  const names = ["source", "stage", "reason", "detail"];
  const list = new VirtualList({
    name: "rejects",
    label: t("tab.rejects"),
    heights: [48, 92],
    columns: names.map((name) => ({ name, label: () => columnName(name) })),
    count: () => data.rejects.length,
    selected: () => list.at ?? -1,
    select: (index) => {
      list.at = index;
      list.draw();
    },
    cells: (index) =>
      names.map((name) =>
        h("span", { class: "clamp", title: data.rejects.get(name, index) }, data.rejects.get(name, index)),
      ),
  });
  return { element: h("div", { class: "listing" }, list.element), refresh: () => list.refresh(), list };
}

function empty(key) {
  return h("p", { class: "empty" }, t(key));
}
