"""A batch: what one document lacks does not stop the others; nothing is done twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.reading import text_of
from documents.schools import (
    CARD,
    CHILD,
    NOVICE,
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
from nastavnik.documents.batch import make_documents
from nastavnik.documents.orders import make_orders
from nastavnik.documents.values import PLACEHOLDER, Code
from nastavnik.model.changes import AppendRows, SetCell
from nastavnik.model.findings import Level, Value
from nastavnik.model.outcome import Outcome
from nastavnik.model.school import read_school
from nastavnik.model.text import cleaned
from support.depth import tries

TEMPLATES = shipped()


def papers(outcome: Outcome) -> list[dict[str, Any]]:
    added = (c for c in outcome.changes.cells if isinstance(c, AppendRows))
    return [dict(row) for change in added if change.sheet == "Документы" for row in change.rows]


def test_one_empty_cell_stops_one_document_and_is_named() -> None:
    child = without(CHILD, "Представитель")
    outcome = make_documents(
        school(mentees=(NOVICE, child)), TEMPLATES, TUESDAY, kinds=["guardian-consent", "consent"]
    )
    (found,) = outcome.findings
    assert (found.code, found.sheet, found.header) == (Code.EMPTY, "Наставляемые", "Представитель")
    assert found.cell is not None
    assert found.who == "Белова Юлия Артёмовна"
    assert len(outcome.changes.files) == 4


def test_what_was_typed_and_cannot_be_read_is_not_called_empty() -> None:
    child = {**CHILD, "Дата рождения": "весной"}
    outcome = make_documents(
        school(mentees=(child,), pairs=()), TEMPLATES, TUESDAY, kinds=["guardian-consent"]
    )
    (found,) = outcome.findings
    assert (found.code, found.header) == (Code.EMPTY, "Дата рождения")
    assert "не прочитано" in found.message
    assert "пусто" not in found.message


def test_all_that_a_document_lacks_is_told_at_once() -> None:
    child = without(CHILD, "Представитель", "Дата рождения")
    outcome = make_documents(
        school(mentees=(child,), pairs=()), TEMPLATES, TUESDAY, kinds=["guardian-consent"]
    )
    assert {f.header for f in outcome.findings} == {"Представитель", "Дата рождения"}


@pytest.mark.parametrize("register", [False, True])
def test_mistakes_of_people_are_findings_and_never_blamed_on_templates(register: bool) -> None:
    outcome = make_documents(sample(flawed=True), TEMPLATES, TUESDAY, register=register)
    assert outcome.findings
    assert {f.code for f in outcome.findings}.isdisjoint({Code.TEMPLATE, Code.UNSAFE})
    assert all(f.sheet and f.header for f in outcome.findings)


def test_a_book_without_sheets_makes_nothing_and_breaks_nothing() -> None:
    outcome = make_documents(read_school({}), TEMPLATES, TUESDAY, register=True)
    assert outcome.changes.files == ()
    assert outcome.findings


def test_a_missing_template_is_a_finding() -> None:
    outcome = make_documents(school(), {}, TUESDAY, kinds=["consent"])
    assert {f.code for f in outcome.findings} == {Code.NO_TEMPLATE}
    assert outcome.changes.files == ()


def test_an_edited_template_that_is_broken_stops_only_its_documents() -> None:
    templates = {**TEMPLATES, "Анкета наставника.docx": b"not a document"}
    outcome = make_documents(school(), templates, TUESDAY, kinds=["mentor-form", "mentee-form"])
    assert {f.place for f in outcome.findings} == {"Анкета наставника.docx"}
    assert len(outcome.changes.files) == 2


def test_the_second_run_changes_nothing() -> None:
    first = make_documents(school(), TEMPLATES, TUESDAY)
    again = make_documents(school(Paper=papers(first)), TEMPLATES, TUESDAY)
    kept = {each["file"] for each in again.as_json()["kept"]}
    assert again.changes.cells == ()
    assert kept
    telling = {"Документы/Итоги/Отчёт куратора.docx"}
    """Tells of the documents themselves, so that they change it once."""
    before, after = (
        [f for f in outcome.changes.files if f.path not in kept | telling]
        for outcome in (first, again)
    )
    assert after == before


def test_states_that_a_person_set_are_kept() -> None:
    row = {
        "Документ": "Анкета наставника",
        "Для кого": "Орлова Анна Сергеевна",
        "Состояние": "подписан",
    }
    outcome = make_documents(school(Paper=[row]), TEMPLATES, TUESDAY, kinds=["mentor-form"])
    assert "Состояние" not in {getattr(change, "header", "") for change in outcome.changes.cells}


def test_a_signed_document_whose_time_is_over_expires() -> None:
    rows: list[dict[str, Value]] = [
        {
            "Документ": "Анкета наставника",
            "Для кого": "Орлова Анна Сергеевна",
            "Состояние": "подписан",
            "Действует до": until,
        }
        for until in (date(2026, 8, 31), date(2027, 8, 31))
    ]
    outcome = make_documents(school(Paper=rows), TEMPLATES, TUESDAY, kinds=["mentor-form"])
    changed = [change for change in outcome.changes.cells if isinstance(change, SetCell)]
    states = [(change.row, change.value) for change in changed if change.header == "Состояние"]
    assert states == [(2, "истёк")]


def test_the_steps_of_a_batch_can_be_watched_and_stopped() -> None:
    seen: list[int] = []

    def stopped(steps: Sequence[Any]) -> Iterator[Any]:
        for number, step in enumerate(steps):
            if number == 3:
                raise KeyboardInterrupt
            seen.append(number)
            yield step

    with pytest.raises(KeyboardInterrupt):
        make_documents(school(), TEMPLATES, TUESDAY, watch=stopped)
    assert seen == [0, 1, 2]


def test_a_registered_order_is_not_made_again_under_its_number() -> None:
    first = make_orders(school(pairs=(WORKERS,)), TEMPLATES, TUESDAY, register=True)
    (file,) = first.changes.files
    pair = with_(WORKERS, Состояние="действует", Приказ_от=TUESDAY, **{"Приказ №": "1-ЛС"})
    mentor = with_(TEACHER, Должность="учитель алгебры")
    where = school(mentors=(mentor, SENIOR), pairs=(pair,), Paper=papers(first))
    later = TUESDAY.replace(day=15)
    read = {file.path: file.content}.get
    outcome = make_documents(where, TEMPLATES, later, kinds=["order-mentors-workers"], read=read)
    assert not outcome.changes
    (found,) = outcome.findings
    assert (found.code, found.level) == (Code.STANDS, Level.QUESTION)
    change = "исчезло бы «учитель математики»; появилось бы «учитель алгебры»"
    assert change in found.message


def test_last_years_order_is_not_made_again_in_this_year() -> None:
    paper: dict[str, Value] = {
        "Документ": "Приказ о внедрении целевой модели наставничества",
        "Номер": "5-ОД",
        "Дата": TUESDAY.replace(year=2025),
        "Файл": "Документы/Приказы/старый.docx",
    }
    outcome = make_documents(
        school(Paper=[paper]), TEMPLATES, TUESDAY, kinds=["order-introduction"]
    )
    (file,) = outcome.changes.files
    assert "Проекты" in file.path


def test_a_first_number_after_new_year_asks() -> None:
    row: dict[str, Value] = {
        "Номер": "90-ЛС",
        "Дата": TUESDAY,
        "Вид": "личный состав",
        "Заголовок": "О",
    }
    card = with_(CARD, **{"Последний номер: личный состав": 90})
    where = school(card=card, pairs=(WORKERS,), Order=[row])
    outcome = make_orders(where, TEMPLATES, date(2027, 1, 12), register=True)
    found = {f.code: f for f in outcome.findings}
    assert found[Code.NUMBER].header == "Последний номер: личный состав"


@given(place=st.text(min_size=1, max_size=40).filter(lambda text: not PLACEHOLDER.search(text)))
@settings(max_examples=tries(40, quick=15), deadline=None)
def test_any_text_of_a_cell_reaches_the_order_unharmed(place: str) -> None:
    where = school(card=with_(CARD, Место_издания=f"г. {place} конец"), pairs=(WORKERS,))
    text = text_of(make_orders(where, TEMPLATES, TUESDAY).changes.files[0].content)
    shown = cleaned(f"г. {place} конец").replace("\u00a0", " ")
    assert shown.replace("\t", "⇥").replace("\n", " / ") in text
