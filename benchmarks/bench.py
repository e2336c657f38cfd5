"""Measures speed and memory, side by side with underthesea, and writes the tables of ``docs/performance.md``.

    python -m benchmarks.bench [--rounds 5] [--articles 1000] [--check]

Every round extracts other articles to Parquet on one core, and on the same core cuts some of them into words
(``underthesea.word_tokenize``) and finds names in a few of them (``underthesea.ner``, sentence by sentence). Times are
taken by character, because articles differ in length. One process and two extract the articles of all rounds, so that
waiting for the last block weighs little. What is reported is the median of the rounds' ratios with the least and the
greatest, so that a busy machine slows both sides. ``--check`` fails where a goal is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.generate import STYLES, articles
from benchmarks.runs import Run, first_record, pinned, run
from benchmarks.stages import Stages, stages

ROOT = Path(__file__).parents[1]
PAGE, README = ROOT / "docs" / "performance.md", ROOT / "README.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
SEED = 20250622
SHARES = {"mixed": 1.0, "written": 0.3, "news": 0.3}
"""So many articles of each style are extracted in a round, as a share of those asked for."""
SPARK = (200, 1400)
"""Articles of the two runs whose difference tells what an article costs on Spark, its start left aside."""


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
    """Seconds per character in one round of articles of one style, and the most memory in MB."""

    ours: float
    words: float
    names: float
    peak: float


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--articles", type=int, default=1000, help="articles of one round")
    parser.add_argument("--check", action="store_true", help="fail where a goal is missed")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        short, lines, missed = measure(Path(folder), asked.rounds, asked.articles)
    put(README, short)
    put(PAGE, f"{short}\n{lines}")
    print(f"{short}\n{lines}")
    for goal in missed:
        print(f"missed: {goal}", file=sys.stderr)
    return 1 if missed and asked.check else 0


def put(page: Path, measured: str) -> None:
    """Write what was measured between the marks of a page."""
    before, _, rest = page.read_text("utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    page.write_text(f"{before}{BEGIN}\n\n{measured}\n\n{END}{after}", encoding="utf-8")


def measure(folder: Path, rounds: int, count: int) -> tuple[str, str, list[str]]:
    """What was measured against the goals, the other tables, and the goals that were missed."""
    texts = {
        style: [text for _, text in articles(rounds * int(count * share), SEED + number, styles=STYLES[style])]
        for number, (style, share) in enumerate(SHARES.items())
    }
    warm = [text for _, text in articles(1, SEED - 1)]
    single = write(folder / "one", warm)
    starts = [first_record(single) for _ in range(rounds)]
    helps = [run(["--help"]).seconds for _ in range(rounds)]
    startup = median(extract(single, folder / "out", cores=1).seconds for _ in range(rounds))
    startup_two = median(extract(single, folder / "out", jobs=2).seconds for _ in range(rounds))
    yardsticks = Yardsticks(warm[0])
    measured: dict[str, list[Round]] = {style: [] for style in SHARES}
    everything = write(folder / "all", texts["mixed"])
    two: list[float] = []
    for number in range(rounds):
        for style, all_texts in texts.items():
            size = len(all_texts) // rounds
            mine = all_texts[number * size : (number + 1) * size]
            inputs = write(folder / f"{style}-{number}", mine)
            one_core = extract(inputs, folder / "out", cores=1)
            with pinned(1):
                words = yardsticks.words(mine[: max(size // 10, 12)])
                names = yardsticks.names(mine[: max(size // 100, 6)])
            ours = (one_core.seconds - startup) / (sum(map(len, mine)) - len(warm[0]))
            measured[style].append(Round(ours, words, names, one_core.megabytes))
        one = extract(everything, folder / "out", jobs=1).seconds - startup
        two.append(one / (extract(everything, folder / "out", jobs=2).seconds - startup_two))
    spark = [on_spark(folder, texts["mixed"]) for _ in range(rounds)]
    with pinned(1):
        parts = {
            style: stages([text for _, text in articles(200, SEED + 9, styles=STYLES[style])])
            for style in ("written", "news")
        }
    goals = [
        ("against word_tokenize over everything, one core", ratio(measured["mixed"], "words"), 4.0, True),
        ("against ner by sentence, one core", ratio(measured["mixed"], "names"), 50.0, True),
        ("two processes against one", Figure(tuple(two)), 1.8, True),
        ("Spark `local[2]` against two processes, time per article", Figure(tuple(spark)), 1.5, False),
        ("start of `extract` to its first record, s", Figure(tuple(starts)), 3.5, False),
        ("`dxextract --help`, s", Figure(tuple(helps)), 0.5, False),
    ]
    table = [["what", "measured (least to greatest)", "goal"]]
    table += [[what, str(figure), f"{'≥' if up else '≤'} {goal:g}"] for what, figure, goal, up in goals]
    facts = {style: measured_parts.facts for style, measured_parts in parts.items()}
    facts["mixed"] = sum(facts.values()) / len(facts)
    short = (
        f"{rounds} rounds of {count:,} distinct generated articles and fewer of the other styles, "
        f"one process and two on all {rounds * count:,}; "
        f"Python {platform.python_version()}, {os.cpu_count()} cores.\n\n{markdown(table)}"
    )
    lines = [
        "\nOne core, by style of article:\n",
        markdown(by_style(measured, texts, facts)),
        f"\nPeak memory of a run on one core: {median(r.peak for r in measured['mixed']):,.0f} MB.",
        "\nEach stage alone, in one process that does nothing else:\n",
        markdown(by_stage(parts)),
    ]
    missed = [what for what, figure, goal, up in goals if (figure.middle < goal if up else figure.middle > goal)]
    return short, "\n".join(lines), missed


def ratio(measured: Sequence[Round], yardstick: str) -> Figure:
    """How many times longer a yardstick took, round by round."""
    return Figure(tuple(getattr(one, yardstick) / one.ours for one in measured))


def by_style(
    measured: Mapping[str, Sequence[Round]], texts: Mapping[str, Sequence[str]], facts: Mapping[str, float]
) -> list[list[str]]:
    """A row for each style: how long and dense its articles are, what they take, and the ratios."""
    head = (
        "style",
        "characters",
        "facts",
        "facts in 1,000",
        "extraction, ms",
        "`word_tokenize`, ms",
        "ratio",
        "to `ner`",
    )
    table = [list(head)]
    for style, done in measured.items():
        length = sum(map(len, texts[style])) / len(texts[style])
        times = (Figure(tuple(1e3 * length * getattr(one, what) for one in done)) for what in ("ours", "words"))
        said = [f"{length:,.0f}", f"{facts[style]:.0f}", f"{1e3 * facts[style] / length:.1f}"]
        table.append([style, *said, *map(str, times), str(ratio(done, "words")), str(ratio(done, "names"))])
    return table


def by_stage(parts: Mapping[str, Stages]) -> list[list[str]]:
    """A row for each stage, a column for each style."""
    table = [["stage", *(f"ms, {style}" for style in parts)]]
    names = next(iter(parts.values())).milliseconds
    table += [[name, *(f"{one.milliseconds[name]:.2f}" for one in parts.values())] for name in names]
    return [*table, ["**sum**", *(f"**{one.total:.2f}**" for one in parts.values())]]


def on_spark(folder: Path, texts: Sequence[str]) -> float:
    """How many times longer an article takes on Spark, on two threads, than in two processes; starts left aside."""
    slopes: list[float] = []
    for options in (["--engine", "spark", "--master", "local[2]"], ["--jobs", "2"]):
        seconds: list[float] = []
        for size in SPARK:
            path = folder / f"{size}.jsonl"
            records = (texts[number % len(texts)] for number in range(size))
            path.write_text("".join(f"{json.dumps({'text': text})}\n" for text in records), encoding="utf-8")
            out = str(folder / "out-spark")
            seconds.append(run(["extract", str(path), "-o", out, "--overwrite", "--quiet", *options]).seconds)
        slopes.append((seconds[1] - seconds[0]) / (SPARK[1] - SPARK[0]))
    return slopes[0] / slopes[1]


class Yardsticks:
    """What underthesea takes on the same core, in seconds per character."""

    def __init__(self, warm: str) -> None:
        from underthesea import ner, sent_tokenize, word_tokenize

        self._ner, self._sentences, self._words = ner, sent_tokenize, word_tokenize
        self.words([warm])
        self.names([warm])

    def words(self, texts: Sequence[str]) -> float:
        began = perf_counter()
        for text in texts:
            self._words(text)
        return (perf_counter() - began) / sum(map(len, texts))

    def names(self, texts: Sequence[str]) -> float:
        began = perf_counter()
        for text in texts:
            for sentence in self._sentences(text):
                self._ner(sentence)
        return (perf_counter() - began) / sum(map(len, texts))


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
