"""Roadmaps of every make, drawn as text tables."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from textwrap import dedent
from typing import Any

import docx
import pytest
import xlsxwriter
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.table import Table

from nastavnik.model.findings import Level, blocks
from nastavnik.roadmap.model import Roadmap
from nastavnik.roadmap.reading import read_roadmap


def read(picture: str, name: str = "карта.txt", year: int | None = None) -> Roadmap:
    """The roadmap drawn as a text; «→» stands for a tab, «⍽» for a lost cell's blank."""
    text = dedent(picture).replace(" → ", "\t").replace("→", "\t").replace("⍽", "\xa0")
    return read_roadmap(text.encode(), name, year)


def brief(roadmap: Roadmap) -> list[tuple[str | None, str, str, str]]:
    """(number, activity, deadline, responsible) of each row."""
    return [
        (
            row.number,
            row.activity,
            row.deadline.as_written if row.deadline else "",
            "; ".join(row.responsible),
        )
        for row in roadmap.rows
    ]


def titles(roadmap: Roadmap) -> list[tuple[str | None, str, str | None]]:
    """(number, title, canonical) of each stage."""
    return [(stage.number, stage.title, stage.canonical) for stage in roadmap.stages]


def codes(roadmap: Roadmap) -> set[str]:
    """Codes of all findings."""
    return {finding.code for finding in roadmap.findings}


SECTIONS = """
    МБОУ «Заречная школа»

    Принято на заседании педагогического совета от 28.08.2026 протокол № 1

    Утверждено приказом МБОУ «Заречная школа» № 9 от 31.08.2026 № 133/6 – ОД
    директор Ветрова О.П.

    Дорожная карта развития наставничества
    на 2026-2027 учебный год

    № → Мероприятие → Результат → Сроки → Ответственный
    1. Подготовка условий → → → →
    1.1 → Назначение куратора → Приказ → сентябрь 2026 → Директор
    1.2 → Собрание коллектива → Протокол → до 15.09.2026 → Куратор
    2. Формирование базы наставников → → → →
    2.1 → Опрос педагогов → Анкеты → октябрь 2026 → Психолог
    ----- → -- → -- → -- → --
"""


def test_sections_are_told_from_activities() -> None:
    roadmap = read(SECTIONS)
    assert titles(roadmap) == [
        ("1", "Подготовка условий", "E1"),
        ("2", "Формирование базы наставников", "E3"),
    ]
    assert brief(roadmap) == [
        ("1.1", "Назначение куратора", "сентябрь 2026", "Директор"),
        ("1.2", "Собрание коллектива", "до 15.09.2026", "Куратор"),
        ("2.1", "Опрос педагогов", "октябрь 2026", "Психолог"),
    ]
    assert [row.stage for row in roadmap.rows] == [0, 0, 1]


def test_head_names_organisation_title_period_and_approvals() -> None:
    shape = read(SECTIONS).as_json()
    assert shape["organisation"] == "МБОУ «Заречная школа»"
    assert shape["title"] == "Дорожная карта развития наставничества на 2026-2027 учебный год"
    assert shape["period"] == {
        "start": "2026-09-01",
        "end": "2027-05-31",
        "as_written": "на 2026-2027 учебный год",
    }
    assert shape["approvals"] == [
        {"kind": "протокол педагогического совета", "number": "1", "date": "2026-08-28"},
        {
            "kind": "приказ",
            "number": "133/6 – ОД",
            "date": "2026-08-31",
            "signatory": "директор Ветрова О.П.",
        },
    ]


NUMBERS = """26 42-ОД 21/1 14-а 181-О 40-од 78-Д 02-Д 219_о/д 152-осн. 52-0/3 133/6_–_ОД 45/2-р
    01/288 22/294 3.12-55 279/01-03 01-05/123"""


