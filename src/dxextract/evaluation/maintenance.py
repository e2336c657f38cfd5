"""What must be written anew after a change of the rules: weights of confidence, accuracy page, the README's table."""

from __future__ import annotations

from pathlib import Path

from dxextract.evaluation.accuracy_page import Half, between_markers, page, short_table
from dxextract.evaluation.calibration import (
    cases,
    cross_validated,
    fit_weights,
    model_file,
)
from dxextract.evaluation.gold import load_gold
from dxextract.evaluation.predictions import extracted


def write_confidence(checkout: Path) -> None:
    """Fit ``gazetteer/confidence.yaml`` on the checkout's corpus; the same sources give the same file."""
    tuned, fresh = (cases(load_gold([checkout / "corpus" / part])) for part in ("tuned", "fresh"))
    text = model_file(fit_weights(tuned, fresh))
    (checkout / "gazetteer" / "confidence.yaml").write_text(text, encoding="utf-8", newline="\n")


def write_accuracy(checkout: Path) -> None:
    """Write ``docs/accuracy.md`` and the table in ``README.md``; the same sources give the same files."""
    tuned, check = (load_gold([checkout / "corpus" / part]) for part in ("tuned", "check"))
    halves = {
        "tuned": Half.of(tuned, list(extracted(tuned)), cross_validated(cases(tuned))),
        "check": Half.of(check, list(extracted(check))),
    }
    text = page(halves["tuned"], halves["check"])
    (checkout / "docs" / "accuracy.md").write_text(text, encoding="utf-8", newline="\n")
    readme = checkout / "README.md"
    written = between_markers(readme.read_text(encoding="utf-8"), short_table(halves))
    readme.write_text(written, encoding="utf-8", newline="\n")
