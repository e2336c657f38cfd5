from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from .conftest import ARTICLE, Run


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """``in`` with two texts and ``out``, their dataset."""
    from dxextract.extractor import Extractor
    from dxextract.records.write import write_dataset

    folder = tmp_path_factory.mktemp("report") / "made"
    (folder / "in").mkdir(parents=True)
    extractor = Extractor()
    results = []
    for name in ("in/a.txt", "in/b.txt"):
        (folder / name).write_text(ARTICLE, "utf-8")
        results.append(extractor.extract(ARTICLE, source=name))
    write_dataset(folder / "out", results, knowledge_hash=extractor.knowledge_hash)
    return folder


@pytest.fixture
def dataset(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "copy"))


def test_a_report(dxextract_: Run, dataset: Path) -> None:
    done = dxextract_("report", "out", cwd=dataset)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.startswith("dxextract: 8 records of 2 articles, 0.")
    assert done.stderr.endswith(" MB → report.html\n")
    page = (dataset / "report.html").read_text("utf-8")
    assert "<title>out · dxextract</title>" in page
    done = dxextract_("report", "out", "--title", "Báo cáo <1>", "--limit", 1, cwd=dataset)
    assert "the texts of 1 articles were left out (--limit 1)" in done.stderr
    assert "<title>Báo cáo &lt;1&gt; · dxextract</title>" in (dataset / "report.html").read_text("utf-8")


def test_with_annotations(dxextract_: Run, dataset: Path) -> None:
    (dataset / "in" / "a.yaml").write_text('id: a\nplace: "87"\nfacts: []\n', "utf-8")
    assert dxextract_("report", "out", "-o", "gold.html", "--gold", "in", cwd=dataset).returncode == 0
    (dataset / "in" / "a.txt").write_text("Khác.", "utf-8")
    done = dxextract_("report", "out", "-o", "gold.html", "--gold", "in", cwd=dataset)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "its text is not that of in/a.txt" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["nothing"], 2, "nothing is not a dataset"),
        (["out", "-o", "in"], 1, "in is a folder"),
        (["out", "-o", "in/a.txt"], 1, "in/a.txt is no report of dxextract, so it is not replaced"),
        (["out", "-o", "gone/report.html"], 1, "there is no folder gone"),
        (["out", "--gold", "nowhere"], 2, "nowhere: no such folder"),
        (["out", "--limit", "-1"], 2, "--limit"),
    ],
)
def test_what_cannot_be_done(dxextract_: Run, dataset: Path, arguments: list[str], code: int, message: str) -> None:
    done = dxextract_("report", *arguments, cwd=dataset)
    assert (done.returncode, done.stdout) == (code, "")
    assert message in done.stderr
    assert (dataset / "in" / "a.txt").read_text("utf-8") == ARTICLE
    assert not (dataset / "report.html").exists()