@pytest.mark.parametrize("number", [text.replace("_", " ") for text in NUMBERS.split()])
def test_number_of_an_order_is_read_however_it_looks(number: str) -> None:
    roadmap = read(f"""
        УТВЕРЖДЕНО
        приказом директора от 01.09.2026 № {number}

        Дорожная карта
        Мероприятие → Срок → Ответственный
        Опрос → май 2027 → Куратор
    """)
    assert [stamp.number for stamp in roadmap.approvals] == [number]


def test_order_of_columns_does_not_matter() -> None:
    roadmap = read("""
        | Ответственный | Срок исполнения | Мероприятия | Ожидаемый результат | № п/п |
        |---|---|---|---|---|
        | Этап 1. Подготовительный |||||
        | Директор | до 01.10.2026 | Издание **приказа** | Приказ | 1 |
        | Куратор | май 2027 | Опрос:<br>- детей;<br>- родителей | Анкеты | 2 |
    """)
    assert titles(roadmap) == [("1", "Подготовительный", "E1")]
    assert brief(roadmap) == [
        ("1", "Издание приказа", "до 01.10.2026", "Директор"),
        (None, "детей", "май 2027", "Куратор"),
        (None, "родителей", "май 2027", "Куратор"),
    ]
    assert roadmap.rows[1].lead == "Опрос:"
    assert roadmap.rows[1].lead_number == "2"


def test_row_torn_by_a_page_is_joined() -> None:
    roadmap = read("""
        № → Мероприятие → Срок → Ответственный
        1 → Создание банка → май 2027 → Заместители

        → лучших приёмов → → директора по УВР
        2 → Отчёт → июнь 2027 → Директор
    """)
    assert brief(roadmap) == [
        ("1", "Создание банка лучших приёмов", "май 2027", "Заместители директора по УВР"),
        ("2", "Отчёт", "июнь 2027", "Директор"),
    ]
    assert "ДК16" in codes(roadmap)


def test_list_torn_by_a_page_keeps_its_lead() -> None:
    roadmap = read("""
        № → Наименование этапа → Содержание деятельности → Сроки → Ответственные
        1 → Отбор и обучение наставников → Обучение: → май 2027 → Куратор

        → → <ul> <li>– беседы;</li> <li>– занятия.</li></ul> → →
    """)
    assert [(row.lead, row.activity) for row in roadmap.rows] == [
        ("Обучение:", "беседы"),
        ("Обучение:", "занятия"),
    ]
    assert titles(roadmap) == [("1", "Отбор и обучение наставников", "E4")]


def test_empty_stage_cell_means_the_same_stage() -> None:
    roadmap = read("""
        Этап → Мероприятия → Срок → Ответственный
        Подготовительный → Издание приказа → сентябрь 2026 → Директор
        → создание раздела сайта → октябрь 2026 → Куратор
        Итоговый → Круглый стол → май 2027 → Куратор
    """)
    assert [row.stage for row in roadmap.rows] == [0, 0, 1]
    assert [stage.canonical for stage in roadmap.stages] == ["E1", "E7"]


def test_time_that_comes_first_holds_for_the_rows_below_it() -> None:
    roadmap = read("""
        Дата → Содержание работы → Ответственный
        Сентябрь 2026 → Опрос → Куратор
        → Посещение уроков → Наставник
    """)
    assert [row.deadline.as_written for row in roadmap.rows if row.deadline] == [
        "Сентябрь 2026"
    ] * 2


def test_heading_between_rows_opens_a_section() -> None:
    roadmap = read("""
        № → Мероприятие → Срок → Ответственный
        1.1 → Опрос → май 2027 → Куратор

        1. Мониторинг результатов

        2.1 → Отчёт → июнь 2027 → Куратор
    """)
    assert titles(roadmap) == [("1", "Мониторинг результатов", "E7")]
    assert [row.stage for row in roadmap.rows] == [None, 0]
    assert "ДК43" in codes(roadmap)


