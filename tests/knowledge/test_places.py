"""The gazetteer and the index over it."""

from __future__ import annotations

import pickle
import shutil
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxextract.errors import KnowledgeError
from dxextract.knowledge.load import Knowledge
from dxextract.knowledge.place_index import PlaceIndex
from dxextract.knowledge.places import MERGER, Level
from dxextract.text import fold

GAZETTEER = Path(__file__).resolve().parents[2] / "gazetteer"
IDS = {
    line.split(",")[0]
    for name in ("provinces.csv", "districts.csv", "communes.csv")
    for line in (GAZETTEER / name).read_text(encoding="utf-8").splitlines()[1:]
}
BEFORE, AFTER = date(2023, 5, 1), date(2026, 1, 1)


@pytest.fixture(scope="module")
def index(knowledge: Knowledge) -> PlaceIndex:
    return knowledge.places


@pytest.mark.parametrize(
    ("name", "on", "within", "wanted"),
    [
        ("Đồng Tháp", BEFORE, None, "P87"),
        ("Đồng Tháp", AFTER, None, "N82"),
        ("tỉnh Đồng Tháp", BEFORE, None, "P87"),
        ("DONG THAP", BEFORE, None, "P87"),
        ("Ðồng Tháp", BEFORE, None, "P87"),
        ("Tiền Giang", AFTER, None, "P82"),
        ("TP.HCM", BEFORE, None, "P79"),
        ("TPHCM", BEFORE, None, "P79"),
        ("Sài Gòn", BEFORE, None, "P79"),
        ("Thành phố Hồ Chí Minh", AFTER, None, "N79"),
        ("BR-VT", BEFORE, None, "P77"),
        ("Bà Rịa-Vũng Tàu", BEFORE, None, "P77"),
        ("Thừa Thiên - Huế", BEFORE, None, "P46"),
        ("TT-Huế", BEFORE, None, "P46"),
        ("Huế", BEFORE, None, "D474.2024"),
        ("Huế", date(2025, 3, 1), None, "P46"),
        ("TP Huế", BEFORE, None, "D474.2024"),
        ("TP Huế", date(2025, 3, 1), None, "P46"),
        ("Dong Thap", BEFORE, None, "P87"),
        ("hòa bình", BEFORE, None, "P17"),
        ("Đắc Lắc", BEFORE, None, "P66"),
        ("Đăk Lăk", BEFORE, None, "P66"),
        ("Hoà Bình", BEFORE, None, "P17"),
        ("huyện Châu Thành", BEFORE, "P82", "D821"),
        ("Châu Thành", BEFORE, "P82", "D821"),
        ("thành phố Vĩnh Long", BEFORE, None, "D855"),
        ("Vĩnh Long", BEFORE, None, "P86"),
        ("thị xã Long Mỹ", BEFORE, "P93", "D937"),
        ("huyện Long Mỹ", BEFORE, "P93", "D936"),
        ("xã Bình Thành", BEFORE, "D934", "C31402"),
        ("phường Cao Lãnh", AFTER, "N82", "NC29869"),
        ("cả nước", BEFORE, None, "VN"),
        ("Quận 9", date(2020, 1, 1), None, "D763"),
        ("Ea H'leo", BEFORE, None, "D645"),
    ],
)
def test_names_resolve(index: PlaceIndex, name: str, on: date, within: str | None, wanted: str) -> None:
    resolution = index.resolve(name, on=on, within=within)
    assert resolution.reason == "unique"
    assert resolution.place is not None
    assert resolution.place.id == wanted


@pytest.mark.parametrize(
    ("name", "reason"),
    [("Châu Thành", "ambiguous"), ("xã Hòa Bình", "ambiguous"), ("Atlantis", "unknown"), ("", "unknown")],
)
def test_names_that_stay_open(index: PlaceIndex, name: str, reason: str) -> None:
    resolution = index.resolve(name, on=BEFORE)
    assert resolution.place is None
    assert resolution.reason == reason
    assert bool(resolution.candidates) == (reason == "ambiguous")


def test_a_level_and_a_province_narrow_a_name(index: PlaceIndex) -> None:
    assert index.resolve("Cao Lãnh", on=BEFORE, within="P87", level="district").reason == "ambiguous"
    assert index.resolve("Bến Tre", on=BEFORE, level="district").place == index.get("D829")
    assert index.resolve("Phụng Hiệp", on=BEFORE, within="P87").reason == "unknown"


def test_codes_are_those_of_records(index: PlaceIndex) -> None:
    assert index.get("P87").code == "87"
    assert index.get("D934").code == "93/934"
    assert index.get("C31402").code == "93/31402"
    assert index.get("NC29869").code == "82/29869"
    assert index.country.code == "VN"


DAYS_OF_63 = [date(2018, 1, 1), *(date(year, 7, 1) for year in range(2018, 2025)), date(2025, 1, 1), date(2025, 6, 30)]
DAYS_OF_34 = [
    MERGER,
    *(date(2025, month, 15) for month in range(7, 13)),
    *(date(year, 1, 1) for year in (2026, 2027, 2030)),
]


@pytest.mark.parametrize(("days", "number"), [(DAYS_OF_63, 63), (DAYS_OF_34, 34)], ids=["before", "since"])
def test_there_are_63_provinces_before_the_merger_and_34_since(
    index: PlaceIndex, days: list[date], number: int
) -> None:
    assert len(days) == 10
    provinces = [place_id for place_id in IDS if index.get(place_id).level is Level.PROVINCE]
    assert [sum(index.get(place_id, day).valid(day) for place_id in provinces) for day in days] == [number] * 10


