"""The whole job on the invented school, from an empty folder to orders and consents."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from nastavnik.actions.new_book import SAMPLE_DAY, new_book
from nastavnik.actions.roadmap_files import read_file
from nastavnik.actions.session import Verb, closed_book, templates_for, work
from nastavnik.actions.take_roadmap import take_roadmap
from nastavnik.documents.batch import make_documents
from nastavnik.documents.catalogue import KINDS
from nastavnik.documents.orders import make_orders
from nastavnik.faces.console import place_of, print_json, say, show_table
from nastavnik.matching.proposing import propose
from nastavnik.model.errors import JobError
from nastavnik.model.findings import Finding, Level
from nastavnik.model.sheets import Activity
from nastavnik.model.text import counted
from nastavnik.rules.checking import check
from nastavnik.workbooks import shipped
from nastavnik.workbooks.storage import name_of_former

MARK = "Это пример.txt"
NOTE = """Эту папку сделала команда demo; при следующем запуске она будет сделана заново.
Если вы в ней что-то измените, она останется рядом с пометкой «прежний».
"""


@dataclass(frozen=True)
class Step:
    """One step of the demo: what it is called, and what it answered."""

    title: str
    answer: str
    needs: int = 0


def run_demo(folder: Path, *, as_json: bool = False) -> int:
    """Make everything in `folder`, say what was made and what needs a person; the exit code."""
    _clear(folder)
    book = new_book(folder, sample=True, without=(Activity.sheet,))
    steps = [Step("Новая книга", f"вымышленная школа, день — {SAMPLE_DAY:%d.%m.%Y}")]
    done = {title: work(closed_book(book, title), verb) for title, verb in _verbs(book).items()}
    steps += [
        Step(title, each.outcome.message, len(each.outcome.findings))
        for title, each in done.items()
    ]
    (folder / MARK).write_text(f"{NOTE}{_state(folder)}\n", encoding="utf-8")
    made = sorted(str(path.relative_to(folder)) for path in (folder / "Документы").rglob("*.docx"))
    if as_json:
        shape = {"book": str(book), "documents": made}
        print_json(shape | {"steps": [vars(step) for step in steps]})
    else:
        _tell(folder, book, steps, made)
        _tell_needs(f for each in done.values() for f in each.outcome.findings)
    return 0


def _verbs(book: Path) -> dict[str, Verb]:
    templates = templates_for(book)
    kinds = tuple(kind.key for kind in KINDS if kind.before_order)
    roadmap = read_file(shipped.folder(shipped.SAMPLE) / "roadmap.docx", None)
    verbs: dict[str, Verb] = {
        "Дорожная карта из Word": lambda school: take_roadmap(school, roadmap),
        "Подбор пар": lambda school: propose(school, SAMPLE_DAY),
        "Согласия, которых не хватает": lambda school: make_documents(
            school, templates, SAMPLE_DAY, kinds, missing=True
        ),
        "Проекты приказов": lambda school: make_orders(school, templates, SAMPLE_DAY),
        "Проверка": lambda school: check(school, SAMPLE_DAY),
    }
    return verbs


def _clear(folder: Path) -> None:
    """Take a folder that an earlier demo made out of the way; any other must be empty or not there.

    It is deleted where nobody has changed anything in it, else renamed.
    """
    if not folder.exists():
        return
    if (folder / MARK).exists():
        if (folder / MARK).read_text(encoding="utf-8", errors="replace").split()[-1:] == [
            _state(folder)
        ]:
            shutil.rmtree(folder)
        else:
            folder.rename(name_of_former(folder))
    elif not folder.is_dir() or any(folder.iterdir()):
        raise JobError(f"«{folder}» — не пустая папка: укажите для примера новую папку")


def _state(folder: Path) -> str:
    """A digest of all files in the folder but the note."""
    import hashlib

    state = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        if path.name != MARK:
            state.update(str(path.relative_to(folder)).encode() + path.read_bytes())
    return state.hexdigest()


def _tell(folder: Path, book: Path, steps: list[Step], made: list[str]) -> None:
    rows = [
        (str(number), step.title, step.answer, str(step.needs or "–"))
        for number, step in enumerate(steps, start=1)
    ]
    show_table(("№", "Шаг", "Что вышло", "Вопросов к вам"), rows, drawn=True)
    say(f"Книга:     {book}")
    say(f"Документы: {folder / 'Документы'} ({counted(len(made), 'файл', 'файла', 'файлов')})")
    for name in made[:8]:
        say(f"           {name}")
    if len(made) > 8:
        say(f"           … и ещё {len(made) - 8}")


def _tell_needs(findings: Iterable[Finding]) -> None:
    """What only a person can settle, each cell once, errors first."""
    once = {(f.sheet, f.cell, f.place, f.header): f for f in findings}
    if not once:
        say("Человека ничего не ждёт.")
        return
    say("\nЧто нужно от человека:")
    rows = [
        (f.level.word, place_of(f), f.message, f.remedy)
        for f in sorted(once.values(), key=lambda f: f.level is not Level.ERROR)
    ]
    show_table(("Уровень", "Где", "Что не так", "Что сделать"), rows, drawn=True)