def test_documents_and_deadlines_of_a_whole_stage_stand_in_the_stage() -> None:
    roadmap = read("""
        № → Этап → Мероприятия → Документы → Сроки → Ответственные
        1 → Старт → 1) Опрос. 2) Анкета. 3) Сбор → Приказ. Отчёт. → май 2026, июнь 2026 → Куратор
    """)
    stage = roadmap.stages[0]
    assert stage.documents == ("Приказ", "Отчёт")
    assert [deadline.as_written for deadline in stage.deadlines] == ["май 2026", "июнь 2026"]
    assert all(row.documents_from_stage and row.deadline_from_stage for row in roadmap.rows)
    assert {"ДК23", "ДК40"} <= codes(roadmap)


def test_as_many_deadlines_as_activities_are_paired() -> None:
    roadmap = read("""
        Этап → Мероприятия → Сроки → Ответственные
        Подготовка условий → 1) Опрос. 2) Анкета. → май 2026, июнь 2026 → Куратор
    """)
    assert [row.deadline.as_written for row in roadmap.rows if row.deadline] == [
        "май 2026",
        "июнь 2026",
    ]


def test_quarters_may_be_columns() -> None:
    roadmap = read("""
        Этап → Мероприятие → I квартал → II квартал → III квартал → Ответственный
        Подготовка условий → Опрос → + → + → → Директор
        → Разное → → Анкета → Отчёт → Куратор
    """)
    assert brief(roadmap) == [
        (None, "Опрос", "I квартал, II квартал", "Директор"),
        (None, "Разное Анкета", "II квартал", "Куратор"),
        (None, "Разное Отчёт", "III квартал", "Куратор"),
    ]


def test_heading_may_take_two_rows() -> None:
    roadmap = read("""
        № → Мероприятие → Сроки → → Ответственный
        → → I квартал → II квартал →
        1 → Опрос → + → → Директор
    """)
    assert brief(roadmap) == [("1", "Опрос", "I квартал", "Директор")]


def test_columns_without_titles_are_told_by_content() -> None:
    roadmap = read("""
        1 → Издание приказа → сентябрь 2026 → Директор
        2 → Сбор анкет → октябрь 2026 → Куратор
    """)
    assert [row.activity for row in roadmap.rows] == ["Издание приказа", "Сбор анкет"]
    assert "ДК42" in codes(roadmap)


def test_cell_may_go_on_in_further_lines() -> None:
    roadmap = read("""
        № → Мероприятие → Срок → Ответственный
        1. → Разработать:
        - положение;
        - план. → май 2027 → Куратор
        Психолог
        2. → Отчёт → июнь 2027 → Директор
    """)
    assert brief(roadmap) == [
        (None, "положение", "май 2027", "Куратор; Психолог"),
        (None, "план", "май 2027", "Куратор; Психолог"),
        ("2", "Отчёт", "июнь 2027", "Директор"),
    ]


WORD_TEXT = """
    →РАССМОТРЕНО
    протокол № 3 от 12.01.2026
    →УТВЕРЖДАЮ
    Директор Ветрова О.А.

    ДОРОЖНАЯ КАРТА
    внедрения наставничества

    →№
    →Мероприятие
    →Сроки
    →Ответственные

    →I. Подготовительный этап

    →1
    →- опрос;
    - анкета

    →Январь 2026
    →Директор

    →2
    →Сбор заявок
    →Февраль 2026

    →Куратор
"""


def test_table_in_the_way_word_writes_it_into_a_text() -> None:
    roadmap = read(WORD_TEXT)
    assert titles(roadmap) == [("I", "Подготовительный этап", "E1")]
    assert brief(roadmap) == [
        ("1", "опрос", "Январь 2026", "Директор"),
        (None, "анкета", "Январь 2026", "Директор"),
        ("2", "Сбор заявок", "Февраль 2026", "Куратор"),
    ]
    assert roadmap.title == "ДОРОЖНАЯ КАРТА внедрения наставничества"
    assert [stamp.kind for stamp in roadmap.approvals] == ["протокол", "утверждение"]


