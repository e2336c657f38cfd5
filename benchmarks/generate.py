"""Distinct articles to measure speed on: the corpus's structures with other names, numbers and wordings in each.

No sentence occurs twice among the articles of one seed, so that no cache of sentences can help. By default they are as
short and as dense with facts as the written corpus; :data:`NEWS` makes them as long and as thin as the articles that
newspapers print, :data:`MIXED` one of each kind in turn. As a program it writes files:
``python -m benchmarks.generate COUNT FOLDER [--seed N] [--style written|news|mixed]``.
"""

from __future__ import annotations

import argparse
import calendar
import csv
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import yaml

HERE = Path(__file__).parent
GAZETTEER = HERE.parent / "gazetteer"
FIRST_DAY = date(2019, 1, 10)
LAST_DAY = date(2025, 6, 20)
_PIECE = re.compile(r"\{(?P<slot>\w+)(?::(?P<argument>[^}]*))?\}|\[(?P<choice>[^\]]*)\]")
_TRIES = 1000
_SURNAMES = "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Lâm Trịnh Mai Thạch Sơn"
_MIDDLE = "Văn Thị Minh Hoài Thanh Quốc Hữu Ngọc Kim Xuân Đức Bảo Thu Gia Tấn Như Trọng Phương Hồng Khánh"
_GIVEN = (
    "An Bình Châu Dũng Đạt Giang Hà Hải Hạnh Hiền Hoa Hùng Huy Hương Khoa Lan Linh Long Mai Nam Nga Nghĩa Nhung Oanh "
    "Phong Phúc Phượng Quang Quyên Sáng Tâm Thảo Thắng Thủy Tiến Toàn Trang Trung Tuấn Uyên Vân Việt Vinh Yến"
)
_NAMES = tuple(tuple(part.split()) for part in (_SURNAMES, _MIDDLE, _MIDDLE, _GIVEN))
_WEEKDAYS = ("Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật")


@dataclass(frozen=True, slots=True)
class Style:
    """How long and how dense articles are.

    Attributes:
        kept: the share of sentences with facts that are kept in their paragraphs.
        prose: so many sentences without facts are added for each sentence that stands in the form of the article.
    """

    kept: float = 1.0
    prose: float = 0.0


WRITTEN = Style()
"""Like the written corpus: 30 facts and more in 2,000 characters."""
NEWS = Style(kept=0.2, prose=2.2)
"""Like the real articles that were collected: 19 facts in 5,900 characters."""
MIXED = (WRITTEN, NEWS)
STYLES = {"written": (WRITTEN,), "news": (NEWS,), "mixed": MIXED}


def articles(count: int, seed: int, *, styles: Sequence[Style] = (WRITTEN,)) -> Iterator[tuple[str, str]]:
    """Generate articles.

    Args:
        count: how many; one article does not depend on how many follow.
        seed: the same seed gives the same articles.
        styles: how long and dense the articles are, in turn; every form of article comes in every style.

    Yields:
        A file name and a text, with title, day and signature as newspapers print them.

    Raises:
        RuntimeError: a template has too few wordings for so many articles.
    """
    writer = _Writer(random.Random(seed), styles)
    for number in range(count):
        yield f"g{number:06d}.txt", writer.article(number)


@dataclass(frozen=True, slots=True)
class _Province:
    name: str
    type: str
    districts: Sequence[str]
    communes: Sequence[str]


@dataclass(slots=True)
class _Scene:
    """What stays the same within an article."""

    province: _Province
    day: date
    written: list[str] = field(default_factory=list)


