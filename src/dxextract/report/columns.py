"""Arrow tables as compact JSON for the page: a column at a time, each distinct string once.

A column is one of

* ``{"d": [...], "i": [...]}``: distinct strings, and for each row the position of its string there (-1: null). Days are
  ISO strings;
* ``{"v": [...]}``: numbers, with null where there is none; booleans are 0 and 1;
* ``{"l": [[...], ...]}``: lists of strings.

A column in which every row is null is left out.
"""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

Packed = dict[str, Any]

_DIGITS = 4  # of shares between 0 and 1, which are float32: more digits are noise


def pack(table: pa.Table) -> Packed:
    """``{"n": number of rows, "c": {name: column}}``."""
    columns = {name: column(table[name]) for name in table.column_names}
    return {"n": table.num_rows, "c": {name: packed for name, packed in columns.items() if packed is not None}}


def column(values: pa.ChunkedArray) -> Packed | None:
    """One column; None when all its rows are null."""
    if values.null_count == len(values):
        return None
    kind = values.type
    if pa.types.is_list(kind):
        return {"l": values.to_pylist()}
    if pa.types.is_boolean(kind):
        return {"v": values.cast(pa.int8()).to_pylist()}
    if pa.types.is_integer(kind):
        return {"v": values.to_pylist()}
    if pa.types.is_float32(kind):
        return {"v": [None if v is None else round(v, _DIGITS) for v in _finite(values)]}
    if pa.types.is_floating(kind):
        return {"v": [int(v) if v is not None and v.is_integer() and abs(v) < 2**53 else v for v in _finite(values)]}
    words = values.cast(pa.string()).combine_chunks().dictionary_encode()
    return {"d": words.dictionary.to_pylist(), "i": words.indices.fill_null(-1).to_pylist()}


def _finite(values: pa.ChunkedArray) -> list[float | None]:
    """The numbers; JSON has no word for what is infinite."""
    return pc.if_else(pc.is_finite(values), values, None).to_pylist()  # type: ignore[no-any-return]
