"""Bytes of a plain text to the text that offsets index."""

from __future__ import annotations

from dxextract.errors import InputError
from dxextract.text import contract_text

MAX_BYTES = 20_000_000
"""The largest input that is read: 20 MB, a thousand times a long article."""

_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b")) + b"\x7f"
_MAX_CONTROL_SHARE = 0.05


def decode(data: bytes) -> str:
    """The contract text of a plain-text input.

    Args:
        data: the whole input; UTF-8, with or without a byte order mark.

    Returns:
        The text: no byte order mark, ``\\n`` line ends, NFC.

    Raises:
        InputError: stage ``decode``; reason ``too_large`` (over :data:`MAX_BYTES`), ``empty`` (nothing but white
            space), ``binary`` (a NUL byte, or more than a twentieth control characters) or ``encoding`` (not UTF-8).
    """
    if len(data) > MAX_BYTES:
        raise InputError("decode", "too_large", f"larger than {MAX_BYTES // 1_000_000} MB; split it into articles")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError("decode", "encoding", "UTF-16 by its byte order mark; save it as UTF-8")
    if b"\0" in data or _control_share(data) > _MAX_CONTROL_SHARE:
        raise InputError("decode", "binary", "binary data, not text")
    try:
        text = contract_text(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        where = f"byte 0x{data[error.start]:02X} at offset {error.start} (line {line})"
        raise InputError("decode", "encoding", f"not UTF-8: {where}; save it as UTF-8") from error
    if not text.strip():
        raise InputError("decode", "empty", "no text in it" if data else "the file is empty")
    return text


def _control_share(data: bytes) -> float:
    return 1 - len(data.translate(None, _CONTROLS)) / len(data) if data else 0.0
