/* Paper has no scroll bars: before printing, the table's rows are set out in full, up to a number that paper can bear. */

const MOST_PRINTED = 1000;

function listenToPrinting() {
  addEventListener("beforeprint", () => {
    const tab = state.tab ?? "records";
    fill(
      $("printed"),
      tab === "records" && !isOpen() ? printedRecords() : isOpen() ? printedFacts(reader.article) : [],
    );
    $("printed").hidden = false;
  });
  addEventListener("afterprint", () => {
    fill($("printed"));
    $("printed").hidden = true;
  });
}

function printedRecords() {
  const rows = Array.from(filter.rows.slice(0, MOST_PRINTED));
  const cut =
    filter.rows.length > rows.length &&
    h("p", {}, t("print.cut", { n: number(rows.length), all: number(filter.rows.length) }));
  return [cut, printedTable(rows)];
}

const printedFacts = (article) => printedTable(data.factsOf[article]);

function printedTable(rows) {
  const names = ["col.fact", "col.about", "col.place", "col.period", "col.context"];
  return h(
    "table",
    {},
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        names.map((name) => h("th", { scope: "col" }, t(name))),
      ),
    ),
    h(
      "tbody",
      {},
      rows.map((row) =>
        h(
          "tr",
          {},
          [
            factWords(row),
            aboutWords(row),
            data.facts.get("place_name", row) ?? "",
            periodWords(row),
            snippet(row),
          ].map((cell) => h("td", {}, cell)),
        ),
      ),
    ),
  );
}
