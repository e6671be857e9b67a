"""What is made without being named follows from the day; the rest is told, not dropped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest

from documents.schools import (
    CHILD,
    NOVICE,
    PUPILS,
    SENIOR,
    TEACHER,
    TUESDAY,
    WORKERS,
    sample,
    school,
    shipped,
    with_,
    without,
)
from nastavnik.documents.batch import DocumentsMade, make_documents
from nastavnik.documents.catalogue.table import KINDS
from nastavnik.domain.signing import waiting
from nastavnik.domain.situation import Situation
from nastavnik.model.changes import AppendRows, CellValue, SetCell
from nastavnik.model.findings import Finding, Level, Value
from nastavnik.model.outcome import Outcome
from nastavnik.model.school import School, after

TEMPLATES = shipped()
AT_WORK = with_(WORKERS, Состояние="действует", Программа_от=TUESDAY)
PUPILS_AT_WORK = with_(PUPILS, Состояние="действует", Программа_от=TUESDAY)
KEYS = {kind.title: kind.key for kind in KINDS}


def missing(where: School, day: date) -> Outcome:
    return make_documents(where, TEMPLATES, day, missing=True)


def kinds(outcome: Outcome) -> set[str]:
    return {KEYS[row["kind"]] for row in outcome.as_json()["documents"] if row["file"]}


AT_THE_END = {"thanks", "certificate", "mentor-report", "curator-report", "order-results"}


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2026, 9, 8), False),
        (date(2026, 12, 10), False),
        (date(2027, 5, 20), True),
    ],
)
def test_thanks_and_reports_wait_for_the_end(day: date, due: bool) -> None:
    outcome = missing(school(pairs=(AT_WORK, PUPILS_AT_WORK)), day)
    assert kinds(outcome) >= AT_THE_END if due else AT_THE_END.isdisjoint(kinds(outcome))
    if not due:
        assert {"Благодарственное письмо", "Отчёт куратора"} <= set(outcome.as_json()["later"])
        assert "делают по названию" in outcome.message


def test_what_is_named_is_made_on_any_day() -> None:
    outcome = make_documents(
        school(pairs=(AT_WORK,)), TEMPLATES, date(2026, 9, 8), kinds=["thanks"], missing=True
    )
    assert kinds(outcome) == {"thanks"}


def test_a_pair_that_ends_early_has_its_end_early() -> None:
    short = with_(AT_WORK, Окончание=date(2026, 12, 30))
    outcome = missing(school(pairs=(short,)), date(2026, 12, 20))
    assert "mentor-report" in kinds(outcome)
    assert "curator-report" not in kinds(outcome)


def test_papers_of_a_pair_wait_until_it_is_about_to_begin() -> None:
    later = with_(WORKERS, Начало=date(2026, 11, 2))
    assert "meetings" not in kinds(missing(school(pairs=(later,)), date(2026, 10, 1)))
    assert "meetings" in kinds(missing(school(pairs=(later,)), date(2026, 10, 20)))


def test_one_order_appoints_the_curator() -> None:
    appointing = {"order-introduction", "order-organisation", "order-curator"}
    assert appointing & kinds(missing(school(), TUESDAY)) == {"order-introduction"}
    order: Mapping[str, Value] = {
        "Номер": "7-ОД",
        "Дата": TUESDAY,
        "Вид": "основная деятельность",
        "Заголовок": "О назначении куратора наставничества",
    }
    assert appointing.isdisjoint(kinds(missing(school(Order=[order]), TUESDAY)))


def test_whoever_has_told_is_not_asked_again() -> None:
    silent = with_(CHILD, ФИО="Лапина Алла Львовна")
    told = with_(CHILD, Запрос="математика")
    outcome = missing(school(mentees=(told, silent), pairs=()), TUESDAY)
    forms = [row["who"] for row in outcome.as_json()["documents"] if "запроса" in row["kind"]]
    assert forms == ["Лапина Алла Львовна"]


def test_documents_are_counted_by_occasion() -> None:
    outcome = missing(sample(), date(2026, 10, 15))
    assert sum(outcome.as_json()["occasions"].values()) == len(outcome.changes.files)
    assert "Завершение и мониторинг" not in outcome.as_json()["occasions"]


def signed(*people: str, dated: date | None = TUESDAY) -> list[dict[str, Value]]:
    """Rows of «Документы» that call the consents of people signed."""
    kind = "Согласие на обработку персональных данных"
    rows = [{"Документ": kind, "Для кого": who, "Состояние": "подписан"} for who in people]
    return [{**row, "Дата": dated} if dated else {**row} for row in rows]


BOTH = ("Орлова Анна Сергеевна", "Панов Игорь Львович")


def made_with(rows: Sequence[Mapping[str, Value]], **sheets: Any) -> DocumentsMade:
    return make_documents(school(Paper=rows, **sheets), TEMPLATES, TUESDAY, kinds=["regulation"])


def unsigned() -> list[Mapping[str, Value]]:
    return [without(each, "Согласие на ПДн") for each in (TEACHER, SENIOR)]


def days_written(outcome: DocumentsMade) -> list[tuple[int, CellValue]]:
    return [
        (change.row, change.value)
        for change in outcome.changes.cells
        if isinstance(change, SetCell) and change.header == "Согласие на ПДн"
    ]


def asked(outcome: DocumentsMade) -> list[Finding]:
    return [f for f in outcome.findings if "подписан, а даты здесь нет" in f.message]


def test_the_day_of_a_signed_document_closes_the_consent_in_the_registry() -> None:
    outcome = made_with(signed(*BOTH), mentors=unsigned())
    assert [value for _, value in days_written(outcome)] == [TUESDAY, TUESDAY]
    assert asked(outcome) == []
    assert "2\u00a0даты подписания" in outcome.message


def test_what_a_check_says_waits_is_what_the_documents_carry_over() -> None:
    before = school(Paper=signed(*BOTH), mentors=unsigned())
    outcome = made_with(signed(*BOTH), mentors=unsigned())
    cells = [(each.sheet, each.row) for each in outcome.changes.cells if isinstance(each, SetCell)]
    waits = [each.cell for each in waiting(Situation.of(before, TUESDAY))]
    assert {(cell.sheet, cell.row) for cell in waits} <= set(cells)
    assert len(waits) == len(BOTH)
    carried = after(before, outcome.changes.cells)
    assert list(waiting(Situation.of(carried, TUESDAY))) == []


def test_a_consent_marked_in_the_registry_asks_about_the_document_that_waits() -> None:
    rows = [{**row, "Состояние": "оформлен", "Дата": None} for row in signed(*BOTH)]
    outcome = make_documents(school(Paper=rows), TEMPLATES, TUESDAY, missing=True)
    (question,) = [f for f in outcome.findings if "здесь — «оформлен»" in f.message]
    assert question.level is Level.QUESTION
    assert (question.sheet, question.header) == ("Документы", "Состояние")
    assert "2\u00a0человека" in question.message
    assert "Согласие на ПДн" in question.remedy
    states = [c for c in outcome.changes.cells if isinstance(c, SetCell) and c.sheet == "Документы"]
    assert [c for c in states if c.header in {"Состояние", "Дата"}] == []


def test_where_both_say_signed_or_nothing_was_made_nobody_is_asked() -> None:
    owed = [{**row, "Состояние": "нужен", "Дата": None} for row in signed(*BOTH)]
    for rows in (signed(*BOTH), owed):
        outcome = make_documents(school(Paper=rows), TEMPLATES, TUESDAY, missing=True)
        assert [f for f in outcome.findings if "отмечена, а" in f.message] == []


def test_a_day_in_the_registry_is_never_overwritten() -> None:
    assert days_written(made_with(signed(*BOTH, dated=date(2026, 8, 3)))) == []


def test_signed_without_a_day_or_on_a_day_to_come_is_asked_once() -> None:
    for dated in (None, date(2030, 1, 1)):
        outcome = made_with(signed(*BOTH, dated=dated), mentors=unsigned())
        (found,) = asked(outcome)
        assert (found.sheet, found.header) == ("Наставники", "Согласие на ПДн")
        assert "2\u00a0человека" in found.message
        assert days_written(outcome) == []


def test_two_days_for_one_signature_are_asked_about() -> None:
    rows = [*signed(BOTH[0]), *signed(BOTH[0], dated=date(2026, 8, 3))]
    outcome = made_with(rows, mentors=unsigned())
    assert days_written(outcome) == []
    assert len(asked(outcome)) == 1


def test_a_paper_with_a_number_of_its_own_keeps_its_row() -> None:
    minutes: Mapping[str, Value] = {
        "Документ": "Протокол методического совета",
        "Номер": "4",
        "Дата": TUESDAY,
    }
    outcome = make_documents(
        school(Paper=[minutes]), TEMPLATES, TUESDAY, kinds=["minutes-methodists"]
    )
    added = [c for c in outcome.changes.cells if isinstance(c, AppendRows)]
    assert not [change for change in added if change.sheet == "Документы"]


def test_files_of_pairs_bear_surnames_with_initials_whatever_their_length() -> None:
    named = with_(NOVICE, ФИО="Ли Ан Бо")
    pair = with_(WORKERS, Наставляемый="Ли Ан Бо")
    where = school(mentees=(named,), pairs=(pair,))
    outcome = make_documents(where, TEMPLATES, TUESDAY, kinds=["meetings", "character"])
    names = [file.path.rpartition("/")[2] for file in outcome.changes.files]
    assert all(name.startswith("Орлова А. С. — Ли А. Б. — ") for name in names)
