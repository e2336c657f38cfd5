/* The page as a whole: tabs, panes, language, theme, and who is told of what. */

let data = null;
let filter = null;
let flags = null;
let reader = null;
const views = {};

const TABS = ["records", "findings", "rejects", "compare", "panel", "charts", "map", "about"];
const WIDE = new Set(["charts", "map", "about"]);

const tabs = () => TABS.filter((tab) => tab !== "compare" || data.gold);
const currentTab = () => (tabs().includes(state.tab) ? state.tab : "records");
const openTab = (tab) => update({ tab: tab === "records" ? "" : tab }, { push: true });

/** The row of the selected record, or null. */
function selectedFact() {
  return data.rowOfFact.get(state.fact) ?? null;
}

function findingRow() {
  const { words } = data.findings.col("finding_id");
  return words.indexOf(state.finding);
}

function selectFact(row) {
  if (row === undefined) return;
  // Where the article covers the list, going back in the history must lead to the list.
  const push = !document.body.classList.contains("reading");
  update({ fact: data.facts.get("fact_id", row), missed: "", finding: "", open: "" }, { push });
}

function selectFinding(finding) {
  if (finding === undefined) return;
  const article = data.articleOfFinding(finding);
  update({
    finding: data.findings.get("finding_id", finding),
    fact: "",
    missed: "",
    open: article < 0 ? "" : data.articles.get("input_id", article),
  });
}

/** The article that the state asks for, or null. */
function wantedArticle() {
  if (WIDE.has(currentTab())) return null;
  const row = selectedFact();
  if (row !== null) return data.facts.get("article", row);
  if (state.missed) return data.gold?.rows[Number(state.missed)]?.article ?? null;
  return data.rowOfInput.get(state.open) ?? null;
}

const isOpen = () => !$("reader").hidden && document.body.classList.contains("reading");

function closeReader() {
  update({ fact: "", missed: "", finding: "", open: "" });
  currentList()?.element.focus();
}

function focusReader() {
  reader.text.focus();
}

const currentList = () =>
  ({
    records: views.table,
    findings: views.findings?.list,
    compare: views.compare?.list,
    panel: views.panel?.list,
    rejects: views.rejects?.list,
  })[currentTab()];

/** Make all that has words in it; again when the language changes. */
function build() {
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll("[data-t]")) element.textContent = t(element.dataset.t);
  $("language").textContent = t("language");
  $("language").title = t("language.label");
  dress($("help"), { title: t("help.open"), "aria-label": t("help.open") });
  views.bar = new SearchBar();
  views.table = recordTable();
  views.records = {
    element: h("div", { class: "listing" }, views.bar.element, views.table.element),
    refresh: () => views.table.refresh(),
  };
  views.findings = findingsView();
  views.rejects = rejectsView();
  views.panel = panelView();
  views.charts = chartsView();
  views.map = mapView();
  views.about = { element: h("div", { class: "facts-about" }), refresh: () => fill(views.about.element, aboutPage()) };
  if (data.gold) views.compare = comparisonView();
  reader = new Reader();
  fill($("reader"), h("p", { class: "empty" }, t("empty.reader")), reader.element);
  fill($("notices"), notices());
}

function notices() {
  const left = data.articles.length - data.core.texts;
  return [
    left > 0 &&
      h(
        "p",
        { class: "notice", id: "texts-left-out" },
        t("text.left", { n: number(left), limit: number(data.core.texts) }),
      ),
    !data.core.complete && h("p", { class: "notice" }, t("incomplete")),
  ];
}

function drawTabs() {
  const current = currentTab();
  const counted = {
    records: data.facts.length,
    findings: data.findings.length,
    rejects: data.rejects.length,
    compare: data.gold?.rows.length,
  };
  const focused = $("tabs").contains(document.activeElement);
  fill(
    $("tabs"),
    tabs().map((tab) =>
      h(
        "button",
        {
          type: "button",
          role: "tab",
          id: "tab-" + tab,
          "aria-selected": tab === current ? "true" : "false",
          "aria-controls": WIDE.has(tab) ? "wide" : "list",
          tabindex: tab === current ? 0 : -1,
          onclick: () => openTab(tab),
        },
        t("tab." + tab),
        tab in counted && h("span", { class: "n" }, number(counted[tab])),
      ),
    ),
  );
  if (focused) $("tab-" + current).focus();
  $("tab-" + current).scrollIntoView({ block: "nearest", inline: "nearest" });
}

