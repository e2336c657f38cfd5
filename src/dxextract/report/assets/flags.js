/* Records that a person says are wrong: kept in the browser, downloaded as a file (docs/report.md describes it). */

const FLAGS_FORMAT = "dxextract-flags";

/** What of a record may be corrected, by family: columns of the contract. */
const CORRECTABLE = {
  metric: [
    "kind",
    "value",
    "value_high",
    "denominator",
    "comparator",
    "unit",
    "per",
    "indicator_id",
    "change",
    "place_code",
    "period_start",
    "period_end",
    "status",
  ],
  ranking: [
    "index_id",
    "rank",
    "out_of",
    "scope",
    "top",
    "delta",
    "place_code",
    "period_start",
    "period_end",
    "status",
  ],
  reference: ["doc_type", "number", "year", "symbol", "issue_date", "issuer"],
};
const NUMERIC = new Set(["value", "value_high", "denominator", "rank", "out_of", "delta", "year"]);

class Flags {
  constructor() {
    this.byFact = new Map();
    this.key = `${FLAGS_FORMAT}:${data.core.knowledge_hash}:${data.core.title}:${data.facts.length}:${data.facts.get("fact_id", 0)}`;
    this.keeps = true;
    try {
      for (const flag of JSON.parse(localStorage.getItem(this.key) ?? "[]")) this.add(flag);
    } catch {
      this.keeps = false;
    }
  }

  get size() {
    return this.byFact.size;
  }

  has(row) {
    return this.byFact.has(row);
  }

  get(row) {
    return this.byFact.get(row) ?? null;
  }

  /** Take a flag over; whether it is about a record of this dataset. */
  add(flag) {
    const row = data.rowOfFact.get(flag?.fact_id);
    if (row === undefined || !Array.isArray(flag.wrong)) return false;
    this.byFact.set(row, this.make(row, flag));
    return true;
  }

  make(row, { wrong, corrections, note }) {
    const { facts, articles } = data;
    const article = facts.get("article", row);
    const family = facts.get("family", row);
    const known = new Set([...CORRECTABLE[family], "not_a_fact", "span"]);
    return {
      fact_id: facts.get("fact_id", row),
      input_id: articles.get("input_id", article),
      article_id: articles.get("article_id", article),
      source: articles.get("source", article),
      family,
      start: facts.get("start", row),
      end: facts.get("end", row),
      raw: facts.get("raw", row),
      wrong: wrong.filter((name) => known.has(name)),
      corrections: Object.fromEntries(Object.entries(corrections ?? {}).filter(([name]) => known.has(name))),
      note: String(note ?? ""),
    };
  }

  set(row, flag) {
    this.byFact.set(row, this.make(row, flag));
    this.keep();
  }

  remove(row) {
    this.byFact.delete(row);
    this.keep();
  }

  keep() {
    try {
      if (this.size) localStorage.setItem(this.key, JSON.stringify([...this.byFact.values()]));
      else localStorage.removeItem(this.key);
      this.keeps = true;
    } catch {
      this.keeps = false;
    }
  }

  file() {
    const rows = [...this.byFact.keys()].sort((a, b) => a - b);
    return {
      format: FLAGS_FORMAT,
      version: 1,
      dataset: data.core.title,
      dxextract_version: data.core.version,
      knowledge_hash: data.core.knowledge_hash,
      flags: rows.map((row) => this.byFact.get(row)),
    };
  }

  download() {
    if (this.size) download("flags.json", "application/json", JSON.stringify(this.file(), null, 1) + "\n");
  }

  /** Add the flags of a file that was downloaded before; gives what to tell. */
  async open(file) {
    try {
      const content = JSON.parse(await file.text());
      if (content.format !== FLAGS_FORMAT) return t("flag.bad");
      const added = content.flags.filter((flag) => this.add(flag)).length;
      this.keep();
      return t("flag.opened", { n: added, m: content.flags.length - added });
    } catch {
      return t("flag.bad");
    }
  }
}
