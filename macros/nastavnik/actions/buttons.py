"""The buttons, each declared once: the window, «Панель», the ribbon of Excel and the menu of
LibreOffice offer them alike. What they do is told by `actions`.
"""

from __future__ import annotations

from dataclasses import dataclass

from nastavnik.model.sheets import Check, Pair


@dataclass(frozen=True, slots=True)
class Action:
    """One button: `command` are the words that do the same on the command line.

    Before the work a person may be asked for a file (`wants_file` is the title of that dialog) and
    a question (`asks_first`). `shows` is the sheet that she wants to see then, "" for the one in
    front.
    """

    key: str
    title: str
    hint: str
    command: tuple[str, ...]
    wants_file: str = ""
    asks_first: str = ""
    shows: str = ""


CHECK = Action(
    "check",
    "Проверить",
    "Найти всё, из-за чего пакет вернут, и отметить цветом",
    ("check",),
    shows=Check.sheet,
)
REPAIR = Action(
    "repair",
    "Исправить",
    "Исправить пробелы, буквы, даты и числа текстом и проверить снова",
    ("check", "--fix"),
    shows=Check.sheet,
)
MATCH = Action(
    "match",
    "Подобрать пары",
    "Предложить наставника каждому, кому он нужен",
    ("match",),
    shows=Pair.sheet,
)
DRAFT = Action(
    "draft",
    "Проект приказа",
    "Сделать приказы о назначении без номера, для просмотра",
    ("order",),
)
REGISTER = Action(
    "register",
    "Приказ с номером",
    "Присвоить приказам номера и записать их в журнал",
    ("order", "--register"),
    asks_first="Присвоить приказам номера и записать их в журнал?",
)
DOCUMENTS = Action(
    "documents",
    "Сделать документы",
    "Сделать согласия, соглашения и всё, чего не хватает",
    ("documents", "--missing"),
)
TAKE = Action(
    "take",
    "Загрузить список",
    "Принять людей из файла Excel, Word или CSV: перед записью будет показано, сколько их",
    ("registry", "ФАЙЛ", "--into"),
    wants_file="Какой список загрузить?",
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
