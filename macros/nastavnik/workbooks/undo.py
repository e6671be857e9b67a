"""Taking back the last change set, unless a person has changed its cells since."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

from nastavnik.domain.folders import ARCHIVE_FOLDER
from nastavnik.model.changes import CellValue, Link, NewFile, Patch
from nastavnik.model.findings import Value
from nastavnik.model.grid import Cells, Grid, Position, address
from nastavnik.model.text import counted, counted_cells, listed
from nastavnik.workbooks.closed_years import ClosedYear
from nastavnik.workbooks.disk import plain_errors
from nastavnik.workbooks.history import History, HistoryStep, SheetStep
from nastavnik.workbooks.port import BookError, BookStep, OpenBook, WholeBook
from nastavnik.workbooks.write_plan import last_former

SHOWN_CELLS = 5
"""So many changed cells are named in a refusal."""
NOTHING = "Отменять нечего: «Наставник» ещё ничего не записал в эту книгу"


class NamedStep(NamedTuple):
    """What the undo list keeps of an action beside its changes.

    `before` is the digest of the book's file before the action began, where it has already
    changed the file. `archive` is the folder of a school year that the action closes.
    """

    action: str = ""
    before: str = ""
    archive: str = ""


UNNAMED = NamedStep("Запись в книгу")


class RecordedBook:
    """A `OpenBook` whose every change set can be taken back."""

    def __init__(
        self,
        book: OpenBook,
        history: History,
        now: Callable[[], datetime],
        step: NamedStep = UNNAMED,
    ) -> None:
        self._book, self._history, self._now, self._step = book, history, now, step
        self._cells: Cells = {}

    def read(self) -> Cells:
        """The values of every sheet, in one go."""
        self._cells = self._book.read()
        return self._cells

    def apply(self, patches: Sequence[Patch], files: Sequence[NewFile] = ()) -> None:
        """Write all of it, or nothing; the step is kept first, so that no change is without one.

        Raises:
            BookError: as the book itself, or the history cannot be written.
        """
        sheets = tuple(_sheet_step(patch, self._cells) for patch in patches)
        made = self._history.digests_of_new(files)
        action, known, archive = self._step
        action = action or UNNAMED.action
        step = HistoryStep(action, self._now(), sheets, made, known, archive=archive)
        if isinstance(self._book, WholeBook):
            closed = self._history.closed_year(step)
            away = closed.documents_kept() if closed else {}
            record = partial(self._recorded, step)
            self._book.do(BookStep(patches, files, away=away, record=record))
        else:
            self._apply_to_open(step, patches, files)

    def _recorded(self, step: HistoryStep, found: str, left: str) -> tuple[Path, bytes] | None:
        """The history with the step, given what it found the closed file as and how it left it."""
        before = step.before or found
        after = left or self._history.digest_of_book() if before else ""
        if before == after:
            before = after = ""
        return self._history.with_step(replace(step, before=before, after=after, midway=found))

    def _apply_to_open(
        self, step: HistoryStep, patches: Sequence[Patch], files: Sequence[NewFile]
    ) -> None:
        before = step.before or (self._history.digest_of_book() if step else "")
        self._history.add(step)
        try:
            self._book.apply(patches, files)
        except BaseException:
            if step:
                self._history.drop_last()
            raise
        if step:
            self._history.settle(before)


class TakenBack(NamedTuple):
    """What taking back the last step needs, and what it means for the person.

    `whole` is the book's file as it was, where nobody has changed it since; `archive` the school
    year that is to be opened again.
    """

    message: str
    patches: tuple[Patch, ...] = ()
    obsolete: tuple[Path, ...] = ()
    is_real: bool = False
    whole: bytes | None = None
    archive: ClosedYear | None = None


def last_step_back(history: History, cells: Cells) -> TakenBack:
    """The inverse of the last step, given what the book holds now; nothing is written.

    Raises:
        BookError: a person has changed these cells since.
    """
    steps = history.steps()
    if not steps:
        return TakenBack(NOTHING)
    step = steps[-1]
    if not step:
        return TakenBack(_idle_message(step, steps))
    _refuse_if_changed(step, cells)
    patches = tuple(p for sheet in step.sheets if (p := _inverse(sheet, cells)).cells)
    files = list(history.own_files(step))
    obsolete = tuple(path for path, is_ours in files if is_ours)
    kept = tuple(path.name for path, is_ours in files if not is_ours)
    whole = history.whole_before(step)
    if not (step.sheets or step.files or whole):
        raise BookError(
            f"Отменить {step} нельзя: книгу с тех пор изменили. Прежняя книга — в копиях в папке "
            f"«{ARCHIVE_FOLDER}»"
        )
    archive = history.closed_year(step)
    message = _message(step, patches, obsolete, kept)
    if archive:
        message += _of_archive(archive, step)
    return TakenBack(message, patches, obsolete, is_real=True, whole=whole, archive=archive)


def take_back(book: OpenBook, history: History, taken: TakenBack) -> None:
    """Write what `last_step_back` found, take its files away and forget the step.

    A closed book that nobody changed since gets every byte back, other books the cells.

    Raises:
        BookError: the book cannot be written.
    """
    if not history.steps():
        return
    back = taken.archive.documents_back() if taken.archive else ()
    if isinstance(book, WholeBook):
        forget = history.without_last()
        patches = () if taken.whole is not None else taken.patches
        folder = taken.archive.folder if taken.archive else None
        step = BookStep(patches, back, taken.whole, taken.obsolete, folder=folder)
        book.do(step._replace(record=lambda *_: forget))
        return
    if taken.whole is not None and not (taken.patches or taken.obsolete):
        raise BookError(
            "Этот шаг менял файл книги целиком: сохраните и закройте её, затем отмените его"
        )
    if taken.patches or back:
        book.apply(taken.patches, back)
    for path in taken.obsolete:
        with plain_errors(path):
            path.unlink()
            if former := last_former(path):
                former.rename(path)
    if taken.archive:
        taken.archive.discard()
    history.drop_last()


def _idle_message(step: HistoryStep, steps: Sequence[HistoryStep]) -> str:
    text = f"Действие {step} ничего не изменило: отменять нечего"
    return f"{text}. Перед ним было {steps[-2]}: повторите отмену, чтобы вернуть его"


def _message(
    step: HistoryStep, patches: Sequence[Patch], obsolete: Sequence[Path], kept: Sequence[str]
) -> str:
    cells = sum(len(patch.cells) for patch in patches)
    sheets = listed(patch.sheet for patch in patches)
    parts = [f"Отменено действие {step}"]
    if cells:
        parts.append(f"возвращено: {counted_cells(cells)} ({sheets})")
    if obsolete:
        parts.append(f"убрано: {counted(len(obsolete), 'файл', 'файла', 'файлов')}")
    if kept:
        parts.append(f"оставлены файлы, которые вы изменили: {listed(kept)}")
    return "; ".join(parts)


def _of_archive(archive: ClosedYear, step: HistoryStep) -> str:
    """What becomes of the archive of a year that is opened again.

    Raises:
        BookError: it is not as the step left it.
    """
    if not archive.book.is_file():
        raise BookError(
            f"Отменить {step} нельзя: папки «{step.archive}» с книгой и документами прошлого года "
            "нет на месте. Верните её и повторите"
        )
    if added := archive.added():
        raise BookError(
            f"Отменить {step} нельзя: в папку «{step.archive}» с тех пор положили {listed(added)}. "
            "Перенесите эти файлы в другое место и повторите"
        )
    message = f"; документы возвращены из папки «{step.archive}», она убрана"
    if twice := archive.documents_twice():
        message += f"; ваши файлы с теми же именами остались рядом с пометкой: {listed(twice)}"
    return message


def _refuse_if_changed(step: HistoryStep, cells: Cells) -> None:
    changed = [
        f"{sheet.sheet}!{address(*place)}"
        for sheet in step.sheets
        for place, states in sheet.cells.items()
        if not _is_one_of(cells.get(sheet.sheet, Grid(())).value(*place), states)
    ]
    if changed:
        named = ", ".join(changed[:SHOWN_CELLS])
        more = f" и ещё {len(changed) - SHOWN_CELLS}" if len(changed) > SHOWN_CELLS else ""
        raise BookError(
            f"Отменить {step} нельзя: с тех пор изменены ячейки {named}{more}. Верните их "
            f"или возьмите нужное из копии книги в папке «{ARCHIVE_FOLDER}»"
        )


def _is_one_of(held: Value, states: tuple[CellValue, CellValue]) -> bool:
    return any(_shows(held, state) for state in states)


def _shows(held: Value, state: CellValue) -> bool:
    """Whether a cell that was given `state` would be read as `held`."""
    from nastavnik.workbooks.ooxml.text import cleaned, date_as_text  # a click takes nothing back

    wanted = cleaned(state)
    if isinstance(wanted, Link):
        wanted = wanted.text
    if isinstance(wanted, date) and isinstance(held, str):
        return held == date_as_text(wanted)
    return held == (None if wanted == "" else wanted) and isinstance(held, bool) == isinstance(
        wanted, bool
    )


def _inverse(sheet: SheetStep, cells: Cells) -> Patch:
    grid = cells.get(sheet.sheet, Grid(()))
    back = {
        place: before
        for place, (before, _) in sheet.cells.items()
        if not _shows(grid.value(*place), before)
    }
    ends = _last_filled(grid, sheet.header_row or 0, back) if sheet.has_table else None
    return Patch(sheet.sheet, back, sheet.header_row, ends)


def _last_filled(grid: Grid, header_row: int, back: Mapping[Position, CellValue]) -> int:
    """The last row below the header that will hold something under some header."""
    headers = grid.rows[header_row - 1] if header_row <= len(grid.rows) else ()
    columns = [place for place, title in enumerate(headers, start=1) if title not in (None, "")]
    last = max([len(grid.rows), *(row for row, _ in back)])
    for row in range(last, header_row, -1):
        values = (back.get((row, column), grid.value(row, column)) for column in columns)
        if any(value not in (None, "") for value in values):
            return row
    return header_row + 1


def _sheet_step(patch: Patch, cells: Cells) -> SheetStep:
    grid = cells.get(patch.sheet, Grid(()))
    states = {
        place: (_before(grid, place, cells), value) for place, value in sorted(patch.cells.items())
    }
    return SheetStep(patch.sheet, patch.header_row, patch.table_ends is not None, states)


def _before(grid: Grid, place: Position, cells: Cells) -> CellValue:
    """What a cell holds; a link, which is read as the text it shows, is told by that text."""
    value = grid.value(*place)
    if place in grid.formulas and isinstance(value, str):
        sheet, _, cell = value.rpartition("!")
        if (sheet or cell) in cells:
            return Link(sheet or cell, cell if sheet else "A1", value)
    return value
