"""What stands is left alone; one gate decides whom an order names, and its date is judged."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from documents.reading import file_named, text_of
from documents.schools import (
    CARD,
    CHILD,
    NOVICE,
    PUPILS,
    SENIOR,
    TEACHER,
    TUESDAY,
    WORKERS,
    Rows,
    school,
    shipped,
    with_,
    without,
)
from nastavnik.actions.new_book import SAMPLE_DAY, new_book
from nastavnik.actions.session import closed_book, reader_beside, work
from nastavnik.documents.batch import make_documents
from nastavnik.documents.catalogue.kinds import Consequence, DocumentKind
from nastavnik.documents.catalogue.table import KINDS
from nastavnik.documents.files import Paths
from nastavnik.documents.orders import make_orders
from nastavnik.documents.values import Code
from nastavnik.documents.wording import differences, fingerprint
from nastavnik.matching.proposing import propose
from nastavnik.model.changes import AppendRows, Change, Changes, SetCell
from nastavnik.model.errors import JobError
from nastavnik.model.findings import Finding, Level, Value
from nastavnik.model.outcome import Outcome
from nastavnik.model.school import School, read_school
from nastavnik.model.sheets import Paper
from nastavnik.model.text import fold
from nastavnik.rules.catalogue import RULES
from nastavnik.rules.engine import run_rules

TEMPLATES = shipped()
ORDERS, PAPERS, PAIRS = "Журнал приказов", "Документы", "Пары"
ORGANISATION = "Приказ об организации наставничества"
SERIES = {"ОД": "основная деятельность", "ЛС": "личный состав"}


def appended(outcome: Outcome, sheet: str) -> list[dict[str, Any]]:
    added = (c for c in outcome.changes.cells if isinstance(c, AppendRows) and c.sheet == sheet)
    return [dict(row) for change in added for row in change.rows]


def cells_set(outcome: Outcome) -> dict[tuple[str, int, str], object]:
    cells = (c for c in outcome.changes.cells if isinstance(c, SetCell))
    return {(c.sheet, c.row, c.header): c.value for c in cells}


def numbers(outcome: Outcome) -> list[str]:
    return [row["Номер"] for row in appended(outcome, ORDERS)]


def told(outcome: Outcome, level: Level) -> list[tuple[str, str | None, str | None]]:
    return [(f.code, f.sheet, f.header) for f in outcome.findings if f.level is level]


def register(where: School, *kinds: str, today: date = TUESDAY) -> Outcome:
    return make_documents(where, TEMPLATES, today, kinds=kinds, register=True)


def journal(number: str, day: date, title: str, note: str = "") -> dict[str, Value]:
    series = SERIES[number.rpartition("-")[2]]
    return {"Номер": number, "Дата": day, "Вид": series, "Заголовок": title, "Примечание": note}


# What stands is left alone: a whole book, as a secretary has it.


class Desk:
    """A sample workbook on the disk, and the verbs of its secretary."""

    def __init__(self, folder: Path) -> None:
        self.book = new_book(folder, sample=True)
        self.read = reader_beside(self.book)

    def documents(self, *kinds: str, missing: bool = False, register: bool = False) -> Outcome:
        def verb(where: School) -> Outcome:
            how = (kinds, missing, register)
            return make_documents(where, TEMPLATES, SAMPLE_DAY, *how, read=self.read)

        return work(closed_book(self.book), verb).outcome

    def orders(self, *, register: bool = False) -> Outcome:
        verb = lambda where: make_orders(where, TEMPLATES, SAMPLE_DAY, register)  # noqa: E731
        return work(closed_book(self.book), verb).outcome

    def type(self, change: Change) -> None:
        work(closed_book(self.book), lambda _: Outcome("", Changes((change,))))

    def school(self) -> School:
        return read_school(closed_book(self.book).read())

    def files(self) -> dict[str, bytes]:
        folder = self.book.parent / "Документы"
        return {p.name: p.read_bytes() for p in folder.rglob("*.docx")}


NEWCOMER = with_(CHILD, ФИО="Юшина Вера Олеговна", Представитель="Юшин Олег Ильич")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.documents(ORGANISATION, register=True)
    desk.type(AppendRows("Наставляемые", (NEWCOMER,)))
    return desk


def registered_file(desk: Desk) -> Path:
    (order,) = [order for order in desk.school().orders if order.number == "104-ОД"]
    return desk.book.parent / order.file


@pytest.mark.parametrize(
    "again",
    [
        lambda desk: desk.documents(missing=True),
        lambda desk: desk.documents(),
        lambda desk: desk.documents(ORGANISATION),
        lambda desk: desk.documents(ORGANISATION, register=True),
        lambda desk: desk.orders(),
        lambda desk: desk.orders(register=True),
    ],
    ids=["missing", "all", "by name", "by name, with a number", "orders", "orders with numbers"],
)
def test_a_registered_order_keeps_its_bytes_whatever_is_asked(
    desk: Desk, again: Callable[[Desk], Outcome]
) -> None:
    file = registered_file(desk)
    before = file.read_bytes()
    again(desk)
    assert file.read_bytes() == before
    assert not [name for name in desk.files() if "104-ОД" in name and "прежний" in name]


def test_who_joined_later_is_told_and_belongs_into_an_amending_order(desk: Desk) -> None:
    (found,) = [f for f in desk.documents(missing=True).findings if f.code == Code.STANDS]
    assert (found.level, found.sheet, found.header) == (Level.QUESTION, PAPERS, "Номер")
    assert "«Юшина Вера Олеговна»" in found.message
    assert "внесении изменений" in found.remedy


def test_asked_for_by_name_it_says_what_would_change(desk: Desk) -> None:
    asked = desk.documents(ORGANISATION)
    (found,) = [f for f in asked.findings if "Заново" in f.message]
    assert found.level is Level.QUESTION
    assert "Юшина Вера Олеговна" in found.message
    assert asked.changes.files == ()


def test_asked_for_a_second_number_it_is_refused(desk: Desk) -> None:
    refused = desk.documents(ORGANISATION, register=True)
    assert told(refused, Level.ERROR) == [(Code.STANDS, PAPERS, "Номер")]
    assert not refused.changes


def test_a_registered_file_that_was_changed_or_is_gone_is_told(desk: Desk) -> None:
    file = registered_file(desk)
    clean = [f.code for f in desk.documents("minutes").findings]
    content = file.read_bytes()
    file.write_bytes(next(c for name, c in desk.files().items() if "104-ОД" not in name))
    changed = [f for f in desk.documents("minutes").findings if f.code == Code.CHANGED]
    file.unlink()
    gone = [f for f in desk.documents("minutes").findings if f.code == Code.CHANGED]
    file.write_bytes(content)
    assert Code.CHANGED not in clean
    assert "изменён" in changed[0].message
    assert "нет на месте" in gone[0].message
    assert changed[0].header == gone[0].header == "Файл"


def test_after_registering_the_check_does_not_ask_for_the_last_number(desk: Desk) -> None:
    school_now = desk.school()
    assert school_now.card.main_last == 104
    found = {f.code for f in run_rules(RULES, school_now, SAMPLE_DAY)}
    assert "ПР74" not in found


def test_a_book_without_the_column_of_marks_is_registered_all_the_same() -> None:
    where = school()
    table = where.table(Paper)
    older = replace(table, headers={h: n for h, n in table.headers.items() if h != "Отпечаток"})
    where = replace(where, tables={**where.tables, Paper.sheet: older})
    outcome = register(where, ORGANISATION)
    assert numbers(outcome) == ["1-ОД"]
    assert all("Отпечаток" not in row for row in appended(outcome, PAPERS))


SIGNED: dict[str, Value] = {
    "Документ": "Положение о наставничестве",
    "Состояние": "подписан",
    "Дата": TUESDAY,
    "Файл": "Документы/Программа/Положение о наставничестве.docx",
}


@pytest.mark.parametrize("how", [{"missing": True}, {}, {"kinds": ["regulation"]}])
def test_a_signed_document_is_never_made_again(how: Any) -> None:
    outcome = make_documents(school(Paper=[SIGNED]), TEMPLATES, TUESDAY, **how)
    assert not [f.path for f in outcome.changes.files if "Положение о наставничестве" in f.path]
    assert not [key for key in cells_set(outcome) if key[:2] == (PAPERS, 2)]


def test_a_signed_document_asked_for_by_name_is_a_question() -> None:
    outcome = make_documents(school(Paper=[SIGNED]), TEMPLATES, TUESDAY, kinds=["regulation"])
    assert told(outcome, Level.QUESTION) == [(Code.STANDS, PAPERS, "Состояние")]


def test_a_new_document_never_takes_the_name_of_one_that_expired() -> None:
    name = "Документы/Согласия/Орлова Анна Сергеевна — Согласие на ПДн.docx"
    old = {
        "Документ": "Согласие на обработку персональных данных",
        "Для кого": "Орлова Анна Сергеевна",
        "Состояние": "истёк",
        "Файл": name,
    }
    mentor = without(TEACHER, "Согласие на ПДн")
    where = school(mentors=(mentor,), Paper=[old])
    outcome = make_documents(where, TEMPLATES, TUESDAY, kinds=["consent"])
    assert name not in [file.path for file in outcome.changes.files]
    assert next(row["Состояние"] for row in appended(outcome, PAPERS)) == "оформлен"
    assert not [key for key in cells_set(outcome) if key[1] == 2]


def test_what_a_person_wrote_of_a_signed_document_is_not_overwritten() -> None:
    row: dict[str, Value] = {
        "Документ": "Согласие на обработку персональных данных",
        "Для кого": "Орлова Анна Сергеевна",
        "Состояние": "подписан",
        "Дата": date(2026, 8, 1),
    }
    outcome = make_documents(school(Paper=[row]), TEMPLATES, TUESDAY, missing=True)
    changed = {header for sheet, number, header in cells_set(outcome) if number == 2}
    assert "Дата" not in changed


def test_names_of_files_that_stand_are_taken() -> None:
    paths = Paths(["Документы/Согласия/Ли.docx"])
    assert paths.take("Согласия", "Ли") == "Документы/Согласия/Ли (2).docx"


def test_a_mark_is_of_the_words_and_not_of_the_looks() -> None:
    first, second = (
        make_documents(where, TEMPLATES, TUESDAY, kinds=["regulation"]).changes.files[0].content
        for where in (school(), school(card=with_(CARD, Краткое_наименование="МБОУ «Школа № 8»")))
    )
    assert fingerprint(first) == fingerprint(first) != fingerprint(second)
    assert "Школа № 8" in differences(first, second)
    assert differences(first, first) == ""
    assert fingerprint(b"not a document") == ""


# An order of this year is issued once.


@pytest.mark.parametrize(
    ("key", "title"),
    [
        ("order-introduction", "О внедрении системы наставничества в 2026/2027 учебном году"),
        ("order-curator", "О назначении куратора программы"),
        ("order-registry", "Об утверждении базы наставников"),
        ("order-monitoring", "О мониторинге реализации программы"),
        ("order-organisation", "Об организации работы системы наставничества"),
    ],
)
def test_an_order_that_the_journal_has_already_is_refused(key: str, title: str) -> None:
    where = school(Order=[journal("5-ОД", TUESDAY, title)])
    refused = register(where, key)
    assert told(refused, Level.ERROR) == [(Code.STANDS, ORDERS, "Номер")]
    assert numbers(refused) == []
    quiet = make_documents(where, TEMPLATES, TUESDAY, missing=True)
    assert not [row for row in quiet.as_json()["documents"] if row["kind"] == title_of(key)]


def title_of(key: str) -> str:
    return next(kind.title for kind in KINDS if kind.key == key)


@pytest.mark.parametrize(
    ("dated", "note"), [(date(2025, 9, 1), ""), (TUESDAY, "отменён приказом № 9-ОД")]
)
def test_an_order_of_another_year_or_a_revoked_one_is_no_obstacle(dated: date, note: str) -> None:
    title = "О внедрении целевой модели наставничества"
    where = school(Order=[journal("5-ОД", dated, title, note)])
    assert len(numbers(register(where, "order-introduction"))) == 1


def test_a_title_in_the_journal_means_one_kind_only() -> None:
    kinds = [kind for kind in KINDS if kind.known_by]
    assert len(kinds) > 8
    for kind in (kind for kind in KINDS if kind.is_order):
        means = {each.key for each in kinds if re.search(each.known_by, fold(kind.heading))}
        assert means == ({kind.key} if kind in kinds else set()), kind.heading


# One gate.


def test_an_order_that_lists_people_leaves_out_whose_papers_are_missing() -> None:
    child = without(CHILD, "Согласие представителя на ПДн")
    mentor = without(TEACHER, "Согласие на ПДн")
    outcome = register(school((CARD), (mentor, SENIOR), (NOVICE, child)), ORGANISATION)
    assert numbers(outcome) == ["1-ОД"]
    annexes = text_of(outcome.changes.files[0].content).partition("Реестр наставников\n")[2]
    assert "Орлова Анна" not in annexes
    assert "Белова Юлия" not in annexes
    assert "Зуев Денис" in annexes
    assert "Панов Игорь" in annexes
    assert told(outcome, Level.ERROR) == [
        (Code.HELD_BACK, "Наставники", "Согласие на ПДн"),
        (Code.HELD_BACK, "Наставляемые", "Согласие представителя на ПДн"),
    ]


def test_the_counts_of_an_order_are_those_of_its_lists() -> None:
    child = without(CHILD, "Согласие на участие")
    text = text_of(
        register(school(mentees=(NOVICE, child)), "order-registry").changes.files[0].content
    )
    assert "Утвердить список наставляемых: 1 чел." in text


def test_an_order_with_nobody_left_to_list_is_refused() -> None:
    child = without(CHILD, "Согласие представителя на ПДн")
    outcome = register(school(mentees=(child,), pairs=()), ORGANISATION)
    assert numbers(outcome) == []
    assert (Code.EMPTY, "Наставляемые", "ФИО") in told(outcome, Level.ERROR)


def test_a_draft_selects_as_the_order_does_and_asks() -> None:
    waiting = without(WORKERS, "Согласие наставника")
    second = with_(WORKERS, Наставляемый="Рогова Нина Павловна")
    where = school(
        mentees=(NOVICE, with_(NOVICE, ФИО="Рогова Нина Павловна"), CHILD),
        pairs=(waiting, second, PUPILS),
    )
    draft = make_orders(where, TEMPLATES, TUESDAY)
    text = text_of(file_named(draft, "работники"))
    assert "Рогова Нина Павловна" in text
    assert "Зуев Денис Романович" not in text
    assert told(draft, Level.QUESTION) == [(Code.HELD_BACK, PAIRS, "Согласие наставника")]


@pytest.mark.parametrize("missing", ["Справка о судимости", "Медзаключение"])
def test_a_mentor_from_outside_waits_for_his_certificates(missing: str) -> None:
    guest: dict[str, Value] = {
        "ФИО": "Сафин Тимур Маратович",
        "Кто": "работодатель",
        "Должность": "инженер",
        "Место работы (учёбы)": "ООО «Завод»",
        "Мест": 1,
        "Согласие на ПДн": date(2026, 8, 20),
        "Справка о судимости": date(2026, 8, 20),
        "Медзаключение": date(2026, 8, 20),
        "Партнёрское соглашение": "№ 1 от 20.08.2026",
    }
    pair = with_(PUPILS, Наставник="Сафин Тимур Маратович", Форма="работодатель – ученик")
    fit = make_orders(school(mentors=(guest,), pairs=(pair,)), TEMPLATES, TUESDAY, register=True)
    assert numbers(fit) == ["1-ОД"]
    unfit = school(mentors=(without(guest, missing),), pairs=(pair,))
    held = make_orders(unfit, TEMPLATES, TUESDAY, register=True)
    assert told(held, Level.ERROR) == [(Code.HELD_BACK, "Наставники", missing)]


@pytest.mark.parametrize("state", ["отозван", "истёк"])
def test_a_consent_that_was_withdrawn_holds_back(state: str) -> None:
    row = {
        "Документ": "Согласие законного представителя на обработку персональных данных",
        "Для кого": CHILD["ФИО"],
        "Состояние": state,
        "Дата": date(2026, 8, 22),
    }
    outcome = make_orders(school(pairs=(PUPILS,), Paper=[row]), TEMPLATES, TUESDAY, register=True)
    assert numbers(outcome) == []
    renewed = with_(CHILD, **{"Согласие представителя на ПДн": date(2026, 8, 30)})
    where = school(mentees=(renewed,), pairs=(PUPILS,), Paper=[row])
    assert numbers(make_orders(where, TEMPLATES, TUESDAY, register=True)) == ["1-ОД"]


def test_a_list_for_work_names_everyone_and_asks_once() -> None:
    child = without(CHILD, "Согласие представителя на ПДн", "Согласие на участие")
    where = school(mentees=(child,), pairs=())
    outcome = make_documents(where, TEMPLATES, TUESDAY, kinds=["mentees"])
    (found,) = outcome.findings
    assert (found.level, found.sheet) == (Level.QUESTION, "Наставляемые")
    assert len(outcome.changes.files) == 1


def test_every_template_that_prints_a_registry_is_declared_to() -> None:
    from nastavnik.documents.templates.compiling import tags_used

    registries = {"наставники", "наставляемые", "без_наставника"}
    for kind in KINDS:
        if kind.template:
            roots = {use.words[0] for use in tags_used(TEMPLATES[kind.template])}
            assert bool(kind.lists) == bool(roots & registries), kind.key


# Dates.


@pytest.mark.parametrize("end", [date(2026, 12, 30), date(2027, 5, 31)])
def test_a_pair_whose_time_is_over_gets_no_order(end: date) -> None:
    where = school(mentors=(TEACHER,), mentees=(NOVICE,), pairs=(with_(WORKERS, Окончание=end),))
    outcome = make_orders(where, TEMPLATES, date(2027, 9, 10), register=True)
    assert told(outcome, Level.ERROR) == [(Code.ORDER_OF_DATES, PAIRS, "Окончание")]
    assert outcome.findings[0].cell == "F2"
    assert not outcome.changes


def test_no_order_opens_anything_in_a_school_year_that_is_over() -> None:
    for key in ("order-introduction", "order-organisation", "order-training"):
        outcome = register(school(), key, today=date(2027, 9, 10))
        assert told(outcome, Level.ERROR) == [(Code.ORDER_OF_DATES, "Школа", "Учебный год")]
        assert numbers(outcome) == []


def test_an_order_after_the_start_of_a_pair_asks_when_made_and_in_the_check() -> None:
    late = date(2026, 9, 21)
    outcome = make_orders(school(pairs=(WORKERS,)), TEMPLATES, late, register=True)
    assert numbers(outcome) == ["1-ЛС"]
    assert told(outcome, Level.QUESTION) == [(Code.ORDER_OF_DATES, PAIRS, "Начало")]
    pair = with_(WORKERS, Состояние="действует", Приказ_от=late, **{"Приказ №": "1-ЛС"})
    rule = [rule for rule in RULES if rule.code == "ПР106"]
    asked = list(run_rules(rule, school(pairs=(pair,)), late))
    assert [(f.level, f.header) for f in asked] == [(Level.QUESTION, "Приказ от")]


def test_a_start_that_only_the_match_proposed_is_settled_by_the_order() -> None:
    late = date(2026, 9, 21)
    proposed = with_(PUPILS, **{"Совпадение, %": 80})
    where = school(pairs=(proposed,))
    outcome = make_orders(where, TEMPLATES, late, register=True)
    assert "с 21.09.2026 / по 31.05.2027" in text_of(outcome.changes.files[0].content)
    assert cells_set(outcome)[PAIRS, 2, "Начало"] == late
    assert told(outcome, Level.QUESTION) == [(Code.ORDER_OF_DATES, PAIRS, "Начало")]
    by_hand = school(pairs=(with_(proposed, Закреплено_вручную="да"),))
    kept = make_orders(by_hand, TEMPLATES, late, register=True)
    assert (PAIRS, 2, "Начало") not in cells_set(kept)
    assert "с 01.09.2026 / по 31.05.2027" in text_of(kept.changes.files[0].content)


def test_pairs_that_an_order_has_ended_are_not_ended_again() -> None:
    done = with_(WORKERS, Состояние="завершено", Приказ_от=TUESDAY, **{"Приказ №": "1-ЛС"})
    day = date(2027, 6, 1)
    title = "О завершении программы наставничества и её итогах"
    rows = [journal("9-ОД", day, title)]
    first = register(school(pairs=(done,)), "order-results", today=day)
    assert numbers(first) == ["1-ОД"]
    again = register(school(pairs=(done,), Order=rows), "order-results", today=date(2027, 6, 2))
    assert numbers(again) == []


def test_pay_ends_on_the_day_after_the_last_and_mentees_do_not_sign() -> None:
    pair = with_(WORKERS, Состояние="действует", Приказ_от=TUESDAY, **{"Приказ №": "1-ЛС"})
    outcome = register(school(pairs=(pair,)), "order-pay-end", today=date(2027, 5, 31))
    text = text_of(outcome.changes.files[0].content)
    assert "| 01.06.2027 |" in text
    assert "Зуев" not in text.partition("ЛИСТ ОЗНАКОМЛЕНИЯ")[2]


def test_pay_is_ended_shortly_before_the_term_and_only_once() -> None:
    begun = with_(WORKERS, Состояние="действует", Приказ_от=TUESDAY, **{"Приказ №": "1-ЛС"})
    early = register(school(pairs=(begun,)), "order-pay-end", today=date(2027, 5, 14))
    assert numbers(early) == []
    day = date(2027, 5, 20)
    shortly = register(school(pairs=(begun,)), "order-pay-end", today=day)
    assert numbers(shortly) == ["1-ЛС"]
    rows = [journal("9-ЛС", day, "О прекращении доплат за выполнение работы по наставничеству")]
    again = register(school(pairs=(begun,), Order=rows), "order-pay-end", today=date(2027, 5, 31))
    assert numbers(again) == []


# Settings that cannot be read.

LAST = "Последний номер: основная деятельность"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("103-ОД", "103"),
        ("№ 103", "103"),
        ("сто три", "5"),
        (1.5, "5"),
        (-5, "5"),
        ("−5", "5"),
        (date(2026, 9, 1), "5"),
        (True, "5"),
    ],
)
def test_a_last_number_that_cannot_be_read_stops_registering(written: Value, meant: str) -> None:
    rows = [journal("5-ОД", TUESDAY, "О другом")]
    where = school(card={**CARD, LAST: written}, Order=rows)
    outcome = register(where, ORGANISATION)
    assert numbers(outcome) == []
    assert outcome.changes.files == ()
    (found,) = outcome.findings
    assert (found.code, found.sheet, found.header) == (Code.NUMBER, "Школа", LAST)
    assert found.remedy.endswith(f"например {meant}")


def test_the_other_series_goes_on() -> None:
    where = school(card={**CARD, LAST: "103-ОД"})
    assert numbers(make_orders(where, TEMPLATES, TUESDAY, register=True)) == ["1-ЛС"]


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("Учебный год", "этот"),
        ("Начало учебного года", "осенью"),
        ("Положение утверждено", "31.02.2026"),
        ("Контроль исполнения", "завхоз"),
        ("Своя подпись с, лет", "четырнадцать"),
        ("Левое поле, мм", "широкое"),
        ("Стаж наставника, лет", "много"),
    ],
)
def test_a_setting_that_cannot_be_read_stops_the_orders(title: str, written: str) -> None:
    outcome = register(school(card={**CARD, title: written}), ORGANISATION)
    assert numbers(outcome) == []
    assert ("Школа", title) in {(f.sheet, f.header) for f in outcome.findings}
    assert outcome.changes.files == ()


def test_an_empty_setting_or_an_odd_address_stops_nothing() -> None:
    card = {**without(CARD, "Основание доплаты"), "Сайт": "сайта нет", "Почта школы": "нет"}
    assert numbers(register(school(card=card), ORGANISATION)) == ["1-ОД"]


def test_the_last_number_goes_up_with_the_numbers_given() -> None:
    outcome = register(school(card={**CARD, LAST: 41}), ORGANISATION, "order-training")
    assert numbers(outcome) == ["42-ОД", "43-ОД"]
    raised = [value for (*_, header), value in cells_set(outcome).items() if header == LAST]
    assert raised == [43]


# A mentor is replaced.

NEW_MENTOR = with_(TEACHER, ФИО="Щукин Олег Ильич", Должность="учитель истории")
ENDED = with_(
    WORKERS,
    Состояние="прекращено",
    Приказ_от=TUESDAY,
    Уведомление=date(2026, 10, 1),
    Прекращено=date(2026, 10, 12),
    Причина_прекращения="отказ наставника",
    **{"Приказ №": "1-ЛС"},
)
NEXT = with_(WORKERS, Наставник="Щукин Олег Ильич", Начало=date(2026, 10, 12))
IN_JOURNAL = journal("1-ЛС", TUESDAY, "О назначении наставников")
OCTOBER = date(2026, 10, 8)


def replaced(*pairs: Any, orders: Rows = (IN_JOURNAL,)) -> School:
    mentors = (TEACHER, NEW_MENTOR)
    return school(mentors=mentors, mentees=(NOVICE,), pairs=pairs, Order=orders)


def test_a_replacement_appoints_the_new_pair_and_no_other_order_does() -> None:
    where = replaced(ENDED, NEXT)
    outcome = make_orders(where, TEMPLATES, OCTOBER, register=True)
    assert numbers(outcome) == ["2-ЛС"]
    text = text_of(outcome.changes.files[0].content)
    assert "Закрепить за Зуевым Д.Р. наставником Щукина Олега Ильича" in text
    assert "Щукин Олег Ильич" in text.partition("ЛИСТ ОЗНАКОМЛЕНИЯ")[2]
    cells = cells_set(outcome)
    assert cells[PAIRS, 3, "Состояние"] == "действует"
    assert cells[PAIRS, 3, "Приказ №"] == "2-ЛС"
    assert not [key for key in cells if key[:2] == (PAIRS, 2)]


@pytest.mark.parametrize("missing", ["Согласие наставника", "Доп. соглашение от"])
def test_a_replacement_waits_for_the_papers_of_the_new_pair(missing: str) -> None:
    outcome = register(replaced(ENDED, without(NEXT, missing)), "order-replacement", today=OCTOBER)
    assert numbers(outcome) == []
    assert told(outcome, Level.ERROR) == [(Code.HELD_BACK, PAIRS, missing)]
    assert outcome.findings[0].cell is not None
    assert outcome.changes.cells == ()


@pytest.mark.parametrize(
    ("pairs", "words"),
    [((ENDED,), "не назван"), ((ENDED, with_(NEXT, Состояние="предложено")), "не принят")],
)
def test_nobody_is_replaced_by_nobody_accepted(pairs: Any, words: str) -> None:
    refused = register(replaced(*pairs), "order-replacement", today=OCTOBER)
    assert numbers(refused) == []
    assert told(refused, Level.ERROR) == [(Code.HELD_BACK, PAIRS, "Состояние")]
    assert words in refused.findings[0].message
    assert "Приказ о прекращении наставничества" in refused.findings[0].remedy
    ended = register(replaced(*pairs), "order-release", today=OCTOBER)
    (row,) = appended(ended, ORDERS)
    assert (row["Номер"], row["Заголовок"]) == ("2-ЛС", "О прекращении наставничества")
    assert "Щукин" not in text_of(ended.changes.files[0].content)


def test_a_replaced_mentor_is_not_merely_released() -> None:
    refused = register(replaced(ENDED, NEXT), "order-release", today=OCTOBER)
    assert told(refused, Level.ERROR) == [(Code.HELD_BACK, PAIRS, "Наставник")]


@pytest.mark.parametrize(
    ("title", "is_ours"),
    [
        ("О прекращении наставничества", True),
        ("О замене наставника Орловой А.С.", True),
        ("О прекращении наставничества Щукина О.И.", False),
        ("О прекращении доплат", False),
    ],
)
def test_what_an_order_of_the_journal_ended_is_not_ended_again(title: str, is_ours: bool) -> None:
    orders = (IN_JOURNAL, journal("2-ЛС", OCTOBER, title))
    where = replaced(ENDED, orders=orders)
    outcome = register(where, "order-release", "order-amendment", today=OCTOBER)
    assert (numbers(outcome) == []) is is_ours
    drafts = make_documents(where, TEMPLATES, OCTOBER, missing=True).changes.files
    assert any("о прекращении наставничества" in file.path for file in drafts) is not is_ours


def test_one_click_ends_a_pair_once() -> None:
    kinds = ("order-replacement", "order-amendment")
    assert numbers(register(replaced(ENDED, NEXT), *kinds, today=OCTOBER)) == ["2-ЛС"]


@pytest.mark.parametrize(("series", "number"), [("ЛС", "2-ЛС"), ("ОД", "1-ОД")])
def test_an_amendment_is_numbered_in_the_series_of_what_it_amends(series: str, number: str) -> None:
    amended = f"1-{series}"
    pair = with_(ENDED, **{"Приказ №": amended})
    orders = (journal(amended, TUESDAY, "О назначении наставников"),)
    outcome = register(replaced(pair, NEXT, orders=orders), "order-amendment", today=OCTOBER)
    (row,) = appended(outcome, ORDERS)
    expected = number if series == "ЛС" else "2-ОД"
    assert (row["Номер"], row["Вид"]) == (expected, SERIES[series])


def test_an_order_about_a_pair_that_ended_earlier_asks() -> None:
    late = date(2026, 10, 20)
    outcome = register(replaced(ENDED), "order-release", today=late)
    assert told(outcome, Level.QUESTION) == [(Code.ORDER_OF_DATES, PAIRS, "Прекращено")]


def test_releasing_needs_no_papers_of_anybody() -> None:
    orders: list[DocumentKind] = [kind for kind in KINDS if kind.act is Consequence.RELEASES]
    assert {kind.key for kind in orders} == {"order-release", "order-pay-end"}
    where = school(
        mentors=(without(TEACHER, "Согласие на ПДн"),),
        mentees=(NOVICE,),
        pairs=(ENDED,),
        Order=(IN_JOURNAL,),
    )
    assert numbers(register(where, "order-release", today=OCTOBER)) == ["2-ЛС"]


def test_findings_have_their_places() -> None:
    child = without(CHILD, "Согласие представителя на ПДн")
    found: list[Finding] = [*register(school(mentees=(NOVICE, child)), ORGANISATION).findings]
    assert all(f.sheet and f.cell and f.header and f.remedy and f.reason for f in found)


def test_a_pair_that_an_order_settled_gets_its_other_papers_in_the_same_click() -> None:
    outcome = make_documents(school(), TEMPLATES, TUESDAY, register=True)
    assert numbers(outcome) == ["1-ЛС", "1-ОД"]
    made = {row["kind"] for row in outcome.as_json()["documents"] if row["file"]}
    assert {"Журнал встреч", "Индивидуальный план развития наставляемого"} <= made


def test_what_registering_wrote_agrees_with_the_journal(desk: Desk) -> None:
    desk.documents("order-programmes", register=True)
    found = {f.code for f in run_rules(RULES, desk.school(), SAMPLE_DAY)}
    assert found.isdisjoint({"ПР20", "ПР40", "ПР73", "ПР74"})


def test_a_kind_asked_for_with_nobody_to_make_it_of_says_so() -> None:
    outcome = register(school(pairs=()), "order-results")
    assert "делать не о ком: «Приказ о завершении программы и об итогах»" in outcome.message


@pytest.mark.parametrize(
    ("sheet", "row"),
    [
        ("CriterionRow", {"Критерий": "Предмет", "Вес": "тридцать"}),
        ("FormRow", {"Форма": "ученик – ученик", "Группа до": "пять"}),
        ("Day", {"Дата": "четверг", "Что это": "выходной"}),
    ],
)
def test_a_match_stops_at_a_setting_that_cannot_be_read(sheet: str, row: Any) -> None:
    rows: Any = {sheet: [row]}
    with pytest.raises(JobError, match=r"Подбор не сделан: .+!.+ «.+» — "):
        propose(school(**rows), TUESDAY)


def test_a_match_stops_at_a_limit_that_cannot_be_read() -> None:
    card = {**CARD, "Наставляемых у работника": "двое"}
    with pytest.raises(JobError, match="Наставляемых у работника"):
        propose(school(card=card), TUESDAY)


def test_only_files_of_made_documents_are_read(tmp_path: Path) -> None:
    (tmp_path / "Документы").mkdir()
    for name in ("Документы/приказ.docx", "чужой.docx"):
        (tmp_path / name).write_bytes(b"text")
    read = reader_beside(tmp_path / "Книга.xlsx")
    assert read("Документы/приказ.docx") == b"text"
    assert read("чужой.docx") is None
    assert read("Документы/../чужой.docx") is None
    assert read(str(tmp_path / "чужой.docx")) is None
    assert read("Документы/нет.docx") is None
