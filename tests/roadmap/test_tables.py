"""Tables of every make, as Word, a page and a workbook: what should be read out of each row.

A case is drawn: the lines above, an empty line, the table; «=» opens a row of one merged cell.
What should come out is a row «stage ¦ number ¦ activity ¦ deadline ¦ from–to ¦ responsible ¦
documents ¦ note», with empty parts at its end left out.
"""

from __future__ import annotations

import html
import io
from collections.abc import Callable, Sequence
from datetime import date
from textwrap import dedent

import docx
import pytest
import xlsxwriter

from nastavnik.roadmap.model import Roadmap, RoadmapActivity
from nastavnik.roadmap.reading import read_roadmap

YEAR = "Дорожная карта наставничества на 2026-2027 учебный год"
Drawn = tuple[list[str], list[list[str]]]
"""The lines above, and the rows of the table."""

CASES: dict[str, tuple[str, list[str]]] = {}


def case(name: str, picture: str, *rows: str) -> None:
    """A table and what should be read out of it."""
    CASES[name] = (dedent(picture).strip().replace("YEAR", YEAR), list(rows))


case(
    "a column of stages, one of deeds, one of their content",
    """
    YEAR

    № | Этап | Мероприятия | Содержание деятельности | Сроки | Ответственные
    1 | Запуск программы | Собрание родителей | Рассказ о формах | сентябрь 2026 | Куратор
    2 | Запуск программы | Опрос учителей | Анкета из двух частей | октябрь 2026 | Куратор
    """,
    "Запуск программы ¦ 1 ¦ Собрание родителей ¦ сентябрь 2026 ¦ 01.09.26–30.09.26 ¦ Куратор ¦  ¦ "
    "Содержание деятельности: Рассказ о формах",
    "Запуск программы ¦ 2 ¦ Опрос учителей ¦ октябрь 2026 ¦ 01.10.26–31.10.26 ¦ Куратор ¦  ¦ "
    "Содержание деятельности: Анкета из двух частей",
)
for sign in ("№№", "NN п/п", "№ п\\п", "№п.п.", "N"):
    case(
        f"numbers under «{sign}»",
        f"""
        YEAR

        {sign} | Мероприятия | Сроки | Ответственные
        = I. Запуск
        1. | Приказ о кураторе | сентябрь 2026 | Директор
        2. | Совещание наставников | октябрь 2026 | Куратор
        = II. Работа пар
        1. | Конкурс пар | март 2027 | Куратор
        """,
        "Запуск ¦ 1 ¦ Приказ о кураторе ¦ сентябрь 2026 ¦ 01.09.26–30.09.26 ¦ Директор",
        "Запуск ¦ 2 ¦ Совещание наставников ¦ октябрь 2026 ¦ 01.10.26–31.10.26 ¦ Куратор",
        "Работа пар ¦ 1 ¦ Конкурс пар ¦ март 2027 ¦ 01.03.27–31.03.27 ¦ Куратор",
    )
