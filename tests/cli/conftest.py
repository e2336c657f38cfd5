"""The command through its real entry point."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import dxextract

Run = Callable[..., "subprocess.CompletedProcess[str]"]

SRC = Path(dxextract.__file__).parents[1]
COMMAND = [sys.executable, "-m", "dxextract"]
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "COLUMNS"} | {"PYTHONPATH": str(SRC), "TERM": "xterm"}

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="needs pipes, signals and terminals as POSIX has them")

ARTICLE = """Đồng Tháp đẩy mạnh chuyển đổi số

Cập nhật ngày: 14/04/2024 05:33:48

Đến tháng 3/2024, tỉnh Đồng Tháp đã cung cấp 906 dịch vụ công trực tuyến, tỷ lệ hồ sơ trực tuyến đạt 50,4%.
Năm 2022, tỉnh xếp hạng 25/63 về chuyển đổi số, thực hiện Quyết định số 861/QĐ-UBND-HC ngày 5/8/2022.
"""


@pytest.fixture
def dxextract_() -> Run:
    """Run ``dxextract`` with arguments; gives exit code, standard output and standard error."""

    def run(*arguments: object, stdin: str = "", **options: Any) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*COMMAND, *map(str, arguments)],
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=60,
            **{"env": ENVIRONMENT, **options},
        )

    return run
