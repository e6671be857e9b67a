"""The buttons: what the window, the ribbon of Excel and the menu of LibreOffice offer alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from nastavnik import desk
from nastavnik.books.history import History
from nastavnik.books.port import Book
from nastavnik.books.undo import RecordedBook
from nastavnik.desk import Done, Verb
from nastavnik.school import School

Ask = Callable[[Path, date], Verb]
"""Given the book's path and today, the verb to run."""


@dataclass(frozen=True, slots=True)
class Action:
    """One button: `command` are the words that do the same on the command line."""

    key: str
    title: str
    hint: str
    command: tuple[str, ...]
    ask: Ask | None = None
    asks_first: str = ""


def _check(_: Path, today: date) -> Verb:
    from nastavnik.checking import check

    return lambda school: check(school, today)


def _match(_: Path, today: date) -> Verb:
    from nastavnik.matching.proposing import propose

    return lambda school: propose(school, today)


def _orders(*, register: bool) -> Ask:
    def ask(path: Path, today: date) -> Verb:
        from nastavnik.documents.orders import make_orders

        templates = desk.templates_for(path)
        return lambda school: make_orders(school, templates, today, register=register)

    return ask


def _documents(path: Path, today: date) -> Verb:
    from nastavnik.documents.batch import make_documents

    templates = desk.templates_for(path)
    return lambda school: make_documents(school, templates, today, missing=True)


CHECK = Action(
    "check",
    "Проверить",
    "Найти всё, из-за чего пакет вернут, и отметить цветом",
    ("check",),
    _check,
)
MATCH = Action(
    "match", "Подобрать пары", "Предложить наставника каждому, кому он нужен", ("match",), _match
)
DRAFT = Action(
    "draft",
    "Проект приказа",
    "Сделать приказы о назначении без номера, для просмотра",
    ("order",),
    _orders(register=False),
)
REGISTER = Action(
    "register",
    "Приказ с номером",
    "Присвоить приказам номера и записать их в журнал",
    ("order", "--register"),
    _orders(register=True),
    asks_first="Присвоить приказам номера и записать их в журнал?",
)
DOCUMENTS = Action(
    "documents",
    "Сделать документы",
    "Сделать согласия, соглашения и всё, чего не хватает",
    ("documents", "--missing"),
    _documents,
)
HEAL = Action(
    "heal",
    "Восстановить книгу",
    "Вернуть списки, подсказки, подсветку и таблицы, потерянные в других программах",
    ("heal",),
)
UNDO = Action(
    "undo",
    "Отменить последнее",
    "Вернуть ячейки, как они были до последнего действия",
    ("undo",),
    asks_first="Вернуть книгу к тому, что было до последнего действия?",
)
ACTIONS = (CHECK, MATCH, DRAFT, REGISTER, DOCUMENTS, UNDO, HEAL)
"""In the order of the buttons."""


def perform(action: Action, book: Book, path: Path, today: date) -> Done:
    """Do what the button says to the book in its host, so that it can be undone.

    Raises:
        JobError: it could not be done; the text says what to do.
    """
    if action is UNDO:
        return desk.undo(book, path)
    if action.ask is None:
        raise ValueError(f"{action.key} works on closed files only")
    recorded = RecordedBook(book, History(path), datetime.now, action.title)
    return desk.work(recorded, action.ask(path, today))


def state_of(school: School) -> dict[str, int]:
    """What the book holds: caption → number."""
    from nastavnik.sheets import Check, RuleLevel

    levels = [row.level for row in school.table(Check).rows]
    return {
        "Наставники": len(school.mentors),
        "Наставляемые": len(school.mentees),
        "Пары": len(school.live_pairs),
        "Ошибки": levels.count(RuleLevel.ERROR),
        "Вопросы": levels.count(RuleLevel.QUESTION),
    }
