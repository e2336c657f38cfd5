"""``python -m dxextract`` is the command ``dxextract``."""

from __future__ import annotations

import gc
import sys

COLLECTED_AFTER = (50_000, 20, 20)
"""What is loaded stays, and articles leave few cycles behind: the default looks for them a hundred times as often."""


def main() -> None:
    """The entry point. It imports nothing that takes time where an interrupt would show a traceback."""
    gc.set_threshold(*COLLECTED_AFTER)
    try:
        from dxextract.cli.app import main as run

        run()
    except KeyboardInterrupt:
        if sys.stderr is not None:
            print("dxextract: interrupted", file=sys.stderr)
        sys.exit(130)


if __name__ == "__main__":
    main()
