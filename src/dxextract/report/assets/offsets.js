/* Offsets of records count code points, JavaScript's strings count UTF-16 units: an emoji is one of the former and two of the
   latter. Each text is converted once. */

const ASTRAL = /[\ud800-\udbff][\udc00-\udfff]/;

/** A function from code points to UTF-16 units of this text. */
function unitsOf(text) {
  if (!ASTRAL.test(text)) return (point) => point;
  const units = [];
  for (let unit = 0; unit < text.length;) {
    units.push(unit);
    unit += text.codePointAt(unit) > 0xffff ? 2 : 1;
  }
  units.push(text.length);
  return (point) => units[Math.min(point, units.length - 1)];
}

/** What stands in a sentence before a fact, the fact, and what stands after it. */
function around(sentence, start, raw) {
  const units = unitsOf(sentence);
  const from = units(Math.max(0, start));
  return [sentence.slice(0, from), sentence.slice(from, from + raw.length), sentence.slice(from + raw.length)];
}