case(
    "months as titles of parts",
    """
    YEAR

    Содержание работы | Форма | Срок
    = Сентябрь
    Знакомство с кабинетом | беседа | 1 неделя
    = Октябрь
    Посещение урока | урок | 2 неделя
    Разбор урока | беседа | 20.10
    = II полугодие
    Открытый урок | урок |
    """,
    " ¦  ¦ Знакомство с кабинетом ¦ Сентябрь, 1 неделя ¦ 01.09.26–07.09.26 ¦  ¦  ¦ Форма: беседа",
    " ¦  ¦ Посещение урока ¦ Октябрь, 2 неделя ¦ 08.10.26–14.10.26 ¦  ¦  ¦ Форма: урок",
    " ¦  ¦ Разбор урока ¦ 20.10 ¦ 20.10.26–20.10.26 ¦  ¦  ¦ Форма: беседа",
    " ¦  ¦ Открытый урок ¦ II полугодие ¦ 01.01.27–31.05.27 ¦  ¦  ¦ Форма: урок",
)
case(
    "twelve months with marks",
    """
    YEAR

    № | Мероприятие | Сен | Окт | Ноя | Дек | Янв | Фев | Мар | Апр | Май | Июн | Июл | Авг
    1 | Встречи пар | + | + | + | + | + | + | + | + | + | + | + | +
    2 | Отчёты пар |  |  |  | + |  |  | + |  |  |  |  |
    """,
    " ¦ 1 ¦ Встречи пар ¦ Сен, Окт, Ноя, Дек, Янв, Фев, Мар, Апр, Май, Июн, Июл, Авг ¦ "
    "01.09.26–31.08.27",
    " ¦ 2 ¦ Отчёты пар ¦ Дек, Мар ¦ 01.12.26–31.03.27",
)
case(
    "months as numbers",
    """
    YEAR

    № | Мероприятие | 09 | 10 | 11 | 12 | 01
    1 | Встречи пар | х |  |  |  | х
    """,
    " ¦ 1 ¦ Встречи пар ¦ сентябрь, январь ¦ 01.09.26–31.01.27",
)
case(
    "quarters of a calendar year",
    """
    Дорожная карта наставничества на 2027 год

    № | Мероприятия | 1 кв. | 2 кв. | 3 кв. | 4 кв. | Исполнители
    1 | Учёба наставников | х |  |  |  | Методист
    2 | Опрос пар |  | х |  | х | Куратор
    """,
    " ¦ 1 ¦ Учёба наставников ¦ 1 кв. ¦ 01.01.27–31.03.27 ¦ Методист",
    " ¦ 2 ¦ Опрос пар ¦ 2 кв., 4 кв. ¦ 01.04.27–31.12.27 ¦ Куратор",
)
case(
    "deeds and classes",
    """
    YEAR

    Дела | Классы | Дата | Ответственные
    Первая встреча пар | 5-9 | 1 октября | Куратор
    Последняя встреча пар | 10 | 20 мая | Куратор
    """,
    " ¦  ¦ Первая встреча пар ¦ 1 октября ¦ 01.10.26–01.10.26 ¦ Куратор ¦  ¦ Классы: 5-9",
    " ¦  ¦ Последняя встреча пар ¦ 20 мая ¦ 20.05.27–20.05.27 ¦ Куратор ¦  ¦ Классы: 10",
)
case(
    "titles that say little",
    """
    YEAR

    Что именно | Число | Лицо | Класс
    Первая встреча пар | 15.09.2026 | Куратор | пятый
    Беседа с родителями | 20.10.2026 | Наставник | седьмой
    """,
    " ¦  ¦ Первая встреча пар ¦ 15.09.2026 ¦ 15.09.26–15.09.26 ¦ Куратор ¦  ¦ Класс: пятый",
    " ¦  ¦ Беседа с родителями ¦ 20.10.2026 ¦ 20.10.26–20.10.26 ¦ Наставник ¦  ¦ Класс: седьмой",
)
case(
    "themes",
    """
    YEAR

    Тема занятия | Дата | Кто
    Журнал и расписание | 15.09.2026 | Наставник
    Беседа с родителями | 20.10.2026 | Наставник
    """,
    " ¦  ¦ Журнал и расписание ¦ 15.09.2026 ¦ 15.09.26–15.09.26 ¦ Наставник",
    " ¦  ¦ Беседа с родителями ¦ 20.10.2026 ¦ 20.10.26–20.10.26 ¦ Наставник",
)
case(
    "a personal programme",
    """
    YEAR

    № | Проект, задание | Срок | Планируемый результат | Фактический результат | Оценка наставника
    1 | Провести самооценку | до 15.09.2026 | Лист самооценки | выполнено | хорошо
    """,
    " ¦ 1 ¦ Провести самооценку ¦ до 15.09.2026 ¦ –15.09.26 ¦  ¦ Лист самооценки ¦ "
    "Фактический результат: выполнено\nОценка наставника: хорошо",
)
case(
    "forms of a deed",
    """
    YEAR

    № | Мероприятия | Виды, форма деятельности | Сроки
    1 | Встречи пар | Беседа | сентябрь 2026
    """,
    " ¦ 1 ¦ Встречи пар ¦ сентябрь 2026 ¦ 01.09.26–30.09.26 ¦  ¦  ¦ "
    "Виды, форма деятельности: Беседа",
)
case(
    "a nested quotation before a list",
    """
    YEAR

    № | Мероприятия | Сроки | Ответственные
    1 | 1. Приказ «О работе школы «Заря».⏎2. Положение.⏎3. План. | сентябрь 2026 | Директор
    """,
    " ¦ 1 ¦ Приказ «О работе школы «Заря» ¦ сентябрь 2026 ¦ 01.09.26–30.09.26 ¦ Директор",
    " ¦ 2 ¦ Положение ¦ сентябрь 2026 ¦ 01.09.26–30.09.26 ¦ Директор",
    " ¦ 3 ¦ План ¦ сентябрь 2026 ¦ 01.09.26–30.09.26 ¦ Директор",
)
case(
    "points of one thing",
    """
    YEAR

    № | Мероприятия | Сроки | Ответственные
    1 | Приказ, включающий:⏎- сроки;⏎- состав группы | май 2027 | Директор
    2 | Совет по вопросам:⏎1. Итоги.⏎2. Планы. | май 2027 | Директор
    """,
    " ¦ 1 ¦ Приказ, включающий: сроки; состав группы ¦ май 2027 ¦ 01.05.27–31.05.27 ¦ Директор",
    " ¦ 2 ¦ Совет по вопросам: Итоги; Планы ¦ май 2027 ¦ 01.05.27–31.05.27 ¦ Директор",
)
case(
    "a year that only the dates tell",
    """
    Дорожная карта наставничества

    № | Мероприятия | Сроки | Ответственные
    1 | Отбор наставников | август 2026 | Куратор
    2 | Встречи пар | в течение года | Куратор
    3 | Итоги | май 2027 | Куратор
    """,
    " ¦ 1 ¦ Отбор наставников ¦ август 2026 ¦ 01.08.26–31.08.26 ¦ Куратор",
    " ¦ 2 ¦ Встречи пар ¦ в течение года ¦ 01.09.26–31.05.27 ¦ Куратор",
    " ¦ 3 ¦ Итоги ¦ май 2027 ¦ 01.05.27–31.05.27 ¦ Куратор",
)
case(
    "a year that only the order tells",
    """
    Приложение 1
    к приказу № 15 от 25.08.2026
    Дорожная карта наставничества

    № | Мероприятия | Сроки | Ответственные
    1 | Сбор запросов | сентябрь | Куратор
    2 | Встречи пар | в течение года | Куратор
    """,
    " ¦ 1 ¦ Сбор запросов ¦ сентябрь ¦ 01.09.26–30.09.26 ¦ Куратор",
    " ¦ 2 ¦ Встречи пар ¦ в течение года ¦ 01.09.26–31.05.27 ¦ Куратор",
)
case(
    "what recurs before the map is approved",
    """
    Приложение к приказу от 18.02.2027 № 15
    Дорожная карта наставничества

    № | Мероприятия | Сроки | Ответственные
    1 | Приказ о пилоте | февраль 2027 | Директор
    2 | Сбор запросов | ежемесячно | Куратор
    """,
    " ¦ 1 ¦ Приказ о пилоте ¦ февраль 2027 ¦ 01.02.27–28.02.27 ¦ Директор",
    " ¦ 2 ¦ Сбор запросов ¦ ежемесячно ¦ 18.02.27–31.05.27 ¦ Куратор",
)
case(
    "deadlines of several years",
    """
    YEAR

    № | Мероприятия | Сроки
    1 | Слёт пар | Май, ежегодно с 2026 по 2028 год
    2 | Отбор пар | ежегодно в октябре 2026-2028 гг.
    """,
    " ¦ 1 ¦ Слёт пар ¦ Май, ежегодно с 2026 по 2028 год ¦ 01.05.26–31.05.28",
    " ¦ 2 ¦ Отбор пар ¦ ежегодно в октябре 2026-2028 гг. ¦ 01.10.26–31.10.28",
)
case(
    "initials that look like a post",
    """
    YEAR

    № | Мероприятия | Сроки | Ответственные
    1 | Встреча пар | май 2027 | Мельник И.О., Ким О.С.
    2 | Сбор анкет | май 2027 | и.о. директора Мельник И.О.
    3 | Отчёт пар | май 2027 | соц.педагог/психолог
    """,
    " ¦ 1 ¦ Встреча пар ¦ май 2027 ¦ 01.05.27–31.05.27 ¦ Мельник И.О.; Ким О.С.",
    " ¦ 2 ¦ Сбор анкет ¦ май 2027 ¦ 01.05.27–31.05.27 ¦ и.о. директора Мельник И.О.",
    " ¦ 3 ¦ Отчёт пар ¦ май 2027 ¦ 01.05.27–31.05.27 ¦ соц.педагог; психолог",
)
case(
    "titles in two rows, a part in two lines",
    """
    YEAR

    № | Мероприятия | Сроки | Сроки | Ответственные
    № | Мероприятия | I полугодие | II полугодие | Ответственные
    = 1. Запуск программы⏎в школе
    1 | Встреча пар | + |  | Куратор
    2 | Отчёт пар |  | + | Куратор
    """,
    "Запуск программы в школе ¦ 1 ¦ Встреча пар ¦ I полугодие ¦ 01.09.26–31.12.26 ¦ Куратор",
    "Запуск программы в школе ¦ 2 ¦ Отчёт пар ¦ II полугодие ¦ 01.01.27–31.05.27 ¦ Куратор",
)
case(
    "days of the week beside dates",
    """
    YEAR

    № | Мероприятия | Сроки | Ответственные
    1 | Сбор наставников | Понедельник 7 сентября 2026 г. | Куратор
    2 | Встреча пар | вторник, 10 ноября 2026 | Куратор
    3 | Вебинар | 15 сентября 2026 (Teams) | Куратор
    """,
    " ¦ 1 ¦ Сбор наставников ¦ Понедельник 7 сентября 2026 г. ¦ 07.09.26–07.09.26 ¦ Куратор",
    " ¦ 2 ¦ Встреча пар ¦ вторник, 10 ноября 2026 ¦ 10.11.26–10.11.26 ¦ Куратор",
    " ¦ 3 ¦ Вебинар ¦ 15 сентября 2026 (Teams) ¦ 15.09.26–15.09.26 ¦ Куратор",
)


