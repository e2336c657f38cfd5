"""What all tests share: markers of tests that need more than Python or a moment, ``--no-skips``, the knowledge."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from hypothesis import settings

from dxextract.article import Article
from dxextract.document import Document
from dxextract.extractor import Extractor
from dxextract.knowledge.load import Knowledge, load_knowledge
from dxextract.text import contract_text
from dxextract.tokenizer.layout import lay_out

# How long an example takes says nothing on a busy machine; tests marked `alone` measure time.
settings.register_profile("dxextract", deadline=None)
settings.load_profile("dxextract")

MARKERS = {
    "needs_browser": "opens a page in a headless browser",
    "needs_java": "runs on Spark, which needs Java",
    "slow": "takes minutes",
    "alone": "measures time, so that no other test runs beside it",
    "newspapers": "reads newspapers' texts, which are no part of a checkout: it may be skipped where they are not",
}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--no-skips", action="store_true", help="fail the run if a test was skipped that need not be")


def pytest_configure(config: pytest.Config) -> None:
    for name, meaning in MARKERS.items():
        config.addinivalue_line("markers", f"{name}: {meaning}")


def _skips(config: pytest.Config) -> int:
    if not config.getoption("--no-skips"):
        return 0
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", ()) if reporter else ()
    return sum("newspapers" not in report.keywords for report in skipped)


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    if _skips(session.config) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if skips := _skips(config):
        terminalreporter.write_line(f"--no-skips: {skips} skipped, and a skipped test is a failure here", red=True)


@pytest.fixture(autouse=True)
def no_garbage_of_others(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test that measures time does not pay for collecting what the tests before it left."""
    if request.node.get_closest_marker("alone") is None:
        yield
        return
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The packaged knowledge, loaded once for the whole run."""
    return load_knowledge()


@pytest.fixture(scope="session")
def extractor(knowledge: Knowledge) -> Extractor:
    return Extractor(knowledge)


@pytest.fixture(scope="session")
def lay_out_text(knowledge: Knowledge) -> Callable[..., Document]:
    """Lays out a text without looking for a header: tests of finders see every character as content."""

    def lay(text: str, *, published: date | None = None) -> Document:
        article = Article("test", contract_text(text), published=published)
        return lay_out(article, abbreviations=knowledge.abbreviations)

    return lay
