/* What stands above the table: search, filters with what each choice would give, the number of records, exports. */

const SELECTS = [
  {
    name: "about",
    label: () => `${columnName("indicator_id")} / ${columnName("index_id")}`,
    words: (id) => data.core.indicators[id]?.[language] ?? indexName(id),
  },
  { name: "place", label: () => columnName("province"), words: (id) => provinceName(id) },
  { name: "kind", label: () => columnName("kind"), words: word },
  { name: "status", label: () => columnName("status"), words: word },
  { name: "verdict", label: () => columnName("verdict"), words: word },
];

/** A province's name; one that the merger made says so. */
function provinceName(id) {
  if (id === "VN") return "Việt Nam";
  const { before, after } = data.core.map;
  if (Object.hasOwn(before, id)) return before[id];
  return Object.hasOwn(after, id) ? `${after[id]} (7/2025)` : id;
}

/** Where the table has no headings to click, a field sorts it. */
function sortOptions() {
  const both = Object.keys(SORT_KEYS).flatMap((name) => [
    h("option", { value: name + ".asc" }, t("col." + name), " ↑"),
    h("option", { value: name + ".desc" }, t("col." + name), " ↓"),
  ]);
  return [h("option", { value: "" }, t("sort.text")), both];
}

class SearchBar {
  constructor() {
    this.input = h("input", {
      type: "search",
      id: "search",
      placeholder: t("search"),
      "aria-label": t("search.label"),
      autocomplete: "off",
      spellcheck: "false",
      value: state.q ?? "",
      oninput: (event) => update({ q: event.target.value }),
      onkeydown: (event) => {
        if (event.key === "ArrowDown" || event.key === "Enter") {
          event.preventDefault();
          views.table.element.focus();
          if (views.table.selected() < 0) views.table.move(0);
        }
      },
    });
    this.chips = h("div", { class: "chips", role: "group", "aria-label": t("family.label") });
    this.selects = SELECTS.filter(({ name }) => name !== "verdict" || data.gold).map((one) => ({
      ...one,
      element: h("select", {
        id: "filter-" + one.name,
        onchange: (event) => update({ [one.name]: event.target.value }),
      }),
    }));
    this.confidence = h("input", {
      type: "range",
      id: "filter-confidence",
      min: 0,
      max: 1,
      step: 0.05,
      oninput: (event) => update({ confidence: Number(event.target.value) ? event.target.value : "" }),
    });
    this.least = h("output", { for: "filter-confidence" });
    const check = (key, label) =>
      h("input", {
        type: "checkbox",
        id: "filter-" + key,
        onchange: (event) => update({ [key]: event.target.checked ? "1" : "" }),
      });
    this.checks = ["doubtful", "flagged"].map((key) => ({ key, element: check(key) }));
    this.sort = h("select", { id: "sort", onchange: (event) => update({ sort: event.target.value }) });
    this.count = h("span", { class: "count", id: "count" });
    this.active = h("div", { class: "active" });
    this.csv = h("button", { type: "button", id: "csv", onclick: exportCsv }, t("export"));
    this.flags = h("button", { type: "button", id: "flags", onclick: () => flags.download() });
    this.more = h(
      "details",
      { class: "filters", open: innerWidth >= 720 },
      h("summary", {}, t("more")),
      h(
        "div",
        { class: "fields" },
        this.selects.map(({ name, label, element }) => h("label", { class: "field" }, h("span", {}, label()), element)),
        h("label", { class: "field" }, h("span", {}, t("confidence.least"), " ", this.least), this.confidence),
        h("label", { class: "field narrow-only" }, h("span", {}, t("sort")), this.sort),
        this.checks.map(({ key, element }) => h("label", { class: "check" }, element, h("span", {}, t("only." + key)))),
      ),
    );
    this.element = h(
      "div",
      { class: "bar" },
      h("div", { class: "line" }, this.input, this.chips),
      this.more,
      h("div", { class: "line" }, this.count, this.active, h("span", { class: "grow" }), this.flags, this.csv),
    );
  }

  refresh() {
    if (document.activeElement !== this.input) this.input.value = state.q ?? "";
    const families = new Map(filter.choices("family").map((one) => [one.value, one.count]));
    const marked = document.activeElement?.dataset?.family;
    fill(
      this.chips,
      FAMILIES.map((family) => this.chip(family, families.get(family) ?? 0)),
    );
    if (marked) this.chips.querySelector(`[data-family="${marked}"]`)?.focus();
    for (const one of this.selects) this.fillSelect(one);
    fill(this.sort, sortOptions());
    this.sort.value = state.sort ?? "";
    this.confidence.value = state.confidence ?? 0;
    this.least.textContent = state.confidence ? share(Number(state.confidence)) : t("all");
    for (const { key, element } of this.checks) element.checked = Boolean(state[key]);
    const [n, all] = [number(filter.rows.length), number(data.facts.length)];
    this.count.textContent = anyFilter() ? t("shown", { n, all }) : t("shown.all", { n });
    this.csv.disabled = !filter.rows.length;
    this.csv.title = t("export.label", { n });
    this.flags.hidden = !flags.size;
    this.flags.textContent = t("flag.download", { n: flags.size });
    fill(this.active, this.activeFilters());
  }

  chip(family, count) {
    return h(
      "button",
      {
        type: "button",
        class: `chip f-${family}`,
        "data-family": family,
        "aria-pressed": chosen("family").includes(family) ? "true" : "false",
        onclick: () => toggle("family", family),
      },
      h("span", { class: "swatch", "aria-hidden": "true" }),
      familyName(family),
      h("span", { class: "n" }, number(count)),
    );
  }

  fillSelect({ name, element, words }) {
    if (document.activeElement === element && element.matches(":open")) return;
    const choices = filter.choices(name);
    fill(
      element,
      h("option", { value: "" }, t("all")),
      choices.map(({ value, count }) => h("option", { value }, `${words(value)} (${number(count)})`)),
    );
    element.value = state[name] ?? "";
    element.closest(".field")?.classList.toggle("set", Boolean(state[name]));
  }

  /** Filters that no field above shows, each with a button to remove it. */
  activeFilters() {
    const shown = [];
    const one = (key, what) =>
      shown.push(
        h(
          "button",
          {
            type: "button",
            class: "chip set",
            "aria-label": t("clear.one", { what }),
            onclick: () => update({ [key]: "" }),
          },
          what,
          " ×",
        ),
      );
    if (state.article && data.rowOfInput.has(state.article))
      one("article", articleName(data.rowOfInput.get(state.article)));
    if (state.document) one("document", state.document.split(";")[0]);
    if (state.month) {
      const [basis, month] = state.month.split(":");
      one("month", `${day(month)} (${t("chart." + basis)})`);
    }
    if (anyFilter())
      shown.push(
        h(
          "button",
          { type: "button", class: "quiet", id: "clear", onclick: () => update(withoutFilters()) },
          t("clear"),
        ),
      );
    return shown;
  }
}
