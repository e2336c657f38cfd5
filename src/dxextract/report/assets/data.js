/* The data that travels in the page: unpacked once, columns stay columns. */

/** Undo zlib and base64. Needs a browser that knows DecompressionStream (2023). */
async function unpack(base64) {
  const letters = atob(base64);
  const bytes = new Uint8Array(letters.length);
  for (let i = 0; i < bytes.length; i += 1) bytes[i] = letters.charCodeAt(i);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return JSON.parse(await new Response(stream).text());
}

const NOTHING = { get: () => null, codes: null, words: [] };

/** A column with get(row); one of words also has codes (row → position in words, -1 for null). */
function column(packed) {
  if (!packed) return NOTHING;
  if (packed.d) {
    const codes = Int32Array.from(packed.i);
    return { words: packed.d, codes, get: (row) => (codes[row] < 0 ? null : packed.d[codes[row]]) };
  }
  const values = packed.v ?? packed.l;
  return { values, codes: null, words: [], get: (row) => values[row] };
}

class Table {
  constructor(packed) {
    this.length = packed.n;
    this.columns = Object.fromEntries(Object.entries(packed.c).map(([name, one]) => [name, column(one)]));
  }

  col(name) {
    return this.columns[name] ?? NOTHING;
  }

  get(name, row) {
    return this.col(name).get(row);
  }
}

class Data {
  constructor(core) {
    this.core = core;
    this.articles = new Table(core.articles);
    this.facts = new Table(core.facts);
    this.findings = new Table(core.findings);
    this.rejects = new Table(core.rejects);
    this.panel = new Table(core.panel);
    this.gold = core.gold ?? null;
    this.rowOfFact = rowsOf(this.facts, "fact_id");
    this.rowOfInput = rowsOf(this.articles, "input_id");
    this.factsOf = grouped(this.articles.length, this.facts.length, (row) => this.facts.get("article", row));
    this.findingsOf = grouped(this.articles.length, this.findings.length, (row) => core.findings.articles[row]);
    this.findingsOfFact = new Map();
    core.findings.facts.forEach((facts, finding) => {
      for (const fact of facts) this.findingsOfFact.set(fact, [...(this.findingsOfFact.get(fact) ?? []), finding]);
    });
    this.verdictOfFact = new Map();
    this.missedOf = new Map();
    (this.gold?.rows ?? []).forEach((row, number) => {
      if (row.fact >= 0) this.verdictOfFact.set(row.fact, number);
      else this.missedOf.set(row.article, [...(this.missedOf.get(row.article) ?? []), number]);
    });
    this.texts = new Map();
  }

  factsOfFinding(finding) {
    return this.core.findings.facts[finding];
  }

  articleOfFinding(finding) {
    return this.core.findings.articles[finding];
  }

  hasText(article) {
    return article < this.core.texts;
  }

  /** The text of an article, from the block that holds it; null when it was left out. */
  async text(article) {
    if (!this.hasText(article)) return null;
    const starts = this.core.blocks;
    let block = 0;
    while (block + 1 < starts.length && starts[block + 1] <= article) block += 1;
    if (!this.texts.has(block)) this.texts.set(block, unpack($("texts-" + block).textContent));
    return (await this.texts.get(block))[article - starts[block]];
  }
}

function rowsOf(table, name) {
  const rows = new Map();
  for (let row = 0; row < table.length; row += 1) rows.set(table.get(name, row), row);
  return rows;
}

/** groups[i]: the rows whose owner is i. */
function grouped(owners, rows, ownerOf) {
  const groups = Array.from({ length: owners }, () => []);
  for (let row = 0; row < rows; row += 1) groups[ownerOf(row)]?.push(row);
  return groups;
}