def test_row_whose_columns_are_lost_is_divided_by_meaning() -> None:
    roadmap = read("""
        Дорожная карта
        № п/п Мероприятие Документы Ответственный Срок исполнения
        1-й этап. Подготовка условий
        ⍽ Выбор форм. Опрос семей (всех) Анкеты ⍽ Справка Директор ⍽ Социальный педагог май- июнь Х
        2. Сбор заявок Памятки для детей Куратор программы в течение года
        Поделиться:
    """)
    assert brief(roadmap) == [
        (
            None,
            "Выбор форм. Опрос семей (всех)",
            "май- июнь Х",
            "Директор; Социальный педагог",
        ),
        ("2", "Сбор заявок", "в течение года", "Куратор программы"),
    ]
    assert [row.documents for row in roadmap.rows] == [
        ("Анкеты", "Справка"),
        ("Памятки для детей",),
    ]
    assert {"ДК41", "ДК20"} <= codes(roadmap)


def test_lost_columns_may_have_the_deadline_in_the_middle() -> None:
    roadmap = read("""
        № Мероприятия Сроки Ответственные Результат
        1. Сбор заявок октябрь 2026 г. Заместитель директора по УВР Анкеты, справка
    """)
    assert brief(roadmap) == [
        ("1", "Сбор заявок", "октябрь 2026 г.", "Заместитель директора по УВР")
    ]
    assert roadmap.rows[0].documents == ("Анкеты, справка",)


def test_every_cell_may_stand_on_a_line_of_its_own() -> None:
    roadmap = read("""
        Дорожная карта на 2026 - 2027 учебный год
        № п/п
        Мероприятие
        Срок
        Ответственный
        1
        Издание приказа
        сентябрь 2026
        Директор
        Этап 2. Обучение наставников
        2
        Школа наставника
        в течение года
        Куратор, педагог-психолог
    """)
    assert brief(roadmap) == [
        ("1", "Издание приказа", "сентябрь 2026", "Директор"),
        ("2", "Школа наставника", "в течение года", "Куратор; педагог-психолог"),
    ]


def test_columns_may_be_parted_by_blanks_alone() -> None:
    roadmap = read("""
        ДОРОЖНАЯ КАРТА

        №     Мероприятия          Сроки          Ответственные
        1. Подготовка условий для всего, что будет потом
        1.1   Издание приказа      Август 2026    Директор
              о кураторе                          школы
        1.2   Опрос семей          до 15.10.2026  Педагог-
                                                  психолог
        Директор ____________ Ветрова О.П.
    """)
    assert titles(roadmap) == [("1", "Подготовка условий для всего, что будет потом", "E1")]
    assert brief(roadmap) == [
        ("1.1", "Издание приказа о кураторе", "Август 2026", "Директор школы"),
        ("1.2", "Опрос семей", "до 15.10.2026", "Педагог-психолог"),
    ]


def test_lines_of_a_drawn_cell_are_no_sections() -> None:
    roadmap = read("""
        Дорожная карта на 2026-2027 учебный год

        №    Мероприятия               Сроки            Ответственные
        Этап 1. Подготовка условий для запуска всей программы наставничества
        1.1  Заседание группы о плане  сентябрь –       Заместитель
             и обсуждение итогов на    октябрь 2026 г.  директора
             следующий год
        1.2  Опрос по направлению      до 15 октября    Куратор
             2                         2026 г.
    """)
    assert titles(roadmap) == [
        ("1", "Подготовка условий для запуска всей программы наставничества", "E1")
    ]
    assert brief(roadmap) == [
        (
            "1.1",
            "Заседание группы о плане и обсуждение итогов на следующий год",
            "сентябрь – октябрь 2026 г.",
            "Заместитель директора",
        ),
        ("1.2", "Опрос по направлению 2", "до 15 октября 2026 г.", "Куратор"),
    ]


