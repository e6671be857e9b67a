"""The book's roadmap carried to another school year."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from matching.applying import applied
from nastavnik.actions.new_book import new_book
from nastavnik.actions.session import closed_file
from nastavnik.domain.working_days import WorkingDays
from nastavnik.faces.cli.commands import run as command_line
from nastavnik.model.errors import JobError
from nastavnik.model.findings import Level, Value
from nastavnik.model.school import School, read_school
from nastavnik.model.sheets import Activity, ActivityState
from nastavnik.roadmap.carrying import carry
from nastavnik.roadmap.deadlines.grammar import read_deadline
from nastavnik.roadmap.deadlines.moving import nearest_working_day
from nastavnik.rules.checking import check
from nastavnik.russian.dates import MONTHS, MONTHS_OF_DATES
from support.drawn import typed

YEARS = st.integers(2020, 2040)
HEADERS = ["Этап", "Мероприятие", "Документы", "Срок", "Начало", "Окончание"]
HEADERS += ["Ответственные", "Сделано", "Состояние"]
MAY = "Завершение и мониторинг"


def a_school(
    *rows: tuple[str, date | None, date | None],
    year: Value = "2026/2027",
    title: str = "Встреча",
    starts: int = 2026,
) -> School:
    """A school with activities, each a deadline in words and its days."""
    days = [[MAY, title, None, *row, "куратор", date(2026, 9, 3), "сделано"] for row in rows]
    card: list[list[Value]] = [
        ["Учебный год", year],
        ["Начало учебного года", date(starts, 9, 1)],
        ["Конец учебного года", date(starts + 1, 5, 31)],
    ]
    return read_school({"Дорожная карта": typed([HEADERS, *days]), "Школа": typed(card)})


def carried(school: School, year: int) -> School:
    return applied(school, carry(school, year))


def plan(school: School) -> list[tuple[str, date | None, date | None]]:
    return [(each.deadline, each.start, each.end) for each in school.activities]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("сентябрь 2026 года", "сентябрь 2027 года"),
        ("первая декада сентября 2026 г.", "первая декада сентября 2027 г."),
        ("октябрь 2026 – март 2027", "октябрь 2027 – март 2028"),
        ("2026-2027 учебный год", "2027-2028 учебный год"),
        ("2026/27 учебный год", "2027/28 учебный год"),
        ("с 14.09.26 по 15.10.26", "с 14.09.27 по 15.10.27"),
        ("сентябрь, октябрь 2026", "сентябрь, октябрь 2027"),
        ("сен.26", "сен.27"),
        ("09.26", "09.27"),
        ("09.2026 - 05.2027", "09.2027 - 05.2028"),
        ("октбярь 2026 (педсовет)", "октбярь 2027 (педсовет)"),
        ("в течение учебного года", "в течение учебного года"),
        ("май Х года", "май Х года"),
        ("по мере необходимости", "по мере необходимости"),
    ],
)
def test_a_deadline_keeps_its_words_and_changes_its_year(before: str, after: str) -> None:
    assert carried(a_school((before, None, None)), 2027).activities[0].deadline == after


def test_may_of_the_closing_stage_is_of_the_year_after() -> None:
    school = carried(a_school(("май Х года", date(2027, 5, 1), date(2027, 5, 31))), 2027)
    assert plan(school) == [("май Х года", date(2028, 5, 1), date(2028, 5, 31))]


def test_the_last_of_february_stays_the_last() -> None:
    school = a_school(("февраль 2027", date(2027, 2, 1), date(2027, 2, 28)))
    assert carried(school, 2027).activities[0].end == date(2028, 2, 29)


def test_a_day_of_the_week_is_found_in_the_other_year() -> None:
    monday = date(2026, 10, 5)
    for words in ("первый понедельник октября", "первый понедельник октября {}"):
        school = carried(a_school((words.format(2026), monday, monday)), 2027)
        assert plan(school) == [(words.format(2027), date(2027, 10, 4), date(2027, 10, 4))]
    friday = date(2027, 5, 28)
    school = carried(a_school(("последняя пятница мая", friday, friday)), 2027)
    assert plan(school) == [("последняя пятница мая", date(2028, 5, 26), date(2028, 5, 26))]


def test_a_named_day_off_gives_way_to_a_working_day_of_its_month_and_is_asked_about() -> None:
    school = a_school(("до 31 мая 2027 года", None, date(2027, 5, 31)))
    outcome = carry(school, 2029)
    assert plan(applied(school, outcome)) == [("до 31 мая 2030 года", None, date(2030, 5, 31))]
    outcome = carry(school, 2025)
    assert plan(applied(school, outcome)) == [("до 31 мая 2026 года", None, date(2026, 5, 29))]
    assert [(f.code, f.header) for f in outcome.findings] == [("ДК61", "Окончание")]


def test_a_month_may_end_on_a_day_off() -> None:
    school = a_school(("май 2027 года", date(2027, 5, 1), date(2027, 5, 31)))
    outcome = carry(school, 2025)
    assert applied(school, outcome).activities[0].end == date(2026, 5, 31)
    assert outcome.findings == ()


def test_a_year_that_is_not_understood_is_left_and_asked_about() -> None:
    school = a_school(("как решит совет 2026 года", date(2026, 9, 7), date(2026, 9, 11)))
    outcome = carry(school, 2027)
    assert applied(school, outcome).activities[0].deadline == "как решит совет 2026 года"
    assert {f.code for f in outcome.findings} >= {"ДК60"}


def test_school_years_in_titles_move_and_years_alone_are_asked_about() -> None:
    school = a_school(("", None, None), title="План на 2026/2027 учебный год, приказ 2026 года")
    outcome = carry(school, 2027)
    title = applied(school, outcome).activities[0].title
    assert title == "План на 2027/2028 учебный год, приказ 2026 года"
    assert [(f.code, f.header) for f in outcome.findings] == [("ДК62", "Мероприятие")]


def test_marks_of_what_was_done_go() -> None:
    activity = carried(a_school(("сентябрь 2026", None, None)), 2027).activities[0]
    assert (activity.done_on, activity.state) == (None, "")
    assert ActivityState.DONE not in activity.state


def test_the_card_moves_with_the_roadmap() -> None:
    card = carried(a_school(("сентябрь 2026", None, None)), 2027).card
    assert (card.year, card.starts_on, card.ends_on) == (
        "2027/2028",
        date(2027, 9, 1),
        date(2028, 5, 31),
    )


def test_a_card_that_was_moved_by_hand_does_not_hide_the_year_of_the_roadmap() -> None:
    school = a_school(("сентябрь 2026", date(2026, 9, 1), date(2026, 9, 30)), year="2027/2028")
    moved = carried(school, 2027)
    assert plan(moved) == [("сентябрь 2027", date(2027, 9, 1), date(2027, 9, 30))]
    card = moved.card
    assert (card.year, card.starts_on, card.ends_on) == (
        "2027/2028",
        date(2027, 9, 1),
        date(2028, 5, 31),
    )


def test_carrying_twice_changes_nothing_the_second_time() -> None:
    school = carried(a_school(("сентябрь 2026", date(2026, 9, 1), date(2026, 9, 30))), 2027)
    again = carry(school, 2027)
    assert not again.changes
    assert again.findings == ()


def test_a_roadmap_of_no_known_year_is_a_sentence() -> None:
    with pytest.raises(JobError):
        carry(a_school(("по мере необходимости", None, None), year=None), 2027)


def run(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as stopped:
        command_line([str(argument) for argument in arguments])
    return int(stopped.value.code or 0)


def test_the_command_keeps_the_old_year_in_the_archive_and_works_once(tmp_path: Path) -> None:
    book = new_book(tmp_path, sample=True)
    old = book.read_bytes()
    assert run("carry", book, "--year", "2027", "--dry-run") == 0
    assert book.read_bytes() == old
    assert run("carry", book, "--year", "2027") == 0
    new = book.read_bytes()
    assert [copy.read_bytes() for copy in (tmp_path / "Архив").glob("*.xlsx")] == [old]
    assert run("carry", book, "--year", "2027") == 0
    assert book.read_bytes() == new


def test_a_carried_book_raises_no_error_about_its_roadmap(tmp_path: Path) -> None:
    book = new_book(tmp_path, sample=True)
    run("carry", book, "--year", "2027")
    outcome = check(read_school(closed_file(book).read()), date(2027, 9, 1))
    about = [f for f in outcome.findings if f.sheet == Activity.sheet]
    assert [f.message for f in about if f.level is Level.ERROR] == []


MONTH_NUMBERS = st.integers(1, 12)
DAY_NUMBERS = st.integers(1, 28)


@st.composite
def deadlines(draw: st.DrawFn, year: int) -> str:
    """A deadline somewhere in the school year."""
    month, day = draw(MONTH_NUMBERS), draw(DAY_NUMBERS)
    calendar_year = year if month >= 8 else year + 1
    pattern = draw(
        st.sampled_from(
            [
                "{name} {y}",
                "{name}",
                "{name} Х года",
                "до {day} {of} {y} года",
                "{day:02d}.{month:02d}.{y}",
                "первая декада {of} {y} г.",
                "сентябрь {year} – май {next} года",
                "{year}/{next} учебный год",
                "в течение учебного года",
                "по мере необходимости",
            ]
        )
    )
    return pattern.format(
        name=MONTHS[month - 1],
        of=MONTHS_OF_DATES[month - 1],
        day=day,
        month=month,
        y=calendar_year,
        year=year,
        next=year + 1,
    )


def understood(text: str, year: int) -> tuple[str, date | None, date | None]:
    """A row as taking in a roadmap would make it, its end on a working day."""
    deadline = read_deadline(text, year)
    start = deadline.start if isinstance(deadline.start, date) else None
    end = deadline.end if isinstance(deadline.end, date) else None
    return text, start, end


@given(st.data(), YEARS, YEARS)
def test_carrying_to_a_year_and_back_is_the_identity(
    data: st.DataObject, year: int, other: int
) -> None:
    rows = [understood(text, year) for text in data.draw(st.lists(deadlines(year), min_size=1))]
    days = [day for _, start, end in rows if (day := start or end)]
    assume(any(date(year, 8, 1) <= day < date(year + 1, 8, 1) for day in days))
    for text, _, end in rows:
        exact = end and str(end.day) in text
        assume(not (exact and end and not WorkingDays().is_working(end)))
    school = a_school(*rows, year=f"{year}/{year + 1}", starts=year)
    there = carried(school, other)
    back = carried(there, year)
    assert plan(back) == plan(school)
    assert back.card == school.card
    if other != year:
        assert all(each.done_on is None for each in back.activities)


@given(st.dates(date(2020, 1, 1), date(2040, 12, 31)))
def test_the_nearest_working_day_is_worked_and_of_the_same_month(day: date) -> None:
    found = nearest_working_day(day, None, WorkingDays())
    assert WorkingDays().is_working(found)
    assert (found.year, found.month) == (day.year, day.month)
    assert WorkingDays().is_working(day) <= (found == day)


def test_columns_of_the_roadmap_that_are_not_moved_stay() -> None:
    school = a_school(("сентябрь 2026", None, None))
    old, new = school.activities[0], carried(school, 2027).activities[0]
    moved = {"deadline", "start", "end", "done_on", "state"}
    kept = [column.name for column in Activity.columns if column.name not in moved]
    assert [getattr(new, name) for name in kept] == [getattr(old, name) for name in kept]
