"""Where a workbook is: open in Excel, open in a LibreOffice that listens, or closed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from nastavnik.workbooks import excel
from nastavnik.workbooks.closed import ClosedBook
from nastavnik.workbooks.excel import ExcelBook
from nastavnik.workbooks.libreoffice import office
from nastavnik.workbooks.libreoffice.calc_book import CalcBook
from nastavnik.workbooks.port import BookError, OpenBook
from nastavnik.workbooks.storage import office_lock

CLOSED, EXCEL, LIBREOFFICE = "закрыта", "открыта в Excel", "открыта в LibreOffice"


@dataclass(frozen=True, slots=True)
class HostedBook:
    """A workbook in its host; `show` leads a person to a cell and is None for a closed file."""

    book: OpenBook
    where: str
    show: Callable[[str, str], None] | None = None


def find(path: Path, now: Callable[[], datetime]) -> HostedBook:
    """The book where it is open, else the closed file."""
    return (
        _in_excel(path, now)
        or _in_libreoffice(path, now)
        or HostedBook(ClosedBook(path, now), _where(path))
    )


def _where(path: Path) -> str:
    """Where a book is that we can meet only as a file: its window must be closed to write it."""
    lock = office_lock(path)
    return f"открыта в {lock.application}" if lock else CLOSED


def _in_excel(path: Path, now: Callable[[], datetime]) -> HostedBook | None:
    book = excel.open_book(path)
    if book is None:
        return None

    def show(sheet: str, cell: str) -> None:
        book.activate(steal_focus=True)
        book.sheets[sheet].activate()
        book.sheets[sheet].range(cell).select()

    return HostedBook(ExcelBook(book, now), EXCEL, show)


def _in_libreoffice(path: Path, now: Callable[[], datetime]) -> HostedBook | None:
    document = None
    with suppress(BookError):  # no `uno` in this Python: the closed file is left
        context = office.connect()
        if context is not None:
            document = office.open_document(office.desktop_of(context), path)
    if document is None:
        return None

    def show(sheet: str, cell: str) -> None:
        controller = document.CurrentController
        controller.Frame.ContainerWindow.toFront()
        controller.select(document.Sheets.getByName(sheet).getCellRangeByName(cell))

    return HostedBook(CalcBook(document, now), LIBREOFFICE, show)
