"""Judgements and differences as text for people."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from dxextract.evaluation.diff import KEYS, Change
from dxextract.evaluation.gold import FAMILIES
from dxextract.evaluation.score import MEASURES, Evaluation, Miss

_ORDER = ("BAD", "MISSED", "EXTRA", "VALUE", "FIELD", "ARTICLE")
"""First words of the kinds of misses, as they are listed."""

_BASES = {"published": "the day of publication", "stated": "stated"}

_SIGNS = {"gained": "+", "lost": "-", "changed": "~"}


def table(evaluation: Evaluation, *, texts: int) -> Iterator[str]:
    """The lines of the scores: one block a measure, then the fields."""
    yield _number(texts, "annotated text")
    yield ""
    yield f"{'':18}{'precision':>11}{'recall':>8}{'F1':>8}{'right':>8}{'extra':>7}{'missing':>9}"
    for measure in MEASURES:
        for family in (*FAMILIES, "all"):
            s = evaluation.scores[f"{measure}.{family}"]
            label = f"{measure:8}{family}"
            yield f"{label:18}{s.precision:11.3f}{s.recall:8.3f}{s.f1:8.3f}{s.tp:8}{s.fp:7}{s.fn:9}"
    yield ""
    yield f"{'field':32}{'right':>8}{'of':>7}{'share':>8}"
    for name, accuracy in evaluation.fields.items():
        family, _, field = name.partition(".")
        label = f"{family:10} {field}"
        yield f"{label:32}{accuracy.right:8}{accuracy.of:7}{accuracy.right / accuracy.of:8.3f}"


def misses(found: Iterable[Miss], *, final: bool) -> Iterator[str]:
    """The lines of the misses, one group a kind, in it text by text.

    Args:
        found: see :attr:`Evaluation.misses`.
        final: whether the misses of held-out texts are shown; a last line says when they are not.
    """
    groups: defaultdict[str, list[Miss]] = defaultdict(list)
    held_out: list[Miss] = []
    for miss in found:
        if miss.text.held_out and not final:
            held_out.append(miss)
        else:
            groups[miss.kind].append(miss)
    for kind in sorted(groups, key=lambda kind: (_ORDER.index(kind.split()[0]), kind)):
        yield f"{kind} ({len(groups[kind])})"
        yield from (f"  {miss.text.name:8} {_line(miss)}" for miss in groups[kind])
        yield ""
    if held_out:
        texts = _number(len({miss.text.path for miss in held_out}), "text")
        many = _number(len(held_out), "miss", "misses")
        yield f"{many} in {texts} of the check half kept back; --final shows them"


def _line(miss: Miss) -> str:
    quote = shown(miss.fact.quote) if miss.fact else ""
    if miss.kind == "MISSED":
        return quote
    if isinstance(miss.got, tuple) and miss.kind in ("EXTRA", "BAD SPAN"):
        family, *rest = miss.got
        return f"{family}: {shown(rest)}"
    wanted, got = (_answer(miss.kind, value) for value in (miss.wanted, miss.got))
    return f"{quote}{': ' if quote else ''}wanted {wanted}, got {got}"


def _answer(kind: str, value: object) -> str:
    """A wanted or given value: ``none`` for what is unknown, periods with dots between their ends."""
    if kind == "FIELD period" and isinstance(value, tuple):
        start, end, *basis = value
        days = f"{start or ''}..{end or ''}" if start != end else str(start)
        return " ".join([days, *(f"({_BASES[base]})" for base in basis if base in _BASES)]) if start or end else "none"
    if isinstance(value, tuple):
        return " ".join(shown(part) for part in value if part is not None) or "none"
    return "none" if value is None else shown(value)


def differences(changes: Sequence[Change]) -> Iterator[str]:
    """The lines of a difference: source by source, then how many there are of each kind."""
    source = None
    for change in changes:
        if change.source != source:
            source = change.source
            yield source
        yield f"  {_SIGNS[change.what]} {change.record:9} {shown(change.subject)}".rstrip()
        yield from (f"      {name}: {shown(old)} → {shown(new)}" for name, (old, new) in change.fields.items())
    if changes:
        yield ""
    counts = Counter((change.record, change.what) for change in changes)
    for record in KEYS:
        numbers = [f"{counts[record, what]} {what}" for what in _SIGNS if counts[record, what]]
        if numbers:
            yield f"{record}s: {', '.join(numbers)}"
    if not changes:
        yield "no difference"


def _number(count: int, one: str, many: str | None = None) -> str:
    return f"{count} {one if count == 1 else many or f'{one}s'}"


def shown(value: object) -> str:
    """A value on one line; a dash for what is missing, no ``.0`` behind whole numbers."""
    if value is None:
        return "–"
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, tuple | list):
        return " ".join(shown(part) for part in value) or "–"
    return " ".join(str(value).split())
