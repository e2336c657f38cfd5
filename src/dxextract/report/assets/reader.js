/* The right pane: the article with its findings beside it, and the card of what is selected. */

class Reader {
  constructor() {
    this.article = null;
    this.text = h("article", {
      class: "text",
      tabindex: 0,
      onclick: (event) => this.click(event),
      onkeydown: (event) => this.key(event),
    });
    this.notes = h("aside", { class: "notes" });
    this.body = h("div", { class: "body" }, this.text, this.notes);
    this.head = h("header", { class: "head" });
    this.card = h("section", { class: "card", id: "card", "aria-label": t("tab.records"), tabindex: -1 });
    this.element = h("div", { class: "reader" }, this.head, this.body, this.card);
    new ResizeObserver(() => this.placeNotes()).observe(this.body);
  }

  /** Show an article; resolves when its text is there. */
  async open(article) {
    if (this.article !== article) {
      this.article = article;
      const text = await data.text(article);
      if (this.article !== article) return; // somebody opened another one meanwhile
      this.show(text);
    }
    this.select();
  }

  show(text) {
    const { articles } = data;
    const title = articles.get("title", this.article);
    this.colour();
    this.text.setAttribute("aria-label", articleName(this.article));
    if (text === null) fill(this.text, h("p", { class: "hint" }, t("text.none")), this.sentences());
    else fill(this.text, marked(text, spansOf(this.article), title));
    this.body.scrollTop = 0;
    fill(
      this.notes,
      data.findingsOf[this.article].map((finding) => findingNote(finding)),
    );
    this.placeNotes();
  }

  /** Colour the marks by family or, where annotations are compared, by verdict. */
  colour() {
    if (this.article === null) return;
    fill(this.head, articleHead(this.article));
    this.text.classList.toggle("by-verdict", byVerdict());
  }

  /** Instead of a text that was left out: the sentences of its records, each with its marks. */
  sentences() {
    const { facts } = data;
    const groups = new Map();
    for (const row of data.factsOf[this.article]) {
      const start = facts.get("sentence_start", row);
      groups.set(start, [...(groups.get(start) ?? []), row]);
    }
    return [...groups].map(([start, rows]) => {
      const spans = laid(
        rows.map((row) => ({ start: facts.get("start", row) - start, end: facts.get("end", row) - start, row })),
      );
      return marked(facts.get("sentence", rows[0]), spans, null);
    });
  }

  /** Show what the state has selected: its marks and its card. */
  select() {
    const row = selectedFact();
    const missed = state.missed ? Number(state.missed) : null;
    const about = new Set(state.finding ? data.factsOfFinding(findingRow()) : []);
    let first = null;
    for (const mark of this.text.querySelectorAll("mark")) {
      const mine = row !== null && Number(mark.dataset.row) === row && mark.dataset.row !== undefined;
      const on = mine || (missed !== null && mark.dataset.missed === String(missed));
      mark.classList.toggle("on", on);
      mark.classList.toggle("concerned", mark.dataset.row !== undefined && about.has(Number(mark.dataset.row)));
      if (on || (first === null && row === null && mark.classList.contains("concerned"))) first ??= mark;
    }
    for (const note of this.notes.children) note.classList.toggle("on", note.dataset.finding === state.finding);
    fill(
      this.card,
      row !== null
        ? factCard(row)
        : missed !== null
          ? missedCard(missed)
          : state.finding
            ? findingCard(findingRow())
            : [],
    );
    this.card.hidden = !this.card.childNodes.length;
    this.card.scrollTop = 0;
    if (first) this.reveal(first);
  }

  /** Bring a mark into sight, if it is not. */
  reveal(mark) {
    const [box, view] = [mark.getBoundingClientRect(), this.body.getBoundingClientRect()];
    if (box.top < view.top + 8 || box.bottom > view.bottom - 8) scrollInto(mark, "center");
  }

