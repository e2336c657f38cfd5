/* The card of the selected record: what it says, on what that rests, its doubts, the annotation, the flag. */

/** What the card lists, by family; what is not here comes last, under its column's own name. */
const CARD = {
  metric: [
    "kind",
    "value_text",
    "denominator",
    "comparator",
    "unit",
    "per",
    "change",
    "indicator_id",
    "indicator_text",
    "indicator_score",
  ],
  ranking: ["index_id", "index_text", "edition", "rank", "out_of", "top", "scope", "delta", "since_text"],
  reference: [
    "doc_type",
    "ref_id",
    "article_number",
    "clause",
    "point",
    "title",
    "issue_date",
    "issuer",
    "document_id",
    "document_basis",
  ],
};
const CARD_COMMON = ["status", "rule", "confidence", "fact_id"];
const TOLD_ELSEWHERE = new Set([
  ...CARD_COMMON,
  "family",
  "article",
  "start",
  "end",
  "raw",
  "sentence",
  "sentence_start",
  "part_of",
  "same_as",
  "province",
  "value",
  "value_high",
  "place_id",
  "place_code",
  "place_name",
  "place_id_2025",
  "place_name_2025",
  "place_basis",
  "period_start",
  "period_end",
  "period_text",
  "period_basis",
  "number",
  "year",
  "symbol",
]);

function factCard(row) {
  const { facts } = data;
  const family = facts.get("family", row);
  const hidden = state.tab === undefined && views.table && views.table.selected() < 0;
  return [
    h(
      "div",
      { class: "line sticky" },
      h("span", { class: "tag f-" + family }, familyName(family)),
      h("strong", { class: "value" }, factWords(row)),
      badges(row),
      h("span", { class: "grow" }),
      h(
        "button",
        {
          type: "button",
          class: "quiet icon",
          id: "previous",
          title: t("previous"),
          "aria-label": t("previous"),
          onclick: () => reader.step(-1),
        },
        "↑",
      ),
      h(
        "button",
        {
          type: "button",
          class: "quiet icon",
          id: "next",
          title: t("next"),
          "aria-label": t("next"),
          onclick: () => reader.step(1),
        },
        "↓",
      ),
      h(
        "button",
        { type: "button", id: "flag", "aria-expanded": "false", onclick: () => openFlag(row) },
        "⚑ ",
        t(flags.has(row) ? "flag.edit" : "flag"),
      ),
    ),
    h("div", { id: "flag-place" }),
    hidden &&
      h(
        "p",
        { class: "hint" },
        t("hidden"),
        " ",
        h("button", { type: "button", class: "quiet", onclick: () => update(withoutFilters()) }, t("clear")),
      ),
    h("blockquote", {}, snippet(row)),
    neighbours(row),
    (data.findingsOfFact.get(row) ?? []).map(findingNote),
    definitions(factRows(row)),
    data.verdictOfFact.has(row) && verdictBox(data.verdictOfFact.get(row)),
  ]
    .flat()
    .filter(Boolean);
}

function openFlag(row) {
  const place = $("flag-place");
  const close = () => {
    refreshFlags();
    $("flag")?.focus();
  };
  fill(place, flagForm(row, close));
  $("flag").setAttribute("aria-expanded", "true");
  place.querySelector("input").focus();
}

/** Pairs of name and value for the card. */
function factRows(row) {
  const { facts } = data;
  const family = facts.get("family", row);
  const get = (name) => facts.get(name, row);
  const rows = CARD[family].map((name) => [columnName(name), cardValue(name, row)]);
  const basis = (name) => (get(name) ? h("span", { class: "faint" }, ` (${word(get(name))})`) : null);
  if (get("place_name") || family !== "reference") {
    rows.push([
      columnName("place"),
      get("place_name")
        ? [`${get("place_name")} `, h("code", {}, `${get("place_id")} · ${get("place_code")}`), basis("place_basis")]
        : null,
    ]);
    if (get("place_id_2025") && get("place_id_2025") !== get("province"))
      rows.push([columnName("place_name_2025"), [`${get("place_name_2025")} `, h("code", {}, get("place_id_2025"))]]);
  }
  const when = period(get("period_start"), get("period_end"));
  if (when && (family !== "reference" || get("period_basis") === "stated"))
    rows.push([
      columnName("period"),
      [when, get("period_text") && h("span", { class: "faint" }, ` “${get("period_text")}”`), basis("period_basis")],
    ]);
  const rest = Object.keys(facts.columns).filter(
    (name) => !TOLD_ELSEWHERE.has(name) && !Object.values(CARD).flat().includes(name),
  );
  // A document has neither a status nor a day but its own.
  const common = family === "reference" ? CARD_COMMON.filter((name) => name !== "status") : CARD_COMMON;
  for (const name of [...common, ...rest]) rows.push([columnName(name), cardValue(name, row)]);
  return rows.filter(([, value]) => value !== null);
}

