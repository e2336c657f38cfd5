"""Facts from Vietnamese public-sector news: metrics, rankings and references, each with its exact place in the text.

    >>> import dxextract
    >>> result = dxextract.extract("Tỉnh Đồng Tháp đạt 95%...", published="2024-04-14")
    >>> result.metrics, result.rankings, result.references

``extract`` takes one text; an ``Extractor`` is built once and reused for many; ``write_dataset`` writes their results
as the command line does; ``load`` reads a written dataset; ``panel`` joins what its articles say.
Importing the package is cheap: what a name needs is imported when the name is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dxextract.extractor import Extractor, extract
    from dxextract.panels.build import panel
    from dxextract.records.load import load
    from dxextract.records.write import write_dataset

__version__ = "0.1.0"

__all__ = ["Extractor", "__version__", "extract", "load", "panel", "write_dataset"]

_HOME = {
    "Extractor": "dxextract.extractor",
    "extract": "dxextract.extractor",
    "load": "dxextract.records.load",
    "panel": "dxextract.panels.build",
    "write_dataset": "dxextract.records.write",
}

if not TYPE_CHECKING:  # type checkers read the imports above, and so see a misspelt name

    def __getattr__(name: str) -> Any:
        if name not in _HOME:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(_HOME[name]), name)
        globals()[name] = value  # the next access does not come here
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
