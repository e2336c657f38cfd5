"""A session of Spark, and what its failures are called."""

from __future__ import annotations

import os
import re
import shutil
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING

from dxextract.errors import OutputError, UsageError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

INSTALL = "pip install 'dxextract[spark]'"

_BATCH = 256  # articles that Spark gives to Python at once
_ERROR = re.compile(r"(?:[\w.]+\.)?\w*(?:Error|Exception|Exit|Interrupt): \S.*")
_OURS = re.compile(r"dxextract\.errors\.\w+: ")
_LONGEST = 400


def need_pyspark() -> None:
    """Raise :class:`UsageError` where pyspark is missing."""
    if find_spec("pyspark") is None:
        raise UsageError(f"Spark needs pyspark, which is not installed: {INSTALL}")


def need_java() -> None:
    """Raise :class:`UsageError` where no Java is found, which a session of one's own needs."""
    home = os.environ.get("JAVA_HOME")
    if not shutil.which("java", path=os.path.join(home, "bin") if home else None):
        where = f"JAVA_HOME is {home}, and no bin/java is there" if home else "none is on the PATH"
        raise UsageError(f"Spark needs Java 17 or newer: {where}")


@contextmanager
def session(master: str | None, *, bar: bool) -> Iterator[SparkSession]:
    """A session of one's own, stopped at the end.

    Args:
        master: address of the cluster; None for the one that ``spark-submit``, ``spark-defaults.conf`` or
            ``PYSPARK_SUBMIT_ARGS`` names, or else all cores of this machine.
        bar: whether Spark may draw its bar on standard error.

    Raises:
        UsageError: pyspark or Java is missing.
        OutputError: Spark does not start, or fails inside the context.
    """
    need_pyspark()
    need_java()
    warnings.filterwarnings("ignore", message="PySpark does not yet fully support pandas")
    with said_by_spark():
        from pyspark.sql import SparkSession

        builder = SparkSession.builder.appName("dxextract")
        if master:
            builder = builder.master(master)
        spark = builder.config("spark.ui.showConsoleProgress", str(bar).lower()).getOrCreate()
        try:
            context = spark.sparkContext
            context.setLogLevel("OFF")  # what fails is said in one line
            if (context.master or "").startswith("local") and "PYSPARK_PYTHON" not in os.environ:
                context.pythonExec = sys.executable
            spark.conf.set("spark.sql.session.timeZone", "UTC")  # moments are the same for every driver
            spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", _BATCH)
            yield spark
        finally:
            spark.stop()


@contextmanager
def said_by_spark() -> Iterator[None]:
    """Failures of Spark as :class:`OutputError`, in one line: that of the Python error in a worker, where it is one."""
    from py4j.protocol import Py4JError, Py4JNetworkError
    from pyspark.errors import PySparkException

    try:
        yield
    except Py4JNetworkError as error:
        raise OutputError("Spark ended: its process is gone (out of memory? see spark.driver.memory)") from error
    except (PySparkException, Py4JError) as error:
        raise OutputError(f"Spark failed: {reason(str(error))}") from error


def reason(said: str) -> str:
    """The line of a message of Spark that says what went wrong; messages have tracebacks of two languages."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    python = [found[0] for line in lines if not line.startswith("at ") and (found := _ERROR.search(line))]
    ours = [line for line in python if _OURS.search(line)]
    if ours:
        return _OURS.split(ours[-1])[-1]
    missing = [line for line in python if "No module named" in line]
    if missing:
        return f"{missing[-1]}; Spark's workers need the environment of the driver (docs/scale.md)"
    return (lines[0] if lines else "it says nothing")[:_LONGEST]