def test_letter_for_a_year_after_autumn_means_the_next_one() -> None:
    picture = """
        № → Мероприятие → Срок → Ответственный
        Этап 1. Подготовка условий → → →
        1 → Опрос → сентябрь Х года → Куратор
        Этап 7. Завершение → → →
        2 → Отчёт → май Х года → Куратор
    """
    rows = read(picture).as_json()["rows"]
    assert [row["start"] for row in rows] == ["X-09-01", "X+1-05-01"]
    rows = read(picture, year=2026).as_json()["rows"]
    assert [row["start"] for row in rows] == ["2026-09-01", "2027-05-01"]


def test_every_stage_may_have_a_table_of_its_own() -> None:
    roadmap = read("""
        МБОУ «Луговая школа»
        Дорожная карта наставничества на 2026 год

        1. Подготовка условий

        № → Мероприятие → Срок → Ответственный
        1 → Приказ → декабрь → Директор

        2. Формирование базы наставников

        № → Мероприятие → Срок → Ответственный
        1 → Опрос → май → Куратор
    """)
    assert titles(roadmap) == [
        ("1", "Подготовка условий", "E1"),
        ("2", "Формирование базы наставников", "E3"),
    ]
    assert [row.stage for row in roadmap.rows] == [0, 1]
    assert roadmap.title == "Дорожная карта наставничества на 2026 год"
    assert "ДК43" not in codes(roadmap)


def test_month_without_a_year_falls_into_the_period_of_the_roadmap() -> None:
    roadmap = read("""
        Дорожная карта на 2026 год

        Мероприятие → Срок → Ответственный
        Опрос → май → Куратор
        Отчёт → декабрь → Куратор
        Встречи → в течение года → Наставники
    """)
    assert [(row["start"], row["end"]) for row in roadmap.as_json()["rows"]] == [
        ("2026-05-01", "2026-05-31"),
        ("2026-12-01", "2026-12-31"),
        ("2026-01-01", "2026-12-31"),
    ]


def test_section_with_a_roman_number_is_no_heading_of_a_table() -> None:
    roadmap = read("""
        № → Мероприятие → Месяц → Ответственный → Документ
        I → Подготовительный этап → → →
        1 → Сбор (по плану) → август → Директор → нет
        II → Основной этап → → →
        1 → Встречи → октябрь → Пары → Журнал
    """)
    assert titles(roadmap) == [("I", "Подготовительный этап", "E1"), ("II", "Основной этап", "E6")]
    assert [(row.activity, row.documents) for row in roadmap.rows] == [
        ("Сбор (по плану)", ()),
        ("Встречи", ("Журнал",)),
    ]


def test_month_as_a_section_is_the_deadline_of_its_rows() -> None:
    roadmap = read("""
        Мероприятие → Ответственный → Результат
        Сентябрь → →
        Знакомство → Наставник → План
        Исполнитель: Ветрова О.П. → →
    """)
    assert brief(roadmap) == [(None, "Знакомство", "Сентябрь", "Наставник")]
    assert roadmap.stages == ()


def test_order_above_the_roadmap_is_no_name_of_a_school() -> None:
    roadmap = read("""
        Муниципальное учреждение «Луговая школа»
        ПРИКАЗ
        от 01.09.2026 № 156
        О внедрении наставничества
        В целях развития ПРИКАЗЫВАЮ:
        1. Утвердить дорожную карту.
        Директор школы О.П. Ветрова

        Приложение 1 к приказу от 01.09.2026 № 156
        ДОРОЖНАЯ КАРТА
        НАСТАВНИЧЕСТВА НА 20__ ГОД

        № → Мероприятие → Срок → Ответственный
        1 → Опрос → май → Куратор

        № → ФИО наставника → Класс → Телефон
        1 → Носова И.И. → 5 А → нет
    """)
    assert roadmap.organisation == "Муниципальное учреждение «Луговая школа»"
    assert roadmap.title == "ДОРОЖНАЯ КАРТА НАСТАВНИЧЕСТВА НА 20__ ГОД"
    assert [stamp.number for stamp in roadmap.approvals] == ["156"]
    assert len(roadmap.rows) == 1