def parsed(picture: str) -> Drawn:
    """The lines above the table and its rows; «⏎» is a line break inside a cell."""
    above, _, table = picture.partition("\n\n")
    rows = [line.replace("⏎", "\n") for line in table.split("\n")]
    width = rows[0].count("|") + 1
    cells = [
        [row[2:]] if row.startswith("= ") else [cell.strip() for cell in row.split("|")]
        for row in rows
    ]
    assert all(len(row) in (1, width) for row in cells)
    return above.split("\n"), cells


def of_word(drawn: Drawn) -> tuple[bytes, str]:
    above, rows = drawn
    document, width = docx.Document(), len(rows[0])
    for line in above:
        document.add_paragraph(line)
    table = document.add_table(len(rows), width)
    for place, row in enumerate(rows):
        if len(row) == 1:
            table.cell(place, 0).merge(table.cell(place, width - 1)).text = row[0]
        for column, text in enumerate(row if len(row) > 1 else []):
            table.cell(place, column).text = text
    return _saved(document.save), "карта.docx"


def of_page(drawn: Drawn) -> tuple[bytes, str]:
    above, rows = drawn
    width = len(rows[0])
    lines = [f"<p>{html.escape(line)}</p>" for line in above]
    for row in rows:
        span = f" colspan={width}" if len(row) == 1 else ""
        cells = (html.escape(text).replace("\n", "<br>") for text in row)
        lines.append(f"<tr>{''.join(f'<td{span}>{cell}</td>' for cell in cells)}</tr>")
    head, table = "".join(lines[: len(above)]), "".join(lines[len(above) :])
    return f"<meta charset=utf-8>{head}<table>{table}</table>".encode(), "карта.html"


