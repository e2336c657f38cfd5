/* The map: 63 provinces, or the 34 that they were merged into, coloured by the number of records or by the latest value of an
   indicator. The 34 are groups of the 63; a group's inner borders are painted over. */

const CLASSES = 5;

function mapView() {
  const element = h("div", { class: "map" });
  return { element, refresh: () => drawMap(element) };
}

function drawMap(element) {
  const after = state.map !== "before";
  const found = state.colour ? latestValues(state.colour, after) : counts(after);
  const shades = classes([...found.values.values()].map(({ value }) => value));
  const shade = (id) => {
    const one = found.values.get(id);
    return one ? 1 + shades.findIndex(([, high]) => one.value <= high) : 0;
  };
  fill(
    element,
    mapTools(after),
    h(
      "div",
      { class: "sheet" },
      drawing(after, found, shade),
      h("div", { class: "side" }, legend(shades, found), provinceTable(after, found), mapNotes(after, found)),
    ),
  );
}

function mapTools(after) {
  const choice = (value, label) =>
    h(
      "button",
      {
        type: "button",
        "aria-pressed": (value === "after") === after ? "true" : "false",
        onclick: () => update({ map: value === "after" ? "" : value }),
      },
      label,
    );
  const select = h(
    "select",
    { id: "map-colour", onchange: (event) => update({ colour: event.target.value }) },
    h("option", { value: "" }, t("map.count")),
    h(
      "optgroup",
      { label: t("map.latest") },
      tally("about")
        .filter(({ value }) => value in data.core.indicators)
        .map(({ value, count }) => h("option", { value }, `${indicatorName(value)} (${number(count)})`)),
    ),
  );
  select.value = state.colour ?? "";
  return h(
    "div",
    { class: "line tools" },
    h("div", { class: "switch", role: "group" }, choice("after", t("map.after")), choice("before", t("map.before"))),
    h("label", { class: "field" }, h("span", {}, t("map.colour")), select),
    h(
      "span",
      { class: "hint" },
      t("chart.filtered", { n: number(filter.rows.length) }),
      " ",
      anyFilter() && clearButton(),
    ),
  );
}

/** The province of a record on a map, or null: which of the 63, or which of the 34. */
function provinceOn(row, after) {
  const { before, after: merged } = data.core.map;
  const id = data.facts.get(after ? "place_id_2025" : "province", row);
  return id !== null && Object.hasOwn(after ? merged : before, id) ? id : null;
}

function counts(after) {
  const values = new Map();
  let elsewhere = 0;
  for (const row of filter.rows) {
    const id = provinceOn(row, after);
    if (id === null) elsewhere += 1;
    else values.set(id, { value: (values.get(id)?.value ?? 0) + 1, row: null });
  }
  return { values, elsewhere, unit: null, units: [] };
}

/** For each province its latest actual value of an indicator: of the province itself, not of what lies in it or was merged. */
function latestValues(indicator, after) {
  const { facts, articles } = data;
  const get = (name, row) => facts.get(name, row);
  const entities = after ? data.core.map.after : data.core.map.before;
  const rows = Array.from(filter.rows).filter(
    (row) =>
      get("indicator_id", row) === indicator &&
      get("value", row) !== null &&
      get("status", row) === "actual" &&
      get("change", row) === null &&
      Object.hasOwn(entities, get("place_id", row) ?? ""),
  );
  const units = new Map();
  for (const row of rows) units.set(get("unit", row) ?? "", (units.get(get("unit", row) ?? "") ?? 0) + 1);
  const [unit] = [...units].sort((a, b) => b[1] - a[1])[0] ?? [""];
  const when = (row) => get("period_end", row) ?? articles.get("published", get("article", row)) ?? "";
  const values = new Map();
  for (const row of rows) {
    if ((get("unit", row) ?? "") !== unit) continue;
    const id = get("place_id", row);
    const old = values.get(id);
    const newer =
      !old || when(row) > old.when || (when(row) === old.when && get("confidence", row) > get("confidence", old.row));
    if (newer) values.set(id, { value: get("value", row), row, when: when(row) });
  }
  return { values, elsewhere: 0, unit, units: [...units.keys()] };
}

