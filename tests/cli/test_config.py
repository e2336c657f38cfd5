"""The configuration of a project folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from dxextract.cli.config import Config, config, own_knowledge
from dxextract.errors import UsageError


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("dxextract.toml", 'knowledge = "my"'),
        ("pyproject.toml", '[tool.dxextract]\nknowledge = "my"\n[tool.other]\nx = 1'),
    ],
)
def test_the_folder_names_the_knowledge(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert own_knowledge(None) == Path("my")
    assert own_knowledge(Path("other")) == Path("other")


def test_all_settings(tmp_path: Path) -> None:
    text = 'knowledge = "my"\njobs = 4\ntimeout = 60\nmap = {text = "body", date = "_source.pub"}'
    (tmp_path / "dxextract.toml").write_text(text, encoding="utf-8")
    expected = Config(knowledge=Path("my"), jobs=4, timeout=60.0, map={"text": "body", "date": "_source.pub"})
    assert config() == expected
    assert config(tmp_path).knowledge == tmp_path / "my"


def test_without_a_setting_there_is_none(tmp_path: Path) -> None:
    assert own_knowledge(None) is None
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'x'", encoding="utf-8")
    assert own_knowledge(None) is None


def test_the_own_file_wins(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.dxextract]\nknowledge = "a"', encoding="utf-8")
    (tmp_path / "dxextract.toml").write_text('knowledge = "b"', encoding="utf-8")
    assert own_knowledge(None) == Path("b")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('knowlege = "my"', "knowlege: there is no such setting"),
        ("knowledge = 3", "knowledge: a folder is expected"),
        ('knowledge = ""', "knowledge: a folder is expected"),
        ("knowledge = ", "cannot be read"),
        ("jobs = 0", "jobs: a number of processes is expected"),
        ("jobs = true", "jobs: a number of processes is expected"),
        ("timeout = -1", "timeout: a number of seconds is expected"),
        ('timeout = "60"', "timeout: a number of seconds is expected"),
        ("timeout = inf", "timeout: a number of seconds is expected"),
        ('map = "text=body"', "map: fields by name are expected"),
        ('map = {txt = "body"}', r"dxextract\.toml: map: 'txt' is unknown"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "dxextract.toml").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=message):
        own_knowledge(None)
