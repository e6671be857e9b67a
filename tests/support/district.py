"""Books of invented schools in any number: the sample school's with other names, made quickly."""

from __future__ import annotations

import random
import re
import xml.sax.saxutils as xml
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from nastavnik.model.findings import Value
from nastavnik.model.sheets import Mentee, Mentor, Pair
from nastavnik.readers.package.archive import Archive
from nastavnik.workbooks.build.book import build_book
from nastavnik.workbooks.build.sample import FLAWED, Sample, load_sample, plant, sheet_values

ROOT = Path(__file__).resolve().parents[2]
STRINGS = "xl/sharedStrings.xml"
NAME, INN = "МБОУ «СОШ № 4 г. Ясноборска»", "0012300457"
FULL_NAME = (
    "Муниципальное бюджетное общеобразовательное учреждение «Средняя общеобразовательная школа "
    "№ 4 города Ясноборска»"
)
SYLLABLES = tuple("багедожузекалюминопурысатуфехацичошуща"[at : at + 2] for at in range(0, 38, 2))
_WEIGHTS = (2, 4, 10, 3, 5, 9, 4, 6, 8)


def sample(*, flawed: bool = False) -> Sample:
    """The rows of the sample school."""
    files = {path.name: path.read_text("utf-8") for path in (ROOT / "sample_data").glob("*.tsv")}
    rows = load_sample(files)
    return plant(rows, files[FLAWED]) if flawed else rows


@cache
def sample_book(*, flawed: bool = False) -> bytes:
    """The sample school's book."""
    return build_book(sheet_values(sample(flawed=flawed)))


def inn_of(number: int) -> str:
    """An ИНН with right check digits that no other school of the district has."""
    digits = f"99{number:07}"
    check = sum(w * int(d) for w, d in zip(_WEIGHTS, digits, strict=True)) % 11 % 10
    return f"{digits}{check}"


def name_of(number: int) -> str:
    """The short name of a school."""
    return f"МБОУ «СОШ № {number} г. Ясноборска»"


def school_book(
    number: int, *, flawed: bool = False, more: Mapping[str, str] | None = None, seed: int = 0
) -> bytes:
    """The book of a school: its own name, ИНН and people; `more` are other texts replaced."""
    replaced = {
        NAME: name_of(number),
        INN: inn_of(number),
        FULL_NAME: FULL_NAME.replace("№ 4", f"№ {number}"),
        **_surnames(number, seed),
        **(more or {}),
    }
    return with_texts(sample_book(flawed=flawed), replaced)


def with_texts(book: bytes, replaced: Mapping[str, str]) -> bytes:
    """A book with other texts in its cells, wherever they stand."""
    if not replaced:
        return book
    archive = Archive(book)
    text = archive.read(STRINGS).decode()
    quoted = {xml.escape(old): xml.escape(new) for old, new in replaced.items()}
    pattern = re.compile("|".join(map(re.escape, sorted(quoted, key=len, reverse=True))))
    return archive.rewritten({STRINGS: pattern.sub(lambda m: quoted[m[0]], text).encode()})


@cache
def _sample_surnames() -> tuple[str, ...]:
    names = (row["ФИО"] for record in (Mentor, Mentee) for row in sample()[record])
    return tuple(sorted({name.split()[0] for name in names}))


def _surnames(number: int, seed: int) -> dict[str, str]:
    chance = random.Random(f"{number}/{seed}")
    found = {}
    for surname in _sample_surnames():
        ending = "ова" if surname.endswith(("а", "я")) else "ов"
        stem = "".join(chance.choices(SYLLABLES, k=3)).capitalize()
        found[surname] = f"{stem}{chance.choice('влмнр')}{ending}"
    return found


def small_book(number: int, rows: Mapping[str, list[dict[str, Value]]], **card: Any) -> bytes:
    """A book with these rows alone, on the card of a school."""
    values: dict[str, Any] = {**rows}
    about = {
        "Полное наименование": FULL_NAME.replace("№ 4", f"№ {number}"),
        "Краткое наименование": name_of(number),
        "ИНН": inn_of(number),
        "Учебный год": "2026/2027",
        **card,
    }
    values["Школа"] = [about]
    return build_book(values)


TEACHER: Mapping[str, Value] = {"Кто": "педагог", "Должность": "учитель", "Мест": 2}
NOVICE: Mapping[str, Value] = {"Категория": "молодой специалист", "Должность": "учитель"}
PAIR: Mapping[str, Value] = {
    "Форма": "учитель – учитель",
    "Начало": date(2026, 9, 10),
    "Окончание": date(2027, 5, 31),
    "Состояние": "действует",
}
PAIRS = Pair.sheet
