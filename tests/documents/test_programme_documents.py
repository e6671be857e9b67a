"""What documents print of programmes, events, practices and the work of mentors."""

from __future__ import annotations

from datetime import date

import pytest

from documents.reading import text_of
from documents.schools import PUPILS, WORKERS, school, shipped, with_
from nastavnik.documents.batch import make_documents
from nastavnik.documents.catalogue.events import EVENT_KINDS
from nastavnik.model.findings import Value
from nastavnik.model.school import School

TEMPLATES = shipped()
DAY = date(2027, 5, 20)
AT_WORK = with_(WORKERS, Состояние="действует", Цель="[впишите: цель]")
WITH_GOAL = with_(WORKERS, Состояние="действует", Цель="К 31.05.2027 сам проводит урок.")
PAIR = {"Наставник": WORKERS["Наставник"], "Наставляемый": WORKERS["Наставляемый"]}
TASKS: list[dict[str, Value]] = [
    {
        **PAIR,
        "№": 1,
        "Раздел": "затруднения",
        "Область запроса": "методика",
        "Задание": "Провести урок",
        "Срок": date(2026, 11, 2),
        "Планируемый результат": "урок проведён",
        "Выполнено": date(2026, 10, 30),
        "Оценка": "выполнено",
    },
    {**PAIR, "№": 2, "Раздел": "итог", "Задание": "Подвести черту", "Срок": date(2027, 5, 31)},
]
EVENT: dict[str, Value] = {
    "Название": "Урок вдвоём",
    "Вид": "семинар",
    "Дата": date(2027, 2, 19),
    "Время": "14:00",
    "Тема": "Как вести урок вдвоём",
    "Программа": "Открытый урок\nРазбор",
    "Итог": "Практика описана",
}
GUEST: dict[str, Value] = {"Мероприятие": "Урок вдвоём", "ФИО": WORKERS["Наставник"]}


def text(where: School, kind: str) -> str:
    outcome = make_documents(where, TEMPLATES, DAY, kinds=[kind])
    assert outcome.changes.files, [f.message for f in outcome.findings]
    return "\n".join(text_of(file.content) for file in outcome.changes.files)


@pytest.mark.parametrize("kind", ["programme-of-pair", "plan-of-mentee"])
def test_a_programme_prints_its_goal_and_its_tasks_by_sections(kind: str) -> None:
    printed = text(school(pairs=(WITH_GOAL,), ProgrammeTask=TASKS), kind)
    assert "Цель: к 31.05.2027 сам проводит урок." in printed
    assert printed.index("Затруднения") < printed.index("Провести урок") < printed.index("Итог")
    assert "02.11.2026" in printed


@pytest.mark.parametrize("kind", ["programme-of-pair", "plan-of-mentee", "mentor-report"])
def test_a_goal_that_is_still_to_be_written_is_not_printed(kind: str) -> None:
    assert "впишите" not in text(school(pairs=(AT_WORK,)), kind)


def test_reports_say_what_is_done_of_the_programme() -> None:
    book = school(pairs=(WITH_GOAL,), ProgrammeTask=TASKS)
    assert "Сделано заданий: 1 из 2" in text(book, "mentor-report")
    assert "сделано 30.10.2026" in text(book, "mentor-report")
    assert "урок проведён" in text(book, "character")
    assert "Сделано заданий: 1 из 2" in text(book, "feedback")


def test_the_words_of_questionnaires_stand_where_lines_were() -> None:
    said: list[dict[str, Value]] = [
        {
            "Дата": date(2027, 5, 14),
            "Кто отвечал": WORKERS["Наставник"],
            "Роль": "наставник",
            "Анкета": "итоговая",
            "Вопрос": "Я9",
            "Ответ": "есть контакт",
        }
    ]
    assert "Есть контакт." in text(school(pairs=(WITH_GOAL,), AnswerRow=said), "mentor-report")


def test_the_documents_of_an_event_print_what_the_book_says_of_it() -> None:
    book = school(Event=[EVENT], EventGuest=[GUEST])
    programme = text(book, "event-programme")
    assert "семинар «Урок вдвоём»" in programme
    assert "19.02.2027, 14:00" in programme
    assert "Открытый урок" in programme
    assert str(WORKERS["Наставник"]) in text(book, "event-attendance")
    assert "Практика описана" in text(book, "event-post").replace("практика", "Практика")
    assert "1 чел." in text(book, "event-post")


def test_a_certificate_goes_to_everyone_who_came_and_to_nobody_else() -> None:
    away = {**GUEST, "ФИО": WORKERS["Наставляемый"], "Был(а)": "нет"}
    outcome = make_documents(
        school(Event=[EVENT], EventGuest=[GUEST, away]), TEMPLATES, DAY, ["event-certificate"]
    )
    (file,) = outcome.changes.files
    assert "Урок вдвоём" in file.path
    ahead = school(Event=[{**EVENT, "Дата": date(2027, 6, 1)}], EventGuest=[GUEST])
    assert not make_documents(ahead, TEMPLATES, DAY, ["event-certificate"]).changes.files


def test_partners_are_thanked_once_whatever_brought_them() -> None:
    partner = {**GUEST, "Роль": "партнёр", "Организация": "АО «Завод»"}
    book = school(Event=[EVENT], EventGuest=[partner, {**partner, "ФИО": "Ким Олег Ильич"}])
    outcome = make_documents(book, TEMPLATES, DAY, ["partner-thanks"])
    assert len(outcome.changes.files) == 1


def test_a_practice_is_a_card_with_its_steps() -> None:
    practice: dict[str, Value] = {"Название": "Урок вдвоём", "Шаги": "Начать\nПродолжить"}
    printed = text(school(Practice=[practice]), "practice-card")
    assert printed.index("Начать") < printed.index("Продолжить")


def test_the_incentive_sheet_counts_and_leaves_the_points_to_the_commission() -> None:
    printed = text(school(pairs=(WITH_GOAL,), ProgrammeTask=TASKS), "incentive-sheet")
    assert "1 из 2" in printed
    assert "Баллы" in printed


def test_those_who_finished_the_programme_join_the_long_base() -> None:
    pupils = with_(PUPILS, Состояние="завершено")
    printed = text(school(pairs=(WITH_GOAL, pupils)), "mentor-base")
    assert str(WORKERS["Наставник"]) in printed
    assert str(PUPILS["Наставник"]) in printed


def test_the_kinds_beside_the_official_list_have_no_number_in_it() -> None:
    assert {kind.number for kind in EVENT_KINDS} == {0}
