"""``docs/accuracy.md``, and the table of the README: written from what is measured, never by hand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dxextract.evaluation.calibration import SURE, Bin, Judged, calibration_error, reliability
from dxextract.evaluation.compare import Record
from dxextract.evaluation.failures import grouped
from dxextract.evaluation.gold import FAMILIES, GoldText
from dxextract.evaluation.phenomena import PHENOMENA, Test
from dxextract.evaluation.score import MEASURES, MINOR, Evaluation, Verdict, score, verdicts

MARKERS: Final = ("<!-- accuracy -->", "<!-- /accuracy -->")
"""Between them stands the short table of a file that is otherwise written by hand."""

_EXAMPLES = 2
_RARE = 2
"""Causes with fewer misses are only counted."""
_AROUND = 40

_HEAD = """\
# Accuracy

Written by `make accuracy`; do not edit.

How good the records are, measured by the judge (`dxextract evaluate`) on the annotated articles of
[corpus/](../corpus/README.md). **Tuned** is the half that rules are written on: every miss of it is read. **Check**
is the half that nobody looks at while rules are written, so it says more about new articles. A gap between the two is
what the rules owe to their texts.
"""
_SCORES = """\
*found*: a record has the span and the family of an annotated fact. *value*: and its number (rank, document number) is
right. *record*: and every field is right but {minor}. Precision P is the share of the records that count, recall R
the share of the annotated facts, F1 their harmonic mean.
"""
_FIELDS = """\
How often a field is right where the fact is found; *n* is the number of such facts.
"""
_PHENOMENA = """\
Of the annotated facts (*n*) that show a phenomenon: the share that is found, and the share whose record is right as a
whole. A fact shows several. Records that answer no fact belong to no phenomenon. Under 20 facts a share says little.
"""
_CONFIDENCE = """\
`confidence` is meant as the probability that a record is right as a whole (*record* above). A record is right when
its subject (indicator, index), period, place, status and the rest are; for each of these a small logistic regression
adds up what is known when the fact is linked, such as how the field was found, and the probabilities are multiplied.
The weights stand in `gazetteer/confidence.yaml`, and [confidence.md](confidence.md) says what each circumstance is.

The weights are fitted on `corpus/tuned` and on `corpus/fresh`: articles that nobody who writes rules had read then. The
former are read better than new texts are; that an article was not read is a circumstance of its own, which takes up
the difference, and the printed confidence is that of an article that was not read. Nothing is taken from the check
half.

*Tuned* below is cross-validated: each article is judged by weights fitted, and words counted, on other articles of
that half.
*Check* is the confidence as it is printed. The expected calibration error (ECE) is the distance between confidence
and the share of right records, bin by bin, weighted by their records.
"""
_FAILURES = """\
What is wrong in the tuned half, most frequent first, with up to {examples} examples. The check half's are kept back,
or it would be of no use the next time. A record with several faults is counted under each of them.
"""
_LIMITS = """\
- The articles were written for this project, in the manner of provincial portals and newspapers; people and figures
  in them are invented. Real articles have page furniture, misprints and turns that nobody thought of.
- They are about digital transformation and public administration. Elsewhere numbers are found alike, but few have an
  indicator.
- Both halves are small: with 700 records, a share of 0.75 is known to about ± 0.03, one of a phenomenon far less
  well.
- The annotations are the work of few people. Two careful readers agree at a record F1 of about 0.94, so nothing above
  that means much.
- `unit`, `per` and `issuer` do not count for a whole record, nor for confidence.
- Confidence is that of articles like these. On others the order of records keeps some sense, the level may not.
"""
_REPRODUCE = """\
```
make accuracy                           # this page, the README's table
make confidence                         # fit the weights of confidence anew; then make accuracy
dxextract evaluate corpus               # the scores
dxextract evaluate corpus --misses      # every miss of the tuned half
```

