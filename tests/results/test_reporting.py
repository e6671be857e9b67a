"""The verb `report`: what it writes, what it leaves alone, and what it tells."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from nastavnik.actions.new_book import new_book
from nastavnik.actions.open_year import run as open_year
from nastavnik.actions.report_year import run
from nastavnik.actions.session import Session, closed_file
from nastavnik.model.changes import Link, PutGrid
from nastavnik.model.errors import JobError
from nastavnik.model.school import School, read_school, resolve
from nastavnik.model.sheets import PEOPLE_COUNTED, Conclusion, Indicator, PastIndicator
from nastavnik.results.catalogue import DEFINITIONS, definition_named
from nastavnik.results.people import NO_LAST_YEAR
from nastavnik.results.reporting import Reported, report
from nastavnik.results.season import Season
from nastavnik.results.summary import HEADCOUNTS, YearResults
from nastavnik.results.verdicts import CountedShare
from results.years import MAY, NOVICES, SIZES, drawn, mentee, mentor, pair, whole_year

ANNA, DENIS = "Орлова Анна Сергеевна", NOVICES[0]
NOVICES_TITLE = DEFINITIONS[2].title


def with_indicator(**values: Any) -> School:
    """A school with one novice in a pair and one row of «Показатели»."""
    row = {"Показатель": NOVICES_TITLE, **{k.replace("_", " "): v for k, v in values.items()}}
    return drawn(
        [mentor(ANNA)],
        [mentee(DENIS, "молодой специалист")],
        [pair(ANNA, DENIS)],
        Indicator=[row],
    )


def row_of(outcome: Reported, title: str = NOVICES_TITLE) -> Indicator:
    return next(row for row in outcome.rows if row.title == title)


def codes(outcome: Reported) -> set[str]:
    return {str(finding.code) for finding in outcome.findings}


def test_an_empty_row_gets_what_was_counted() -> None:
    row = row_of(report(with_indicator(), MAY))
    assert (row.part, row.whole, row.counted_part, row.counted_whole) == (1, 6, 1, 6)
    assert row.mark == ""


def test_a_number_typed_over_is_kept_and_marked_and_asked_about() -> None:
    outcome = report(with_indicator(Сколько=4, Сосчитано=1, Сосчитано_из=6, Из_скольких=6), MAY)
    row = row_of(outcome)
    assert (row.part, row.counted_part) == (4, 1)
    assert "вписано вручную" in row.mark
    assert "ПК02" in codes(outcome)


def test_what_the_program_counted_before_is_counted_anew() -> None:
    before = with_indicator(Сколько=3, Из_скольких=5, Сосчитано=3, Сосчитано_из=5)
    row = row_of(report(before, MAY))
    assert (row.part, row.whole) == (1, 6)


def test_a_number_of_an_old_book_that_nobody_counted_is_the_persons_own() -> None:
    assert row_of(report(with_indicator(Сколько=7, Из_скольких=7), MAY)).part == 7


def test_rows_of_the_schools_own_are_left_alone() -> None:
    own = {"Показатель": "Победители конкурсов", "Сколько": 3, "Из скольких": 9}
    where = drawn(Indicator=[own])
    outcome = report(where, MAY)
    patch = next(p for p in resolve(outcome.changes.cells, where) if p.sheet == Indicator.sheet)
    assert not [row for row, _ in patch.cells if row == 2]
    assert applied(where, outcome).table(Indicator).rows[0].title == own["Показатель"]


def test_a_second_run_changes_nothing() -> None:
    where = whole_year()
    again = applied(where, report(where, MAY))
    left = [patch for patch in resolve(report(again, MAY).changes.cells, again) if patch.cells]
    assert left == []


def applied(where: School, outcome: Reported) -> School:
    """The school after the changes, as a host writes them."""
    cells = {sheet: table.grid for sheet, table in where.tables.items()}
    for patch in resolve(outcome.changes.cells, where):
        plain = {at: v.text if isinstance(v, Link) else v for at, v in patch.cells.items()}
        if patch.sheet in cells:
            cells[patch.sheet] = cells[patch.sheet].with_values(plain)
    return read_school(cells)


def test_this_year_is_kept_among_the_years_as_numbers() -> None:
    where = whole_year()
    rows = applied(where, report(where, MAY)).table(PastIndicator).rows
    mine = next(r for r in rows if r.year == "2026/2027" and r.title == NOVICES_TITLE)
    assert (mine.part, mine.whole) == (6, 6)
    assert {row.year for row in rows} == {"2024/2025", "2025/2026", "2026/2027"}


def test_drafts_are_written_and_what_a_person_wrote_stays_first() -> None:
    where = whole_year()
    rows = applied(where, report(where, MAY)).table(Conclusion).rows
    assert rows[0].kind == "предложение"
    assert all(row.draft == row.text for row in rows[1:])
    assert len(rows) > 5


def test_the_list_behind_a_number_is_linked_from_its_row() -> None:
    where = whole_year()
    outcome = report(where, MAY)
    shown = next(
        c for c in outcome.changes.cells if isinstance(c, PutGrid) and c.sheet == PEOPLE_COUNTED
    )
    number, title, who, answer, _ = shown.rows[1]
    assert (number, title, who, answer) == (3, NOVICES_TITLE, NOVICES[0], "да")


def test_a_missing_number_of_the_school_is_asked_for_where_it_belongs() -> None:
    where = drawn([mentor(ANNA)], [], [], {**SIZES, "Педагогов": None})
    asked = [f for f in report(where, MAY).findings if f.code == "ПК03"]
    assert [(f.sheet, f.header) for f in asked] == [("Школа", "Педагогов")]
    assert "П7, П24" in asked[0].message


@pytest.mark.parametrize("words", ["П3", "3", "№ 3", NOVICES_TITLE, "молодых специалистов в роли"])
def test_an_indicator_is_named_as_a_person_would(words: str) -> None:
    assert definition_named(words).number == 3


@pytest.mark.parametrize("words", ["наставник", "П77", ""])
def test_an_unclear_name_is_answered_with_those_there_are(words: str) -> None:
    with pytest.raises(JobError, match=r"П\d+ [А-Я]"):
        definition_named(words)


def test_why_lists_who_is_in_and_who_is_out_and_nobody_else_is_named() -> None:
    where = drawn(
        [mentor(ANNA)],
        [mentee(DENIS, "молодой специалист"), mentee(NOVICES[1], "молодой специалист")],
        [pair(ANNA, DENIS)],
    )
    shown = report(where, MAY, definition_named("П3")).as_json()["indicators"]
    assert shown[2]["in"] == [DENIS]
    assert [each["who"] for each in shown[2]["out"]] == [NOVICES[1]]
    assert "in" not in shown[0]
    assert DENIS not in json.dumps(report(where, MAY).as_json(), ensure_ascii=False)


def test_every_indicator_is_declared_once_and_has_a_title_and_sources() -> None:
    assert [definition.number for definition in DEFINITIONS] == list(range(1, 25))
    assert len({definition.title for definition in DEFINITIONS}) == 24
    assert all(definition.title and definition.sources for definition in DEFINITIONS)


def test_the_reports_of_a_book_stand_beside_it_or_where_they_were_asked_for(
    tmp_path: Path,
) -> None:
    book = new_book(tmp_path, sample=True)
    before = book.read_bytes()
    dry = run(Session(), book=book, today=MAY, documents=True, dry_run=True)
    assert book.read_bytes() == before
    assert dry.outcome.documents
    assert not (tmp_path / "Документы").exists()
    beside = run(Session(), book=book, today=MAY, documents=True)
    assert all((tmp_path / path).is_file() for path in beside.outcome.documents)
    elsewhere = run(Session(), book=book, today=MAY, folder=tmp_path / "на почту")
    assert all(Path(path).is_file() for path in elsewhere.outcome.documents)
    school = read_school(closed_file(book).read())
    states = {paper.kind: paper.state for paper in school.papers}
    assert states["Аналитическая справка"] == "проект"


def past(year: str, title: str, part: float, whole: float | None = None) -> dict[str, Any]:
    row = {"Учебный год": year, "Показатель": title, "Сколько": part}
    return row | ({} if whole is None else {"Из скольких": whole})


@pytest.mark.parametrize("written", ["2025/2026", "2025-2026", "2025/26"])
def test_the_year_before_is_set_beside_this_one(written: str) -> None:
    school = drawn(
        [mentor(ANNA)],
        [mentee(DENIS, "молодой специалист")],
        [pair(ANNA, DENIS)],
        PastIndicator=[past(written, NOVICES_TITLE, 2, 8), past("2023/2024", NOVICES_TITLE, 5, 9)],
    )
    outcome = report(school, MAY)
    assert (outcome.before[NOVICES_TITLE].part, outcome.before[NOVICES_TITLE].whole) == (2, 8)
    shown = next(i for i in outcome.as_json()["indicators"] if i["title"] == NOVICES_TITLE)
    assert shown["last_year"] == {"numerator": 2, "denominator": 8}


def test_an_older_year_is_not_called_the_last_one() -> None:
    school = drawn(
        [mentor(ANNA)],
        [mentee(DENIS, "молодой специалист")],
        [pair(ANNA, DENIS)],
        PastIndicator=[past("2023/2024", NOVICES_TITLE, 5, 9)],
    )
    assert report(school, MAY).before == {}


def test_who_took_part_is_kept_beside_the_indicators() -> None:
    school = drawn([mentor(ANNA)], [mentee(DENIS, "молодой специалист")], [pair(ANNA, DENIS)])
    history = {row.title: row.part for row in YearResults(Season(school, MAY)).history}
    assert [history[title] for title in HEADCOUNTS] == [1, 1, 1]


def next_year(folder: Path) -> Path:
    """The sample school, a month into the year after."""
    book = new_book(folder, sample=True, end=True)
    open_year(Session(), book=book, to=2027, today=date(2027, 8, 28))
    return book


def who_stayed(book: Path) -> CountedShare:
    return run(Session(), book=book, today=date(2027, 10, 20)).outcome.counts[8]


def test_the_archive_of_last_year_tells_who_stayed(tmp_path: Path) -> None:
    book = next_year(tmp_path)
    found = who_stayed(book)
    assert (found.part, found.whole) == (6, 6)
    archived = tmp_path / "Архив" / "2026-2027" / book.name
    archived.chmod(0o644)
    archived.write_text("не книга", encoding="utf-8")
    damaged = who_stayed(book)
    assert damaged.part is None
    assert "«Архив/2026-2027»" in damaged.unknown
    archived.unlink()
    assert who_stayed(book).unknown == NO_LAST_YEAR
