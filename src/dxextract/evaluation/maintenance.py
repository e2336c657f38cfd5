"""What must be written anew after a change of the rules: weights of confidence, accuracy page, the README's table."""

from __future__ import annotations

from pathlib import Path

from dxextract.evaluation.accuracy_page import Half, between_markers, page, short_table
from dxextract.evaluation.calibration import cross_validated, fit_weights, held_out_cases, model_file
from dxextract.evaluation.contexts import contexts, count, tables
from dxextract.evaluation.gold import load_gold
from dxextract.evaluation.predictions import extracted
from dxextract.extractor import Extractor
from dxextract.knowledge.contexts import ANSWERS_FILE, CLUES_FILE


def write_confidence(checkout: Path) -> None:
    """Count and fit on the checkout's corpus what confidence is made of; the same sources give the same files.

    These are ``context_answers.csv``, ``context_clues.csv`` and ``confidence.yaml`` in ``gazetteer/``.
    """
    gazetteer = checkout / "gazetteer"
    tuned, fresh = (load_gold([checkout / "corpus" / part]) for part in ("tuned", "fresh"))
    extractor = Extractor()
    counted = tables(count(context for text in [*tuned, *fresh] for context in contexts(text, extractor)))
    for name, table in zip((ANSWERS_FILE, CLUES_FILE), counted, strict=True):
        (gazetteer / name).write_text(table, encoding="utf-8", newline="\n")
    judged = held_out_cases([*tuned, *fresh])
    unread = {text.name for text in fresh}
    weights = fit_weights(
        [case for case in judged if case.article not in unread], [case for case in judged if case.article in unread]
    )
    (gazetteer / "confidence.yaml").write_text(model_file(weights), encoding="utf-8", newline="\n")


def write_accuracy(checkout: Path) -> None:
    """Write ``docs/accuracy.md`` and the table in ``README.md``; the same sources give the same files."""
    tuned, check = (load_gold([checkout / "corpus" / part]) for part in ("tuned", "check"))
    halves = {
        "tuned": Half.of(tuned, list(extracted(tuned)), cross_validated(held_out_cases(tuned))),
        "check": Half.of(check, list(extracted(check))),
    }
    text = page(halves["tuned"], halves["check"])
    (checkout / "docs" / "accuracy.md").write_text(text, encoding="utf-8", newline="\n")
    readme = checkout / "README.md"
    written = between_markers(readme.read_text(encoding="utf-8"), short_table(halves))
    readme.write_text(written, encoding="utf-8", newline="\n")
