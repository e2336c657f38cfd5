"""How much each circumstance of a fact counts for or against it, from ``gazetteer/confidence.yaml``."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import FiniteFloat

from dxextract.knowledge.files import AnyFolder, Entry, read_table


class ConfidenceModel(Entry):
    """Weights in log-odds, fitted by :mod:`dxextract.evaluation.calibration`.

    Attributes:
        parts: part of a record → circumstance → weight; see :mod:`dxextract.linkers.circumstances`.
    """

    parts: Mapping[str, Mapping[str, FiniteFloat]]


def load_confidence(gazetteer: AnyFolder) -> ConfidenceModel:
    """Load ``gazetteer/confidence.yaml``.

    Raises:
        KnowledgeError: the file cannot be used.
    """
    return read_table(gazetteer / "confidence.yaml", ConfidenceModel)