const IDS = new Set(["fact_id", "rule", "document_id"]);

function cardValue(name, row) {
  const value = data.facts.get(name, row);
  if (value === null || value === undefined || value === "" || (name === "taken_up" && !value)) return null;
  if (name === "top") return value ? word("true") : null;
  if (name === "indicator_id") return [indicatorName(value), " ", h("code", {}, value)];
  if (name === "index_id") return [indexName(value), " ", h("code", {}, value)];
  if (name === "comparator")
    return value === "eq"
      ? null
      : [
          word(value),
          data.facts.get("modifier_text", row) &&
            h("span", { class: "faint" }, ` “${data.facts.get("modifier_text", row)}”`),
        ];
  if (name === "modifier_text") return null;
  if (name === "issue_date") return day(value);
  if (["kind", "doc_type", "status", "change"].includes(name) || name.endsWith("_basis")) return word(value);
  if (name === "document_id")
    return h(
      "button",
      {
        type: "button",
        class: "quiet",
        onclick: () => update({ ...withoutFilters(), document: value, tab: "" }, { push: true }),
      },
      h("code", {}, value),
    );
  if (IDS.has(name)) return h("code", {}, value);
  if (name === "indicator_score" || name === "confidence") return share(value);
  return typeof value === "number" && name !== "year" ? number(value, 10) : String(value);
}

function definitions(rows) {
  return h(
    "dl",
    {},
    rows.map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]),
  );
}

/** Other records at the same place, the total that it is a part of, the fuller mention. */
function neighbours(row) {
  const { facts } = data;
  const [start, end] = [facts.get("start", row), facts.get("end", row)];
  const here = data.factsOf[facts.get("article", row)].filter(
    (other) => other !== row && facts.get("start", other) < end && facts.get("end", other) > start,
  );
  const link = (other) =>
    h(
      "button",
      { type: "button", class: "chip f-" + facts.get("family", other), onclick: () => selectFact(other) },
      h("span", { class: "swatch" }),
      factWords(other),
    );
  const line = (key, rows) => rows.length > 0 && h("p", { class: "links" }, t(key), " ", rows.map(link));
  const one = (name) => [facts.get(name, row)].filter((other) => other !== null && other !== undefined);
  return [line("also.here", here), line("part.of", one("part_of")), line("same.as", one("same_as"))];
}

/** A finding with what would be consistent, what is printed, and the records that it is about. */
function findingCard(finding) {
  const get = (name) => data.findings.get(name, finding);
  const rows = ["expected", "actual", "rule"]
    .map((name) => [name === "actual" ? t("finding.printed") : columnName(name), get(name)])
    .filter(([, value]) => value);
  const link = (row) =>
    h(
      "button",
      { type: "button", class: "chip f-" + data.facts.get("family", row), onclick: () => selectFact(row) },
      h("span", { class: "swatch" }),
      factWords(row),
    );
  return [
    h(
      "div",
      { class: "line sticky" },
      h(
        "span",
        { class: "severity s-" + get("severity") },
        SEVERITY_SIGNS[get("severity")],
        " ",
        word(get("severity")),
      ),
      h("strong", {}, get("message_" + language)),
    ),
    h("p", { class: "links" }, data.factsOfFinding(finding).map(link)),
    definitions(rows),
  ];
}

function findingNote(finding) {
  const get = (name) => data.findings.get(name, finding);
  const select = () => selectFinding(finding);
  return h(
    "button",
    {
      type: "button",
      class: `note s-${get("severity")}`,
      "data-finding": get("finding_id"),
      "data-row": finding,
      onclick: select,
    },
    h(
      "b",
      {},
      h("span", { class: "sign", "aria-hidden": "true" }, SEVERITY_SIGNS[get("severity")] ?? "●"),
      " ",
      word(get("severity")),
    ),
    " ",
    get("message_" + language),
  );
}