def test_a_list_tells_when_and_who_after_dashes_and_colons() -> None:
    roadmap = read("""
        Дорожная карта наставничества на 2026/2027 учебный год
        I. Подготовительный этап (август – сентябрь 2026 г.)
        1. Назначить куратора — до 5 сентября (директор).
        2. Провести педсовет — 28 августа 2026 года, ответственный: заместитель директора.
        II. Основной этап
        3. Сформировать пары: октябрь; отв. — куратор.
        4. Проводить встречи — ежемесячно, наставники
    """)
    assert titles(roadmap) == [
        ("I", "Подготовительный этап", "E1"),
        ("II", "Основной этап", "E6"),
    ]
    assert brief(roadmap) == [
        ("1", "Назначить куратора", "до 5 сентября", "директор"),
        ("2", "Провести педсовет", "28 августа 2026 года", "заместитель директора"),
        ("3", "Сформировать пары", "октябрь", "куратор"),
        ("4", "Проводить встречи", "ежемесячно", "наставники"),
    ]
    assert roadmap.account
    assert not roadmap.account.left_out


def test_list_without_a_table_says_when_and_who_itself() -> None:
    roadmap = read("""
        МБОУ «Луговая школа»

        План мероприятий («дорожная карта») наставничества на 2026-2027 учебный год

        Этап 1. Подготовка условий (август 2026 г.)
        - издание приказа – директор;
        - собрание (куратор, до 15.09.2026).
        Этап 2. Формирование базы наставников
        1) Опрос педагогов
        Срок исполнения: октябрь
        Ответственный: Ветрова О. П., педагог-психолог
        Результат: анкеты
        2) Составление реестра. Срок: ноябрь 2026 г. Ответственные: куратор, директор.

        Директор ____________ О. П. Носова
    """)
    assert titles(roadmap) == [
        ("1", "Подготовка условий", "E1"),
        ("2", "Формирование базы наставников", "E3"),
    ]
    assert brief(roadmap) == [
        (None, "издание приказа", "август 2026 г.", "директор"),
        (None, "собрание", "до 15.09.2026", "куратор"),
        ("1", "Опрос педагогов", "октябрь", "Ветрова О. П., педагог-психолог"),
        ("2", "Составление реестра", "ноябрь 2026 г.", "куратор; директор"),
    ]
    assert roadmap.rows[2].documents == ("анкеты",)
    assert "ДК53" in codes(roadmap)


# --- other kinds of files -------------------------------------------------------------------


def fill(table: Table, rows: Sequence[Sequence[str]]) -> None:
    """Writes a table's cells."""
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


def word_file() -> bytes:
    """A document with stamps side by side, a title of three paragraphs and merged cells."""
    document = docx.Document()
    stamps = document.add_table(rows=1, cols=2)
    fill(
        stamps,
        [
            [
                "РАССМОТРЕНО\nна заседании педагогического совета\nпротокол № 1 от 28.08.2026",
                "УТВЕРЖДЕНО\nприказом директора\nот 31.08.2026 № 219 о/д",
            ]
        ],
    )
    for text in (
        "ДОРОЖНАЯ КАРТА",
        "наставничества в МБОУ «Луговая школа»",
        "на 2026/2027 учебный год",
    ):
        document.add_paragraph(text)
    table = document.add_table(rows=6, cols=5)
    fill(
        table,
        [
            ["№", "Этап", "Мероприятия", "Сроки", "Ответственные"],
            ["1", "Подготовка условий", "Издание приказа", "Август", "Директор"],
            ["", "", "Сбор согласий", "Сентябрь", "Куратор"],
            ["2", "Формирование базы наставников", "Опрос", "Октябрь", "Куратор"],
            ["", "", "", "Ноябрь", "Психолог"],
            ["", "", "Реестр", "", ""],
        ],
    )
    for column, first, last in ((0, 1, 2), (1, 1, 2), (0, 3, 5), (1, 3, 5), (3, 4, 5), (4, 4, 5)):
        table.cell(first, column).merge(table.cell(last, column))
    items = table.cell(4, 2)
    items.paragraphs[0].text = "Беседы:"
    items.add_paragraph("с педагогами", style="List Bullet")
    items.add_paragraph("с выпускниками", style="List Bullet")
    return saved(document)


