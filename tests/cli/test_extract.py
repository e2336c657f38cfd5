from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from dxextract.records.load import load

from .conftest import ARTICLE, COMMAND, ENVIRONMENT, POSIX, Run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    for name in ("b", "a"):
        (tmp_path / "in" / f"{name}.txt").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


def content(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def tables(out: Path) -> dict[str, bytes]:
    """What readers and globs see of a dataset."""
    return {name: data for name, data in content(out).items() if not name.startswith(".dxextract/")}


def test_the_order_of_sets_changes_no_record(dxextract_: Run) -> None:
    corpus = Path(__file__).parents[2] / "corpus" / "fresh"
    runs = [
        dxextract_("extract", corpus, "--format", "jsonl", env=ENVIRONMENT | {"PYTHONHASHSEED": seed}) for seed in "12"
    ]
    assert runs[0].stdout.count("\n") > 500
    assert runs[0].stdout == runs[1].stdout


def test_a_dataset_and_the_same_bytes_twice(dxextract_: Run, folder: Path) -> None:
    done = dxextract_("extract", "in", "-o", "one", cwd=folder)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.startswith("dxextract: 2 articles, ") and done.stderr.endswith("0 rejected → one\n")
    assert done.stderr.count("\n") == 1
    dataset = load(folder / "one")
    assert dataset.articles["source"].to_pylist() == ["in/a.txt", "in/b.txt"]
    assert 906 in dataset.metrics["value"].to_pylist()

    done = dxextract_("extract", "in/b.txt", "in/a.txt", "in", "-o", "two", "--quiet", cwd=folder)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert content(folder / "two") == content(folder / "one")

    done = dxextract_("extract", "in", "-o", "one", cwd=folder)
    assert done.stderr.endswith("0 rejected (2 unchanged) → one\n")
    assert content(folder / "two") == content(folder / "one")


def test_json_lines_of_standard_input(dxextract_: Run) -> None:
    done = dxextract_("extract", "-", "--format", "jsonl", "--published", "2020-02-03", stdin=ARTICLE)
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    article = records[0]
    assert (article["record"], article["source"], article["published"]) == ("article", "-", "2020-02-03")
    assert article["published_basis"] == "given"
    facts = [record for record in records[1:] if record["record"] != "finding"]
    assert {record["record"] for record in facts} == {"metric", "ranking", "reference"}
    for record in facts:
        assert article["text"][record["start"] : record["end"]] == record["raw"]


BAD = {
    "empty.txt": (b"", "the file is empty", "decode", "empty"),
    "white.txt": (b" \n", "no text in it", "decode", "empty"),
    "image.txt": (b"\x89PNG\r\n\x1a\n\0\0", "an image", "read", "unknown_format"),
    "large.txt": (b"a" * 20_000_001, "larger than 20 MB; split it into articles", "read", "too_large"),
}


def test_bad_inputs_harm_no_other(dxextract_: Run, folder: Path) -> None:
    for name, (data, *_) in BAD.items():
        (folder / "in" / name).write_bytes(data)
    (folder / "no texts").mkdir()
    done = dxextract_("extract", "in", "missing.txt", "no texts", "-o", "out", cwd=folder)
    assert (done.returncode, done.stdout) == (3, "")
    expected = {f"in/{name}": (detail, stage, reason) for name, (_, detail, stage, reason) in BAD.items()}
    expected["missing.txt"] = ("no such file or folder", "read", "missing")
    expected["no texts"] = ("no file of a known format in this folder", "read", "empty")
    *lines, closing = done.stderr.splitlines()
    assert lines == [f"dxextract: rejected {source}: {expected[source][0]}" for source in sorted(expected)]
    assert closing.startswith("dxextract: 2 articles, ") and closing.endswith(", 6 rejected → out")
    dataset = load(folder / "out")
    rows = dataset.rejects.to_pylist()
    assert {row["source"]: (row["detail"], row["stage"], row["reason"]) for row in rows} == expected
    assert dataset.articles["source"].to_pylist() == ["in/a.txt", "in/b.txt"]


def test_rejects_are_json_lines_too(dxextract_: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    done = dxextract_("extract", "empty.txt", "missing.txt", "--format", "jsonl", "--quiet", cwd=tmp_path)
    assert done.returncode == 3
    assert [json.loads(line)["reason"] for line in done.stdout.splitlines()] == ["empty", "missing"]
    assert done.stderr.endswith("dxextract: rejected missing.txt: no such file or folder\n")


@pytest.mark.parametrize("options", [["-o", "out"], ["--format", "jsonl"], ["--dry-run"]])
def test_where_no_input_is_there_nothing_is_written(dxextract_: Run, tmp_path: Path, options: list[str]) -> None:
    done = dxextract_("extract", "pagse", *options, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "dxextract: error: pagse: no such file or folder\n"
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("out", "options", "said"),
    [
        ("in", [], "in is not empty and holds no dataset of dxextract"),
        ("in", ["--overwrite"], "in is not empty and holds no dataset of dxextract"),
        ("in/a.txt", ["--overwrite"], "in/a.txt is a file, not a folder"),
        ("in/a.txt/out", [], "cannot write in/a.txt/out: Not a directory"),
    ],
)
def test_a_target_that_cannot_be_written(
    dxextract_: Run, folder: Path, out: str, options: list[str], said: str
) -> None:
    before = content(folder)
    done = dxextract_("extract", "in", "-o", out, *options, cwd=folder)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"dxextract: error: {said}") and done.stderr.count("\n") == 1
    assert content(folder) == before


def test_knowledge_that_is_not_there(dxextract_: Run, folder: Path) -> None:
    done = dxextract_("extract", "in", "-o", "out", "--knowledge", "nowhere", cwd=folder)
    assert done.returncode == 2
    assert done.stderr.startswith("dxextract: error: ") and "nowhere" in done.stderr
    assert not (folder / "out").exists()


# Blocks of one article, so that what was done before standard input is waited for is committed.
ONE_BY_ONE = (
    "from dxextract.runner import plan; plan.LEAST = plan.MOST = 1; from dxextract.__main__ import main; main()"
)


def interrupted(folder: Path, sent: signal.Signals, *options: str) -> tuple[int, str]:
    """Stop a run over ``+/a.txt``, ``+/b.txt`` (empty), standard input and ``in/`` while it waits for standard input.

    Gives the exit code, and what was said after the reject of ``+/b.txt``.
    """
    (folder / "+").mkdir()  # sorts before -
    (folder / "+" / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "+" / "b.txt").touch()
    command = [sys.executable, "-c", ONE_BY_ONE, "extract", "+", "-", "in", "-o", "out", *options]
    with subprocess.Popen(
        command, cwd=folder, env=ENVIRONMENT, stdin=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    ) as process:
        assert process.stderr
        first = process.stderr.readline()
        process.send_signal(sent)
        said = process.stderr.read()
    assert first == "dxextract: rejected +/b.txt: the file is empty\n", said
    return process.returncode, said


@POSIX
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_keeps_what_was_done(dxextract_: Run, folder: Path, sent: signal.Signals) -> None:
    code, said = interrupted(folder, sent)
    assert code == 130
    lines = said.splitlines()
    assert lines[0] == "dxextract: interrupted after 2 inputs; the same command goes on from here"
    assert lines[1].startswith("dxextract: 1 article, ") and len(lines) == 2
    dataset = load(folder / "out")
    assert dataset.articles["source"].to_pylist() == ["+/a.txt"]
    assert dataset.manifest["complete"] is False
    done = dxextract_("extract", "+", "-", "in", "-o", "out", stdin=ARTICLE, cwd=folder)
    assert done.returncode == 3
    assert load(folder / "out").articles["source"].to_pylist() == ["+/a.txt", "-", "in/a.txt", "in/b.txt"]


@POSIX
def test_an_interrupt_keeps_the_dataset_that_was_to_be_replaced(dxextract_: Run, folder: Path) -> None:
    dxextract_("extract", "in", "-o", "out", cwd=folder)
    before = tables(folder / "out")
    code, said = interrupted(folder, signal.SIGINT, "--overwrite")
    assert code == 130
    assert said == "dxextract: interrupted after 2 inputs; out is as it was; the same command goes on from here\n"
    assert tables(folder / "out") == before
    assert load(folder / "out").manifest["complete"] is True


def test_a_dataset_of_other_inputs_is_replaced_only_when_asked_for(dxextract_: Run, folder: Path) -> None:
    (folder / "other").mkdir()
    (folder / "other" / "c.txt").write_text(ARTICLE, encoding="utf-8")
    dxextract_("extract", "in", "-o", "out", cwd=folder)
    before = content(folder / "out")
    done = dxextract_("extract", "other", "-o", "out", cwd=folder)
    assert (done.returncode, content(folder / "out")) == (1, before)
    assert "holds a dataset of other inputs" in done.stderr
    done = dxextract_("extract", "other", "-o", "out", "--overwrite", cwd=folder)
    assert done.returncode == 0
    assert load(folder / "out").articles["source"].to_pylist() == ["other/c.txt"]


def test_an_update_and_what_it_would_do(dxextract_: Run, folder: Path) -> None:
    dxextract_("extract", "in", "-o", "out", cwd=folder)
    before = content(folder / "out")
    (folder / "in" / "a.txt").unlink()
    (folder / "in" / "c.txt").write_text(ARTICLE, encoding="utf-8")
    done = dxextract_("extract", "in", "gone.txt", "-o", "out", "--dry-run", cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "2 records to read: 2 text",
        "cannot be read: gone.txt: no such file or folder",
        "compared with out: 2 new, 0 changed, 1 unchanged, 1 gone",
    ]
    assert content(folder / "out") == before
    done = dxextract_("extract", "in", "-o", "out", "--verbose", cwd=folder)
    assert done.returncode == 0
    first, closing = done.stderr.splitlines()
    assert first.startswith("dxextract: in/c.txt: ") and " metric" in first
    assert "(1 unchanged, 1 removed) → out" in closing


def test_another_knowledge_says_so_and_does_all_again(dxextract_: Run, folder: Path) -> None:
    dxextract_("extract", "in", "-o", "out", cwd=folder)
    (folder / "my" / "gazetteer").mkdir(parents=True)
    words = "- {long: chuyển đổi số, short: [cđsố]}\n"
    (folder / "my" / "gazetteer" / "short_forms.yaml").write_text(words, encoding="utf-8")
    done = dxextract_("extract", "in", "-o", "out", "--knowledge", "my", cwd=folder)
    assert done.returncode == 0
    first, closing = done.stderr.splitlines()
    assert first == "dxextract: out was made with another knowledge: everything is extracted again"
    assert "unchanged" not in closing


def test_the_configuration_of_the_folder(dxextract_: Run, folder: Path) -> None:
    (folder / "dxextract.toml").write_text('jobs = 2\ntimeout = 50\nmap = {text = "body"}\n', encoding="utf-8")
    done = dxextract_("extract", "in", "-o", "out", "--limit", "1", cwd=folder)
    assert done.returncode == 0
    assert done.stderr.endswith("(the rest left out by --limit) → out\n")
    assert load(folder / "out").manifest["options"]["map"] == {"text": "body"}
    (folder / "dxextract.toml").write_text("jobs = 0", encoding="utf-8")
    done = dxextract_("extract", "in", "-o", "out", cwd=folder)
    assert done.returncode == 2
    assert done.stderr.startswith("dxextract: error: dxextract.toml: jobs: a number of processes is expected")


@POSIX
def test_an_interrupt_before_anything_is_one_line(folder: Path) -> None:
    code = "import dxextract.cli.app as app; from dxextract.__main__ import main\ndef stop(): raise KeyboardInterrupt\n"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}app.main = stop; main()"],
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (130, "dxextract: interrupted\n")


