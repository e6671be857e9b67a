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
from nastavnik.outcome import Outcome
from nastavnik.school import School
from nastavnik.sheets import Check, Pair, RuleLevel


@dataclass(frozen=True, slots=True)
class Request:
    """What a button is pressed over: the file of the book, the day, the files a person chose."""

    book: Path
    today: date
    files: tuple[Path, ...] = ()


Ask = Callable[[Request], Verb]
"""Given a request, the verb to run."""
Agree = Callable[[str], bool]
"""Given a question, whether the person says yes."""
DECLINED = "В книгу ничего не записано"


def _nothing_to_ask(_: Outcome) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Action:
    """One button: `command` are the words that do the same on the command line.

    Before the work a person may be asked for a file (`wants_file` is the title of that dialog) and
    a question (`asks_first`); once it is known what would be written, the question `asks_after`
    gives, "" for none. `shows` is the sheet that she wants to see then, "" for the one in front.
    """

    key: str
    title: str
    hint: str
    command: tuple[str, ...]
    ask: Ask | None = None
    wants_file: str = ""
    asks_first: str = ""
    asks_after: Callable[[Outcome], str] = _nothing_to_ask
    shows: str = ""


def _check(request: Request) -> Verb:
    from nastavnik.checking import check

    return lambda school: check(school, request.today)


def _repair(request: Request) -> Verb:
    from nastavnik.repairs import check_repaired

    return lambda school: check_repaired(school, request.today)


def _match(request: Request) -> Verb:
    from nastavnik.matching.proposing import propose

    return lambda school: propose(school, request.today)


def _orders(*, register: bool) -> Ask:
    def ask(request: Request) -> Verb:
        from nastavnik.documents.orders import make_orders

        templates = desk.templates_for(request.book)
        return lambda school: make_orders(school, templates, request.today, register=register)

    return ask


def _documents(request: Request) -> Verb:
    from nastavnik.documents.batch import make_documents

    templates = desk.templates_for(request.book)
    return lambda school: make_documents(school, templates, request.today, missing=True)


def _take(request: Request) -> Verb:
    from nastavnik.registry_files import taking

    return taking(request.files, request.book)


def _whether_to_take(preview: Outcome) -> str:
    from nastavnik.registry_files import question

    return question(preview)


CHECK = Action(
    "check",
    "Проверить",
    "Найти всё, из-за чего пакет вернут, и отметить цветом",
    ("check",),
    _check,
    shows=Check.sheet,
)
REPAIR = Action(
    "repair",
    "Исправить",
    "Исправить пробелы, буквы, даты и числа текстом и проверить снова",
    ("check", "--fix"),
    _repair,
    shows=Check.sheet,
)
MATCH = Action(
    "match",
    "Подобрать пары",
    "Предложить наставника каждому, кому он нужен",
    ("match",),
    _match,
    shows=Pair.sheet,
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
TAKE = Action(
    "take",
    "Загрузить список",
    "Принять людей из файла Excel, Word или CSV: перед записью будет показано, сколько их",
    ("registry", "ФАЙЛ", "--into"),
    _take,
    wants_file="Какой список загрузить?",
    asks_after=_whether_to_take,
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
ACTIONS = (CHECK, REPAIR, MATCH, DRAFT, REGISTER, DOCUMENTS, TAKE, UNDO, HEAL)
"""In the order of the buttons."""
WINDOW = ("window", "Окно", "Открыть окно с кнопками и замечаниями")
"""Key, title and hint of the button that is everywhere but in the window: it opens that."""
LISTS = (
    "*.xlsx",
    "*.xls",
    "*.xlsm",
    "*.ods",
    "*.csv",
    "*.docx",
    "*.doc",
    "*.odt",
    "*.rtf",
    "*.htm*",
)
"""The names of the files that hold lists of people."""


def perform(action: Action, book: Book, request: Request, agree: Agree) -> Done:
    """Do what the button says to the book in its host, so that it can be undone.

    Raises:
        JobError: it could not be done; the text says what to do.
    """
    if action is UNDO:
        return desk.undo(book, request.book)
    if action.ask is None:
        raise ValueError(f"{action.key} works on closed files only")
    verb = action.ask(request)

    def agreed(school: School) -> Outcome:
        outcome = verb(school)
        question = action.asks_after(outcome)
        return outcome if not question or agree(question) else Outcome(DECLINED)

    recorded = RecordedBook(book, History(request.book), datetime.now, action.title)
    return desk.work(recorded, agreed)


def state_of(school: School) -> dict[str, int]:
    """What the book holds: caption → number."""
    levels = [row.level for row in school.table(Check).rows]
    return {
        "Наставники": len(school.mentors),
        "Наставляемые": len(school.mentees),
        "Пары": len(school.live_pairs),
        "Ошибки": levels.count(RuleLevel.ERROR),
        "Вопросы": levels.count(RuleLevel.QUESTION),
    }