def saved(document: docx.document.Document) -> bytes:
    """The bytes of a document."""
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_word_document_with_merged_cells_and_lists() -> None:
    roadmap = read_roadmap(word_file(), "карта.docx")
    assert brief(roadmap) == [
        (None, "Издание приказа", "Август", "Директор"),
        (None, "Сбор согласий", "Сентябрь", "Куратор"),
        (None, "Опрос", "Октябрь", "Куратор"),
        (None, "с педагогами", "Ноябрь", "Психолог"),
        (None, "с выпускниками", "Ноябрь", "Психолог"),
        (None, "Реестр", "Ноябрь", "Психолог"),
    ]
    assert [row.stage for row in roadmap.rows] == [0, 0, 1, 1, 1, 1]
    assert [stamp.number for stamp in roadmap.approvals] == ["1", "219 о/д"]
    assert roadmap.organisation == "МБОУ «Луговая школа»"
    assert (
        roadmap.title
        == "ДОРОЖНАЯ КАРТА наставничества в МБОУ «Луговая школа» на 2026/2027 учебный год"
    )


def test_word_document_is_read_as_its_reader_sees_it() -> None:
    document = docx.Document()
    box = document.add_paragraph().add_run()._r
    box.append(_xml("<w:pict><w:txbxContent><w:p><w:r><w:t>УТВЕРЖДЕНО приказом от 01.09.2026"))
    document.add_paragraph("Дорожная карта")
    outer = document.add_table(rows=1, cols=1).cell(0, 0)
    table = outer.add_table(rows=3, cols=3)
    fill(table, [["Мероприятие", "Срок", "Ответственный"], ["", "", ""], ["Лишнее", "май", "Все"]])
    activity, deadline, person = (cell.paragraphs[0] for cell in table.rows[1].cells)
    activity._p.append(_xml("<w:ins><w:r><w:t>Опрос"))
    activity._p.append(_xml("<w:del><w:r><w:delText>Анкета"))
    deadline.add_run("май 2027").font.strike = True
    deadline.add_run("июнь 2027")
    person.add_run("Куратор")
    person.add_run(" (не он)").font.hidden = True
    table.rows[2]._tr.get_or_add_trPr().append(_xml("<w:del>"))
    wrapped = _xml("<w:sdt><w:sdtContent>")
    table._tbl.addprevious(wrapped)
    wrapped[0].append(table._tbl)
    roadmap = read_roadmap(saved(document), "карта.docx")
    assert brief(roadmap) == [(None, "Опрос", "июнь 2027", "Куратор")]
    assert [stamp.kind for stamp in roadmap.approvals] == ["приказ"]


def _xml(opening: str) -> Any:
    """An element of Word's from its opening tags and text."""
    tags = [tag for tag in opening.replace(">", "<").split("<") if tag.startswith("w:")]
    closing = "".join(f"</{tag}>" for tag in reversed(tags))
    spaced = opening.replace(">", f" {nsdecls('w')}>", 1)
    return parse_xml(spaced + closing)


def test_activity_that_spans_rows_gathers_their_documents() -> None:
    document = docx.Document()
    table = document.add_table(rows=3, cols=3)
    fill(
        table,
        [["Мероприятие", "Документ", "Срок"], ["Отбор", "Приказ", "май 2027"], ["", "Список", ""]],
    )
    for column in (0, 2):
        table.cell(1, column).merge(table.cell(2, column))
    roadmap = read_roadmap(saved(document), "карта.docx")
    assert [(row.activity, row.documents) for row in roadmap.rows] == [
        ("Отбор", ("Приказ", "Список"))
    ]


