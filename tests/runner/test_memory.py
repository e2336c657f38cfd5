"""A run needs no more memory for more articles."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from ..cli.conftest import ENVIRONMENT, POSIX
from .conftest import write_inputs

pytestmark = [POSIX, pytest.mark.slow]

_START = """
import resource
from dxextract.__main__ import main
try:
    main()
finally:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def peak(folder: Path, count: int) -> int:
    write_inputs(folder / str(count), count)
    command = [sys.executable, "-c", _START, "extract", str(count), "-o", f"out{count}", "--quiet", "--jobs", "1"]
    done = subprocess.run(command, cwd=folder, env=ENVIRONMENT, stdout=subprocess.PIPE, text=True, check=True)
    return int(done.stdout)


def test_ten_times_the_articles_take_hardly_more(tmp_path: Path) -> None:
    # 1.16 was measured; what is kept for each article are its name and the sketch that copies are found by.
    assert peak(tmp_path, 20_000) <= 1.2 * peak(tmp_path, 2_000)
