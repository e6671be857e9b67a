"""The book's own roadmap: what changed in a row as changes, and what to ask about its cells."""

from __future__ import annotations

from collections.abc import Iterator

from nastavnik.model.changes import SetCell
from nastavnik.model.codes import FindingCode
from nastavnik.model.findings import Finding
from nastavnik.model.parsing import cell_value
from nastavnik.model.schema import Cell, Record
from nastavnik.model.school import School
from nastavnik.roadmap.checks.remarks import question

YEAR_LEFT = question(
    "ДК60",
    "срок «{text}» назван с годом, но не понят: он остался прежним",
    "Год в сроке меняется, только когда понятно, что этот срок значит",
    "Впишите срок нового учебного года",
)
DAY_OFF_MOVED = question(
    "ДК61",
    "{planned} — {why}: окончание перенесено на {day}",
    "Срок, который кончается в нерабочий день, исполнить некому",
    "Если день другой, исправьте дату и срок словами",
)
OLD_YEAR_NAMED = question(
    "ДК62",
    "в тексте остался год прошлого плана",
    "Год, названный отдельно, может быть и датой закона или приказа",
    "Проверьте, не нужно ли его исправить",
)
NO_DAYS_OFF = question(
    "ДК63",
    "на листе нет дней {year} учебного года",
    "Без переносов выходных учтены только постоянные праздники",
    "Впишите каникулы и переносы выходных нового года",
)
OVERDUE = question(
    "ДК64",
    "просрочено на {late}: «{title}»",
    "Срок прошёл, а мероприятие не отмечено и документов его нет",
    "Впишите дату в столбец «Сделано» или перенесите срок",
)

UNTIED = question(
    "ДК74",
    "программа не знает документа «{name}»: по нему не видно, сделано ли мероприятие",
    "Мероприятие отмечается сделанным, когда его документы подписаны",
    "Допишите в список «Синонимы» на листе «Справочники» строку: слова карты, знак «=» и название "
    "документа с листа «Документы», вид мероприятия или «вручную»; либо впишите дату в «Сделано»",
)


def difference(old: Record, new: Record) -> Iterator[SetCell]:
    """The cells in which a row differs from what it was."""
    for column in old.columns:
        value = column.of(new)
        if value != column.of(old):
            yield SetCell(old.sheet, old.row, column.title, cell_value(value, column))


def remark_at(
    remark: FindingCode, school: School, cell: Cell, who: str = "", **particulars: str
) -> Finding:
    """A remark on a cell of the book."""
    return remark.at("", who, **particulars)._replace(
        sheet=cell.sheet,
        cell=school.address(cell),
        header=cell.header,
        value=school.value(cell),
    )