class _Writer:
    def __init__(self, chance: random.Random, styles: Sequence[Style]) -> None:
        self._chance = chance
        self._styles = styles
        self._style = styles[0]
        self._wordings = yaml.safe_load((HERE / "wordings.yaml").read_text("utf-8"))
        self._words: dict[str, list[str]] = self._wordings["words"]
        self._provinces = _provinces()
        self._seen: set[str] = set()
        self._scene = _Scene(self._provinces[0], FIRST_DAY)
        self._forms = (self._report, self._report, self._review, self._interview, self._listing, self._table)

    def article(self, number: int) -> str:
        """The text of one article: title, day, lead, body, signature."""
        chance = self._chance
        self._style = self._styles[(number + number // len(self._forms)) % len(self._styles)]
        day = FIRST_DAY + timedelta(chance.randrange((LAST_DAY - FIRST_DAY).days))
        self._scene = _Scene(chance.choice(self._provinces), day)
        blocks = [self._new("titles"), self._new("meta"), self._paragraph("leads", "prose")]
        blocks += self._forms[number % len(self._forms)]()
        blocks += [self._new("closings"), self._new("signatures")]
        return "\n\n".join(blocks) + "\n"

    def _report(self) -> list[str]:
        blocks: list[str] = []
        for label in ("I. ", "II. ") if self._chance.random() < 0.5 else ("", ""):
            blocks += [label + self._new("headings"), self._paragraph("metrics", "metrics", "prose", "metrics")]
            blocks.append(self._paragraph("rankings", "metrics", "references"))
        return [*blocks, self._paragraph("targets", "quotes", "metrics", "rankings")]

    def _review(self) -> list[str]:
        rank = ("rankings", "rankings", "metrics")
        return [
            self._paragraph(*rank, "prose"),
            self._paragraph(*rank, "references"),
            self._new("headings"),
            self._paragraph("metrics", "rankings", "quotes"),
            self._paragraph("rankings", "metrics", "targets", "metrics"),
        ]

    def _interview(self) -> list[str]:
        answers = (
            ("metrics", "metrics", "prose", "metrics"),
            ("rankings", "metrics", "quotes", "references"),
            ("metrics", "targets", "rankings", "metrics"),
        )
        pairs = ((self._new("questions"), "- " + self._paragraph(*kinds)) for kinds in answers)
        return [block for pair in pairs for block in pair]

    def _listing(self) -> list[str]:
        items = [self._new("list_intros"), *("- " + self._new("items") for _ in range(self._chance.randint(4, 6)))]
        return [
            self._paragraph("metrics", "metrics", "rankings", "prose"),
            "\n".join(items),
            self._paragraph("references", "metrics", "prose"),
            self._paragraph("rankings", "metrics", "targets"),
        ]

    def _table(self) -> list[str]:
        district = self._chance.choice(self._scene.province.districts)
        rows = [self._new("captions"), self._wordings["table_header"].format(place=f"{district}, {self._stamp()}")]
        for name in self._chance.sample(self._scene.province.districts, k=min(4, len(self._scene.province.districts))):
            counts = _grouped(self._chance.randint(1000, 99000)), _grouped(self._chance.randint(10000, 900000))
            rows.append(self._fresh(partial(self._row, name, *counts)))
        return [
            self._paragraph("metrics", "rankings", "prose", "metrics"),
            "\n".join(rows),
            self._paragraph("metrics", "quotes", "prose"),
            self._paragraph("references", "rankings", "metrics", "targets"),
        ]

    def _stamp(self) -> str:
        """Marks the header of a table, which has no other wording."""
        return self._fresh(lambda: f"mẫu {self._chance.randint(1, 999)}-{self._chance.randint(1, 999)}")

    def _paragraph(self, *kinds: str) -> str:
        kept, prose = self._style.kept, self._style.prose
        first, *others = kinds
        there = [first, *(kind for kind in others if kind == "prose" or kept == 1 or self._chance.random() < kept)]
        sentences = [self._new(kind) for kind in there]
        for _ in kinds:
            while prose and self._chance.random() < prose / (1 + prose):
                sentences.append(self._new("prose"))
        return " ".join(sentences)

    def _new(self, kind: str) -> str:
        return self._fresh(lambda: _capital(self._fill(self._chance.choice(self._wordings[kind]))))

    def _fresh(self, make: Callable[[], str]) -> str:
        for _ in range(_TRIES):
            made = make()
            if made not in self._seen:
                self._seen.add(made)
                return made
        raise RuntimeError(f"no new wording for {made!r}; add to benchmarks/wordings.yaml")

    def _row(self, name: str, first: str, last: str) -> str:
        return f"{name} | {first} | {self._share()[:-1]} | {last}"

    def _fill(self, template: str) -> str:
        filled = _PIECE.sub(self._piece, template)
        return _PIECE.sub(self._piece, filled)  # a choice may hold slots

    def _piece(self, match: re.Match[str]) -> str:
        if match["choice"] is not None:
            choice: str = match["choice"]
            return self._chance.choice(choice.split("|"))
        slot, argument = match["slot"], match["argument"] or ""
        if (word := slot.removesuffix("_")) in self._words:
            chosen = self._chance.choice(self._words[word])
            return _capital(chosen) if slot.endswith("_") else chosen
        made = getattr(self, f"_slot_{word}")(argument)
        return _capital(made) if slot.endswith("_") else made

    def _share(self) -> str:
        digits = f"{self._chance.uniform(11, 99.9):.{self._chance.choice((0, 1, 1, 1, 2, 2))}f}"
        return f"{digits.replace('.', ',')}%"

    def _slot_p(self, _argument: str) -> str:
        return self._share()

    def _slot_n(self, argument: str) -> str:
        return _grouped(self._chance.randint(*map(int, argument.split(":"))))

    def _slot_i(self, argument: str) -> str:
        return str(self._chance.randint(*map(int, argument.split(":"))))

    def _slot_x(self, argument: str) -> str:
        low, high = map(int, argument.split(":"))
        return f"{self._chance.uniform(low, high):.{self._chance.choice((1, 2))}f}".replace(".", ",")

    def _slot_y(self, argument: str) -> str:
        return str(self._scene.day.year + int(argument))

    def _slot_d(self, argument: str) -> str:
        day = self._scene.day
        before = day - timedelta(self._chance.randint(1, 40))
        last = calendar.monthrange(before.year, before.month)[1]
        kinds: dict[str, str] = {
            "full": f"{day:%d/%m/%Y}",
            "dm": f"{before.day}/{before.month}",
            "month_end": self._chance.choice(
                (f"hết tháng {before.month}/{before.year}", f"ngày {last}/{before.month}/{before.year}")
            ),
            "months_": self._chance.choice(
                (f"{before.month:02d} tháng đầu năm {before.year}", f"Từ đầu năm đến ngày {before.day}/{before.month}")
            ),
            "quarter": f"quý {'I' * min(3, 1 + before.month // 4)}/{before.year}",
            "quarter_next": f"trong quý {self._chance.choice(('I', 'II', 'III', 'IV'))}/{day.year + 1}",
        }
        return kinds[argument]

    def _slot_clock(self, _argument: str) -> str:
        return f"{self._chance.randrange(5, 23):02d}:{self._chance.randrange(60):02d}"

    def _slot_weekday(self, _argument: str) -> str:
        return _WEEKDAYS[self._scene.day.weekday()]

    def _slot_abbr(self, _argument: str) -> str:
        return "B" + "".join(word[0] for word in self._scene.province.name.replace("-", " ").split()) + "ĐT"

    def _slot_tinh(self, _argument: str) -> str:
        return self._scene.province.name

    def _slot_loai(self, _argument: str) -> str:
        return self._scene.province.type

    def _slot_province(self, _argument: str) -> str:
        return self._chance.choice(self._provinces).name

    def _slot_huyen(self, _argument: str) -> str:
        return self._chance.choice(self._scene.province.districts)

    def _slot_xa(self, _argument: str) -> str:
        return self._chance.choice(self._scene.province.communes)

    def _slot_name(self, _argument: str) -> str:
        return " ".join(map(self._chance.choice, _NAMES))

    def _slot_name_upper(self, argument: str) -> str:
        return self._slot_name(argument).upper()

    def _slot_actor_low(self, _argument: str) -> str:
        return self._chance.choice(self._words["actor"]).lower()

    def _slot_ref(self, argument: str) -> str:
        number, day = self._chance.randint(2, 3999), self._scene.day - timedelta(self._chance.randint(30, 900))
        issued = self._chance.choice(("", f" ngày {day.day}/{day.month}/{day.year}"))
        if argument == "council":
            return f"Nghị quyết số {number % 200 + 1:02d}/{day.year}/NQ-HĐND{issued}"
        if argument == "central":
            kind = self._chance.choice(("Nghị quyết số {}/NQ-CP", "Quyết định số {}/QĐ-TTg", "Chỉ thị số {}/CT-TTg"))
            return kind.format(number) + issued
        kind, letters = self._chance.choice(
            (("Quyết định", "QĐ"), ("Kế hoạch", "KH"), ("Chỉ thị", "CT"), ("Công văn", ""), ("Báo cáo", "BC"))
        )
        symbol = f"{letters}-UBND" if letters else "UBND-KGVX"
        return f"{kind} số {number}/{symbol}{issued} của UBND {self._scene.province.type} {self._scene.province.name}"


def _provinces() -> list[_Province]:
    """The provinces of before July 2025, with names of districts and communes that carry their type."""
    rows = {name: list(_rows(name)) for name in ("provinces", "districts", "communes")}
    parents = {row["id"]: row["parent"] for row in rows["districts"]}
    found: list[_Province] = []
    for row in rows["provinces"]:
        if not row["id"].startswith("P"):
            continue
        districts = [f"{d['type']} {d['name']}" for d in rows["districts"] if d["parent"] == row["id"] and _old(d)]
        communes = [
            f"{c['type']} {c['name']}"
            for c in rows["communes"]
            if parents.get(c["parent"]) == row["id"] and _old(c) and not c["name"].isdigit()
        ]
        if len(districts) > 1 and communes:
            found.append(_Province(row["name"], row["type"], districts, communes))
    return found


def _old(row: dict[str, str]) -> bool:
    return row["valid_to"] == "2025-06-30"


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (GAZETTEER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def main() -> None:
    parser = argparse.ArgumentParser(description="Write generated articles as text files.")
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--style", choices=STYLES, default="written")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    for name, text in articles(asked.count, asked.seed, styles=STYLES[asked.style]):
        (asked.folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
