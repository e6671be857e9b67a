"""The roadmap out of the book: Word for approval, plain text, calendars."""

from __future__ import annotations

import json
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import vobject
from docx import Document

from nastavnik.actions.new_book import new_book
from nastavnik.faces.cli.commands import run as command_line
from nastavnik.model.school import School
from nastavnik.roadmap.approval import as_text, plan_of
from nastavnik.roadmap.approval_docx import as_docx
from nastavnik.roadmap.calendar_file import calendars
from support.drawn import TODAY, school

STAFF = """
    | ФИО                   | Должность                        | Роль     |
    | Зимина Анна Сергеевна | директор                         | директор |
    | Гусева Ольга Петровна | заместитель директора по УВР     | куратор  |
"""
ROADMAP = """
    | № | Этап | Мероприятие | Документы | Срок | Начало | Окончание | Ответственные |
    | 1.1 | Подготовка условий | Издать приказ | приказ | 1 сентября | 01.09.2026 | 01.09.2026 | Зимина А. С. |
    | 6.1 | Работа пар и групп | Вести журнал, "звёздочки" & скобки < | журнал | до мая | 01.10.2026 | 31.05.2027 | ЗДУВР |
    | 6.2 | Работа пар и групп | Помогать | | по мере необходимости | | | классные руководители |
"""  # noqa: E501 - one activity a line
CARD = """
    | Полное наименование  | Средняя школа № 7 |
    | Краткое наименование | Школа № 7         |
    | Учебный год          | 2026/2027         |
"""
ORDERS = """
    | Номер | Дата       | Заголовок                                     |
    | 7-ОД  | 02.09.2025 | Об утверждении Дорожной карты прошлого года   |
    | 12-ОД | 02.09.2026 | Об утверждении Положения и дорожной карты     |
"""


def a_school(**more: str) -> School:
    return school(Школа=CARD, Сотрудники=STAFF, Дорожная_карта=ROADMAP, **more)


def read_again(calendar: bytes) -> list[dict[str, Any]]:
    """The events of a calendar as vobject, a second reader, understands them."""
    read = vobject.readOne(calendar.decode("utf-8"))
    return [{line.name: line.value for line in event.getChildren()} for event in read.vevent_list]


def test_each_responsible_has_a_calendar_under_the_full_name() -> None:
    assert list(calendars(a_school(), TODAY)) == ["Зимина Анна Сергеевна", "Гусева Ольга Петровна"]


def test_a_second_reader_understands_the_calendar() -> None:
    (event,) = read_again(calendars(a_school(), TODAY)["Гусева Ольга Петровна"])
    assert event["SUMMARY"] == 'Вести журнал, "звёздочки" & скобки <'
    assert (event["DTSTART"], event["DTEND"]) == (date(2027, 5, 31), date(2027, 6, 1))
    assert event["DESCRIPTION"].splitlines()[0] == "Этап: Работа пар и групп"


def test_lines_of_a_calendar_are_no_longer_than_the_format_allows() -> None:
    for calendar in calendars(a_school(), TODAY).values():
        assert max(map(len, calendar.split(b"\r\n"))) <= 75


def test_an_event_keeps_its_identity_and_a_later_export_overrules() -> None:
    school_then = a_school()
    moved = school(
        Школа=CARD, Сотрудники=STAFF, Дорожная_карта=ROADMAP.replace("31.05.2027", "15.05.2027")
    )
    (first,) = read_again(calendars(school_then, TODAY)["Гусева Ольга Петровна"])
    (second,) = read_again(calendars(moved, TODAY + timedelta(days=1))["Гусева Ольга Петровна"])
    assert first["UID"] == second["UID"]
    assert int(first["SEQUENCE"]) < int(second["SEQUENCE"])
    assert (first["DTSTART"], second["DTSTART"]) == (date(2027, 5, 31), date(2027, 5, 15))


def test_events_of_another_year_and_of_one_name_are_different_events() -> None:
    twice = ROADMAP + ROADMAP.strip().splitlines()[1].replace("1.1", "1.2")
    events = read_again(calendars(school(Школа=CARD, Дорожная_карта=twice), TODAY)["Зимина А. С."])
    assert len({event["UID"] for event in events}) == 2
    other = CARD.replace("2026/2027", "2027/2028")
    next_year = calendars(school(Школа=other, Дорожная_карта=ROADMAP), TODAY)["Зимина А. С."]
    assert events[0]["UID"] not in {event["UID"] for event in read_again(next_year)}


