"""Measures speed and memory, side by side with underthesea, and writes the tables of ``docs/performance.md``.

    python -m benchmarks.bench [--rounds 5] [--articles 1000] [--check]

Every round extracts other articles to Parquet on one core, and on the same core cuts some of them into words
(``underthesea.word_tokenize``) and finds names in a few of them (``underthesea.ner``, sentence by sentence). What is
reported is the median of the rounds' ratios with the least and the greatest, so that a busy machine slows both sides.
``--check`` fails where a goal is missed.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.generate import articles
from benchmarks.runs import Run, first_record, pinned, run
from benchmarks.stages import stages

PAGE = Path(__file__).parents[1] / "docs" / "performance.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
SEED = 20250622
NEWS = 2.0
"""Prose for articles as thin as newspapers': so many sentences without facts to each one that may hold some."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured figure: the median of several, with the least and the greatest."""

    values: tuple[float, ...]

    def __str__(self) -> str:
        return f"{_short(median(self.values))} ({_short(min(self.values))} to {_short(max(self.values))})"

    @property
    def middle(self) -> float:
        return median(self.values)


@dataclass(frozen=True, slots=True)
class Round:
    """Seconds per article in one round."""

    ours: float
    words: float
    names: float
    one: float
    two: float
    peak: float


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--articles", type=int, default=1000, help="articles of one round")
    parser.add_argument("--check", action="store_true", help="fail where a goal is missed")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        lines, missed = measure(Path(folder), asked.rounds, asked.articles)
    page = PAGE.read_text("utf-8")
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}\n\n{lines}\n\n{END}{after}", encoding="utf-8")
    print(lines)
    for goal in missed:
        print(f"missed: {goal}", file=sys.stderr)
    return 1 if missed and asked.check else 0


def measure(folder: Path, rounds: int, count: int) -> tuple[str, list[str]]:
    """The tables, and the goals that were missed."""
    texts = [text for _, text in articles(rounds * count, SEED)]
    warm = [text for _, text in articles(1, SEED + 1)]
    single = write(folder / "one", warm)
    starts = [first_record(single) for _ in range(rounds)]
    helps = [run(["--help"]).seconds for _ in range(rounds)]
    startup = median(extract(single, folder / "out-one", cores=1).seconds for _ in range(rounds))
    startup_two = median(extract(single, folder / "out-one", jobs=2).seconds for _ in range(rounds))
    yardsticks = Yardsticks(warm[0])
    measured = []
    for number in range(rounds):
        mine = texts[number * count : (number + 1) * count]
        inputs = write(folder / str(number), mine)
        one_core = extract(inputs, folder / f"out-{number}", cores=1)
        with pinned(1):
            words = yardsticks.words(mine[: count // 10])
            names = yardsticks.names(mine[: count // 100])
        one = extract(inputs, folder / f"out-{number}", jobs=1)
        two = extract(inputs, folder / f"out-{number}", jobs=2)
        measured.append(
            Round(
                ours=(one_core.seconds - startup) / (count - 1),
                words=words,
                names=names,
                one=(one.seconds - startup) / (count - 1),
                two=(two.seconds - startup_two) / (count - 1),
                peak=one_core.megabytes,
            )
        )
    thin_texts = [text for _, text in articles(200, SEED + 3, prose=NEWS)]
    with pinned(1):
        dense = stages([text for _, text in articles(200, SEED + 2)])
        thin = stages(thin_texts)
        thin_words = yardsticks.words(thin_texts[:100])
    characters = sum(map(len, texts)) / len(texts)
    goals = [
        (
            "against word_tokenize over everything, one core",
            Figure(tuple(r.words / r.ours for r in measured)),
            4.0,
            True,
        ),
        ("against ner by sentence, one core", Figure(tuple(r.names / r.ours for r in measured)), 50.0, True),
        ("two processes against one", Figure(tuple(r.one / r.two for r in measured)), 1.8, True),
        ("start of `extract` to its first record, s", Figure(tuple(starts)), 3.5, False),
        ("`dxextract --help`, s", Figure(tuple(helps)), 0.5, False),
    ]
    table = [["what", "measured (least to greatest)", "goal"]]
    table += [[what, str(figure), f"{'≥' if up else '≤'} {goal:g}"] for what, figure, goal, up in goals]
    rows = [["per article, one core", "ms"]]
    rows += [
        ["full extraction, text file to Parquet", str(Figure(tuple(r.ours * 1e3 for r in measured)))],
        ["`underthesea.word_tokenize` over everything", str(Figure(tuple(r.words * 1e3 for r in measured)))],
        ["`underthesea.ner` by sentence", str(Figure(tuple(r.names * 1e3 for r in measured)))],
        ["full extraction, two processes", str(Figure(tuple(r.two * 1e3 for r in measured)))],
    ]
    parts = [["stage", f"ms, {dense.facts:.0f} facts an article", f"ms, {thin.facts:.0f} facts in a longer article"]]
    parts += [
        [name, f"{dense.milliseconds[name]:.2f}", f"{thin.milliseconds[name]:.2f}"] for name in dense.milliseconds
    ]
    parts += [["**sum**", f"**{dense.total:.2f}**", f"**{thin.total:.2f}**"]]
    parts += [
        ["`word_tokenize` over everything", f"{median(r.words for r in measured) * 1e3:.2f}", f"{thin_words * 1e3:.2f}"]
    ]
    lines = [
        f"{rounds} rounds of {count:,} distinct generated articles, {characters:,.0f} characters and {dense.facts:.0f} "
        f"facts each, in {rounds * count:,} files; Python {platform.python_version()}, {os.cpu_count()} cores.",
        *("\n" + markdown(t) for t in (table, rows)),
        f"\nPeak memory of a run on one core: {median(r.peak for r in measured):,.0f} MB.",
        "\nEach stage alone, in one process that does nothing else:\n",
        markdown(parts),
    ]
    missed = [what for what, figure, goal, up in goals if (figure.middle < goal if up else figure.middle > goal)]
    return "\n".join(lines), missed


class Yardsticks:
    """What underthesea takes on the same core, in seconds per article."""

    def __init__(self, warm: str) -> None:
        from underthesea import ner, sent_tokenize, word_tokenize

        self._ner, self._sentences, self._words = ner, sent_tokenize, word_tokenize
        self.words([warm])
        self.names([warm])

    def words(self, texts: Sequence[str]) -> float:
        began = perf_counter()
        for text in texts:
            self._words(text)
        return (perf_counter() - began) / len(texts)

    def names(self, texts: Sequence[str]) -> float:
        began = perf_counter()
        for text in texts:
            for sentence in self._sentences(text):
                self._ner(sentence)
        return (perf_counter() - began) / len(texts)


def extract(inputs: Path, out: Path, *, jobs: int = 1, cores: int | None = None) -> Run:
    """Extract a folder to Parquet, from nothing."""
    return run(["extract", str(inputs), "-o", str(out), "--overwrite", "--jobs", str(jobs)], cores=cores)


def write(folder: Path, texts: Iterable[str]) -> Path:
    """Write articles as files."""
    folder.mkdir()
    for number, text in enumerate(texts):
        (folder / f"{number:05d}.txt").write_text(text, encoding="utf-8")
    return folder


def markdown(rows: Sequence[Sequence[str]]) -> str:
    head, *body = rows
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in body)])


def _short(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


if __name__ == "__main__":
    sys.exit(main())
