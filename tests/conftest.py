"""What all tests share: the markers of tests that need more than Python, and ``--no-skips``."""

from __future__ import annotations

import pytest

MARKERS = {
    "needs_browser": "opens a page in a headless browser",
    "needs_java": "runs on Spark, which needs Java",
}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--no-skips", action="store_true", help="fail the run if a test was skipped")


def pytest_configure(config: pytest.Config) -> None:
    for name, meaning in MARKERS.items():
        config.addinivalue_line("markers", f"{name}: {meaning}")


def _skips(config: pytest.Config) -> int:
    if not config.getoption("--no-skips"):
        return 0
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    return len(reporter.stats.get("skipped", ())) if reporter else 0


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    if _skips(session.config) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if skips := _skips(config):
        terminalreporter.write_line(f"--no-skips: {skips} skipped, and a skipped test is a failure here", red=True)
