"""What must be written anew after a change of the rules: weights of confidence, accuracy page, the README's table."""

from __future__ import annotations

from pathlib import Path

from dxextract.evaluation.accuracy_page import Half, between_markers, page, short_table
from dxextract.evaluation.calibration import (
    calibration_error,
    cases,
    cross_validated,
    fit_level,
    fit_weights,
    levelled_by_others,
    model_file,
    reliability,
)
from dxextract.evaluation.gold import GoldText, load_gold
from dxextract.evaluation.predictions import extracted


def write_confidence(checkout: Path) -> None:
    """Fit ``gazetteer/confidence.yaml`` on the checkout's corpus; the same sources give the same file."""
    tuned, check = map(cases, _halves(checkout))
    weights = fit_weights(tuned)
    text = model_file(weights, fit_level(check, weights))
    (checkout / "gazetteer" / "confidence.yaml").write_text(text, encoding="utf-8", newline="\n")


def write_accuracy(checkout: Path) -> None:
    """Write ``docs/accuracy.md`` and the table in ``README.md``; the same sources give the same files."""
    tuned, check = _halves(checkout)
    known = cases(tuned)
    halves = {
        "tuned": Half.of(tuned, list(extracted(tuned)), cross_validated(known)),
        "check": Half.of(check, list(extracted(check))),
    }
    fair = levelled_by_others(cases(check), fit_weights(known))
    text = page(halves["tuned"], halves["check"], level_error=calibration_error(reliability(fair)))
    (checkout / "docs" / "accuracy.md").write_text(text, encoding="utf-8", newline="\n")
    readme = checkout / "README.md"
    written = between_markers(readme.read_text(encoding="utf-8"), short_table(halves))
    readme.write_text(written, encoding="utf-8", newline="\n")


def _halves(checkout: Path) -> tuple[list[GoldText], list[GoldText]]:
    return load_gold([checkout / "corpus" / "tuned"]), load_gold([checkout / "corpus" / "check"])
