"""What a record says, before the layout of its text is looked at: the text of an article and what is known about it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from dxextract.readers.encodings import repair
from dxextract.text import fold

_TOP = 8
_GAPS = re.compile(r"\n{3,}")
_LEAST_BARS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """An article's text and what is known about it; None for what is not.

    Attributes:
        text: for offsets; in the form of the contract once :func:`compose` or :func:`~.encodings.decode` made it.
        repairs: see ``articles.repairs``.
        published, basis: the day that metadata states, and by what (``meta``, ``time``, ``none``).
        top: lines around the headline on the page, which may hold a date line.
    """

    text: str
    repairs: tuple[str, ...] = ()
    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: date | None = None
    basis: str = "none"
    top: str = ""


def compose(content: Content) -> Content:
    """Title, an empty line and body as one text in the form of the contract, repaired together with the names.

    The title is not repeated where the body has it among its first lines.

    Raises:
        InputError: as :func:`dxextract.readers.encodings.repair`.
    """
    names = [" ".join((name or "").split()) for name in (content.title, content.author, content.outlet)]
    repaired = repair("\n".join([*names, content.text.replace("\r\n", "\n")]))
    title, author, outlet, body = repaired.text.split("\n", 3)
    return replace(
        content,
        text=_with_title(title, body.strip("\n")),
        repairs=(*content.repairs, *(name for name in repaired.repairs if name not in content.repairs)),
        title=title or None,
        author=author or None,
        outlet=outlet or None,
    )


def with_lead(lead: str | None, body: str) -> str:
    """The body below its lead, unless it has it already."""
    if lead is None or _plain(lead) in _plain(body):
        return body
    return f"{lead}\n\n{body}"


def tidy_tables(text: str) -> str:
    """Tables of bars as :mod:`dxextract.readers.render` writes them: no rule below the headings, no empty cell."""
    if "|" not in text:
        return text
    lines = (line for line in text.split("\n") if not _is_rule(line))
    return "\n".join(_row(line) if _is_row(line) else line for line in lines)


def _is_rule(line: str) -> bool:
    return "|" in line and "--" in line and not line.strip("|:- \t")


def _is_row(line: str) -> bool:
    line = line.strip()
    return line.startswith("|") and line.endswith("|") and line.count("|") > _LEAST_BARS


def _row(line: str) -> str:
    return " | ".join(cell.strip() or "-" for cell in line.strip()[1:-1].split("|"))


def _with_title(title: str, body: str) -> str:
    if not title:
        return body
    lines = body.split("\n")
    top = [line for line in lines[:_TOP] if _plain(line) != _plain(title)]
    if len(top) < min(len(lines), _TOP):
        above = _GAPS.sub("\n\n", "\n".join([*top, ""]))
        body = (above + "\n".join(lines[_TOP:])).strip("\n")
    return f"{title}\n\n{body}" if body else title


def _plain(text: str) -> str:
    return " ".join(fold(text).split()).strip(" .\"'")
