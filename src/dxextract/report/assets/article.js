/* The article: its text with every record marked. Where records overlap, each has a line of its own below the text, the shortest
   one next to it; marks are nested from the longest to the shortest. */

/** Spans with lanes, so that no two that overlap share one: {start, end, row or missed, lane}. */
function laid(spans) {
  const byLength = [...spans].sort((a, b) => a.end - a.start - (b.end - b.start) || a.start - b.start);
  const placed = [];
  for (const span of byLength) {
    const taken = new Set(placed.filter((one) => one.start < span.end && span.start < one.end).map((one) => one.lane));
    span.lane = 0;
    while (taken.has(span.lane)) span.lane += 1;
    placed.push(span);
  }
  return placed.sort((a, b) => a.start - b.start);
}

/** The spans of an article in code points. Annotated facts without a record are spans as well. */
function spansOf(article) {
  const { facts } = data;
  const spans = data.factsOf[article].map((row) => ({
    start: facts.get("start", row),
    end: facts.get("end", row),
    row,
  }));
  for (const missed of data.missedOf.get(article) ?? []) {
    const { start, end } = data.gold.rows[missed];
    spans.push({ start, end, missed });
  }
  return laid(spans);
}

/** The lines of a text as paragraphs with marks. */
function marked(text, spans, title) {
  const units = unitsOf(text);
  const placed = spans.map((span) => ({ ...span, start: units(span.start), end: units(span.end) }));
  const paragraphs = [];
  let at = 0;
  let first = 0;
  let titled = false;
  for (const line of text.split("\n")) {
    const end = at + line.length;
    while (first < placed.length && placed[first].end <= at) first += 1;
    if (line.trim()) {
      const isTitle = !titled && title !== null && line.trim() === title.trim();
      titled ||= isTitle;
      const here = placed.slice(first).filter((span) => span.start < end && span.end > at);
      paragraphs.push(h("p", { class: isTitle ? "headline" : null }, segments(text, at, end, here)));
    }
    at = end + 1;
  }
  return paragraphs;
}

/** A line cut at the ends of all spans; each piece lies in the marks of all spans that cover it. */
function segments(text, from, to, spans) {
  const cuts = new Set([from, to]);
  for (const { start, end } of spans) cuts.add(Math.max(from, start)).add(Math.min(to, end));
  const points = [...cuts].sort((a, b) => a - b);
  return points.slice(1).map((end, index) => {
    const start = points[index];
    const covering = spans.filter((span) => span.start < end && span.end > start).sort((a, b) => a.lane - b.lane);
    return covering.reduce((inner, span) => markOf(span, inner), document.createTextNode(text.slice(start, end)));
  });
}

function markOf(span, inner) {
  const family = span.row === undefined ? data.gold.rows[span.missed].family : data.facts.get("family", span.row);
  const verdict = span.row === undefined ? "missed" : data.gold?.rows[data.verdictOfFact.get(span.row)]?.verdict;
  const names = ["f-" + family, "lane-" + Math.min(span.lane, 4)];
  if (verdict) names.push("v-" + verdict);
  if (data.findingsOfFact.has(span.row)) names.push("doubt");
  const key = span.row === undefined ? { "data-missed": span.missed } : { "data-row": span.row };
  return h("mark", { class: names.join(" "), ...key }, inner);
}
