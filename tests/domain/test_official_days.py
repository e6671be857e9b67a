"""The official days off: as they were published, and where they are written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from nastavnik.actions.new_book import new_book
from nastavnik.actions.session import closed_file
from nastavnik.domain.official_days import (
    UNCONFIRMED,
    days_to_open,
    is_known,
    known_years,
    official_days,
)
from nastavnik.domain.working_days import WorkingDays
from nastavnik.model.choices import DayKind
from nastavnik.model.school import read_school
from nastavnik.model.sheets import Day
from nastavnik.roadmap.carrying import carry
from nastavnik.russian.dates import SchoolYear
from nastavnik.workbooks.build.defaults import default_values
from rules.drawing import drawn_school


def rests(year: int, days_in_week: int = 5) -> list[str]:
    """The days off of the year that the usual week does not tell, and those worked at a weekend."""
    calendar = WorkingDays(days_in_week=days_in_week).joined(official_days(year, days_in_week))
    return [
        f"{day:%d.%m}"
        for day in days_of(year)
        if calendar.is_working(day) is not (day.weekday() < days_in_week)
    ]


def days_of(year: int) -> Iterator[date]:
    first = date(year, 1, 1)
    return (first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days))


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (
            2025,
            "01.01 02.01 03.01 06.01 07.01 08.01 01.05 02.05 08.05 09.05 12.06 13.06 01.11 03.11 "
            "04.11 31.12",
        ),
        (
            2026,
            "01.01 02.01 05.01 06.01 07.01 08.01 09.01 23.02 09.03 01.05 11.05 12.06 04.11 31.12",
        ),
    ],
)
def test_days_off_of_a_week_of_five_days_are_as_published(year: int, expected: str) -> None:
    assert rests(year) == expected.split()


def test_where_saturday_is_worked_nothing_is_moved_from_it() -> None:
    assert "09.01" not in rests(2026, days_in_week=6)
    assert {"03.01", "09.05", "31.12"} <= set(rests(2026, days_in_week=6))
    assert "11.05" not in rests(2026, days_in_week=6)
    assert "09.03" in rests(2026, days_in_week=6)


def test_a_year_is_known_once_its_decree_was_seen() -> None:
    assert known_years() == [2025, 2026]
    assert not is_known(2024)
    assert not is_known(2027)


def test_of_a_year_without_a_decree_the_labour_code_alone_is_believed() -> None:
    assert rests(2027) == [
        *["01.01", "04.01", "05.01", "06.01", "07.01", "08.01"],
        *["23.02", "08.03", "03.05", "10.05", "14.06", "04.11"],
    ]
    assert all(row.title.endswith(UNCONFIRMED) for row in official_days(2027))
    assert {row.kind for row in official_days(2027)} == {DayKind.HOLIDAY}


def test_a_new_book_holds_the_official_days(tmp_path: Path) -> None:
    school = read_school(closed_file(new_book(tmp_path)).read())
    assert len(school.table(Day).rows) == len(default_values()[Day.sheet])
    assert date(2026, 12, 31) in WorkingDays.of(school)
    assert school.table(Day).rows[0].day == date(2025, 1, 1)


def test_opening_a_year_adds_its_days_once_and_hers_stay() -> None:
    school = drawn_school(
        """
        Школа
        | Учебный год | 2025/2026 |
        Дорожная карта
        | Мероприятие | Срок             | Начало     | Окончание  |
        | Встреча     | до 4 ноября 2025 |            | 04.11.2025 |
        Праздники
        | Дата       | Что это      | Название |
        | 04.11.2026 | рабочий день | Субботник |
        """
    )
    added = days_to_open(school, SchoolYear(2026))
    assert date(2026, 12, 31) in {row.day for row in added}
    assert date(2026, 11, 4) not in {row.day for row in added}
    assert all(row.day in SchoolYear(2026) for row in added if row.day)
    outcome = carry(school, 2026)
    assert any(getattr(change, "sheet", "") == Day.sheet for change in outcome.changes.cells)
    assert "ДК63" not in {finding.code for finding in outcome.findings}


def test_a_year_that_nobody_knows_yet_is_asked_about() -> None:
    school = drawn_school("Дорожная карта\n| Мероприятие | Начало |\n| Встреча | 01.10.2026 |")
    assert days_to_open(school, SchoolYear(2040)) == []
    assert "ДК63" in {finding.code for finding in carry(school, 2040).findings}
