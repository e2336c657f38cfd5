/* What is filtered, as CSV that a spreadsheet opens: with a byte order mark, and without cells that it would run as formulas. */

/** A cell that begins like a formula is set in quotes by a leading apostrophe; numbers are left alone. */
function csvCell(value) {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? "'" + value : String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function csvOf(rows) {
  const { facts, articles } = data;
  const ofArticle = ["input_id", "article_id", "source"];
  const link = new Set(["part_of", "same_as"]);
  const names = Object.keys(facts.columns).filter((name) => name !== "article" && name !== "family");
  const header = ["family", ...ofArticle, "published", ...names, "indicator_name", "index_name"];
  const lines = [header.join(",")];
  for (const row of rows) {
    const article = facts.get("article", row);
    const linked = (name) => {
      const other = facts.get(name, row);
      return other === null ? null : facts.get("fact_id", other);
    };
    const cell = (name) => {
      if (name === "top") return facts.get(name, row) === null ? null : String(facts.get(name, row) === 1);
      return link.has(name) ? linked(name) : facts.get(name, row);
    };
    const cells = [
      facts.get("family", row),
      ...[...ofArticle, "published"].map((name) => articles.get(name, article)),
      ...names.map(cell),
      facts.get("indicator_id", row) && indicatorName(facts.get("indicator_id", row)),
      facts.get("index_id", row) && indexName(facts.get("index_id", row)),
    ];
    lines.push(cells.map(csvCell).join(","));
  }
  return "\ufeff" + lines.join("\r\n") + "\r\n";
}

function exportCsv() {
  if (filter.rows.length) download("records.csv", "text/csv;charset=utf-8", csvOf(filter.rows));
}
