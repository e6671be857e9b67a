"""Orders of appointment: drafts, registering, and what holds a pair back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from documents.reading import file_named, text_of
from documents.schools import (
    CARD,
    CHILD,
    NOVICE,
    PUPILS,
    SENIOR,
    SUNDAY,
    TEACHER,
    TUESDAY,
    WORKERS,
    school,
    shipped,
    with_,
    without,
)
from nastavnik.documents.orders import NOBODY_WAITS, make_orders
from nastavnik.documents.values import Code
from nastavnik.model.changes import AppendRows, SetCell
from nastavnik.model.errors import JobError
from nastavnik.model.findings import Level, Value
from nastavnik.model.outcome import Outcome
from nastavnik.model.school import School, resolve

TEMPLATES = shipped()
ORDERS, PAIRS, PAPERS = "Журнал приказов", "Пары", "Документы"


def registered(where: School, today: date = TUESDAY) -> Outcome:
    return make_orders(where, TEMPLATES, today, register=True)


def appended(outcome: Outcome, sheet: str) -> list[dict[str, Any]]:
    added = (c for c in outcome.changes.cells if isinstance(c, AppendRows) and c.sheet == sheet)
    return [dict(row) for change in added for row in change.rows]


def codes(outcome: Outcome) -> list[tuple[str, str | None, str | None]]:
    return [(f.code, f.sheet, f.header) for f in outcome.findings]


def only_workers(**changes: Value) -> School:
    pair = with_(WORKERS, **changes)
    return school(mentors=(TEACHER,), mentees=(NOVICE,), pairs=(pair,))


def test_a_draft_says_so_and_has_no_number() -> None:
    text = text_of(file_named(make_orders(only_workers(), TEMPLATES, TUESDAY), "Проекты"))
    assert text.startswith("ПРОЕКТ\n")
    assert "№ 1-ЛС" not in text


def test_a_draft_names_no_proposed_pair_and_says_so() -> None:
    pair = with_(WORKERS, Состояние="предложено")
    outcome = make_orders(school(pairs=(pair,)), TEMPLATES, TUESDAY)
    assert not outcome.changes
    assert outcome.findings == ()
    assert "1\u00a0предложенная пара" in outcome.message
    assert outcome.message.startswith(NOBODY_WAITS)


def test_pupils_and_workers_get_orders_of_their_own_series() -> None:
    rows = appended(registered(school()), ORDERS)
    assert [(row["Номер"], row["Вид"]) for row in rows] == [
        ("1-ЛС", "личный состав"),
        ("1-ОД", "основная деятельность"),
    ]


def test_registering_writes_the_journal_and_the_pairs() -> None:
    outcome = registered(only_workers())
    (row,) = appended(outcome, ORDERS)
    assert row["Дата"] == TUESDAY
    assert row["Файл"] == outcome.changes.files[0].path
    cells = {(c.header, c.value) for c in outcome.changes.cells if isinstance(c, SetCell)}
    assert cells == {("Приказ №", "1-ЛС"), ("Приказ от", TUESDAY), ("Состояние", "действует")}


def test_registering_leaves_proposed_pairs_alone() -> None:
    outcome = registered(only_workers(Состояние="предложено"))
    assert not outcome.changes
    assert outcome.findings == ()


def test_the_article_is_named_only_for_workers_of_workers() -> None:
    outcome = make_orders(school(), TEMPLATES, TUESDAY)
    assert "статьёй 351.8" in text_of(file_named(outcome, "работники"))
    pupils = text_of(file_named(outcome, "обучающиеся"))
    assert "351.8" not in pupils
    assert "№ Р-145" in pupils


def test_the_article_is_not_named_where_mentoring_is_the_job() -> None:
    mentor = with_(TEACHER, Входит_в_трудовую_функцию="да")
    where = school(mentors=(mentor,), mentees=(NOVICE,), pairs=(WORKERS,))
    text = text_of(file_named(make_orders(where, TEMPLATES, TUESDAY), "трудовой функции"))
    assert "351.8" not in text
    assert "№ АЗ-1128/08" in text


def test_regional_and_municipal_acts_come_from_the_card() -> None:
    card = with_(CARD, Муниципальный_акт="приказа управления образования от 01.08.2026 № 12")
    where = school(card=card, mentors=(TEACHER,), mentees=(NOVICE,), pairs=(WORKERS,))
    text = text_of(make_orders(where, TEMPLATES, TUESDAY).changes.files[0].content)
    assert "на основании приказа управления образования от 01.08.2026 № 12, Положения" in text


@pytest.mark.parametrize(
    ("control", "words"),
    [
        ("директор", "приказа оставляю за собой."),
        ("куратор", "возложить на заместителя директора по УВР Громова П.А."),
    ],
)
def test_control_is_kept_or_given_to_the_curator(control: str, words: str) -> None:
    where = school(card=with_(CARD, Контроль_исполнения=control))
    outcome = make_orders(where, TEMPLATES, TUESDAY)
    assert all(words in text_of(file.content) for file in outcome.changes.files)
    assert not any(".." in text_of(file.content) for file in outcome.changes.files)


def test_a_post_typed_with_a_capital_is_small_within_a_sentence() -> None:
    card = with_(CARD, Должность_куратора="Заместитель директора по УВР")
    mentor = with_(TEACHER, Должность="Учитель математики")
    text = text_of(
        registered(school(card, (mentor,), (NOVICE,), (WORKERS,))).changes.files[0].content
    )
    assert "Куратору программы Громову П.А., заместителю директора по УВР, обеспечить" in text
    assert "Орлова Анна Сергеевна, / учитель математики" in text


def test_a_head_who_is_the_curator_keeps_the_control() -> None:
    head = with_(CARD, Контроль_исполнения="куратор", Куратор="Ковалёва Марина Игоревна")
    where = school(head, (TEACHER,), (NOVICE,), (WORKERS,))
    text = text_of(registered(where).changes.files[0].content)
    assert "Контроль за исполнением настоящего приказа оставляю за собой." in text


def test_both_people_of_a_pair_are_on_the_acquaintance_sheet() -> None:
    text = text_of(make_orders(only_workers(), TEMPLATES, TUESDAY).changes.files[0].content)
    _, sheet = text.split("ЛИСТ ОЗНАКОМЛЕНИЯ")
    assert "| 1 | Орлова Анна Сергеевна | учитель математики |" in sheet
    assert "| 2 | Зуев Денис Романович | учитель физики |" in sheet


@pytest.mark.parametrize("missing", ["Согласие наставника", "Доп. соглашение от"])
def test_a_pair_without_its_paper_waits_and_the_cell_is_named(missing: str) -> None:
    where = school(mentors=(TEACHER,), mentees=(NOVICE,), pairs=(without(WORKERS, missing),))
    outcome = registered(where)
    assert outcome.changes.files == ()
    assert codes(outcome) == [(Code.HELD_BACK, PAIRS, missing)]


def test_an_agreement_without_a_number_holds_back() -> None:
    outcome = registered(only_workers(**{"Доп. соглашение №": None}))
    assert codes(outcome) == [(Code.HELD_BACK, PAIRS, "Доп. соглашение №")]


def test_a_consent_later_than_the_order_holds_back() -> None:
    outcome = registered(only_workers(Согласие_наставника=date(2026, 9, 2)))
    assert codes(outcome) == [(Code.HELD_BACK, PAIRS, "Согласие наставника")]
    assert "позже приказа" in outcome.findings[0].message


def test_a_child_waits_for_the_guardian() -> None:
    child = without(CHILD, "Согласие представителя на ПДн")
    outcome = registered(school(mentors=(SENIOR,), mentees=(child,), pairs=(PUPILS,)))
    assert codes(outcome) == [(Code.HELD_BACK, "Наставляемые", "Согласие представителя на ПДн")]
    assert outcome.findings[0].cell is not None


def test_the_other_pairs_go_on_when_one_waits() -> None:
    waiting = without(WORKERS, "Согласие наставника")
    outcome = registered(school(pairs=(waiting, PUPILS)))
    assert [row["Номер"] for row in appended(outcome, ORDERS)] == ["1-ОД"]


def test_a_pair_with_a_stranger_is_reported() -> None:
    pair = with_(WORKERS, Наставник="Неизвестная Ольга Петровна")
    outcome = registered(school(pairs=(pair,)))
    assert (Code.NO_PERSON, PAIRS, "Наставник") in codes(outcome)


def test_an_order_on_a_day_off_asks() -> None:
    outcome = registered(only_workers(Начало=SUNDAY), today=SUNDAY)
    (question,) = outcome.findings
    assert (question.code, question.level) == (Code.DAY_OFF, Level.QUESTION)
    assert (question.sheet, question.header, question.cell) == (ORDERS, "Дата", "B2")
    assert outcome.changes.files


def test_numbers_go_on_after_the_journal_and_the_card() -> None:
    journal: list[dict[str, Value]] = [
        {"Номер": "7-ЛС", "Дата": date(2026, 3, 2), "Вид": "личный состав", "Заголовок": "О"},
        {"Номер": "90-ЛС", "Дата": date(2025, 3, 3), "Вид": "личный состав", "Заголовок": "О"},
    ]
    card = with_(CARD, **{"Последний номер: основная деятельность": 41})
    rows = appended(registered(school(card=card, Order=journal)), ORDERS)
    assert [row["Номер"] for row in rows] == ["8-ЛС", "42-ОД"]


def test_the_numbers_of_a_click_may_be_set_before_it() -> None:
    outcome = make_orders(school(), TEMPLATES, TUESDAY, register=True, numbers=["12-ЛС", "120-ОД"])
    assert [row["Номер"] for row in appended(outcome, ORDERS)] == ["12-ЛС", "120-ОД"]
    with pytest.raises(JobError, match="не регистрируются"):
        make_orders(school(), TEMPLATES, TUESDAY, numbers=["12-ЛС"])


def test_an_order_that_cannot_be_made_takes_no_number() -> None:
    mentor = without(TEACHER, "Должность")
    outcome = registered(school(mentors=(mentor, SENIOR)))
    assert (Code.EMPTY, "Наставники", "Должность") in codes(outcome)
    assert [row["Номер"] for row in appended(outcome, ORDERS)] == ["1-ОД"]


def test_an_expired_regulation_stops_the_order() -> None:
    card = with_(CARD, Положение_действует_до=date(2026, 8, 31))
    outcome = make_orders(school(card=card), TEMPLATES, TUESDAY)
    assert outcome.changes.files == ()
    assert {finding.code for finding in outcome.findings} == {Code.EXPIRED}


def test_a_regulation_later_than_the_order_stops_it() -> None:
    card = with_(CARD, Положение_утверждено=date(2026, 9, 2))
    outcome = registered(school(card=card))
    assert {(f.code, f.header) for f in outcome.findings} == {
        (Code.ORDER_OF_DATES, "Положение утверждено")
    }


def test_a_second_draft_is_the_same_file_and_no_second_row() -> None:
    first = make_orders(school(), TEMPLATES, TUESDAY)
    again = make_orders(
        school(Paper=appended(first, PAPERS)),
        TEMPLATES,
        TUESDAY,
    )
    assert again.changes.files == first.changes.files
    assert again.changes.cells == ()


def test_registering_again_finds_nothing_to_do() -> None:
    pair = with_(WORKERS, Состояние="действует", Приказ_от=TUESDAY, **{"Приказ №": "1-ЛС"})
    outcome = registered(school(mentors=(TEACHER,), mentees=(NOVICE,), pairs=(pair,)))
    assert not outcome.changes


def test_registering_tells_which_draft_is_no_longer_needed() -> None:
    where = only_workers()
    draft = make_orders(where, TEMPLATES, TUESDAY)
    (path,) = (file.path for file in draft.changes.files)
    kept = school(
        mentors=(TEACHER,),
        mentees=(NOVICE,),
        pairs=(WORKERS,),
        Paper=appended(draft, PAPERS),
    )
    outcome = registered(kept)
    assert outcome.as_json()["superseded"] == [path]
    assert path in outcome.message
    assert registered(where).as_json()["superseded"] == []


def test_where_no_pair_waits_that_is_said() -> None:
    outcome = registered(school(pairs=()))
    assert outcome.changes.files == ()
    assert outcome.message == NOBODY_WAITS


def test_the_row_of_the_draft_becomes_the_row_of_the_order() -> None:
    draft = appended(make_orders(only_workers(), TEMPLATES, TUESDAY), PAPERS)
    where = school(
        mentors=(TEACHER,),
        mentees=(NOVICE,),
        pairs=(WORKERS,),
        Paper=draft,
    )
    outcome = registered(where)
    assert appended(outcome, PAPERS) == []
    patches = {patch.sheet: patch.cells for patch in resolve(outcome.changes.cells, where)}
    assert set(patches) == {ORDERS, PAIRS, PAPERS}
    assert "оформлен" in patches[PAPERS].values()


def test_pay_that_differs_is_listed_by_mentor() -> None:
    second = with_(TEACHER, ФИО="Щукин Олег Ильич", Должность="учитель истории")
    novice = with_(NOVICE, ФИО="Рогова Нина Павловна", Должность="учитель музыки")
    pairs = (
        WORKERS,
        with_(
            WORKERS,
            Наставник="Щукин Олег Ильич",
            Наставляемый="Рогова Нина Павловна",
            Доплата="15 процентов оклада",
        ),
    )
    where = school(mentors=(TEACHER, second), mentees=(NOVICE, novice), pairs=pairs)
    text = text_of(make_orders(where, TEMPLATES, TUESDAY).changes.files[0].content)
    about = "наставничество в отношении"
    assert f"3.1. Орловой А.С. ({about} Зуева Д.Р.): 10 процентов должностного оклада;" in text
    assert f"3.2. Щукину О.И. ({about} Роговой Н.П.): 15 процентов оклада." in text


@pytest.mark.parametrize(
    ("written", "meant"),
    [("118-ОД", "{n}-ОД"), ("01-09/45", "01-09/{n}"), ("45/1-к", "{n}/1-к"), ("{n}/{год}", "{n}")],
)
def test_a_format_without_a_place_for_the_number_registers_nothing(
    written: str, meant: str
) -> None:
    field = "Номер приказа: личный состав"
    where = school({**CARD, field: written}, (TEACHER,), (NOVICE,), (WORKERS,))
    outcome = registered(where)
    assert outcome.changes.files == ()
    assert appended(outcome, ORDERS) == []
    assert codes(outcome) == [(Code.NUMBER, "Школа", field)]
    assert f"«{meant}»" in outcome.findings[0].remedy


def test_the_sign_of_a_number_is_not_printed_twice() -> None:
    field = "Номер приказа: личный состав"
    where = school({**CARD, field: "№ 01-09/{n}"}, (TEACHER,), (NOVICE,), (WORKERS,))
    outcome = registered(where)
    assert [row["Номер"] for row in appended(outcome, ORDERS)] == ["01-09/1"]
    assert "№ 01-09/1\n" in text_of(outcome.changes.files[0].content)


def test_one_pair_is_spoken_of_in_the_singular() -> None:
    text = text_of(registered(only_workers()).changes.files[0].content)
    assert "1. Назначить наставником и закрепить за ним наставляемого согласно таблице:" in text
    assert "2. Наставнику не позднее чем" in text
    assert "персонализированную программу наставничества и представить её" in text


def test_a_mentor_of_several_is_one_mentor() -> None:
    novice = with_(NOVICE, ФИО="Рогова Нина Павловна")
    pairs = (WORKERS, with_(WORKERS, Наставляемый="Рогова Нина Павловна"))
    where = school(mentors=(TEACHER,), mentees=(NOVICE, novice), pairs=pairs)
    text = text_of(registered(where).changes.files[0].content)
    assert "1. Назначить наставником и закрепить за ним наставляемых согласно таблице:" in text
    assert "ознакомить наставника и наставляемых" in text
