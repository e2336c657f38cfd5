"""``python -m dxextract`` is the command ``dxextract``."""

from __future__ import annotations

import sys


def main() -> None:
    """The entry point. It imports nothing that takes time where an interrupt would show a traceback."""
    try:
        from dxextract.cli.app import main as run

        run()
    except KeyboardInterrupt:
        if sys.stderr is not None:
            print("dxextract: interrupted", file=sys.stderr)
        sys.exit(130)


if __name__ == "__main__":
    main()
