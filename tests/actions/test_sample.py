"""The sample school is whole, clean where it should be, and wrong where it is meant to be."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest

from nastavnik.actions.new_book import SAMPLE_END
from nastavnik.model.choices import MenteeRole, MentorRole, PairState, Stage
from nastavnik.model.findings import Finding, Value, blocks
from nastavnik.model.grid import Cells, Grid
from nastavnik.model.parsing import is_filled, parse_cell
from nastavnik.model.schema import CellKind, Column, Record
from nastavnik.model.school import School, read_school
from nastavnik.model.sheets import (
    RECORDS,
    Activity,
    AnswerRow,
    Card,
    Mentee,
    Mentor,
    Order,
    Pair,
    Staff,
)
from nastavnik.model.text import fold, items
from nastavnik.roadmap.deadlines.grammar import read_deadline
from nastavnik.rules.catalogue import RULES
from nastavnik.rules.engine import run_rules
from nastavnik.workbooks.build.sample import (
    END_FILES,
    FILES,
    FLAWED,
    NAMED_BY,
    Mistake,
    Row,
    Sample,
    at_years_end,
    load_sample,
    plant,
    read_mistakes,
    read_rows,
    row_index,
    row_key,
    sheet_named,
    sheet_values,
    typed,
)

FOLDER = Path(__file__).parents[2] / "sample_data"
TODAY = date(2026, 10, 15)
Place = tuple[str, str, str, str]
"""The code of a finding, its sheet, the key of its row, its column."""


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.tsv")}


@pytest.fixture(scope="module")
def sample(texts: dict[str, str]) -> Sample:
    return load_sample(texts)


@pytest.fixture(scope="module")
def school(sample: Sample) -> School:
    return read_school(cells(sample))


@pytest.fixture(scope="module")
def mistakes(texts: dict[str, str]) -> list[Mistake]:
    return read_mistakes(texts[FLAWED])


def cells(sample: Sample) -> Cells:
    """The sample as the sheets of a workbook."""
    values = sheet_values(sample)
    return {record.sheet: grid(record, values.get(record.sheet, ())) for record in RECORDS}


def grid(record: type[Record], rows: Sequence[Mapping[str, Value]]) -> Grid:
    titles = [column.title for column in record.columns]
    if record.vertical:
        return Grid([[title, rows[0].get(title)] for title in titles])
    return Grid([titles, *([row.get(title) for title in titles] for row in rows)])


def findings(sample: Sample) -> list[Finding]:
    """Everything that checking the sample finds, in cells and between sheets."""
    school = read_school(cells(sample))
    return [*school.findings, *run_rules(RULES, school, TODAY)]


def places(found: list[Finding], clean: Sample) -> Counter[Place]:
    """Where the findings stand, rows named as in the clean sample."""
    return Counter(place(finding, clean) for finding in found)


def place(finding: Finding, clean: Sample) -> Place:
    assert finding.sheet
    assert finding.cell
    assert finding.header
    record = sheet_named(finding.sheet)
    index = 0 if record.vertical else int(re.sub(r"\D", "", finding.cell)) - 2
    key = row_key(record, clean[record][index])
    return finding.code, finding.sheet, key, finding.header


def column(record: type[Record], title: str) -> Column:
    return next(column for column in record.columns if column.title == title)


def expected_places(text: str) -> Counter[Place]:
    rows = read_rows(text)
    return Counter((r["Правило"], r["Лист"], r.get("Строка", ""), r["Столбец"]) for r in rows)


def test_every_header_of_every_file_is_declared(sample: Sample) -> None:
    for record, rows in sample.items():
        declared = {column.title for column in record.columns if not column.made}
        assert {title for row in rows for title in row} <= declared, record.sheet


def test_every_column_of_a_file_is_used(texts: dict[str, str], sample: Sample) -> None:
    for name, record in FILES.items():
        if not record.vertical:
            header = texts[name].splitlines()[0].split("\t")
            assert set(header) == {title for row in sample[record] for title in row}, name


def test_no_row_of_a_file_has_more_or_fewer_cells_than_its_header(texts: dict[str, str]) -> None:
    for name, text in texts.items():
        assert len({line.count("\t") for line in text.splitlines()}) == 1, name


def test_every_clean_cell_parses_without_a_remark(sample: Sample) -> None:
    for record, rows in sample.items():
        for row in rows:
            for declared in record.columns:
                assert_clean(declared, row)


def assert_clean(declared: Column, row: Row) -> None:
    choices = declared.choices.values if declared.choices else ()
    allowed = {fold(choice): choice for choice in choices} or None
    value = typed(row.get(declared.title, ""), declared)
    assert parse_cell(value, declared, allowed)[1] is None, (declared.title, value)


def test_reading_the_clean_sample_remarks_nothing(school: School) -> None:
    assert school.findings == ()


def test_rows_are_told_apart_by_their_keys(sample: Sample) -> None:
    assert set(sample) <= set(NAMED_BY)
    assert set(END_FILES.values()) == set(NAMED_BY)
    for record, rows in sample.items():
        keys = [row_key(record, row) for row in rows]
        assert len(set(keys)) == len(keys), record.sheet


def test_there_are_people_enough_of_every_kind(school: School) -> None:
    assert len(school.mentors) >= 14
    assert {MentorRole.TEACHER, MentorRole.LEADER, MentorRole.PUPIL} <= roles(school.mentors)
    assert {MentorRole.EMPLOYER, MentorRole.STUDENT} <= roles(school.mentors)
    assert len(school.mentees) >= 26
    assert {MenteeRole.PUPIL, MenteeRole.NOVICE, MenteeRole.NEWCOMER} <= roles(school.mentees)
    assert MenteeRole.STUDENT in roles(school.mentees)
    assert len(school.staff) >= 8


def roles(people: Sequence[Mentor | Mentee]) -> set[str]:
    return {person.role for person in people}


def test_there_are_pairs_orders_meetings_and_answers_enough(sample: Sample, school: School) -> None:
    states = Counter(pair.state for pair in school.pairs)
    assert states[PairState.ACTIVE] >= 4
    assert states[PairState.ACCEPTED] >= 3
    assert len({order.series for order in school.orders}) == 2
    least = {"Встречи": 12, "Ответы": 40, "Дорожная карта": 20, "Журнал приказов": 4}
    counts = {record.sheet: len(rows) for record, rows in sample.items()}
    assert all(counts[sheet] >= count for sheet, count in least.items())


def test_more_mentees_wait_than_there_are_places(school: School) -> None:
    waiting = len(school.mentees) - len(school.live_pairs)
    free = sum(mentor.places or 0 for mentor in school.mentors) - len(school.live_pairs)
    assert 1 <= waiting - free <= 4


def test_the_roadmap_has_every_stage_and_its_responsible_are_in_staff(school: School) -> None:
    assert {activity.stage for activity in school.activities} == set(Stage)
    named = {person.full_name for person in school.staff}
    for activity in school.activities:
        assert set(items(activity.responsible)) <= named, activity.title


def test_deadlines_in_words_mean_the_dates_beside_them(school: School) -> None:
    for activity in school.activities:
        if activity.deadline and activity.start:
            read = read_deadline(activity.deadline, 2026)
            assert (read.start, read.end) == (activity.start, activity.end), activity.number


def test_every_phone_and_address_is_an_invented_one(sample: Sample) -> None:
    for record in (Card, Mentor, Mentee, Staff):
        for row in sample[record]:
            for title, text in row.items():
                assert "Телефон" not in title or re.fullmatch(r"\+7 900 000-00-\d\d", text)
                assert "Почта" not in title or text.endswith("@example.ru")


def test_one_phone_belongs_to_one_person(sample: Sample) -> None:
    owners: dict[str, set[str]] = {}
    for record in (Mentor, Mentee, Staff):
        for row in sample[record]:
            owners.setdefault(row.get("Телефон", ""), set()).add(row["ФИО"])
            guardian = row.get("Представитель", "")
            owners.setdefault(row.get("Телефон представителя", ""), set()).add(guardian)
    del owners[""]
    assert all(len(names) == 1 for names in owners.values())


def test_the_clean_sample_asks_exactly_the_expected_questions(
    sample: Sample, texts: dict[str, str]
) -> None:
    found = findings(sample)
    assert not blocks(found)
    assert places(found, sample) == expected_places(texts["expected_questions.tsv"])


def test_those_who_owe_a_document_are_in_the_registries(
    sample: Sample, texts: dict[str, str]
) -> None:
    names = {row["ФИО"] for record in (Mentor, Mentee) for row in sample[record]}
    debts = read_rows(texts["expected_debts.tsv"])
    assert debts
    assert {row["Для кого"] for row in debts} <= names


def test_each_planted_mistake_names_an_existing_cell_and_changes_it(
    sample: Sample, mistakes: list[Mistake]
) -> None:
    for mistake in mistakes:
        row = sample[mistake.record][row_index(sample, mistake.record, mistake.row)]
        assert row.get(mistake.header, "") != mistake.text, mistake.number
        assert not column(mistake.record, mistake.header).made
        assert row_index(sample, mistake.found_record, mistake.found_row) >= 0
        assert column(mistake.found_record, mistake.found_header)


def test_planted_mistakes_are_many_and_different(mistakes: list[Mistake]) -> None:
    assert [mistake.number for mistake in mistakes] == [
        str(number) for number in range(1, len(mistakes) + 1)
    ]
    assert len(mistakes) >= 30
    assert len({mistake.code for mistake in mistakes}) >= 25
    assert {mistake.kind for mistake in mistakes} == {"ячейка", "между листами"}
    assert len({(m.record, m.row, m.header) for m in mistakes}) == len(mistakes)


def test_each_planted_mistake_gives_one_finding_at_its_place_and_nothing_else_appears(
    sample: Sample, texts: dict[str, str], mistakes: list[Mistake]
) -> None:
    found = places(findings(plant(sample, texts[FLAWED])), sample)
    planted = Counter((m.code, m.found_record.sheet, m.found_row, m.found_header) for m in mistakes)
    assert found == planted + expected_places(texts["expected_questions.tsv"])


def test_planting_leaves_the_clean_sample_as_it_was(texts: dict[str, str], sample: Sample) -> None:
    plant(sample, texts[FLAWED])
    assert sample == load_sample(texts)


def test_a_cell_keeps_what_an_office_application_would_keep() -> None:
    day, number = column(Order, "Дата"), column(Mentor, "Мест")
    assert typed("01.09.2026", day) == date(2026, 9, 1)
    assert typed("'01.09.2026", day) == "01.09.2026"
    assert typed("31.02.2026", day) == "31.02.2026"
    assert typed("-1", number) == -1
    assert typed("двое", number) == "двое"
    assert typed("12", column(Pair, "Доп. соглашение №")) == "12"


def test_a_line_break_is_written_as_a_slash_between_blanks() -> None:
    assert read_rows("№\tДокументы\n1.1\tприказ / протокол\n") == [
        {"№": "1.1", "Документы": "приказ\nпротокол"}
    ]


def test_a_row_that_the_sample_does_not_have_is_our_mistake(sample: Sample) -> None:
    with pytest.raises(ValueError, match="99"):
        row_index(sample, Activity, "99")


def test_dates_and_numbers_reach_the_workbook_as_such(sample: Sample) -> None:
    for record in sample:
        for row in sheet_values({record: sample[record]})[record.sheet]:
            for title, value in row.items():
                assert is_filled(value)
                assert isinstance(value, date) is (column(record, title).kind is CellKind.DATE)


@pytest.fixture(scope="module")
def at_end(sample: Sample) -> Sample:
    folder = FOLDER / "end"
    files = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.tsv")}
    assert set(files) <= set(END_FILES)
    return at_years_end(sample, files)


def test_the_end_of_the_year_has_no_errors_and_honest_questions(at_end: Sample) -> None:
    school = read_school(cells(at_end))
    found = [*school.findings, *run_rules(RULES, school, SAMPLE_END)]
    assert not blocks(found)
    assert Counter(finding.code for finding in found) == {
        "ПР09": 1,
        "ПР13": 1,
        "ПР36": 1,
        "ПР140": 1,
        "ПР141": 1,
    }


def test_the_end_of_the_year_shows_a_whole_year(at_end: Sample) -> None:
    school = read_school(cells(at_end))
    states = Counter(pair.state for pair in school.pairs)
    assert min(states[s] for s in (PairState.ACTIVE, PairState.FINISHED, PairState.STOPPED)) >= 2
    months = {(m.held_on.year, m.held_on.month) for m in school.meetings if m.held_on}
    assert len(months) == 9
    kinds = {event.kind for event in school.events}
    assert len(kinds) >= 8
    assert {task.mark for task in school.tasks} == {"", "выполнено", "частично", "снято"}
    assert len({answer.who for answer in school.table(AnswerRow).rows}) > 25


def test_what_the_year_brought_leaves_the_sample_as_it_was(sample: Sample) -> None:
    assert sample == load_sample(
        {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.tsv")}
    )
