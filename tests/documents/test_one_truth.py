"""One package of documents says everything alike, and says what the book says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from documents.reading import text_of
from documents.schools import sample, shipped
from nastavnik.documents.batch import make_documents
from nastavnik.model.school import School
from nastavnik.model.sheets import RECORDS, BaseRow

TODAY = date(2026, 10, 15)
SAMPLE = sample()
REGULATION = re.compile(r"Положения о наставничестве, утверждённого приказом от (\S+) № ([\w-]+)")
SIGNED = re.compile(r"⇥([А-ЯЁ]\.(?:[А-ЯЁ]\.)?) ([А-ЯЁ][а-яё-]+)$", re.MULTILINE)
LISTED = re.compile(
    r"^\| \d+ \| ([^|(]+?)(?: \(представитель: ([^)]+)\))? \| ([^|]+?) \|", re.MULTILINE
)
DATE, NUMBER = re.compile(r"\b\d{2}\.\d{2}\.\d{4}\b"), re.compile(r"№ (\d+-(?:ОД|ЛС))")
OF_LAW = {
    "27.07.2006", "29.12.2012", "25.12.2019", "21.12.2021", "21.05.2025",
}  # fmt: skip
"""Days of the acts that documents rest on."""

Package = dict[str, str]


@pytest.fixture(scope="module")
def package() -> Package:
    made = make_documents(SAMPLE, shipped(), TODAY).changes.files
    return {file.path: text_of(file.content) for file in made}


def values(school: School) -> Iterator[object]:
    """Every value of the book."""
    yield from school.card.values().values()
    for record in RECORDS:
        for row in school.table(record).rows:
            yield from (column.of(row) for column in record.columns)


def texts(school: School) -> str:
    return "\n".join(v if isinstance(v, str) else "" for v in values(school))


def people() -> dict[str, set[str]]:
    """The names of the book with all that it says of who they are."""
    found: dict[str, set[str]] = {SAMPLE.card.director: {SAMPLE.card.director_post.casefold()}}
    for person in (*SAMPLE.staff, *SAMPLE.people):
        words = (
            getattr(person, field, "") for field in ("post", "school_class", "workplace", "role")
        )
        found.setdefault(person.full_name, set()).update(w.casefold() for w in words if w)
    return found


def initials(name: str) -> tuple[str, str]:
    surname, *given = name.split()
    return "".join(f"{each[0]}." for each in given), surname


def test_the_regulation_and_the_year_are_the_same_everywhere(package: Package) -> None:
    card = SAMPLE.card.values()
    former = {row.year for row in SAMPLE.table(BaseRow).rows}
    for path, said in package.items():
        assert set(REGULATION.findall(said)) <= {("01.09.2026", "88-ОД")}, path
        assert set(re.findall(r"ИНН (\d+)", said)) <= {card["ИНН"]}, path
        assert set(re.findall(r"ОГРН (\d+)", said)) <= {card["ОГРН"]}, path
        past = former if "уничтожении" in path else set()
        assert set(re.findall(r"\d{4}/\d{4}", said)) <= {card["Учебный год"], *past}, path


def listed(said: str) -> Iterator[tuple[str, str, str]]:
    """Name, guardian and post in the lists of people."""
    for table in re.findall(
        r"^\| № \| Фамилия, имя, отчество \| Должность.*\n((?:\|.*\n)+)", said, re.M
    ):
        yield from LISTED.findall(table)


def test_whoever_is_listed_is_who_the_book_says(package: Package) -> None:
    known, guardians, looked_at = people(), {p.guardian for p in SAMPLE.people}, 0
    for path, said in package.items():
        for name, guardian, post in listed(said):
            looked_at += 1
            assert any(word in post.casefold() for word in known[name]), (path, name, post)
            assert not guardian or guardian in guardians, (path, guardian)
    assert looked_at > 100


def test_whoever_signs_is_in_the_book(package: Package) -> None:
    names = {*people(), *(p.guardian for p in SAMPLE.people if p.guardian)}
    known, signed = {initials(name) for name in names}, set()
    for path, said in package.items():
        found = set(SIGNED.findall(said))
        assert found <= known, (path, found - known)
        signed |= found
    assert len(signed) > 30


def test_every_number_of_an_order_is_in_the_book(package: Package) -> None:
    known = texts(SAMPLE)
    found = {(path, n) for path, said in package.items() for n in NUMBER.findall(said)}
    assert found
    assert [(path, n) for path, n in found if n not in known] == []


def test_every_day_is_one_of_the_book(package: Package) -> None:
    """Pay ends the day after a term, so the next days count too."""
    days = {value for value in values(SAMPLE) if isinstance(value, date)} | {TODAY}
    days |= {day + timedelta(1) for day in days}
    known = {f"{day:%d.%m.%Y}" for day in days} | OF_LAW | set(DATE.findall(texts(SAMPLE)))
    strange = {
        (path, day)
        for path, said in package.items()
        for day in DATE.findall(said)
        if day not in known
    }
    assert strange == set()