@pytest.mark.parametrize(
    ("name", "within", "wanted"),
    [
        ("thị trấn Gạch Ròi", "D932", "C31359"),
        ("Gạch Ròi", "P93", "C31359"),
        ("xã Gạch Ròi", "D932", None),
        ("thị trấn Gạch Ròi", "D934", None),
        ("thị trấn Gạch Ròi", None, None),
        ("thị trấn Sa Đéc", "D932", None),
        ("Atlantis", "D932", None),
    ],
)
def test_a_misprint_is_read_inside_a_stated_place_only(
    index: PlaceIndex, name: str, within: str | None, wanted: str | None
) -> None:
    resolution = index.resolve(name, on=BEFORE, within=within)
    assert (resolution.place.id if resolution.place else None) == wanted
    assert resolution.reason == ("misprint" if wanted else "unknown")


@pytest.mark.alone
def test_exact_lookups_and_scans_are_fast(index: PlaceIndex) -> None:
    names = [place.name for place in map(index.get, sorted(IDS))][:2000]
    index.resolve(names[0])
    start = time.process_time()
    for _ in range(10):
        for name in names:
            index.resolve(name, on=BEFORE)
    assert 10 * len(names) / (time.process_time() - start) > 100_000
    text = fold("Ngày 5/3/2024, UBND huyện Tháp Mười, tỉnh Đồng Tháp cho biết toàn huyện có 12 xã đạt chuẩn. " * 10_000)
    list(index.scan(text[:100]))
    start = time.process_time()
    assert sum(1 for _ in index.scan(text)) >= 20_000
    assert len(text) / (time.process_time() - start) > 2_500_000


def test_an_entity_has_its_name_and_type_of_the_day(index: PlaceIndex) -> None:
    assert index.get("P46", date(2024, 12, 31)).name == "Thừa Thiên Huế"
    assert index.get("P46", date(2025, 1, 1)).name == "Huế"
    assert index.get("D890", date(2023, 4, 9)).type == "huyện"
    assert index.get("D890", date(2023, 4, 10)).type == "thị xã"
    with pytest.raises(KeyError):
        index.get("P99")


@pytest.mark.parametrize(
    ("place", "holder"),
    [("P87", "N82"), ("P82", "N82"), ("D934", "N92"), ("C31402", "N92"), ("P01", "P01"), ("VN", "VN")],
)
def test_who_holds_a_place_since_2025(index: PlaceIndex, place: str, holder: str) -> None:
    assert index.holder_2025(index.get(place)).id == holder


@pytest.mark.parametrize(
    ("place", "on", "wanted"),
    [
        ("N82", BEFORE, "P87"),
        ("P87", AFTER, "N82"),
        ("P82", AFTER, "P82"),
        ("P01", BEFORE, "P01"),
        ("N82", AFTER, "N82"),
    ],
)
def test_the_same_name_at_another_time(index: PlaceIndex, place: str, on: date, wanted: str) -> None:
    assert index.at(index.get(place), on).id == wanted


def test_a_place_lies_within_its_district_province_and_todays_province(index: PlaceIndex) -> None:
    commune = index.get("C31402")
    assert all(index.within(commune, index.get(above)) for above in ("C31402", "D934", "P93", "N92", "VN"))
    assert not any(index.within(commune, index.get(other)) for other in ("D935", "P87", "N82"))


@pytest.mark.parametrize(
    ("written", "region"),
    [
        ("ĐBSCL", "Đồng bằng sông Cửu Long"),
        ("đồng bằng sông Cửu Long", "Đồng bằng sông Cửu Long"),
        ("trung du, miền núi phía Bắc", "Trung du và miền núi phía Bắc"),
        ("Tay Nguyen", "Tây Nguyên"),
        ("Đồng Tháp", None),
    ],
)
def test_regions(index: PlaceIndex, written: str, region: str | None) -> None:
    assert index.region(written) == region


def test_every_parent_and_holder_exists(index: PlaceIndex) -> None:
    assert len(IDS) > 14_000
    for place in (index.get(place_id) for place_id in IDS):
        assert index.get(str(place.parent)).level is not place.level
        assert index.holder_2025(place).valid(MERGER)
        assert index.province(place) is not None


def test_loading_is_fast(index: PlaceIndex) -> None:
    start = time.process_time()
    PlaceIndex.load(index.folder)
    assert time.process_time() - start < 1


def test_it_can_be_sent_to_another_process(index: PlaceIndex) -> None:
    assert pickle.loads(pickle.dumps(index)).get("P87") == index.get("P87")


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("provinces.csv", "valid_to,", "", "valid_to"),
        ("districts.csv", ",P93,", ",P9X,", "P9X"),
        ("communes.csv", "2025-06-30", "2025-06-31", "C00001"),
        ("place_words.yaml", "list_joins:", "list_join:", "list_join"),
    ],
)
def test_faults_are_named(tmp_path: Path, file: str, old: str, new: str, said: str) -> None:
    for source in GAZETTEER.glob("*"):
        shutil.copy(source, tmp_path)
    path = tmp_path / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(KnowledgeError, match=said):
        PlaceIndex.load(tmp_path)


@given(st.text(max_size=30))
def test_any_text_may_be_asked_for(name: str) -> None:
    resolution = _INDEX.resolve(name, on=BEFORE)
    assert (resolution.place is not None) == (resolution.reason == "unique")


_INDEX = PlaceIndex.load(GAZETTEER)
