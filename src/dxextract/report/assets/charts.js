/* Charts of what is filtered. Bars are buttons: each says its number and filters the table by what it stands for. */

const MOST = 15;

/** How often each value of a facet is among the filtered records, the most frequent first. */
function tally(name, rows = filter.rows) {
  const { codes, words } = filter.facet(name);
  const counts = new Uint32Array(words.length);
  if (codes) for (const row of rows) if (codes[row] >= 0) counts[codes[row]] += 1;
  return words
    .map((value, code) => ({ value, count: counts[code] }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

function chartsView() {
  const element = h("div", { class: "charts" });
  const refresh = () => {
    if (!filter.rows.length) return fill(element, empty("empty.chart"));
    return fill(
      element,
      h(
        "p",
        { class: "hint" },
        t("chart.filtered", { n: number(filter.rows.length) }),
        " ",
        anyFilter() && clearButton(),
      ),
      monthsChart(),
      kindsChart(),
      ...aboutCharts(),
      documentsChart(),
    );
  };
  return { element, refresh };
}

const clearButton = () =>
  h("button", { type: "button", class: "quiet", onclick: () => update(withoutFilters()) }, t("clear"));

const jump = (patch) => update({ ...patch, tab: "" }, { push: true });

function figure(title, note, body, tools) {
  return h(
    "figure",
    { class: "chart" + (tools ? " wide" : "") },
    h("figcaption", {}, h("h2", {}, title), tools, note && h("p", { class: "hint" }, note)),
    body,
  );
}

/** Horizontal bars, a list of buttons. */
function bars(items, { words, family, choose }) {
  const most = Math.max(...items.map((item) => item.count));
  return h(
    "ul",
    { class: "bars" },
    items.map((item) => {
      const bar = h("span", { class: "fillbar" });
      bar.style.width = `${Math.max(0.4, (100 * item.count) / most)}%`;
      const label = words(item.value);
      return h(
        "li",
        {},
        h(
          "button",
          {
            type: "button",
            class: "f-" + family(item.value),
            "aria-label": t("chart.filter", { what: label, n: number(item.count) }),
            title: label,
            onclick: () => choose(item.value),
          },
          h("span", { class: "label" }, label),
          h("span", { class: "track" }, bar),
          h("span", { class: "n" }, number(item.count)),
        ),
      );
    }),
  );
}

const METRIC_KINDS = new Set(["count", "percentage", "money", "measurement", "score"]);

function kindsChart() {
  const rankings = tally("family").filter(({ value }) => value === "ranking");
  const items = [...tally("kind"), ...rankings].sort((a, b) => b.count - a.count);
  const family = (value) => (value === "ranking" ? "ranking" : METRIC_KINDS.has(value) ? "metric" : "reference");
  const choose = (value) => jump(value === "ranking" ? { family: "ranking", kind: "" } : { kind: value, family: "" });
  const legend = h(
    "p",
    { class: "legend" },
    FAMILIES.map((name) => h("span", { class: "f-" + name }, h("span", { class: "swatch" }), familyName(name))),
  );
  return figure(t("chart.kinds"), null, [legend, bars(items, { words: word, family, choose })]);
}

function aboutCharts() {
  const items = tally("about");
  const indicators = items.filter(({ value }) => value in data.core.indicators);
  const indices = items.filter(({ value }) => value in data.core.indices && !(value in data.core.indicators));
  const choose = (value) => jump({ about: value });
  const chart = (title, all, family, words) =>
    all.length > 0 &&
    figure(
      t(title),
      all.length > MOST ? t("chart.indicators.note", { n: MOST, all: number(all.length) }) : null,
      bars(all.slice(0, MOST), { words, family: () => family, choose }),
    );
  return [
    chart("chart.indicators", indicators, "metric", indicatorName),
    chart("chart.indices", indices, "ranking", indexName),
  ];
}

function documentsChart() {
  const items = tally("document");
  if (!items.length) return false;
  return figure(
    t("chart.documents"),
    items.length > MOST ? t("chart.indicators.note", { n: MOST, all: number(items.length) }) : null,
    bars(items.slice(0, MOST), {
      words: (id) => id.split(";")[0],
      family: () => "reference",
      choose: (value) => jump({ document: value }),
    }),
  );
}

const MONTHS_SHOWN = 48;

/** Columns over time: months, or years when there are too many months. */
function monthsChart() {
  const basis = state.basis || "published";
  const items = tally(basis);
  const dated = items.reduce((sum, { count }) => sum + count, 0);
  const tools = h(
    "div",
    { class: "switch", role: "group" },
    ["published", "period"].map((one) =>
      h(
        "button",
        {
          type: "button",
          "aria-pressed": one === basis ? "true" : "false",
          onclick: () => update({ basis: one === "published" ? "" : one }),
        },
        t("chart." + one),
      ),
    ),
  );
  const note = dated < filter.rows.length ? t("chart.undated", { n: number(filter.rows.length - dated) }) : null;
  if (!items.length) return figure(t("chart.months"), note, empty("empty.chart"), tools);
  const { steps, yearly } = timeline(items);
  const most = Math.max(...steps.map(({ count }) => count));
  const columns = steps.map(({ value, count }, index) => {
    const bar = h("span", { class: "fillbar" });
    bar.style.height = `${(100 * count) / most}%`;
    const label = day(value);
    const ticked = yearly ? steps.length <= 16 || Number(value) % 5 === 0 : value.endsWith("-01") || index === 0;
    return h(
      "li",
      {},
      h(
        "button",
        {
          type: "button",
          disabled: !count,
          "aria-label": t("chart.filter", { what: label, n: number(count) }),
          title: `${label}: ${number(count)}`,
          onclick: () => jump({ month: `${basis}:${value}` }),
        },
        bar,
      ),
      h("span", { class: "tick", "aria-hidden": "true" }, ticked ? value.slice(0, 4) : ""),
    );
  });
  const peak = h("span", { class: "peak", "aria-hidden": "true" }, number(most));
  return figure(
    `${t("chart.months")} (${t(yearly ? "chart.year" : "chart.month")})`,
    note,
    h("div", { class: "columns" }, peak, h("ul", {}, columns)),
    tools,
  );
}

/** Every step from the first to the last, empty ones too. */
function timeline(items) {
  const counts = new Map();
  const months = items.map(({ value }) => value).sort();
  const span = monthNumber(months.at(-1)) - monthNumber(months[0]);
  const yearly = span >= MONTHS_SHOWN;
  for (const { value, count } of items) {
    const step = yearly ? value.slice(0, 4) : value;
    counts.set(step, (counts.get(step) ?? 0) + count);
  }
  const steps = [];
  if (yearly) {
    for (let year = Number(months[0].slice(0, 4)); year <= Number(months.at(-1).slice(0, 4)); year += 1)
      steps.push(String(year));
  } else {
    for (let at = monthNumber(months[0]); at <= monthNumber(months.at(-1)); at += 1)
      steps.push(`${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`);
  }
  return { yearly, steps: steps.map((value) => ({ value, count: counts.get(value) ?? 0 })) };
}

const monthNumber = (month) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
