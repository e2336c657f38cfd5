"""The page as one file: styles and scripts inlined, data compressed, and a policy that lets nothing in or out.

The data is deflated JSON in base64, in elements that no browser executes: whatever a text holds, the page's source has
only letters, digits, ``+``, ``/`` and ``=`` of it. Scripts and styles are allowed by their hash alone.
"""

from __future__ import annotations

import json
import re
import zlib
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from html import escape
from importlib.resources import files
from typing import Any

from dxextract.report.payload import Payload

STYLES = ("base.css", "records.css", "article.css", "charts.css", "print.css")
SCRIPTS = (
    "dom.js", "fold.js", "offsets.js", "data.js", "strings.js", "words.js", "labels.js", "state.js", "filter.js",
    "search_bar.js", "list.js", "table.js", "flags.js", "flag_form.js", "article.js", "reader.js", "detail.js",
    "lists.js", "comparison.js", "panel.js", "charts.js", "map.js", "csv.js", "about.js",
    "theme.js", "keyboard.js", "print.js", "main.js",
)  # fmt: skip
"""In the order in which they are joined; each is one concern, and they share one scope that nobody outside sees."""

SIGN = '<meta name="generator" content="dxextract report">'
"""By what a file is known as a report; it stands in the first lines of the template."""

_ASSETS = files("dxextract.report") / "assets"
_SLOT = re.compile(r"\{\{(\w+)\}\}")


def render(payload: Payload) -> str:
    """The whole page."""
    style = "\n".join(map(_read, STYLES))
    script = '"use strict";\n(() => {\n' + "\n".join(map(_read, SCRIPTS)) + "})();\n"
    policy = (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    blocks = (
        f'<script type="text/plain" id="texts-{i}">{_packed(texts)}</script>' for i, texts in enumerate(payload.blocks)
    )
    return fill(
        _read("page.html"),
        {
            "policy": policy,
            "title": escape(str(payload.core["title"])),
            "style": style,
            "core": _packed(payload.core),
            "blocks": "\n".join(blocks),
            "script": script,
        },
    )


def fill(template: str, parts: Mapping[str, str]) -> str:
    """The template with every ``{{slot}}`` filled; what a part holds is never taken for a slot.

    Raises:
        KeyError: a slot has no part.
    """
    return _SLOT.sub(lambda slot: parts[slot[1]], template)


def _read(name: str) -> str:
    return (_ASSETS / name).read_text(encoding="utf-8")


def _hash(inline: str) -> str:
    return "sha256-" + b64encode(sha256(inline.encode()).digest()).decode("ascii")


def _packed(value: Any) -> str:
    data = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    return b64encode(zlib.compress(data, 9)).decode("ascii")
