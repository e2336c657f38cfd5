/* The tab that says what the page holds, and takes a file of flags. */

function aboutPage() {
  const count = (name) => [columnName(name) === name ? t("tab." + name) : columnName(name), data[name].length];
  const families = FAMILIES.map((name) => [
    familyName(name),
    tally(
      "family",
      Array.from({ length: data.facts.length }, (_, row) => row),
    ).find(({ value }) => value === name)?.count ?? 0,
  ]);
  const rows = [[t("about.articles"), data.articles.length], ...families, count("findings"), count("rejects")];
  const open = h("input", {
    type: "file",
    accept: "application/json,.json",
    id: "flags-file",
    onchange: async (event) => {
      const told = await flags.open(event.target.files[0]);
      refreshFlags();
      announce(told);
      $("flags-told").textContent = told;
    },
  });
  return [
    h("h2", {}, data.core.title),
    h("p", {}, t("about.what")),
    h(
      "table",
      {},
      h(
        "tbody",
        {},
        rows.map(([name, n]) => h("tr", {}, h("th", { scope: "row" }, name), h("td", {}, number(n)))),
      ),
    ),
    definitions([
      [t("about.version"), h("code", {}, data.core.version)],
      [t("about.knowledge"), h("code", {}, data.core.knowledge_hash)],
    ]),
    h(
      "p",
      { class: "line" },
      flags.size > 0 &&
        h("button", { type: "button", onclick: () => flags.download() }, t("flag.download", { n: flags.size })),
      h("label", { class: "field" }, h("span", {}, t("flag.open")), open),
    ),
    h("p", { class: "hint", id: "flags-told" }),
    h("p", { class: "hint" }, t("map.credit", { credit: data.core.map.credit, license: data.core.map.license })),
  ];
}
