"""Where tables for people are printed."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

_PIPED_WIDTH = 100


def console() -> Console:
    """Standard output, as wide as the terminal; where it is none, of a fixed width unless ``COLUMNS`` sets one."""
    from rich.console import Console

    wide = sys.stdout.isatty() or "COLUMNS" in os.environ
    return Console(width=None if wide else _PIPED_WIDTH, highlight=False, markup=False)