def of_book(drawn: Drawn) -> tuple[bytes, str]:
    above, rows = drawn
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        for place, line in enumerate(above):
            sheet.write_string(place, 0, line)
        for place, row in enumerate(rows, start=len(above)):
            if len(row) == 1:
                sheet.merge_range(place, 0, place, len(rows[0]) - 1, row[0])
            for column, text in enumerate(row if len(row) > 1 else []):
                sheet.write_string(place, column, text)
    return file.getvalue(), "карта.xlsx"


def _saved(save: Callable[[io.BytesIO], None]) -> bytes:
    file = io.BytesIO()
    save(file)
    return file.getvalue()


def told(roadmap: Roadmap) -> list[str]:
    """What was read of each row, as the cases say it."""
    stages = [stage.title for stage in roadmap.stages]
    return [_told(row, stages[row.stage] if row.stage is not None else "") for row in roadmap.rows]


def _told(row: RoadmapActivity, stage: str) -> str:
    deadline = row.deadline
    days = f"{_day(deadline.start)}–{_day(deadline.end)}" if deadline else ""
    parts = [stage, row.number or "", row.activity, deadline.as_written if deadline else "", days]
    parts += ["; ".join(row.responsible), "; ".join(row.documents), row.note]
    return " ¦ ".join(parts).rstrip(" ¦")


def _day(day: object) -> str:
    return f"{day:%d.%m.%y}" if isinstance(day, date) else ""


FORMATS: Sequence[Callable[[Drawn], tuple[bytes, str]]] = (of_word, of_page, of_book)


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("made", FORMATS, ids=lambda made: made.__name__)
def test_every_row_is_read_as_by_a_careful_person(
    made: Callable[[Drawn], tuple[bytes, str]], name: str
) -> None:
    picture, rows = CASES[name]
    roadmap = read_roadmap(*made(parsed(picture)))
    assert told(roadmap) == rows
    assert not roadmap.account.left_out