Nothing is random: the same sources give the same page.
"""


@dataclass(frozen=True, slots=True)
class Half:
    """One half of the corpus, judged.

    Attributes:
        sure: confidence and truth of each record, measured as the page says.
    """

    texts: tuple[GoldText, ...]
    evaluation: Evaluation
    verdicts: tuple[Verdict, ...]
    sure: tuple[Judged, ...]

    @classmethod
    def of(cls, texts: Sequence[GoldText], records: Sequence[Record], sure: Iterable[Judged] | None = None) -> Half:
        """Judge the records of a half; without ``sure`` the confidence in the records is measured."""
        judged = tuple(verdicts(texts, records))
        printed = ((v.prediction.record["confidence"], v.right) for v in judged if v.prediction is not None)
        return cls(tuple(texts), score(texts, records), judged, tuple(printed if sure is None else sure))


def page(tuned: Half, check: Half) -> str:
    """The whole page.

    Args:
        tuned, check: the halves.
    """
    halves = {"tuned": tuned, "check": check}
    blocks = [
        _HEAD,
        _lines(short_table(halves)),
        "## Scores\n",
        _SCORES.format(minor=_listed(sorted(MINOR))),
        _lines(_scores(halves)),
        "## Fields\n",
        _FIELDS,
        _lines(_fields(tuned.evaluation, check.evaluation)),
        "## Phenomena\n",
        _PHENOMENA,
        _lines(_phenomena(halves)),
        "## Confidence\n",
        _CONFIDENCE,
        _lines(_reliability(halves)),
        "## Known failures\n",
        _FAILURES.format(examples=_EXAMPLES),
        _lines(_failures(tuned)),
        "## Limits\n",
        _LIMITS,
        "## Doing it again\n",
        _REPRODUCE,
    ]
    return "\n".join(blocks)


def short_table(halves: Mapping[str, Half]) -> Iterator[str]:
    """Texts, facts and F1 of each half."""
    yield from _header("half", "articles", "facts", *(f"{measure} F1" for measure in MEASURES))
    for name, half in halves.items():
        scores = half.evaluation.scores
        facts = scores["found.all"].tp + scores["found.all"].fn
        yield _row(name, len(half.texts), facts, *(scores[f"{measure}.all"].f1 for measure in MEASURES))


def between_markers(text: str, table: Iterable[str]) -> str:
    """A text with the table put between :data:`MARKERS`; a text without them stays as it is."""
    opening, closing = map(re.escape, MARKERS)
    inside = "\n".join(["", *table, ""])
    return re.sub(rf"({opening}).*?({closing})", lambda m: m[1] + inside + m[2], text, flags=re.DOTALL)


def _scores(halves: Mapping[str, Half]) -> Iterator[str]:
    yield from _header("", *(f"{name} {what}" for name in halves for what in ("P", "R", "F1")))
    for measure in MEASURES:
        for family in (*FAMILIES, "all"):
            found = [half.evaluation.scores[f"{measure}.{family}"] for half in halves.values()]
            yield _row(f"{measure}, {family}", *(x for s in found for x in (s.precision, s.recall, s.f1)))


def _fields(*evaluations: Evaluation) -> Iterator[str]:
    yield from _header("field", "tuned n", "tuned", "check n", "check")
    for name in sorted({name for evaluation in evaluations for name in evaluation.fields}):
        found = [evaluation.fields.get(name) for evaluation in evaluations]
        yield _row(
            name.replace(".", ", "), *(cell for a in found for cell in ((a.of, a.right / a.of) if a else (0, None)))
        )


def _phenomena(halves: Mapping[str, Half]) -> Iterator[str]:
    yield from _header("phenomenon", *(f"{name} {what}" for name in halves for what in ("n", "found", "record")))
    for group, tests in PHENOMENA.items():
        yield _row(f"**{group}**", *[""] * 6)
        for name, test in tests.items():
            yield _row(name, *(cell for half in halves.values() for cell in _shares(half, test)))


def _shares(half: Half, test: Test) -> tuple[int, float | None, float | None]:
    shown = [v for v in half.verdicts if v.fact is not None and test(v.fact, v.text)]
    found = sum(v.prediction is not None for v in shown)
    return len(shown), _share(found, len(shown)), _share(sum(v.right for v in shown), len(shown))


def _reliability(halves: Mapping[str, Half]) -> Iterator[str]:
    bins = {name: {b.low: b for b in reliability(half.sure)} for name, half in halves.items()}
    yield from _header(
        "confidence", *(f"{name} {what}" for name in halves for what in ("records", "mean confidence", "right"))
    )
    for low in sorted({low for found in bins.values() for low in found}):
        cells = [cell for found in bins.values() for cell in _bin(found.get(low))]
        yield _row(f"{low:.1f} to {low + 0.1:.1f}", *cells)
    yield ""
    yield from _header("", *halves)
    yield _row("expected calibration error", *(calibration_error(list(found.values())) for found in bins.values()))
    sure = {name: [right for confidence, right in half.sure if confidence >= SURE] for name, half in halves.items()}
    yield _row(f"records at {SURE} or above", *(_share(len(sure[n]), len(h.sure)) for n, h in halves.items()))
    yield _row("right among them", *(_share(sum(right), len(right)) for right in sure.values()))


def _bin(found: Bin | None) -> tuple[int, float | None, float | None]:
    return (found.records, found.mean, found.right / found.records) if found else (0, None, None)


def _failures(half: Half) -> Iterator[str]:
    groups = grouped(half.verdicts)
    for cause, found in groups.items():
        if len(found) < _RARE:
            continue
        yield f"- **{cause}** ({len(found)})"
        yield from (f"  - {verdict.text.name}: {_example(verdict)}" for verdict in found[:_EXAMPLES])
    rare = sum(len(found) < _RARE for found in groups.values())
    if rare:
        yield f"- {rare} causes with one miss each"


def _example(verdict: Verdict) -> str:
    span, text = verdict.fact or verdict.prediction, verdict.text.text
    if span is None:
        return ""
    start, end = max(0, span.start - _AROUND), min(len(text), span.end + _AROUND)
    before, after = text[start : span.start], text[span.end : end]
    before = before.partition(" ")[2] if start else before
    after = after.rpartition(" ")[0] if end < len(text) else after
    quote = f"{before}**{text[span.start : span.end]}**{after}"
    return "… " + re.sub(r"\s+", " ", quote).replace("|", r"\|") + " …"


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _listed(names: Sequence[str]) -> str:
    quoted = [f"`{name}`" for name in names]
    return f"{', '.join(quoted[:-1])} and {quoted[-1]}"


def _header(*names: str) -> Iterator[str]:
    yield _row(*names)
    yield "|---|" + "---:|" * (len(names) - 1)


def _row(*cells: object) -> str:
    return "| " + " | ".join(map(_cell, cells)) + " |"


def _cell(value: object) -> str:
    if value is None:
        return "–"
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(lines) + "\n"
