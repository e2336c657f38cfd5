"""One article in, all its records out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import cache
from pathlib import Path

from dxextract.article import Article
from dxextract.errors import UsageError
from dxextract.explanation import Explanation
from dxextract.knowledge.load import Knowledge, load_knowledge
from dxextract.pipeline import Extraction
from dxextract.readers.plain import read_plain
from dxextract.records.model import Result
from dxextract.text import contract_text
from dxextract.tokenizer.layout import lay_out

_SURROGATE = re.compile("[\ud800-\udfff]")


class Extractor:
    """Finds the facts of articles. Built once, reused for many articles, picklable.

    Args:
        knowledge: loaded knowledge, or a folder of your own that adds to the packaged one; None for that one alone.

    Raises:
        UsageError: there is no such folder.
        KnowledgeError: the knowledge cannot be used.
    """

    def __init__(self, knowledge: Knowledge | Path | str | None = None) -> None:
        if isinstance(knowledge, Knowledge):
            self.knowledge = knowledge
        else:
            self.knowledge = load_knowledge(Path(knowledge) if knowledge is not None else None)

    @property
    def knowledge_hash(self) -> str:
        """What the records name as ``knowledge_hash``."""
        return self.knowledge.content_hash

    def read(self, text: str, *, source: str = "text", published: date | str | None = None) -> Article:
        """An article from a text: title, day of publication and page furniture are found in it.

        Args:
            text: decoded text; it is brought into the form of the contract (NFC, ``\\n``).
            source: what the article is called in the records.
            published: the day of publication, where it is known; else it is read from the header line.

        Raises:
            UsageError: ``published`` is no date, or the text holds half a surrogate pair, which is no character.
        """
        day = _day(published)
        if half := _SURROGATE.search(text):
            what = f"half a surrogate pair ({half[0]!r} at {half.start()})"
            raise UsageError(f"the text holds {what}: decode it anew, or replace what is no character")
        return read_plain(contract_text(text), source=source, rules=self.knowledge.layout, published=day)

    def extract(self, article: Article | str, *, published: date | str | None = None, source: str = "text") -> Result:
        """All records of one article.

        Args:
            article: an article, or a text as in :meth:`read`.
            published, source: as in :meth:`read`; used for a text only.

        Returns:
            The article's row, its metrics, rankings and references in the order of the text, and its findings.
        """
        if isinstance(article, str):
            article = self.read(article, source=source, published=published)
        elif not isinstance(article, Article):
            raise UsageError(f"an article or its text is needed, not {type(article).__name__}")
        return Extraction(lay_out(article, abbreviations=self.knowledge.abbreviations), self.knowledge).result()

    def explain(self, article: Article | str, *, published: date | str | None = None) -> Explanation:
        """All records of one article with the reasons for them.

        Args:
            article, published: as in :meth:`extract`.
        """
        if isinstance(article, str):
            article = self.read(article, published=published)
        extraction = Extraction(lay_out(article, abbreviations=self.knowledge.abbreviations), self.knowledge)
        return Explanation(
            result=extraction.result(),
            circumstances=extraction.circumstances,
            document=extraction.document,
            drafts=extraction.metrics,
            indices=extraction.indices,
            periods=extraction.periods,
            period_linker=extraction.period_linker,
            place_linker=extraction.place_linker,
            indicators=self.knowledge.indicators,
            confidence=self.knowledge.confidence,
        )

    def map(self, articles: Iterable[Article | str]) -> Iterator[Result]:
        """:meth:`extract` over many articles, one after the other.

        Raises:
            UsageError: as :meth:`extract`, or one text was given instead of several.
        """
        if isinstance(articles, str):
            raise UsageError("map takes many articles; one text is for extract, or put it into a list")
        for article in articles:
            yield self.extract(article)


def extract(text: str, *, published: date | str | None = None) -> Result:
    """All records of one text, with the packaged knowledge. For many texts build an :class:`Extractor` once."""
    return _packaged().extract(text, published=published)


@cache
def _packaged() -> Extractor:
    return Extractor()


def _day(published: date | str | None) -> date | None:
    """The day that a caller means; of a time of day, as frames have it, the day."""
    try:
        if isinstance(published, datetime):
            return published.date()
        if published is None or isinstance(published, date):
            return published
        return date.fromisoformat(published)
    except (TypeError, ValueError) as error:
        raise UsageError(f"published: {published!r} is no date; write it as YYYY-MM-DD") from error