def texts(document: Any) -> list[str]:
    """All lines of a document, those of its tables too."""
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in document.paragraphs] + cells


def test_the_document_bears_its_stamps_and_its_annex_mark() -> None:
    document = Document(BytesIO(as_docx(plan_of(a_school(Журнал_приказов=ORDERS)))))
    found = "\n".join(texts(document))
    assert "Приложение № 2\nк приказу Школа № 7\nот 02.09.2026 № 12-ОД" in found
    assert "УТВЕРЖДЕНО\nприказом Школа № 7\nот 02.09.2026 № 12-ОД" in found
    assert "ПРИНЯТО\nпедагогическим советом, протокол\n№ \t от \t г." in found
    assert "2026/2027 учебный год" in found


def test_the_document_lies_on_its_side_and_repeats_the_header_of_its_table() -> None:
    document = Document(BytesIO(as_docx(plan_of(a_school()))))
    (section,) = document.sections
    assert section.page_width
    assert section.page_height
    assert section.page_width > section.page_height
    table = document.tables[-1]
    assert table.rows[0]._tr.xpath("./w:trPr/w:tblHeader")
    assert [cell.text for cell in table.rows[0].cells][1] == "Мероприятие"
    assert "PAGE" in section.header._element.xml


def test_equal_roadmaps_give_equal_documents() -> None:
    assert as_docx(plan_of(a_school())) == as_docx(plan_of(a_school()))


def test_plain_text_has_a_line_for_each_activity_under_its_stage() -> None:
    lines = as_text(plan_of(a_school())).splitlines()
    assert "| Работа пар и групп |  |  |  |  |" in lines
    assert "| 6.2 | Помогать |  | по мере необходимости | классные руководители |" in lines


def test_no_heading_is_printed_blank() -> None:
    activities = """
        | № | Этап               | Мероприятие   | Срок |
        | 1 |                    | Собрание      | май  |
        | 2 | Подготовка условий | Издать приказ | май  |
        | 3 |                    | Опрос         | май  |
    """
    plan = plan_of(school(Школа=CARD, Дорожная_карта=activities))
    assert [section.title for section in plan.sections] == [
        "",
        "Подготовка условий",
        "Другие мероприятия",
    ]
    printed = as_text(plan).splitlines()
    table = Document(BytesIO(as_docx(plan))).tables[-1]
    assert not any(line.strip("| ") == "" for line in printed if line.startswith("|"))
    assert all(any(cell.text for cell in row.cells) for row in table.rows)


def run(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as stopped:
        command_line([str(argument) for argument in arguments])
    return int(stopped.value.code or 0)


def test_the_command_prints_and_prints_again_over_its_own_files(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    book = new_book(tmp_path, sample=True)
    call = ("roadmap", "--from", book, "--today", "15.10.2026", "--json")
    assert run(*call) == 0
    files = [Path(name) for name in json.loads(capfd.readouterr().out)["files"]]
    assert {path.suffix for path in files} == {".docx", ".txt", ".ics"}
    before = {path: path.read_bytes() for path in files}
    assert run(*call) == 0
    assert {path: path.read_bytes() for path in files} == before


def test_an_edited_document_is_not_written_over(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    book = new_book(tmp_path / "книга", sample=True)
    (tmp_path / "карта").mkdir()
    edited = tmp_path / "карта" / "Дорожная карта.docx"
    edited.write_bytes("правки директора".encode())
    assert run("roadmap", "--from", book, "--out", tmp_path / "карта") == 0
    capfd.readouterr()
    assert edited.read_bytes() == "правки директора".encode()
    assert (tmp_path / "карта" / "Дорожная карта (2).docx").exists()


def test_an_empty_roadmap_is_one_sentence(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run("roadmap", "--from", new_book(tmp_path)) == 2
    assert capfd.readouterr().err.count("\n") == 1


def test_a_day_before_the_count_is_still_a_calendar() -> None:
    (event,) = read_again(calendars(a_school(), date(2026, 1, 1))["Гусева Ольга Петровна"])
    assert f"{event['DTSTAMP']:%Y%m%dT%H%M}" == "20260101T0000"
