"""A letter on a returned book: what is wrong and where, what to do, until when, who answers."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from nastavnik.model.text import counted
from nastavnik.region.returned import returned_file
from nastavnik.region.rows import BookRow, FoundRow
from nastavnik.region.sheets import DistrictCard

if TYPE_CHECKING:
    from docx.document import Document

GREETING = (
    "Книга наставничества вашей школы проверена и возвращена: в ней есть ошибки, из-за которых её "
    "числа нельзя сложить с числами других школ. Ниже — где они и что сделать."
)
CLOSING = "Если с замечанием вы не согласны, напишите об этом: решает человек, а не программа."
HOW = (
    "К письму приложен файл замечаний. Положите его рядом с книгой и выполните «nastavnik check "
    "КНИГА --returned ФАЙЛ»: замечания появятся на листе «Проверка» у своих ячеек, перепечатывать "
    "их не нужно."
)


class ReturnedBook(NamedTuple):
    """What a letter is about."""

    school: str
    received_on: date
    returned_on: date
    redo_by: date
    card: DistrictCard
    row: BookRow
    note: str = ""


class LetterFiles(NamedTuple):
    """A letter and the findings that a school's own book can take in, as bytes."""

    letter: bytes
    findings: bytes


def letter_of(about: ReturnedBook) -> LetterFiles:
    """The letter on a returned book, and the file that goes with it."""
    return LetterFiles(
        _letter(about),
        returned_file(about.row, about.card.office or about.card.name, about.returned_on),
    )


def _letter(about: ReturnedBook) -> bytes:
    import docx
    from docx.shared import Pt

    document = docx.Document()
    document.styles["Normal"].font.name = "Times New Roman"
    document.styles["Normal"].font.size = Pt(12)
    document.core_properties.author = about.card.office or about.card.name
    document.core_properties.title = "О возврате книги наставничества"
    for line in (about.card.office or about.card.name, f"{about.returned_on:%d.%m.%Y}"):
        document.add_paragraph(line)
    document.add_paragraph(f"Кому: {about.school}")
    document.add_heading("О возврате книги наставничества", level=1)
    document.add_paragraph(about.card.greeting or GREETING)
    document.add_paragraph(_what_came(about))
    errors = [found for found in about.row.findings if found.level == "error"]
    questions = [found for found in about.row.findings if found.level != "error"]
    _add_table(document, "Ошибки: их нужно исправить", errors)
    _add_table(document, "Вопросы: исправьте или объясните на листе «Проверка»", questions)
    if about.note:
        document.add_paragraph(f"Примечание: {about.note}")
    document.add_paragraph(f"Пришлите исправленную книгу до {about.redo_by:%d.%m.%Y} включительно.")
    document.add_paragraph(HOW)
    document.add_paragraph(about.card.closing or CLOSING)
    if answers := _who_answers(about.card):
        document.add_paragraph(f"На вопросы отвечает {answers}.")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _what_came(about: ReturnedBook) -> str:
    errors = counted(about.row.errors, "ошибка", "ошибки", "ошибок")
    questions = counted(max(about.row.questions, 0), "вопрос", "вопроса", "вопросов")
    return f"Книга получена {about.received_on:%d.%m.%Y}. Найдено: {errors}, {questions}."


def _add_table(document: Document, title: str, found: Sequence[FoundRow]) -> None:
    if not found:
        return
    document.add_heading(title, level=2)
    headers = ("№", "Где", "Столбец", "Что не так", "Что сделать")
    table = document.add_table(rows=1, cols=len(headers), style="Table Grid")
    for cell, header in zip(table.rows[0].cells, headers, strict=True):
        cell.text = header
    for number, each in enumerate(found, start=1):
        values = (str(number), each.where, each.header, each.message, each.remedy)
        for cell, value in zip(table.add_row().cells, values, strict=True):
            cell.text = value


def _who_answers(card: DistrictCard) -> str:
    return ", ".join(filter(None, (card.coordinator, card.post, card.phone, card.email)))
