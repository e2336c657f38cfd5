"""Every error that dxextract raises on purpose.

A message says what is wrong, where (file, line, field) and what to do. The command line prints it as one line and
exits with the error's ``exit_code`` (see docs/records.md).
"""

from __future__ import annotations


class DxextractError(Exception):
    """Root of all errors of this package."""

    exit_code = 1


class UsageError(DxextractError):
    """The call itself is wrong: an option, an argument, a path that cannot be meant."""

    exit_code = 2


class KnowledgeError(DxextractError):
    """A file of ``patterns/`` or ``gazetteer/`` cannot be used."""


class InputError(DxextractError):
    """An input cannot be read. The runner turns it into a row of ``rejects``.

    Args:
        stage: the stage that gave up (``read``, ``decode``, ``extract``).
        reason: a stable, short word: ``missing``, ``unreadable``, ``empty``, ``binary``, ``encoding``, ``too_large``,
            ``failed``, ``timeout``, ``crashed``.
        detail: the sentence for people.
    """

    def __init__(self, stage: str, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.stage = stage
        self.reason = reason
        self.detail = detail


class OutputError(DxextractError):
    """The target cannot be written, or a dataset cannot be read back."""


class GoldError(DxextractError):
    """An annotation cannot be used: a quote that is not found once, an unknown field."""


class AccuracyError(DxextractError):
    """A score is below its pinned floor."""

    exit_code = 4