function stepTab(event) {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!by) return;
  event.preventDefault();
  event.stopPropagation();
  const all = tabs();
  openTab(all[(all.indexOf(currentTab()) + by + all.length) % all.length]);
}

/** Draw what the changed keys concern. */
function show(changed) {
  if (changed.has("lang")) {
    language = LANGUAGES.includes(state.lang) ? state.lang : preferredLanguage();
    build();
    changed = new Set(KEYS);
  }
  if (changed.has("theme")) drawTheme();
  const refiltered = [...FILTERS, "sort"].some((key) => changed.has(key));
  if (refiltered) {
    filter.run();
    views.table.reindex();
    views.bar.refresh();
    if (changed.size < KEYS.length)
      announce(t("shown", { n: number(filter.rows.length), all: number(data.facts.length) }));
  }
  const tab = currentTab();
  const place = WIDE.has(tab) ? $("wide") : $("list");
  const other = WIDE.has(tab) ? $("list") : $("wide");
  if (place.firstChild !== views[tab].element)
    fill(
      place,
      tab === "records" && !data.facts.length ? [views[tab].element, empty("empty.records")] : views[tab].element,
    );
  place.hidden = false;
  place.setAttribute("role", "tabpanel");
  place.setAttribute("aria-labelledby", "tab-" + tab);
  other.hidden = true;
  if (changed.has("tab")) drawTabs();
  if (
    changed.has("tab") ||
    refiltered ||
    ["basis", "map", "colour", "panel", "provinces"].some((key) => changed.has(key))
  )
    views[tab].refresh();
  if (refiltered && !changed.has("tab")) views.table.refresh({ top: true });
  $("nothing")?.remove();
  if (tab === "records" && data.facts.length && !filter.rows.length)
    views.table.scroller.append(h("p", { class: "empty", id: "nothing" }, t("empty.filter"), " ", clearButton()));
  if (["marks", "tab"].some((key) => changed.has(key))) reader.colour();
  showReader();
  const list = currentList();
  if (list) {
    list.draw();
    if (["fact", "missed", "finding", "tab"].some((key) => changed.has(key))) list.reveal(list.selected());
  }
}

function showReader() {
  const article = wantedArticle();
  $("reader").hidden = WIDE.has(currentTab()) || (currentTab() === "rejects" && article === null);
  document.body.classList.toggle("reading", article !== null);
  reader.element.hidden = article === null;
  if (article !== null) reader.open(article).catch(fail);
  else reader.article = null;
}

/** Flags changed: everything that shows them is drawn again. */
function refreshFlags() {
  if (state.flagged) {
    filter.run();
    views.table.reindex();
  }
  views.bar.refresh();
  views.table.refresh();
  if (reader.article !== null) reader.select();
}

function fail(error) {
  language = preferredLanguage();
  $("loading").hidden = false;
  $("loading").setAttribute("role", "alert");
  $("loading").textContent = t("error", { what: error.message });
}

async function start() {
  const core = await unpack($("core").textContent);
  data = new Data(core);
  filter = new Filter();
  flags = new Flags();
  onChange(show);
  $("main").hidden = false;
  $("loading").hidden = true;
  $("language").addEventListener("click", switchLanguage);
  $("theme").addEventListener("click", switchTheme);
  $("help").addEventListener("click", showHelp);
  $("tabs").addEventListener("keydown", stepTab);
  addEventListener("popstate", restore);
  listenToKeys();
  listenToPrinting();
  const given = new URLSearchParams(location.hash.slice(1));
  for (const key of KEYS) if (given.get(key)) state[key] = given.get(key);
  show(new Set(KEYS));
  document.documentElement.dataset.ready = "true";
  performance.mark("ready");
  setTimeout(() => filter.prepare());
}

start().catch(fail);