@POSIX
def test_what_is_no_file_is_not_waited_for(dxextract_: Run, folder: Path) -> None:
    os.mkfifo(folder / "in" / "p.txt")
    done = dxextract_("extract", "in", "/dev/zero", "-o", "out", cwd=folder)
    assert done.returncode == 3
    assert done.stderr.splitlines()[:2] == [
        f"dxextract: rejected {source}: not a regular file; - is standard input" for source in ("/dev/zero", "in/p.txt")
    ]


def test_an_absurd_number_does_not_cost_the_article(dxextract_: Run, folder: Path) -> None:
    (folder / "in" / "a.txt").write_text(f"Tỉnh có {'9' * 5000} xã và đạt 7%.", encoding="utf-8")
    done = dxextract_("extract", "in/a.txt", "-o", "out", cwd=folder)
    assert done.returncode == 0
    assert done.stderr == "dxextract: 1 article, 1 metric, 0 rankings, 0 references, 0 rejected → out\n"


@POSIX
def test_a_reader_that_goes_away_is_no_error(folder: Path) -> None:
    (folder / "in" / "a.txt").write_text(ARTICLE + ARTICLE * 200, encoding="utf-8")
    command = [*COMMAND, "extract", "in", "--format", "jsonl"]
    with subprocess.Popen(
        command, cwd=folder, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout and process.stderr
        assert process.stdout.readline().startswith(b'{"record": "article"')
        process.stdout.close()
        said = process.stderr.read()
    assert (process.returncode, said) == (0, b"")


@POSIX
@pytest.mark.parametrize(("options", "bar"), [([], True), (["--quiet"], False)])
def test_a_bar_only_on_a_terminal(folder: Path, options: list[str], bar: bool) -> None:
    import pty

    (folder / "in" / "b.txt").write_bytes(b"")
    screen, terminal = pty.openpty()
    command = [*COMMAND, "extract", "in", "--format", "jsonl", *options]
    done = subprocess.run(
        command, cwd=folder, env=ENVIRONMENT | {"NO_COLOR": "1"}, stdout=subprocess.PIPE, stderr=terminal, check=False
    )
    os.close(terminal)
    shown = b""
    try:
        while chunk := os.read(screen, 65536):
            shown += chunk
    except OSError:  # how Linux says that the other end is closed
        pass
    os.close(screen)
    assert (b"extracting" in shown) == bar
    assert b"\x1b[3" not in shown  # no colour
    assert b"dxextract: rejected in/b.txt: the file is empty\r\n" in shown
    assert all(json.loads(line)["record"] for line in done.stdout.splitlines())
