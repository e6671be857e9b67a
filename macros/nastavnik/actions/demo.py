"""`demo`: the whole job on the invented school, from an empty folder to orders and consents."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nastavnik.actions.import_roadmap import read_file
from nastavnik.actions.new_book import SAMPLE_DAY, new_book
from nastavnik.actions.session import Session, Verb, templates_for
from nastavnik.actions.take_roadmap import take_roadmap
from nastavnik.documents.batch import make_documents
from nastavnik.documents.catalogue.table import KINDS
from nastavnik.documents.orders import make_orders
from nastavnik.matching.proposing import propose
from nastavnik.model.actions import DEMO
from nastavnik.model.errors import JobError
from nastavnik.model.findings import Finding, Level
from nastavnik.model.outcome import Block, Listing, Outcome
from nastavnik.model.sheets import Activity
from nastavnik.model.text import counted
from nastavnik.rules.checking import check
from nastavnik.workbooks import shipped
from nastavnik.workbooks.disk import sweep, write_atomically
from nastavnik.workbooks.write_plan import name_of_former

MARK = "Это пример.txt"
NOTE = f"""Эту папку сделало действие «{DEMO.title}»; в следующий раз она будет сделана заново.
Если вы в ней что-то измените, она останется рядом с пометкой «прежний».
"""
NAMED_FILES = 8
"""So many of the documents made are named to a person."""


@dataclass(frozen=True)
class DemoStep:
    """One step of the demo: what it is called, what it answered, what it leaves to a person."""

    title: str
    answer: str
    left: tuple[Finding, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The step in the shape other programs read."""
        return {"title": self.title, "answer": self.answer, "needs": len(self.left)}


@dataclass(frozen=True)
class DemoMade(Outcome):
    """A folder with the book and the documents in it (by their paths below the folder).

    What the steps leave to a person is part of the demo: as a job it has nothing to ask.
    """

    folder: Path = Path()
    book: Path = Path()
    documents: tuple[str, ...] = ()
    steps: tuple[DemoStep, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The demo in the shape other programs read."""
        return {
            "book": str(self.book),
            "documents": list(self.documents),
            "steps": [step.as_json() for step in self.steps],
        }

    def as_blocks(self) -> Iterator[Block]:
        """The steps, the files, and what only a person can settle."""
        rows = [
            (str(number), step.title, step.answer, str(len(step.left) or "–"))
            for number, step in enumerate(self.steps, start=1)
        ]
        yield Listing(("№", "Шаг", "Что вышло", "Вопросов к вам"), rows, framed=True)
        yield from self._files()
        yield from self._left()

    def _files(self) -> Iterator[str]:
        made = counted(len(self.documents), "файл", "файла", "файлов")
        yield f"Книга:     {self.book}"
        yield f"Документы: {self.folder / 'Документы'} ({made})"
        yield from (f"           {name}" for name in self.documents[:NAMED_FILES])
        if len(self.documents) > NAMED_FILES:
            yield f"           … и ещё {len(self.documents) - NAMED_FILES}"

    def _left(self) -> Iterator[Block]:
        """What only a person can settle, each cell once, errors first."""
        findings = [finding for step in self.steps for finding in step.left]
        once = {(f.sheet, f.cell, f.place, f.header): f for f in findings}
        if not once:
            yield "Человека ничего не ждёт."
            return
        yield "\nЧто нужно от человека:"
        urgent = sorted(once.values(), key=lambda f: f.level is not Level.ERROR)
        rows = [(f.level.word, f.where, f.message, f.remedy) for f in urgent]
        yield Listing(("Уровень", "Где", "Что не так", "Что сделать"), rows, framed=True)


def run(session: Session, *, folder: Path) -> DemoMade:
    """Make everything in a folder.

    Raises:
        JobError: the folder holds something else, or cannot be written.
    """
    _clear(folder)
    _mark(folder)  # first of all, so that a demo that is cut off is known for one
    book = new_book(folder, sample=True, without=(Activity.sheet,))
    steps = [DemoStep("Новая книга", f"вымышленная школа, день — {SAMPLE_DAY:%d.%m.%Y}")]
    for title, verb in _verbs(book).items():
        done = session.work(book, verb, title)
        steps.append(DemoStep(title, done.message, done.findings))
    _mark(folder)
    made = sorted(str(path.relative_to(folder)) for path in (folder / "Документы").rglob("*.docx"))
    return DemoMade("", folder=folder, book=book, documents=tuple(made), steps=tuple(steps))


def _verbs(book: Path) -> Mapping[str, Verb]:
    templates = templates_for(book)
    kinds = tuple(kind.key for kind in KINDS if kind.needed_for is not None)
    roadmap = read_file(shipped.folder(shipped.SAMPLE) / "roadmap.docx", None)
    return {
        "Дорожная карта из Word": lambda school: take_roadmap(school, roadmap),
        "Подбор пар": lambda school: propose(school, SAMPLE_DAY),
        "Согласия, которых не хватает": lambda school: make_documents(
            school, templates, SAMPLE_DAY, kinds, missing=True
        ),
        "Проекты приказов": lambda school: make_orders(school, templates, SAMPLE_DAY),
        "Проверка": lambda school: check(school, SAMPLE_DAY),
    }


def _clear(folder: Path) -> None:
    """Take a folder that an earlier demo made out of the way; any other must be empty or not there.

    It is deleted where nobody has changed anything in it, else renamed.
    """
    if not folder.exists():
        return
    for each in (folder, *folder.rglob("*/")):
        sweep(each)
    if (folder / MARK).exists():
        note = (folder / MARK).read_text(encoding="utf-8", errors="replace")
        if note.split()[-1:] == [_state(folder)]:
            shutil.rmtree(folder)
        else:
            folder.rename(name_of_former(folder))
    elif not folder.is_dir() or any(folder.iterdir()):
        raise JobError(f"«{folder}» — не пустая папка: укажите для примера новую папку")


def _mark(folder: Path) -> None:
    write_atomically(folder / MARK, f"{NOTE}{_state(folder)}\n".encode())


def _state(folder: Path) -> str:
    """A digest of all files in the folder but the note."""
    import hashlib

    state = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        if path.name != MARK:
            state.update(str(path.relative_to(folder)).encode() + path.read_bytes())
    return state.hexdigest()
