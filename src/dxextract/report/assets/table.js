/* The table of records. */

function recordTable() {
  const { facts } = data;
  const places = new Int32Array(facts.length); // 1 + where a record stands in the list, 0 for nowhere
  const list = new VirtualList({
    name: "records",
    label: t("tab.records"),
    heights: [48, 80],
    columns: [
      { name: "fact", sort: "fact", label: () => t("col.fact") },
      { name: "about", sort: "about", label: () => t("col.about") },
      { name: "place", sort: "place", label: () => t("col.place") },
      { name: "period", sort: "period", label: () => t("col.period") },
      { name: "context", label: () => t("col.context") },
      { name: "confidence", sort: "confidence", label: () => t("col.confidence") },
    ],
    count: () => filter.rows.length,
    selected: () => (selectedFact() === null ? -1 : places[selectedFact()] - 1),
    select: (index) => selectFact(filter.rows[index]),
    open: () => focusReader(),
    rowClass: (index) => "f-" + facts.get("family", filter.rows[index]),
    cells: (index) => recordCells(filter.rows[index]),
  });
  list.reindex = () => {
    places.fill(0);
    filter.rows.forEach((row, index) => (places[row] = index + 1));
  };
  return list;
}

function recordCells(row) {
  const { facts } = data;
  const confidence = facts.get("confidence", row);
  return [
    [h("span", { class: "value clamp" }, factWords(row)), h("span", { class: "badges" }, badges(row))],
    h("span", { class: "clamp" }, aboutWords(row) || h("span", { class: "faint" }, "–")),
    h("span", { class: "clamp" }, facts.get("place_name", row) ?? h("span", { class: "faint" }, "–")),
    h("span", { class: "clamp" }, periodWords(row) || h("span", { class: "faint" }, "–")),
    h("span", { class: "clamp" }, snippet(row)),
    h("span", { class: "confidence", title: t("col.confidence") }, confidence === null ? "–" : share(confidence)),
  ];
}

/** The sign of the worst finding. */
function findingBadge(findings) {
  const severities = findings.map((finding) => data.findings.get("severity", finding));
  const worst = SEVERITIES.find((severity) => severities.includes(severity)) ?? "note";
  const title = t("article.findings", { n: findings.length });
  return h("span", { class: "badge s-" + worst, title }, SEVERITY_SIGNS[worst]);
}

/** Signs beside a record: what it is other than plain fact, its doubts, flag and verdict. */
function badges(row) {
  const status = data.facts.get("status", row);
  const findings = data.findingsOfFact.get(row);
  const verdict = data.gold?.rows[data.verdictOfFact.get(row)]?.verdict;
  return [
    status && status !== "actual" && h("span", { class: "badge" }, word(status)),
    findings && findingBadge(findings),
    verdict &&
      verdict !== "match" &&
      h("span", { class: "badge v-" + verdict, title: word(verdict) }, VERDICT_SIGNS[verdict]),
    flags.has(row) && h("span", { class: "badge flagged", title: t("flagged") }, "⚑"),
  ];
}

const BEFORE = 34;

/** The fact within its sentence, on one line. */
function snippet(row) {
  const { facts } = data;
  const [before, raw, after] = around(
    facts.get("sentence", row),
    facts.get("start", row) - facts.get("sentence_start", row),
    facts.get("raw", row),
  );
  const cut =
    before.length > BEFORE
      ? "…" +
        before
          .slice(-BEFORE)
          .replace(/^[\udc00-\udfff]/, "")
          .replace(/^\S*\s/, "")
      : before;
  return [cut, h("b", {}, raw), after.slice(0, 160).replace(/[\ud800-\udbff]$/, "")];
}
