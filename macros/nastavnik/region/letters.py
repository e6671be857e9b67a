"""A letter on a returned book: what is wrong and where, what to do, until when, who answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from nastavnik.model.findings import Level
from nastavnik.model.text import counted
from nastavnik.region.returned import returned_file
from nastavnik.region.rows import BookRow, FoundRow
from nastavnik.region.sheets import DistrictCard
from nastavnik.region.word import PlainDocument

GREETING = (
    "Книга наставничества вашей школы проверена и возвращена: в ней есть ошибки, из-за которых её "
    "числа нельзя сложить с числами других школ. Ниже — где они и что сделать."
)
CLOSING = "Если с замечанием вы не согласны, напишите об этом: решает человек, а не программа."
HOW = (
    "К письму приложен файл замечаний. Чтобы ничего не перепечатывать, откройте «Наставник», "
    "«Проверить», и в поле «Добавить замечания из письма о возврате» укажите этот файл: замечания "
    "появятся на листе «Проверка» у своих ячеек и останутся там, пока не исправлены."
)
HEADERS = ("№", "Где", "Столбец", "Что не так", "Что сделать")


class ReturnedBook(NamedTuple):
    """What a letter is about; `path` is where it goes beside the workbook."""

    path: str
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


def letter_maker() -> Callable[[ReturnedBook], LetterFiles]:
    """Writes one letter after another."""
    return letter_of


def letter_of(about: ReturnedBook) -> LetterFiles:
    """The letter on a returned book, and the file that goes with it."""
    return LetterFiles(
        _letter(about),
        returned_file(about.row, about.card.office or about.card.name, about.returned_on),
    )


def _letter(about: ReturnedBook) -> bytes:
    office = about.card.office or about.card.name
    document = PlainDocument("О возврате книги наставничества", office)
    for line in filter(None, (office, f"{about.returned_on:%d.%m.%Y}", f"Кому: {about.school}")):
        document.say(line)
    document.head("О возврате книги наставничества", level=1)
    document.say(about.card.greeting or GREETING)
    document.say(_what_came(about))
    _add_findings(document, about.row.findings)
    if about.note:
        document.say(f"Примечание: {about.note}")
    document.say(f"Пришлите исправленную книгу до {about.redo_by:%d.%m.%Y} включительно.")
    document.say(HOW)
    document.say(about.card.closing or CLOSING)
    if answers := _who_answers(about.card):
        document.say(f"На вопросы отвечает {answers}.")
    return document.content()


def _what_came(about: ReturnedBook) -> str:
    errors = counted(about.row.errors, "ошибка", "ошибки", "ошибок")
    questions = counted(about.row.questions, "вопрос", "вопроса", "вопросов")
    return f"Книга получена {about.received_on:%d.%m.%Y}. Найдено: {errors}, {questions}."


def _add_findings(document: PlainDocument, findings: Sequence[FoundRow]) -> None:
    """Errors and questions, each in a table of its own."""
    for title, level in (
        ("Ошибки: их нужно исправить", Level.ERROR),
        ("Вопросы: исправьте или объясните на листе «Проверка»", Level.QUESTION),
    ):
        found = [each for each in findings if each.level == level.value]
        if found:
            document.head(title, level=2)
            rows = [
                (str(number), each.where, each.header, each.message, each.remedy)
                for number, each in enumerate(found, start=1)
            ]
            document.table(HEADERS, rows, (1, 4, 4, 6, 6))


def _who_answers(card: DistrictCard) -> str:
    return ", ".join(filter(None, (card.coordinator, card.post, card.phone, card.email)))
