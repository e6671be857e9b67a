"""`year`: the old school year closed into «Архив», the next one opened in the book."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from nastavnik.actions.heal_book import heal_book, healed_message
from nastavnik.actions.session import DECLINED, Done, Session, closed_file, templates_for, work
from nastavnik.model.changes import Changes
from nastavnik.model.school import School, read_school, resolve
from nastavnik.model.text import counted_cells
from nastavnik.readers.files import load, real_path
from nastavnik.workbooks.closed_years import ClosedYear, documents_beside
from nastavnik.workbooks.history import History
from nastavnik.workbooks.new_year.opening import YearOpened, open_year
from nastavnik.workbooks.new_year.roster import refuse_lost
from nastavnik.workbooks.restore import Healed
from nastavnik.workbooks.restore.file import HealedBook
from nastavnik.workbooks.storage import refuse_if_open
from nastavnik.workbooks.undo import NamedStep, RecordedBook

STEP = "Новый учебный год"
ASKED_SHOWN = 10
"""So many questions are told before it is agreed to."""


def run(
    session: Session, *, book: Path, to: int, today: date, dry_run: bool = False
) -> Done[YearOpened]:
    """Open the school year that begins in `to`, after all that changes has been shown.

    What the book lost in other programs it gets back first; all is one step that can be undone.

    Raises:
        JobError: it is not the time, the book is open or damaged, or it cannot be written.
    """
    path = real_path(book)
    refuse_if_open(path)
    refuse_lost(read_school(closed_file(path).read()))
    healed = heal_book(path, dry_run=True)
    shown = _shown(path, healed, to, today)
    if dry_run:
        return shown
    if not session.agree(_question(shown)):
        return _declined(shown)
    year = ClosedYear(path, shown.outcome.archive)
    year.put(healed.content, templates_for(path))
    try:
        step = NamedStep(session.step or STEP, archive=year.name)
        host = HealedBook(path, healed, datetime.now)
        recorded = RecordedBook(host, History(path), datetime.now, step)
        done = work(recorded, lambda school: _opened(school, path, to, today))
    except BaseException:
        if load(path) == healed.seen:
            year.discard()
        raise
    return _written(done, path, shown.outcome.healed, year.documents_left())


def _shown(path: Path, healed: Healed, to: int, today: date) -> Done[YearOpened]:
    """What would be written, told from the healed book, which is not on the disk yet."""
    school = read_school(HealedBook(path, healed, datetime.now).read())
    outcome = _opened(school, path, to, today)
    patches = tuple(resolve(outcome.changes.cells, school))
    said = healed_message(healed, dry_run=True) if healed.content != healed.seen else ""
    cells = sum(len(patch.cells) for patch in patches)
    outcome = replace(outcome, healed=said, book=str(path), cells=cells)
    return Done(outcome, school, patches, is_dry=True, path=path)


def _question(shown: Done[YearOpened]) -> str:
    """What is to be agreed to: how many cells change on each sheet, and what will be asked."""
    sheets = (f"{patch.sheet}: {counted_cells(len(patch.cells))}" for patch in shown.patches)
    asked = [f"• {finding}" for finding in shown.findings]
    more = [f"… и ещё {len(asked) - ASKED_SHOWN}"] if len(asked) > ASKED_SHOWN else []
    told = ["Спросим:", *asked[:ASKED_SHOWN], *more] if asked else []
    return "\n".join([shown.outcome.question, "Изменится:", *sheets, *told])


def _opened(school: School, path: Path, to: int, today: date) -> YearOpened:
    return open_year(school, to, today, files=documents_beside(path))


def _declined(shown: Done[YearOpened]) -> Done[YearOpened]:
    outcome = replace(shown.outcome, message=DECLINED, changes=Changes(), findings=(), cells=0)
    return replace(shown, outcome=outcome, patches=(), is_dry=False)


def _written(
    done: Done[YearOpened], path: Path, healed: str, left: tuple[str, ...]
) -> Done[YearOpened]:
    message = done.outcome.message
    if left:
        message += f"; рядом с книгой остались изменённые или открытые документы: {len(left)}"
    cells = sum(len(patch.cells) for patch in done.patches)
    outcome = replace(done.outcome, message=message, healed=healed, book=str(path), cells=cells)
    return replace(done, outcome=outcome, path=path)
