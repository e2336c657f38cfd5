from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxextract.errors import InputError
from dxextract.readers import encodings as module
from dxextract.readers import legacy
from dxextract.readers.encodings import Decoded, decode, repair
from dxextract.text import contract_text

CORPUS = Path(__file__).parents[2] / "corpus" / "tuned"
TEXTS = {path.name: contract_text(path.read_text("utf-8")) for path in sorted(CORPUS.glob("*.txt"))}
LINES = sorted({line for text in TEXTS.values() for line in text.split("\n") if line.strip()})
SENTENCE = "Tỉnh Đồng Tháp đã cung cấp 906 dịch vụ công trực tuyến, đạt 50,4% kế hoạch."


# How each encoding writes a letter. Written down here from its definition, not taken from what is tested.
TONES = "\u0301\u0300\u0309\u0303\u0323"  # sắc, huyền, hỏi, ngã, nặng


def toned(vowels: str) -> list[str]:
    return [unicodedata.normalize("NFC", vowel + tone) for vowel in vowels for tone in TONES]


def by_bytes(letters: str, codes: str) -> dict[str, str]:
    return dict(zip(letters, bytes.fromhex(codes).decode("latin-1"), strict=True))


def tcvn3() -> dict[str, str]:
    # TCVN 5712:1993, VN3.
    table = by_bytes("ĂÂÊÔƠƯĐăâêôơưđ", "a1a2a3a4a5a6a7a8a9aaabacadae")
    rows = {
        "a": "b8b5b6b7b9",
        "ă": "bebbbcbdc6",
        "â": "cac7c8c9cb",
        "e": "d0cccecfd1",
        "ê": "d5d2d3d4d6",
        "i": "ddd7d8dcde",
        "o": "e3dfe1e2e4",
        "ô": "e8e5e6e7e9",
        "ơ": "edeaebecee",
        "u": "f3eff1f2f4",
        "ư": "f8f5f6f7f9",
        "y": "fdfafbfcfe",
    }
    for vowel, codes in rows.items():
        table |= by_bytes("".join(toned(vowel)), codes)
    return table


def vni() -> dict[str, str]:
    plain = dict(zip(TONES, "ùøûõï", strict=True))
    hat = dict(zip(TONES, "áàåãä", strict=True))
    breve = dict(zip(TONES, "éèúüë", strict=True))
    table = {"đ": "ñ", "ă": "aê", "â": "aâ", "ê": "eâ", "ô": "oâ", "ơ": "ô", "ư": "ö", "ị": "ò", "ỉ": "æ", "ĩ": "ó"}
    table |= {"í": "í", "ì": "ì", "ỵ": "î"}
    bases = {
        "a": "a",
        "e": "e",
        "o": "o",
        "u": "u",
        "y": "y",
        "ơ": "ô",
        "ư": "ö",
        "â": "a",
        "ê": "e",
        "ô": "o",
        "ă": "a",
    }
    for vowel, base in bases.items():
        marks = hat if vowel in "âêô" else breve if vowel == "ă" else plain
        for tone, mark in marks.items():
            table.setdefault(unicodedata.normalize("NFC", vowel + tone), base + mark)
    return table | {letter.upper(): code.upper() for letter, code in table.items()}


def viscii() -> dict[str, str]:
    # RFC 1456.
    table = by_bytes("ẲẴẪỶỸỴ", "02050614191e")
    table |= by_bytes("ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐ", bytes(range(0x80, 0x90)).hex())
    table |= by_bytes("ỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ", bytes(range(0x90, 0xA0)).hex())
    table |= by_bytes("Õắằặấầẩậẽẹếềểễệố", bytes(range(0xA0, 0xB0)).hex())
    table |= by_bytes("ồổỗỠƠộờởịỰỨỪỬơớƯ", bytes(range(0xB0, 0xC0)).hex())
    table |= by_bytes("ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳ", bytes(range(0xC0, 0xD0)).hex())
    table |= by_bytes("ĐứÒÓÔạỷừửÙÚỹỵÝỡư", bytes(range(0xD0, 0xE0)).hex())
    table |= by_bytes("àáâãảăữẫèéêẻìíĩỉ", bytes(range(0xE0, 0xF0)).hex())
    return table | by_bytes("đựòóôõỏọụùúũủýợỮ", bytes(range(0xF0, 0x100)).hex())


