"""What the options of several commands share."""

from __future__ import annotations

from datetime import date

import typer


def day(written: str) -> date:
    """The ``parser`` of an option that takes a day."""
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise typer.BadParameter(f"{written!r} is no day; write it as YYYY-MM-DD") from error
