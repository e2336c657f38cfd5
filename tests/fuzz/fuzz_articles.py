"""Fuzz readers and extraction with atheris (Linux, extra ``fuzz``).

Ten minutes: ``python tests/fuzz/fuzz_articles.py -max_total_time=600``. Other arguments are libFuzzer's. What fails is
written to ``crash-*`` in the current folder; ``python tests/fuzz/fuzz_articles.py crash-...`` tries it again. Add it to
``seeds/`` once it is mended, and ``test_fuzz.py`` keeps it so.
"""

from __future__ import annotations

import sys
import tempfile
from importlib import import_module
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parent))

with atheris.instrument_imports(include=["dxextract"]):
    target = import_module("target")

SEEDS = Path(__file__).parent / "seeds"


def main() -> None:
    target.extractor()  # before the clock of the first input runs
    with tempfile.TemporaryDirectory() as found:
        dictionary = Path(found, "words")
        tokens = ("".join(f"\\x{byte:02x}" for byte in piece.encode()) for piece in target.PIECES)
        dictionary.write_text("".join(f'"{token}"\n' for token in tokens), "ascii")
        corpus = Path(found, "corpus")
        corpus.mkdir()
        given = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
        folders = [] if given else [str(corpus), str(SEEDS)]
        atheris.Setup([sys.argv[0], f"-dict={dictionary}", "-max_len=4096", *sys.argv[1:], *folders], _try)
        atheris.Fuzz()


def _try(data: bytes) -> None:
    target.examine(data)


if __name__ == "__main__":
    main()