/** Classes of about the same number of provinces, as [low, high] from the lowest to the highest. */
function classes(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const limits = new Set();
  for (let i = 1; i <= CLASSES; i += 1)
    if (sorted.length) limits.add(sorted[Math.ceil((i * sorted.length) / CLASSES) - 1]);
  let low = sorted[0];
  return [...limits].map((high) => {
    const range = [low, high];
    low = sorted.find((value) => value > high);
    return range;
  });
}

function drawing(after, found, shade) {
  const { outlines, holders, view_box: box } = data.core.map;
  const names = after ? data.core.map.after : data.core.map.before;
  const groups = new Map();
  for (const [id, path] of Object.entries(outlines)) {
    const key = after ? holders[id] : id;
    groups.set(key, (groups.get(key) ?? "") + path);
  }
  const open = (id) =>
    jump(
      after
        ? {
            place: Object.keys(holders)
              .filter((one) => holders[one] === id)
              .concat(id)
              .filter((one, i, all) => all.indexOf(one) === i)
              .join(","),
          }
        : { place: id },
    );
  const shapes = [...groups].map(([id, path]) => {
    const label = `${names[id]}: ${mapValue(found, id)}`;
    return s(
      "g",
      {
        class: "province shade-" + shade(id),
        tabindex: 0,
        role: "button",
        "data-id": id,
        "aria-label": label,
        onclick: () => open(id),
        onkeydown: (event) => {
          if (event.key === "Enter" || event.key === " ") {
            event.preventDefault();
            open(id);
          }
        },
      },
      s("title", {}, label),
      s("path", { class: "border", d: path }),
      s("path", { class: "area", d: path }),
    );
  });
  const isles = [
    ["Hoàng Sa", 5400, 4200],
    ["Trường Sa", 6700, 7000],
  ].map(([name, x, y]) => s("text", { x, y, class: "isles" }, name));
  return s(
    "svg",
    { viewBox: box.join(" "), class: "country", role: "group", "aria-label": t(after ? "map.after" : "map.before") },
    ...shapes,
    ...isles,
  );
}

function mapValue(found, id) {
  const one = found.values.get(id);
  if (!one) return t("map.none");
  if (one.row === null) return t("shown.all", { n: number(one.value) });
  return factWords(one.row) + (one.when ? `, ${day(one.when)}` : "");
}

function legend(shades, { unit }) {
  const range = ([low, high]) => (low === high ? number(low) : `${number(low)} – ${number(high)}`);
  return h(
    "ul",
    { class: "shades" },
    shades.map((one, index) =>
      h("li", {}, h("span", { class: `shade shade-${index + 1}` }), `${range(one)} ${unit ?? ""}`),
    ),
    h("li", {}, h("span", { class: "shade shade-0" }), t("map.none")),
  );
}

/** The same as a table, the largest first: for reading exactly, and for those who do not see the map. */
function provinceTable(after, found) {
  if (!found.values.size) return empty("empty.chart");
  const names = after ? data.core.map.after : data.core.map.before;
  const rows = [...found.values].sort((a, b) => b[1].value - a[1].value);
  const dated = rows[0][1].row !== null;
  const cell = ([id, { value, row, when }]) => {
    const name =
      row === null
        ? names[id]
        : h(
            "button",
            {
              type: "button",
              class: "quiet",
              onclick: () => {
                update({ tab: "" }, { push: true });
                selectFact(row);
              },
            },
            names[id],
          );
    return h(
      "tr",
      {},
      h("th", { scope: "row" }, name),
      h("td", {}, row === null ? number(value) : factWords(row)),
      dated && h("td", {}, day(when)),
    );
  };
  return h(
    "div",
    { class: "ranked" },
    h(
      "table",
      {},
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          [t("map.place"), t("map.value"), dated && t("map.asof")]
            .filter(Boolean)
            .map((name) => h("th", { scope: "col" }, name)),
        ),
      ),
      h("tbody", {}, rows.map(cell)),
    ),
  );
}

function mapNotes(after, found) {
  const notes = [];
  if (found.elsewhere) notes.push(t("map.elsewhere", { n: number(found.elsewhere) }));
  if (state.colour) notes.push(t("map.lower"));
  if (state.colour && after) notes.push(t("map.merged"));
  if (found.units.length > 1)
    notes.push(t("map.units", { units: found.units.filter(Boolean).join(", "), unit: found.unit || "–" }));
  notes.push(t("map.credit", { credit: data.core.map.credit, license: data.core.map.license }));
  return h(
    "div",
    { class: "hint" },
    notes.map((note) => h("p", {}, note)),
  );
}