def encode_cp1258(text: str) -> bytes:
    pieces: list[bytes] = []
    for letter in text:
        try:
            pieces.append(letter.encode("cp1258"))
        except UnicodeEncodeError:
            decomposed = unicodedata.normalize("NFD", letter)
            tone = next(mark for mark in decomposed if mark in TONES)
            base = unicodedata.normalize("NFC", decomposed.replace(tone, ""))
            pieces.append((base + tone).encode("cp1258"))
    return b"".join(pieces)


def surface(text: str, table: dict[str, str]) -> str:
    return "".join(table.get(letter, letter) for letter in text)


TCVN3, VNI, VISCII = tcvn3(), vni(), viscii()
# What TCVN3 cannot write: capitals with a tone, typed as the small letter.
TONED = frozenset(toned("aăâeêioôơuưy"))
TCVN3 |= {letter.upper(): code for letter, code in TCVN3.items() if letter in TONED}
TYPEWRITTEN = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "…": "...", "•": "*", "²": "2", "°": "o", "\u00a0": " "}
)

ENCODERS: dict[str, Callable[[str], bytes]] = {
    "cp1258": encode_cp1258,
    "tcvn3": lambda text: surface(text, TCVN3).encode("cp1252"),
    "vni": lambda text: surface(text, VNI).encode("cp1252"),
    "viscii": lambda text: surface(text, VISCII).encode("latin-1"),
    "utf-16": lambda text: text.encode("utf-16"),
    "utf-32": lambda text: text.encode("utf-32"),
}


def writable(text: str, encoding: str) -> str:
    """The text without what does not exist in the encoding: invisible characters; in VISCII typographic signs; angle
    quotes, middle dots and the sign of copyright where letters have their places.
    """
    text = text.replace("\u200b", "").replace("\ufeff", "").replace("›", ">")
    if encoding in ("tcvn3", "viscii"):
        text = text.replace("«", '"').replace("»", '"').replace("·", "-").replace("©", "(c)")
    return text.translate(TYPEWRITTEN) if encoding == "viscii" else text


def lower_initials(text: str) -> str:
    """The text as TCVN3 can give it back: a capital with a tone is a small letter."""
    return "".join(c.lower() if c.lower() in TONED else c for c in text)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Hà Nội".encode(), "Hà Nội"),
        (b"\xef\xbb\xbf" + "Hà Nội".encode(), "Hà Nội"),
        (b"a\r\nb\n", "a\nb\n"),
        ("Ha\u0300 No\u0323\u0302i".encode(), "Hà Nội"),
        ("😀 5 xã\u200b".encode(), "😀 5 xã\u200b"),
        (b"page one\x0cpage two\x1b[0m", "page one\x0cpage two\x1b[0m"),
        (b"one odd control character \x07 in a longer text", "one odd control character \x07 in a longer text"),
        ("“Quá»…” – ‘đẹp’, 25°C, 5µm ©2023 «mới» Ã”".encode(), "“Quá»…” – ‘đẹp’, 25°C, 5µm ©2023 «mới» Ã”"),
        ("¿Qué más? Über die Größe.".encode(), "¿Qué más? Über die Größe."),
    ],
)
def test_good_text_is_left_alone(data: bytes, text: str) -> None:
    assert decode(data) == Decoded(text)


@pytest.mark.parametrize("name", TEXTS)
def test_texts_of_the_corpus_are_never_changed(name: str) -> None:
    text = TEXTS[name]
    assert decode(text.encode()) == decode(unicodedata.normalize("NFD", text).encode()) == repair(text) == Decoded(text)


@given(st.lists(st.sampled_from(LINES) | st.text("“”»«…–’' \"áÃÂâấễ.\n", max_size=8), min_size=1))
def test_vietnamese_with_any_punctuation_is_never_changed(lines: list[str]) -> None:
    text = contract_text("\n".join(["Tỉnh Đồng Tháp đạt kế hoạch đề ra.", *lines]))
    assert repair(text).text == text or module._SURE.search(text)


@pytest.mark.parametrize("encoding", ENCODERS)
@pytest.mark.parametrize("name", TEXTS)
def test_every_encoding_is_read(name: str, encoding: str) -> None:
    text = writable(TEXTS[name], encoding)
    decoded = decode(ENCODERS[encoding](text))
    assert decoded.repairs == (encoding,)
    if encoding == "tcvn3":
        assert lower_initials(decoded.text) == lower_initials(text)
    else:
        assert decoded.text == text