STAMPS = [
    ("Приложение|к приказу|от 13 ноября 2026 г. N 59", ("59", date(2026, 11, 13))),
    ("Приложение 1|к приказу директора|от 13 ноября 2026 г. № 597", ("597", date(2026, 11, 13))),
    ("Приложение к приказу от 10.01.2027 № 6а", ("6а", date(2027, 1, 10))),
    ("Приложение к приказу|от « 10»______01____2027 г. № 6а", ("6а", date(2027, 1, 10))),
    ("Приложение к приказу от 10.01.2027 № 6-а", ("6-а", date(2027, 1, 10))),
    ("Приложение к приказу от 10.01.2027 № 01-08/6а", ("01-08/6а", date(2027, 1, 10))),
]


@pytest.mark.parametrize(("stamp", "expected"), STAMPS)
@pytest.mark.parametrize("made", FORMATS, ids=lambda made: made.__name__)
def test_every_stamp_gives_its_number_and_day(
    made: Callable[[Drawn], tuple[bytes, str]], stamp: str, expected: tuple[str, date]
) -> None:
    table = [["Мероприятия", "Сроки"], ["Встречи пар", "май 2027"]]
    roadmap = read_roadmap(*made(([*stamp.split("|"), YEAR], table)))
    assert [(found.number, found.date) for found in roadmap.approvals] == [expected]
    assert "ДК05" not in {finding.code for finding in roadmap.findings}


NOISE = [
    ("repeats", ["Занятие 1 | 01.10.2026", "Занятие 2 | 02.10.2026", "Занятие 12 | 03.11.2026"]),
    ("cut off", ["Учёба службы ПО | май 2027", "Встречи с ИКТ и ПО | май 2027"]),
    ("a month signed in its days", ["Встречи пар | сентябрь 2026"]),
    ("quotations closed together", ["Приказ «О школе «Заря» | май 2027"]),
]


@pytest.mark.parametrize(("name", "rows"), NOISE)
def test_what_is_right_is_not_asked_about(name: str, rows: list[str]) -> None:
    above = ["Приложение к приказу от 14.09.2026 № 18", YEAR]
    table = [["Мероприятия", "Сроки"], *(row.split(" | ") for row in rows)]
    found = {finding.code for finding in read_roadmap(*of_word((above, table))).findings}
    assert not found & {"ДК35", "ДК17", "ДК10", "ДК36", "ДК09"}


def test_a_day_of_the_week_that_is_wrong_is_asked_about() -> None:
    table = [["Мероприятия", "Сроки"], ["Встречи пар", "пятница, 7 сентября 2026 г."]]
    findings = read_roadmap(*of_word(([YEAR], table))).findings
    asked = [finding.message for finding in findings if finding.code == "ДК55"]
    assert len(asked) == 1
    assert "понедельник" in asked[0]


def test_a_note_in_brackets_is_quoted_as_written() -> None:
    table = [["Мероприятия", "Сроки"], ["Вебинар", "15 сентября 2026 (Teams)"]]
    findings = read_roadmap(*of_word(([YEAR], table))).findings
    assumed = [finding.message for finding in findings if finding.code == "ДК22"]
    assert len(assumed) == 1
    assert "«Teams»" in assumed[0]


def test_scraps_of_titles_are_no_rows() -> None:
    source = """
        Дорожная карта наставничества
        №пп  Наименование этапа

        Содержание деятельности и план
        мероприятий

        Сроки

        Ответственные  Предполагаемый

        результат
    """
    roadmap = read_roadmap(dedent(source).encode(), "карта.txt")
    assert not roadmap.rows
    assert [finding.code for finding in roadmap.findings] == ["ДК01"]


def test_cells_closed_by_bars_below_one_another_are_a_table() -> None:
    source = f"""
        {YEAR}

        № |
        Мероприятие |
        Срок |
        Ответственный |
        1 |
        Встречи пар
        и наставников |
        май 2027 |
        Куратор |
        II. Завершение |
        2 |
        Отчёт |
        июнь 2027 |
        Директор |
    """
    assert told(read_roadmap(dedent(source).encode(), "карта.txt")) == [
        " ¦ 1 ¦ Встречи пар и наставников ¦ май 2027 ¦ 01.05.27–31.05.27 ¦ Куратор",
        "Завершение ¦ 2 ¦ Отчёт ¦ июнь 2027 ¦ 01.06.27–30.06.27 ¦ Директор",
    ]
