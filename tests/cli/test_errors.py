from __future__ import annotations

from collections.abc import Iterator

import pytest
import typer

from dxextract.cli.app import app
from dxextract.cli.errors import DEBUG, guarded, printable
from dxextract.errors import AccuracyError, KnowledgeError, UsageError

UNEXPECTED = "dxextract: error: unexpected ZeroDivisionError: by 0"
HINT = " (`dxextract --debug ...` shows where)\n"


@pytest.fixture
def debug() -> Iterator[None]:
    token = DEBUG.set(True)
    yield
    DEBUG.reset(token)


def ending(error: BaseException) -> int:
    @guarded
    def command() -> None:
        raise error

    with pytest.raises(typer.Exit) as caught:
        command()
    return caught.value.exit_code


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (UsageError("no"), 2, "dxextract: error: no\n"),
        (KnowledgeError("a:1: x\na:2: y"), 1, "dxextract: error: a:1: x\ndxextract: error: a:2: y\n"),
        (AccuracyError("too low"), 4, "dxextract: error: too low\n"),
        (KeyboardInterrupt(), 130, "dxextract: interrupted\n"),
        (ZeroDivisionError("by 0"), 1, UNEXPECTED + HINT),
        (typer.Exit(3), 3, ""),
        (typer.BadParameter("odd\nthing"), 2, "dxextract: error: Invalid value: odd thing\n"),
        (OSError(28, "full"), 1, "dxextract: error: standard output cannot be written: full\n"),
        (OSError(28, "full", "f"), 1, "dxextract: error: unexpected OSError: [Errno 28] full: 'f'" + HINT),
    ],
)
def test_every_ending_has_its_code_and_line(
    error: BaseException, code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ending(error) == code
    assert capsys.readouterr() == ("", said)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ("lookup foo x", "for 'SORT': 'foo' is not one of 'place', 'indicator', 'index', 'document'."),
        ("extract a --engine foo", "for '--engine': 'foo' is not one of 'local', 'spark'."),
        ("extract a -j x", "for '--jobs' / '-j': a whole number is expected"),
        ("extract a -j 0", "for '--jobs' / '-j': 1 or more is expected"),
        ("panel a --min-confidence 2", "for '--min-confidence': 1 or less is expected"),
        ("extract a --published 2024", "for '--published': '2024' is no day; write it as YYYY-MM-DD"),
    ],
)
def test_a_wrong_call_is_told_in_plain_words(call: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.BadParameter) as refused:
        app(call.split(), standalone_mode=False)
    assert ending(refused.value) == 2
    assert capsys.readouterr().err == f"dxextract: error: Invalid value {said}\n"


def test_many_faults_are_cut_short(capsys: pytest.CaptureFixture[str]) -> None:
    assert ending(KnowledgeError("\n".join(f"a.yaml:{n}: x" for n in range(25)))) == 1
    lines = capsys.readouterr().err.splitlines()
    assert lines[-2:] == ["dxextract: error: a.yaml:19: x", "dxextract: error: and 5 more"]


def test_debug_shows_where(debug: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert ending(ZeroDivisionError("by 0")) == 1
    said = capsys.readouterr().err
    assert said.startswith("Traceback") and said.endswith(f"{UNEXPECTED}\n")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Hà Nội", "Hà Nội"),
        ("a\nb", r"a\nb"),
        ("\x1b[31m", r"\x1b[31m"),
        ("1\u00a0797", "1\u00a0797"),
        ("\udcff", r"\udcff"),
    ],
)
def test_printable(text: str, line: str) -> None:
    assert printable(text) == line