@pytest.mark.parametrize("order", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark(order: str) -> None:
    for text in TEXTS.values():
        assert decode(text.encode(order)) == Decoded(text, ("utf-16",))


@pytest.mark.parametrize("encoding", ["tcvn3", "vni", "viscii"])
def test_legacy_letters_that_were_stored_as_unicode(encoding: str) -> None:
    read_as = "latin-1" if encoding == "viscii" else "cp1252"
    for text in TEXTS.values():
        clean = writable(text, encoding)
        stored = ENCODERS[encoding](clean).decode(read_as)
        decoded = decode(stored.encode())
        assert decoded.repairs == (encoding,)
        assert lower_initials(decoded.text) == lower_initials(clean)


@pytest.mark.parametrize("read_as", ["latin-1", "sloppy-windows-1252"])
def test_mojibake(read_as: str) -> None:
    import ftfy.bad_codecs  # noqa: F401  (registers sloppy-windows-1252)

    for text in TEXTS.values():
        decoded = repair(text.encode().decode(read_as))
        assert decoded == Decoded(text, ("mojibake",))


def test_mojibake_beside_good_lines() -> None:
    broken = SENTENCE.encode().decode("latin-1")
    assert repair(f"{SENTENCE} “Đẹp”\n{broken}\n{SENTENCE}") == Decoded(
        f"{SENTENCE} “Đẹp”\n{SENTENCE}\n{SENTENCE}", ("mojibake",)
    )


@pytest.mark.parametrize(
    ("broken", "text"),
    [
        ("Thu Huyá»\x81n", "Thu Huyền"),
        ("TIN Váº®N", "TIN VẮN"),
        ("Diá»…m My", "Diễm My"),
        ("Y NguyÃªn", "Y Nguyên"),
        ("thoáng quá»…", "thoáng quá»…"),
    ],
)
def test_mojibake_in_one_place(broken: str, text: str) -> None:
    assert repair(broken).text == text


@pytest.mark.parametrize(
    ("text", "repaired"),
    [
        ("THàNH PHố Đà NẵNG", "THÀNH PHỐ ĐÀ NẴNG"),
        ("Đà Nẵng", "Đà Nẵng"),
        ("UBND Xã Tân Mỹ", "UBND Xã Tân Mỹ"),
        ("ấn Độ", "ấn Độ"),
    ],
)
def test_capitals_of_tcvn3(text: str, repaired: str) -> None:
    assert legacy.from_surface(surface(text, TCVN3), "tcvn3") == repaired


@pytest.mark.parametrize(
    ("data", "declared", "text", "repairs"),
    [
        ("“Hello” – café in the town".encode("cp1252"), None, "“Hello” – café in the town", ("windows-1252",)),
        (SENTENCE.encode(), "windows-1252", SENTENCE, ()),
        (SENTENCE.encode("utf-16"), "utf-8", SENTENCE, ("utf-16",)),
        (encode_cp1258(SENTENCE), "iso-8859-1", SENTENCE, ("cp1258",)),
        (surface("Xã đạt", VISCII).encode("latin-1"), "viscii", "Xã đạt", ("viscii",)),
        ("数字政府 你好".encode("gb2312"), "gb2312", "数字政府 你好", ("gb2312",)),
        ("Привет, мир".encode("cp1251"), "windows-1251", "Привет, мир", ("cp1251",)),
        (b"\\x41", "unicode_escape", "\\x41", ()),
    ],
)
def test_the_declared_encoding_is_a_hint(
    data: bytes, declared: str | None, text: str, repairs: tuple[str, ...]
) -> None:
    assert decode(data, declared=declared) == Decoded(text, repairs)


@pytest.mark.parametrize(
    "text",
    [
        "Déjà, la municipalité a créé dans la vieille ville deux cents points d’accès à très haut débit.",
        "Müller: größere Straßen für die Stadt können nicht überall gebaut werden, sagte er am Montag.",
        "El año pasado la niña comió en la estación; ¿qué más pasó?, preguntó el señor Muñoz.",
        "Città, perché è più facile così: la qualità della vita può migliorare già da lunedì.",
    ],
)
def test_other_languages_are_no_legacy_vietnamese(text: str) -> None:
    assert repair(text) == Decoded(text)
    assert decode(text.encode("cp1252")) == Decoded(text, ("windows-1252",))


@pytest.mark.parametrize("lost", [1, 2])
def test_a_letter_that_is_cut_in_two_at_the_end_is_left_out(lost: int) -> None:
    assert decode("Hà Nội có 12 xã mộ".encode()[:-lost]) == Decoded("Hà Nội có 12 xã m", ("cut_off",))
    with pytest.raises(InputError, match="at offset 7"):  # not inside the text
        decode("Tỉnh ộ".encode()[:-lost] + " còn nữa".encode())


@pytest.mark.parametrize(
    ("data", "reason", "detail"),
    [
        (b"", "empty", "file is empty"),
        (b" \n\t\r\n", "empty", "no text"),
        (b"\xef\xbb\xbf", "empty", "no text"),
        ("\u00a0\u3000".encode(), "empty", "no text"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "binary", "binary"),
        (b"text \0 text", "binary", "binary"),
        (bytes(range(1, 32)) * 10, "binary", "binary"),
        (b"ok\nH\xc3\xa0 N\xff", "encoding", r"0xFF at offset 8 \(line 2\)"),
        (b"cut \xe1\xba", "encoding", "offset 4"),
        ("Hà Nội".encode("utf-16")[:-1], "encoding", "broken UTF-16 at offset 12"),
        (b"\xed\xb3\xbf", "encoding", "offset 0"),  # a lone surrogate is no UTF-8
        (SENTENCE.encode() + b"\xff" + SENTENCE.encode(), "encoding", "0xFF"),
        ("Привет, мир".encode("cp1251"), "encoding", "nor another known encoding"),
        (b"T?nh ??ng Th?p ??t k?t qu? t?t trong n?m nay", "encoding", "letters were replaced"),
        ("T\ufffdnh \ufffd\ufffdng Th\ufffdp".encode(), "encoding", "letters were replaced"),
    ],
)
def test_no_text(data: bytes, reason: str, detail: str) -> None:
    with pytest.raises(InputError, match=detail) as caught:
        decode(data)
    assert (caught.value.stage, caught.value.reason) == ("decode", reason)


def test_without_the_extra_the_error_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    data = ENCODERS["tcvn3"](SENTENCE)
    monkeypatch.setattr(legacy, "available", lambda: False)
    with pytest.raises(InputError, match=r"pip install 'dxextract\[legacy\]'"):
        decode(data)
    assert decode(encode_cp1258(SENTENCE)) == Decoded(SENTENCE, ("cp1258",))
    assert repair(data.decode("cp1252")).repairs == ()


def test_question_marks_of_addresses_and_questions_are_no_lost_letters() -> None:
    for text in ("x.vn/a?b=1 x.vn/c?d=2 x.vn/e?f=3 x.vn/g?h=4 x.vn/i?j=5", "Ai? Ở đâu? Khi nào? Vì sao? Thế nào?"):
        assert repair(text) == Decoded(text)


def test_surrogates() -> None:
    assert repair("a \ud83d\ude00 b") == Decoded("a 😀 b", ("surrogates",))
    assert repair("a \ud83d b") == Decoded("a \ufffd b", ("surrogates",))


def test_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_BYTES", 3_000_000)
    assert len(decode(b"a" * 3_000_000).text) == 3_000_000
    with pytest.raises(InputError, match="larger than 3 MB") as caught:
        decode(b"a" * 3_000_001)
    assert caught.value.reason == "too_large"


@given(st.binary(), st.none() | st.sampled_from(["utf-8", "windows-1258", "viscii", "gb2312", "nonsense", "idna"]))
def test_bytes_give_text_or_an_input_error(data: bytes, declared: str | None) -> None:
    try:
        text = decode(data, declared=declared).text
    except InputError:
        return
    assert text == contract_text(text) and text.strip()
    text.encode()  # no lone surrogates


@given(st.text(st.characters(categories=["L", "M", "N", "P", "S", "Z", "Cs", "Cc"])))
def test_characters_give_text_or_an_input_error(characters: str) -> None:
    try:
        text = repair(characters).text
    except InputError:
        return
    assert unicodedata.is_normalized("NFC", text)
    text.encode()


def test_random_bytes_are_no_text() -> None:
    with pytest.raises(InputError):
        decode(os.urandom(1000))
