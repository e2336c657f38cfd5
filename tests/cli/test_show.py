"""``dxextract show``."""

from __future__ import annotations

from pathlib import Path

from .conftest import ARTICLE, ENVIRONMENT, Run


def test_facts_are_marked_and_listed(dxextract_: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    done = dxextract_("show", tmp_path / "a.txt")
    assert done.returncode == 0, done.stderr
    flat = " ".join(done.stdout.split())
    assert "đã cung cấp [906] dịch vụ" in flat and "hạng <25/63> về" in flat
    assert "{Quyết định số 861/QĐ-UBND-HC} ngày" in flat
    assert "2 metrics" in flat and "1 ranking " in flat and "1 reference " in flat
    assert "2024-04-14 (header), Đồng Tháp" in flat


def test_colours_stand_for_brackets_where_there_are_colours(dxextract_: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    environment = {**ENVIRONMENT, "FORCE_COLOR": "1", "COLUMNS": "120"}
    done = dxextract_("show", tmp_path / "a.txt", env=environment)
    assert "\x1b[1;32m906\x1b[0m" in done.stdout


def test_a_text_cannot_steer_the_terminal(dxextract_: Run) -> None:
    done = dxextract_("show", "-", stdin="Tỉnh Đồng Tháp có \x1b[31m906\x07 xã và \u202e5 thôn.\n" + ARTICLE)
    assert done.returncode == 0
    assert not {"\x1b", "\x07", "\u202e"} & set(done.stdout)


def test_brackets_of_the_text_are_no_markup(dxextract_: Run) -> None:
    done = dxextract_("show", "-", stdin="Tỉnh Đồng Tháp [bold]có[/bold] 906 xã.\n" + ARTICLE)
    assert "[bold]có[/bold]" in done.stdout


def test_an_article_without_facts(dxextract_: Run) -> None:
    done = dxextract_(
        "show", "-", stdin="Hội nghị diễn ra trong không khí trang trọng tại trụ sở Ủy ban nhân dân tỉnh.\n"
    )
    assert done.returncode == 0 and done.stdout.endswith("no facts\n")


def test_words_instead_of_a_file(dxextract_: Run, tmp_path: Path) -> None:
    done = dxextract_("show", "Tỉnh Đồng Tháp có 906 xã.", "--published", "2024-04-14", cwd=tmp_path)
    assert "2024-04-14 (given)" in done.stdout and "có [906] xã" in done.stdout


def test_what_is_no_article(dxextract_: Run, tmp_path: Path) -> None:
    assert dxextract_("show", tmp_path / "nowhere.txt").returncode == 2
    assert "is a folder" in dxextract_("show", tmp_path).stderr