  click(event) {
    if (!getSelection().isCollapsed) return;
    let mark = event.target.closest("mark");
    if (!mark) return;
    // What overlaps is reached by clicking again: from the innermost record outwards.
    const nest = [];
    for (; mark && this.text.contains(mark); mark = mark.parentElement.closest("mark")) nest.push(mark);
    const now = nest.findIndex((one) => one.classList.contains("on"));
    selectMark(nest[(now + 1) % nest.length]);
  }

  key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target !== this.text) return;
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    this.step(step);
  }

  /** Select the next record of the article, or the one before. */
  step(by) {
    const rows = this.article === null ? [] : data.factsOf[this.article];
    if (!rows.length) return;
    const now = rows.indexOf(selectedFact());
    const row = rows[now < 0 ? (by > 0 ? 0 : rows.length - 1) : (now + by + rows.length) % rows.length];
    selectFact(row);
    announce(`${factWords(row)}, ${aboutWords(row)}`);
  }

  /** Findings stand in the margin beside the first record that they are about, as far as there is room for a margin. */
  placeNotes() {
    const beside = this.body.clientWidth >= 600 && this.notes.childElementCount > 0;
    this.body.classList.toggle("beside", beside);
    let free = 0;
    const notes = [...this.notes.children].map((note) => ({
      note,
      top: beside ? this.anchor(Number(note.dataset.row)) : 0,
    }));
    for (const { note, top } of beside ? notes.sort((a, b) => a.top - b.top) : notes) {
      const at = Math.max(top, free);
      note.style.top = beside ? at + "px" : "";
      free = at + note.offsetHeight + 8;
    }
    this.notes.style.minHeight = beside ? free + "px" : "";
  }

  anchor(finding) {
    const [row] = data.factsOfFinding(finding);
    const mark = row === undefined ? null : this.text.querySelector(`mark[data-row="${row}"]`);
    return mark ? mark.getBoundingClientRect().top - this.text.getBoundingClientRect().top : 0;
  }
}

const byVerdict = () =>
  Boolean(data.gold) && (state.marks || (currentTab() === "compare" ? "verdict" : "family")) === "verdict";

function articleHead(article) {
  const { articles } = data;
  const get = (name) => articles.get(name, article);
  const id = get("input_id");
  const published = get("published") ? `${day(get("published"))} (${word(get("published_basis"))})` : t("article.none");
  const about = [get("outlet"), get("author"), published, get("place_name"), ...(get("repairs") ?? [])].filter(Boolean);
  return [
    h(
      "div",
      { class: "line" },
      h("button", { type: "button", class: "back", id: "back", onclick: closeReader }, "← ", t("back")),
      h("span", { class: "grow" }),
      data.gold?.articles.includes(article) &&
        h(
          "button",
          {
            type: "button",
            class: "quiet",
            id: "marks",
            onclick: () => update({ marks: byVerdict() ? "family" : "verdict" }),
          },
          t(byVerdict() ? "colour.family" : "colour.verdict"),
        ),
      state.article !== id &&
        h(
          "button",
          { type: "button", class: "quiet", onclick: () => update({ ...withoutFilters(), article: id, tab: "" }) },
          t("article.only"),
        ),
      safeLink(get("url")),
    ),
    h("h2", {}, articleName(article)),
    h("p", { class: "meta" }, about.join(" · ")),
    h("p", { class: "meta source" }, get("source")),
    !data.factsOf[article].length && h("p", { class: "hint" }, t("article.empty")),
  ];
}

/** A link only to the web: an article's address may be anything, "javascript:" included. */
function safeLink(address) {
  if (!/^https?:\/\//i.test(address ?? "")) return null;
  return h("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, t("article.open"), " ↗");
}

function selectMark(mark) {
  if (mark.dataset.row !== undefined) selectFact(Number(mark.dataset.row));
  else update({ missed: mark.dataset.missed, fact: "", finding: "" });
}
