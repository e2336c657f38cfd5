/* Which records match, in which order. Everything that repeats is looked at once: a word of the search is compared with each
   distinct sentence, not with each record. */

class Filter {
  constructor() {
    this.facets = new Map();
    this.orders = new Map();
    this.folded = new Map();
    this.counts = new Map();
    this.rows = Uint32Array.from({ length: data.facts.length }, (_, row) => row);
  }

  /** {codes, words}: what each record is under one heading; -1 for nothing. */
  facet(name) {
    if (!this.facets.has(name)) this.facets.set(name, this.makeFacet(name));
    return this.facets.get(name);
  }

  makeFacet(name) {
    const { facts, articles } = data;
    if (["family", "status"].includes(name)) return facts.col(name);
    if (name === "place")
      return coded((row) => facts.get("province", row) ?? (facts.get("place_id", row) === "VN" ? "VN" : null));
    if (name === "kind") return coded((row) => facts.get("kind", row) ?? facts.get("doc_type", row));
    if (name === "about") return coded((row) => facts.get("indicator_id", row) ?? facts.get("index_id", row));
    if (name === "document") return coded((row) => facts.get("document_id", row));
    if (name === "article") return coded((row) => articles.get("input_id", facts.get("article", row)));
    if (name === "published")
      return coded((row) => articles.get("published", facts.get("article", row))?.slice(0, 7) ?? null);
    if (name === "period") {
      return coded((row) =>
        facts.get("period_basis", row) === "stated" ? (facts.get("period_end", row)?.slice(0, 7) ?? null) : null,
      );
    }
    if (name === "verdict") return coded((row) => data.gold?.rows[data.verdictOfFact.get(row)]?.verdict ?? null);
    throw new Error("no facet " + name);
  }

  /** The columns that are searched: codes by record, and folded words, made when first needed. */
  searched() {
    const { facts, articles } = data;
    const both = (book) => (id) => [id, book[id]?.vi, book[id]?.en].join(" ");
    const plain = [
      "sentence",
      "raw",
      "place_name",
      "place_name_2025",
      "indicator_text",
      "index_text",
      "ref_id",
      "title",
      "issuer",
      "scope",
      "unit",
    ];
    const sources = plain.map((name) => [name, facts.col(name), null]);
    sources.push(["indicator_id", facts.col("indicator_id"), both(data.core.indicators)]);
    sources.push(["index_id", facts.col("index_id"), both(data.core.indices)]);
    const titles = {
      codes: facts.col("article").values,
      words: Array.from({ length: articles.length }, (_, row) => row),
    };
    sources.push([
      "article",
      titles,
      (row) => [articles.get("title", row), articles.get("source", row), articles.get("outlet", row)].join(" "),
    ]);
    return sources.filter(([, column]) => column.codes).map(([name, column, worded]) => ({ name, column, worded }));
  }

  foldedWords({ name, column, worded }) {
    if (!this.folded.has(name)) this.folded.set(name, foldAll(worded ? column.words.map(worded) : column.words));
    return this.folded.get(name);
  }

  /** Fold all that is searched before anybody searches, a column at a time, so that the page stays quick meanwhile. */
  prepare(columns = this.searched()) {
    if (!columns.length) {
      document.documentElement.dataset.prepared = "true";
      return;
    }
    this.foldedWords(columns[0]);
    setTimeout(() => this.prepare(columns.slice(1)));
  }

  /** right[row] is 1 where every word of the query is somewhere in the record. */
  search(query) {
    const right = new Uint8Array(data.facts.length).fill(1);
    const columns = this.searched();
    for (const term of terms(query)) {
      const found = new Uint8Array(right.length);
      for (const one of columns) {
        const words = this.foldedWords(one);
        const hits = new Uint8Array(words.length);
        let any = false;
        for (let code = 0; code < hits.length; code += 1) if (holds(words[code], term)) any = hits[code] = 1;
        if (any) mark(found, one.column.codes, hits);
      }
      for (let row = 0; row < right.length; row += 1) right[row] &= found[row];
    }
    return right;
  }

  /** right[row] is 1 where the record is one of the wanted values. */
  among(name, wanted) {
    const { codes, words } = this.facet(name);
    const right = new Uint8Array(data.facts.length);
    if (codes)
      mark(
        right,
        codes,
        Uint8Array.from(words, (value) => (wanted(value) ? 1 : 0)),
      );
    return right;
  }

