"""``python -m dxextract.evaluation confidence|accuracy``, from the top of the checkout; see the Makefile."""

from __future__ import annotations

import argparse
from pathlib import Path

from dxextract.evaluation.maintenance import write_accuracy, write_confidence

TASKS = {"confidence": write_confidence, "accuracy": write_accuracy}

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m dxextract.evaluation")
    parser.add_argument("task", choices=TASKS)
    TASKS[parser.parse_args().task](Path())