def test_automatic_numbers_of_word_are_numbers_of_rows() -> None:
    document = docx.Document()
    table = document.add_table(rows=3, cols=3)
    fill(
        table, [["№", "Мероприятие", "Срок"], ["", "Опрос", "май 2027"], ["", "Отчёт", "июнь 2027"]]
    )
    for row in (1, 2):
        table.cell(row, 0).paragraphs[0].style = document.styles["List Number"]
    roadmap = read_roadmap(saved(document), "карта.docx")
    assert [row.number for row in roadmap.rows] == ["1", "2"]


def test_workbook_with_dates_in_cells() -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet("План")
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        sheet.write_row(0, 0, ["Школа № 9"])
        sheet.write_row(1, 0, ["Дорожная карта наставничества на 2026-2027 учебный год"])
        sheet.write_row(3, 0, ["№", "Мероприятие", "Начало", "Окончание", "Ответственный"])
        sheet.merge_range(4, 0, 4, 4, "Раздел 1. Подготовка условий")
        sheet.write_row(5, 0, [1, "Издание приказа"])
        sheet.write_datetime(5, 2, datetime(2026, 9, 5), day)
        sheet.write_datetime(5, 3, datetime(2026, 10, 5), day)
        sheet.write(5, 4, "Директор")
    roadmap = read_roadmap(file.getvalue(), "карта.xlsx")
    row = roadmap.as_json()["rows"][0]
    assert (row["number"], row["start"], row["end"]) == ("1", "2026-09-05", "2026-10-05")
    assert titles(roadmap) == [("1", "Подготовка условий", "E1")]
    assert roadmap.organisation == "Школа № 9"


def test_page_of_a_site_with_spanned_cells() -> None:
    roadmap = read(
        """
        <html><body><nav>Меню Поиск</nav><h1>Дорожная карта на 2026-2027 уч. год</h1>
        <table><tr><th>№</th><th>Этап</th><th>Мероприятия</th><th>Срок</th><th>Ответственный</th></tr>
        <tr><td rowspan="2">1</td><td rowspan="2">Подготовка условий</td>
            <td>Приказ<br>Положение</td><td>август</td><td>Директор</td></tr>
        <tr><td><ul><li>Опрос</li><li>Анкета</li></ul></td><td>сентябрь</td><td>Куратор</td></tr>
        <tr><td colspan="5">Заключительный этап</td></tr>
        <tr><td>2</td><td></td><td>Круглый стол</td><td>май</td><td>Директор</td></tr>
        </table><p>Все права защищены</p></body></html>
        """,
        "карта.html",
    )
    assert brief(roadmap) == [
        (None, "Приказ", "август", "Директор"),
        (None, "Положение", "август", "Директор"),
        (None, "Опрос", "сентябрь", "Куратор"),
        (None, "Анкета", "сентябрь", "Куратор"),
        ("2", "Круглый стол", "май", "Директор"),
    ]
    assert [stage.canonical for stage in roadmap.stages] == ["E1", "E7"]


# --- files that are no roadmaps -------------------------------------------------------------


@pytest.mark.parametrize(
    ("picture", "code"),
    [
        ("Просто рассказ о школе.", "ДК01"),
        ("№ → ФИО → Класс\n1 → Ветрова Анна → 5", "ДК01"),
        ("Мероприятие → Срок → Ответственный", "ДК01"),
        ("\n \n", "ДК02"),
    ],
)
def test_file_without_a_roadmap_is_an_error_and_not_an_empty_success(
    picture: str, code: str
) -> None:
    roadmap = read(picture)
    assert [(finding.code, finding.level) for finding in roadmap.findings] == [(code, Level.ERROR)]
    assert blocks(roadmap.findings)
    assert roadmap.rows == ()
