"""Imported once, by the process that workers are forked from: they share what takes time to load."""

from __future__ import annotations

import gc
from contextlib import suppress

import dxextract.extractor
import dxextract.runner.work  # noqa: F401
from dxextract.__main__ import COLLECTED_AFTER
from dxextract.tokenizer.words import segment

with suppress(Exception):  # a fault shows again in the workers, which can say so
    segment("Tỉnh có 5 xã.")
gc.set_threshold(*COLLECTED_AFTER)
gc.freeze()
