"""The verbs that write, each ready to be done to a book in which it finds work.

They are calls of the actions in the table; a test holds that no action of it is left out.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from nastavnik.actions.new_book import new_book
from nastavnik.actions.session import Session, closed_file
from nastavnik.actions.verbs import behind
from nastavnik.model import actions
from nastavnik.model.actions import Action
from nastavnik.model.school import read_school
from nastavnik.readers.package.archive import Archive
from nastavnik.workbooks import shipped
from soaking.taken_in import ANSWERS, MEETINGS, PUPILS, write_answers, write_meetings, write_pupils

DAY, JUNE = date(2026, 10, 15), date(2027, 6, 15)
OUT, SENT, SUMMARY = "Наружу", "Прислали", "СВОД.xlsx"
SESSION = Session()
ORGANISATION = "Приказ об организации наставничества"
APPOINTMENT = "Приказ о назначении наставников (обучающиеся)"
FIRST_COLLECTION = "collect"
"""It makes the workbook, so that there is none to be as it was before."""
READING = (actions.DECLINE, actions.MISSING_ANSWERS, actions.TEMPLATES)
"""The actions that leave the disk as it is."""


@dataclass(frozen=True)
class SoakedVerb:
    """An action with the options `given`; what they hold may depend on the book.

    `before` is done first, by its name; `without` are sheets that the book begins without. A
    `flawed` book is the sample with mistakes, a `worn` one has lost its lists. One that `goes_on`
    is finished by a second call, one that is not `again` would do more by it; what `varies` holds
    something else each time.
    """

    action: Action
    given: Mapping[str, Any] = field(default_factory=dict)
    before: str = ""
    without: tuple[str, ...] = ()
    flawed: bool = False
    worn: bool = False
    again: bool = True
    goes_on: bool = False
    varies: bool = False

    def __call__(self, book: Path) -> object:
        """Do it to a book."""
        values = {n: value(book) if callable(value) else value for n, value in self.given.items()}
        if any(option.name == actions.TODAY.name for option in self.action.asks):
            values.setdefault(actions.TODAY.name, DAY)
        if option := self.action.book:
            values.setdefault(option.name, [book] if option.many else book)
        return behind(self.action)(SESSION, **values)


def _beside(*names: str) -> Callable[[Path], Path]:
    return lambda book: book.parent.joinpath(*names)


def _files(name: str) -> Callable[[Path], list[Path]]:
    return lambda book: [book.with_name(name)]


def _order_of(book: Path) -> Path:
    return next((book.parent / "Документы").rglob("*№*.docx"))


def _collection(before: str = "", today: date = DAY) -> SoakedVerb:
    given = {"folders": _files(SENT), "into": lambda book: book, "today": today}
    return SoakedVerb(actions.COLLECT, given, before=before, goes_on=True, varies=True)


_LEFT_ALONE = [f"{who}=оставить" for who in ("Панкратовой О.Н.", "Новикова Елена Аркадьевна")]
_ROADMAP = {"files": lambda _: [shipped.folder(shipped.SAMPLE) / "roadmap.docx"]}
_STANDARD = {"standard": "pupils", "year": 2026}
_DRAFT = {"kinds": ["Дорожная карта"]}
_REGISTER = {"kinds": [ORGANISATION], "register": True}
_VERBS: Mapping[str, SoakedVerb] = {
    "new": SoakedVerb(actions.NEW, {"folder": _beside(OUT), "sample": True}, goes_on=True),
    "demo": SoakedVerb(actions.DEMO, {"folder": _beside(OUT)}, goes_on=True, varies=True),
    "extension": SoakedVerb(actions.EXTENSION, {"folder": _beside(OUT)}),
    "check": SoakedVerb(actions.CHECK, flawed=True),
    "check --fix": SoakedVerb(actions.CHECK, {"fix": True}, flawed=True, worn=True),
    "check --act": SoakedVerb(actions.CHECK, {"act": True}, flawed=True),
    "heal": SoakedVerb(actions.HEAL, worn=True),
    "registry --into": SoakedVerb(actions.IMPORT_PEOPLE, {"files": _files(PUPILS)}),
    "registry --export": SoakedVerb(actions.EXPORT_PEOPLE, {"folder": _beside(OUT)}),
    "roadmap --into": SoakedVerb(actions.IMPORT_ROADMAP, _ROADMAP, without=("Дорожная карта",)),
    "roadmap --standard": SoakedVerb(
        actions.STANDARD_ROADMAP, _STANDARD, without=("Дорожная карта",)
    ),
    "roadmap --out": SoakedVerb(actions.PRINT_ROADMAP, {"folder": _beside(OUT)}),
    "progress": SoakedVerb(actions.PROGRESS),
    "match": SoakedVerb(actions.MATCH),
    "programme": SoakedVerb(actions.PROGRAMME),
    "meetings --into": SoakedVerb(actions.MEETINGS, {"files": _files(MEETINGS)}),
    "order": SoakedVerb(actions.ORDER),
    "order --register": SoakedVerb(actions.ORDER, {"register": True}),
    "documents": SoakedVerb(actions.DOCUMENTS, _DRAFT),
    "documents --register": SoakedVerb(actions.DOCUMENTS, _REGISTER),
    "documents --pdf": SoakedVerb(
        actions.DOCUMENTS, _REGISTER | {"pdf": True}, before="documents", varies=True
    ),
    "pack": SoakedVerb(actions.PACK, before="documents --register", varies=True),
    "templates adopt": SoakedVerb(
        actions.ADOPT,
        {"file": _order_of, "kind": APPOINTMENT, "accept": True, "decisions": _LEFT_ALONE},
        before="order --register",
    ),
    "answers --into": SoakedVerb(
        actions.IMPORT_ANSWERS, {"files": _files(ANSWERS), "kind": "итоговая"}
    ),
    "answers --questions": SoakedVerb(actions.QUESTION_LIST, {"questions": _beside("вопросы.txt")}),
    "report": SoakedVerb(actions.REPORT),
    "report --documents": SoakedVerb(actions.REPORT, {"documents": True}),
    "site": SoakedVerb(actions.SITE, {"folder": _beside(OUT)}),
    "carry": SoakedVerb(actions.CARRY, {"year": 2027}),
    FIRST_COLLECTION: _collection(),
    "collect again": _collection(before=FIRST_COLLECTION, today=JUNE),
}
"""A call for each way in which an action writes; those of a turn of the year are in `turning`."""


def _undoing() -> Iterator[tuple[str, SoakedVerb]]:
    """What takes back each step that may be taken back."""
    for name, verb in _VERBS.items():
        if verb.action.undoable and name != FIRST_COLLECTION:
            yield (
                f"undo of {name}",
                SoakedVerb(actions.UNDO, {"book": lambda book: book}, before=name, again=False),
            )


VERBS: Mapping[str, SoakedVerb] = {**_VERBS, **dict(_undoing())}


def prepared(name: str, folder: Path) -> Path:
    """The file that the verb of this name is about, in a state that leaves it something to do."""
    chain = [VERBS[name]]
    while before := chain[-1].before:
        chain.append(VERBS[before])
    first = chain[-1]
    book = new_book(
        folder / "школа", sample=not first.flawed, flawed=first.flawed, without=first.without
    )
    if first.action is actions.COLLECT:
        book = _with_parcels(book)
    else:
        school = read_school(closed_file(book).read())
        write_pupils(book.parent, [("Юдин Глеб Ильич", "7А", "04.03.2013")])
        write_answers(book.parent, school, DAY)
        write_meetings(book.parent, school, DAY)
    if first.worn:
        book.write_bytes(without_lists(book.read_bytes()))
    for verb in reversed(chain[1:]):
        verb(book)
    return book


def _with_parcels(book: Path) -> Path:
    """Where the summary goes, the book beside it as two schools sent it."""
    sent = book.parent / SENT
    sent.mkdir()
    shutil.copy2(book, sent / "первая.xlsx")
    book.rename(sent / "вторая.xlsx")
    return book.with_name(SUMMARY)


def without_lists(content: bytes) -> bytes:
    """The book as other programs save it: without its drop-down lists."""
    import re

    archive = Archive(content)
    sheets = [name for name in archive.names if name.startswith("xl/worksheets/sheet")]
    lists = re.compile(rb"<dataValidations.*?</dataValidations>", re.DOTALL)
    return archive.rewritten({name: lists.sub(b"", archive.read(name)) for name in sheets})


def FOLLOWING(book: Path) -> object:  # noqa: N802 - one deed among the others
    """The next run, whatever it is for: it reads the book."""
    return closed_file(book).read() if book.exists() else None
