/* Lists of any length: only the rows in sight exist. A list takes the focus as a whole and moves a selection (ARIA grid). */

class VirtualList {
  /**
   * count(): number of rows. row(index): cells. heights: of a row, wide and narrow. columns: [{name, sort}] with their headings.
   * selected(): index or -1. select(index): somebody chose a row. open(): somebody wants to read on.
   */
  constructor({ name, label, columns, heights, count, cells, selected, select, open, rowClass }) {
    Object.assign(this, { name, columns, heights, count, cells, selected, select, open, rowClass });
    this.rows = h("div", { class: "rows", role: "rowgroup" });
    this.sizer = h("div", { class: "sizer", role: "presentation" }, this.rows);
    this.head = h("div", { class: "row head", role: "row", "aria-rowindex": 1 });
    this.scroller = h("div", { class: "scroller", role: "presentation", onscroll: () => this.draw() }, this.sizer);
    this.element = h(
      "div",
      {
        class: "grid " + name,
        role: "grid",
        tabindex: 0,
        "aria-label": label,
        "aria-colcount": columns.length,
        onkeydown: (event) => this.key(event),
      },
      this.head,
      this.scroller,
    );
    this.rows.addEventListener("click", (event) => {
      const row = event.target.closest(".row");
      if (row) this.select(Number(row.dataset.index));
    });
    new ResizeObserver(() => this.resize()).observe(this.scroller);
  }

  resize() {
    this.narrow = this.scroller.clientWidth < 620;
    this.element.classList.toggle("narrow", this.narrow);
    this.height = this.heights[this.narrow ? 1 : 0];
    this.refresh();
  }

  /** The rows are others now: draw them, and start at the top again when asked to. */
  refresh({ top = false } = {}) {
    if (!this.height) return;
    const count = this.count();
    this.element.setAttribute("aria-rowcount", count + 1);
    this.sizer.style.height = count * this.height + "px";
    if (top) this.scroller.scrollTop = 0;
    fill(
      this.head,
      this.columns.map((column, index) => this.heading(column, index)),
    );
    this.draw();
  }

  heading({ label, sort }, index) {
    if (!sort) return h("div", { role: "columnheader", class: "cell", "aria-colindex": index + 1 }, label());
    const [now, direction] = (state.sort ?? "").split(".");
    const mine = now === sort;
    const next = !mine ? sort + ".asc" : direction === "asc" ? sort + ".desc" : "";
    return h(
      "div",
      {
        role: "columnheader",
        class: "cell",
        "aria-colindex": index + 1,
        "aria-sort": mine ? (direction === "asc" ? "ascending" : "descending") : "none",
      },
      h(
        "button",
        {
          type: "button",
          class: "sort",
          title: t("sort.by", { what: label() }),
          onclick: () => update({ sort: next }),
        },
        label(),
        h("span", { class: "arrow", "aria-hidden": "true" }, mine ? (direction === "asc" ? "▲" : "▼") : ""),
      ),
    );
  }

  draw() {
    if (!this.height) return;
    const inSight = Math.ceil(this.scroller.clientHeight / this.height);
    const first = Math.max(0, Math.floor(this.scroller.scrollTop / this.height) - 4);
    const last = Math.min(this.count(), first + inSight + 9);
    const chosenRow = this.selected();
    this.rows.style.transform = `translateY(${first * this.height}px)`;
    const drawn = [];
    for (let index = first; index < last; index += 1) drawn.push(this.drawRow(index, index === chosenRow));
    this.rows.replaceChildren(...drawn);
    const there = chosenRow >= first && chosenRow < last;
    if (there) this.element.setAttribute("aria-activedescendant", `${this.name}-${chosenRow}`);
    else this.element.removeAttribute("aria-activedescendant");
  }

  drawRow(index, on) {
    const cells = this.cells(index).map((content, place) =>
      h("div", { role: "gridcell", class: "cell c-" + this.columns[place].name, "aria-colindex": place + 1 }, content),
    );
    const row = h(
      "div",
      {
        class: `row ${this.rowClass?.(index) ?? ""}${on ? " on" : ""}`,
        role: "row",
        id: `${this.name}-${index}`,
        "aria-rowindex": index + 2,
        "aria-selected": on ? "true" : "false",
        "data-index": index,
      },
      cells,
    );
    row.style.height = this.height + "px";
    return row;
  }

  /** Bring a row into sight. */
  reveal(index) {
    if (index < 0 || !this.height) return;
    const top = index * this.height;
    const { scrollTop, clientHeight } = this.scroller;
    if (top < scrollTop) this.scroller.scrollTop = top;
    else if (top + this.height > scrollTop + clientHeight) this.scroller.scrollTop = top + this.height - clientHeight;
    this.draw();
  }

  move(index) {
    const count = this.count();
    if (!count) return;
    const to = Math.min(count - 1, Math.max(0, index));
    this.select(to);
    this.reveal(to);
  }

  key(event) {
    if (event.target !== this.element || event.altKey || event.ctrlKey || event.metaKey) return;
    const page = Math.max(1, Math.floor(this.scroller.clientHeight / this.height) - 1);
    const now = this.selected();
    const moves = {
      ArrowDown: now + 1,
      ArrowUp: now - 1,
      PageDown: now + page,
      PageUp: now - page,
      Home: 0,
      End: this.count() - 1,
    };
    if (event.key in moves) this.move(moves[event.key]);
    else if (event.key === "Enter" && now >= 0) this.open?.();
    else return;
    event.preventDefault();
  }
}
