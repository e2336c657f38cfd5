/* Values and records in words: numbers, days, periods, facts. */

const own = (book, key) => (Object.hasOwn(book, key) ? book[key][LANGUAGES.indexOf(language)] : String(key));
const word = (value) => own(WORDS, value);
const columnName = (name) => own(COLUMNS, name);
const familyName = (name) => own(FAMILY_NAMES, name);

const locale = () => (language === "vi" ? "vi-VN" : "en-GB");
const formats = new Map();

function number(value, digits = 6, least = 0) {
  const key = `${locale()} ${least} ${digits}`;
  if (!formats.has(key))
    formats.set(key, new Intl.NumberFormat(locale(), { minimumFractionDigits: least, maximumFractionDigits: digits }));
  return formats.get(key).format(value);
}

const share = (value) => number(value, 2, 2);

function day(iso) {
  if (!iso) return "";
  const [year, month, date] = iso.split("-").map(Number);
  if (!date) return month ? `${month}/${year}` : String(year);
  return language === "vi" ? `${date}/${month}/${year}` : `${date} ${monthName(month)} ${year}`;
}

function monthName(month) {
  const key = "month" + locale();
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(locale(), { month: "short", timeZone: "UTC" }));
  return formats.get(key).format(new Date(Date.UTC(2024, month - 1, 1)));
}

/** A whole calendar unit by its name, or null. */
function calendarUnit(start, end) {
  const [year, first, firstDay] = start.split("-").map(Number);
  const [lastYear, last, lastDay] = end.split("-").map(Number);
  if (year !== lastYear || firstDay !== 1 || lastDay !== new Date(Date.UTC(year, last, 0)).getUTCDate()) return null;
  const months = last - first + 1;
  const part = (first - 1) / months + 1;
  if (months === 12) return String(year);
  if (months === 1) return language === "vi" ? `${first}/${year}` : `${monthName(first)} ${year}`;
  if (!Number.isInteger(part)) return null;
  const roman = ["I", "II", "III", "IV"][part - 1];
  if (months === 3) return language === "vi" ? `quý ${roman}/${year}` : `Q${part} ${year}`;
  if (months === 6)
    return language === "vi" ? `${part === 1 ? "6 tháng đầu" : "6 tháng cuối"} ${year}` : `H${part} ${year}`;
  return null;
}

/** Both ends of a span, or the day of a state. */
function period(start, end) {
  if (start && end) {
    if (start === end) return day(start);
    const years = start.endsWith("-01-01") && end.endsWith("-12-31");
    return (
      calendarUnit(start, end) ?? (years ? `${start.slice(0, 4)}–${end.slice(0, 4)}` : `${day(start)} – ${day(end)}`)
    );
  }
  if (end) {
    const until = language === "vi" ? "đến " : "until ";
    if (end.endsWith("-12-31")) return until + (language === "vi" ? "hết " : "the end of ") + end.slice(0, 4);
    return until + (calendarUnit(end.slice(0, 8) + "01", end) ?? day(end));
  }
  return start ? (language === "vi" ? "từ " : "from ") + day(start) : "";
}

/** A record in a few words: "50,4 %", "hạng 25/63", "Quyết định 861/QĐ-UBND-HC". */
function factWords(row) {
  const get = (name) => data.facts.get(name, row);
  if (get("family") === "metric") return metricWords(get);
  if (get("family") === "ranking") return rankingWords(get);
  const name = get("ref_id") ?? get("number");
  if (name) return `${word(get("doc_type"))} ${name}`;
  return get("raw");
}

function metricWords(get) {
  if (get("value") === null) return get("raw");
  const sign = { increase: "+", decrease: "−" }[get("change")] ?? "";
  const score = get("kind") === "score";
  const [scale, scaled] =
    get("kind") === "money" ? moneyScale(Math.max(get("value"), get("value_high") ?? 0)) : [1, ""];
  let text = sign + number(get("value") / scale);
  if (get("value_high") !== null) text += "–" + number(get("value_high") / scale);
  if (get("denominator") !== null)
    text += (score ? "/" : language === "vi" ? " trên " : " of ") + number(get("denominator") / scale);
  text += scaled;
  if (get("unit")) text += (scaled ? " " : get("unit") === "%" && language === "en" ? "" : "\u00a0") + get("unit");
  if (get("per")) text += "/" + get("per");
  return get("comparator") && get("comparator") !== "eq" ? `${word(get("comparator"))} ${text}` : text;
}

/** Large amounts of money as people say them; the card has the exact number. */
function moneyScale(amount) {
  if (amount >= 1e9) return [1e9, language === "vi" ? "\u00a0tỷ" : "\u00a0billion"];
  if (amount >= 1e6) return [1e6, language === "vi" ? "\u00a0triệu" : "\u00a0million"];
  return [1, ""];
}

function rankingWords(get) {
  if (get("rank") === null) return get("raw");
  const vi = language === "vi";
  let text = get("top") ? `top ${get("rank")}` : (vi ? "hạng " : "no. ") + get("rank");
  if (get("out_of") !== null) text += "/" + get("out_of");
  if (get("delta"))
    text += `, ${vi ? (get("delta") > 0 ? "tăng" : "giảm") : get("delta") > 0 ? "up" : "down"} ${Math.abs(get("delta"))}`;
  return text;
}

const named = (book, id) => book[id]?.[language] ?? id;
const indicatorName = (id) => named(data.core.indicators, id);
const indexName = (id) => named(data.core.indices, id);

/** What a record is about: indicator, index or title; in quotation marks where only the text's own words are known. */
function aboutWords(row) {
  const get = (name) => data.facts.get(name, row);
  if (get("indicator_id")) return indicatorName(get("indicator_id"));
  if (get("index_id")) return indexName(get("index_id"));
  const written = get("indicator_text") ?? get("index_text");
  if (written) return `“${written}”`;
  return get("family") === "reference" ? (get("title") ?? get("issuer") ?? "") : "";
}

function periodWords(row) {
  const get = (name) => data.facts.get(name, row);
  // The day of publication stands in for what the text does not say.
  if (get("period_basis") === "published") return `(${day(get("period_end"))})`;
  return period(get("period_start"), get("period_end"));
}

function articleName(row) {
  return data.articles.get("title", row) ?? data.articles.get("source", row);
}