  /** What is asked for, by filter: key → right[row]. */
  asked() {
    const asked = new Map();
    const those = (test) => Uint8Array.from({ length: data.facts.length }, (_, row) => (test(row) ? 1 : 0));
    if (state.q) asked.set("q", this.search(state.q));
    for (const key of ["family", "kind", "about", "place", "status", "article", "verdict"]) {
      if (!state[key]) continue;
      const wanted = new Set(chosen(key));
      asked.set(
        key,
        this.among(key, (value) => wanted.has(value)),
      );
    }
    if (state.document)
      asked.set(
        "document",
        this.among("document", (value) => value === state.document),
      );
    if (state.month) {
      const [basis, month] = state.month.split(":");
      asked.set(
        "month",
        this.among(basis === "period" ? "period" : "published", (value) => value.startsWith(month ?? "")),
      );
    }
    if (state.confidence)
      asked.set(
        "confidence",
        those((row) => data.facts.get("confidence", row) >= Number(state.confidence)),
      );
    if (state.flagged)
      asked.set(
        "flagged",
        those((row) => flags.has(row)),
      );
    if (state.doubtful)
      asked.set(
        "doubtful",
        those((row) => data.findingsOfFact.has(row)),
      );
    return asked;
  }

  /** Apply the state. Counts of a facet are of what matches all other filters, so that they say what a choice would give. */
  run() {
    const failures = new Uint8Array(data.facts.length);
    const asked = this.asked();
    for (const right of asked.values())
      for (let row = 0; row < failures.length; row += 1) failures[row] += 1 - right[row];
    for (const name of ["family", "kind", "about", "place", "status", ...(data.gold ? ["verdict"] : [])]) {
      this.counts.set(name, this.count(name, failures, asked.get(name)));
    }
    const rows = new Uint32Array(failures.length);
    let n = 0;
    for (const row of this.order(state.sort ?? "")) if (!failures[row]) rows[n++] = row;
    this.rows = rows.subarray(0, n);
  }

  /** How often each value of a facet is among the records that fail nothing but, perhaps, the facet's own filter. */
  count(name, failures, right) {
    const { codes, words } = this.facet(name);
    const counts = new Uint32Array(words.length);
    if (!codes) return counts;
    for (let row = 0; row < failures.length; row += 1) {
      const others = right ? failures[row] - 1 + right[row] : failures[row];
      if (others === 0 && codes[row] >= 0) counts[codes[row]] += 1;
    }
    return counts;
  }

  /** Values of a facet with their counts, the most frequent first; what would give nothing is left out. */
  choices(name) {
    const { words } = this.facet(name);
    const counts = this.counts.get(name);
    return words
      .map((value, code) => ({ value, count: counts[code] }))
      .filter((one) => one.count > 0 || chosen(name).includes(one.value))
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  }

  /** All rows in an order such as "value.desc"; "" is that of the articles. Unknown values come last, whatever the direction. */
  order(sort) {
    const key = sort + language;
    if (!this.orders.has(key)) this.orders.set(key, this.makeOrder(...sort.split(".")));
    return this.orders.get(key);
  }

  makeOrder(name, direction) {
    const rows = Uint32Array.from({ length: data.facts.length }, (_, row) => row);
    const keys = SORT_KEYS[name]?.(data.facts);
    if (!keys) return rows;
    const sign = direction === "desc" ? -1 : 1;
    const rank = (row) => (Number.isNaN(keys[row]) ? Infinity : sign * keys[row]);
    const ranks = Float64Array.from(rows, rank);
    return rows.sort((a, b) => (ranks[a] === ranks[b] ? a - b : ranks[a] < ranks[b] ? -1 : 1));
  }
}

/** For each row the position of its word among all words in the order of the alphabet. */
function alphabetical(wordOf) {
  const { codes, words } = coded(wordOf);
  const collator = new Intl.Collator("vi", { numeric: true });
  const places = new Float64Array(words.length);
  words
    .map((_, code) => code)
    .sort((a, b) => collator.compare(words[a], words[b]))
    .forEach((code, place) => (places[code] = place));
  return Float64Array.from(codes, (code) => (code < 0 ? NaN : places[code]));
}

const SORT_KEYS = {
  fact: (facts) =>
    Float64Array.from({ length: facts.length }, (_, row) => facts.get("value", row) ?? facts.get("rank", row) ?? NaN),
  confidence: (facts) => Float64Array.from({ length: facts.length }, (_, row) => facts.get("confidence", row) ?? NaN),
  about: () => alphabetical((row) => aboutWords(row) || null),
  place: (facts) => alphabetical((row) => facts.get("place_name", row)),
  period: (facts) => alphabetical((row) => facts.get("period_end", row) ?? facts.get("period_start", row)),
};

/** A column of words made row by row. */
function coded(wordOf) {
  const positions = new Map();
  const codes = Int32Array.from({ length: data.facts.length }, (_, row) => {
    const value = wordOf(row);
    if (value === null || value === undefined) return -1;
    if (!positions.has(value)) positions.set(value, positions.size);
    return positions.get(value);
  });
  return { codes, words: [...positions.keys()] };
}

/** Set to[row] where the record's value is one of the hits. */
function mark(to, codes, hits) {
  for (let row = 0; row < to.length; row += 1) if (codes[row] >= 0 && hits[codes[row]]) to[row] = 1;
}
