"""Making a new workbook: empty, the sample school, or the sample with planted mistakes."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nastavnik.actions.session import OWN_TEMPLATES, Session
from nastavnik.model.findings import Value
from nastavnik.model.outcome import Outcome
from nastavnik.workbooks import shipped
from nastavnik.workbooks.disk import write_new
from nastavnik.workbooks.port import BookError

if TYPE_CHECKING:
    from nastavnik.workbooks.macro_book import MacroKit

SAMPLE_DAY, SAMPLE_END = date(2026, 10, 15), date(2027, 5, 20)
"""The days on which the sample school is looked at, so that results do not drift."""


@dataclass(frozen=True)
class BookMade(Outcome):
    """A new workbook at `path`."""

    path: Path = Path()

    def as_json(self) -> dict[str, Any]:
        """The workbook in the shape other programs read."""
        return {"book": str(self.path)}


def run(
    session: Session,
    *,
    folder: Path,
    sample: bool = False,
    end: bool = False,
    flawed: bool = False,
    macros: bool = False,
) -> BookMade:
    """Make a workbook and a copy of the templates in a folder; `end` is the end of a whole year.

    Raises:
        BookError: as `new_book`.
    """
    path = new_book(folder, sample=sample or end, end=end, flawed=flawed, macros=macros)
    return BookMade(f"Книга готова: {path}", path=path)


def new_book(
    folder: Path,
    *,
    sample: bool = False,
    end: bool = False,
    flawed: bool = False,
    without: tuple[str, ...] = (),
    macros: bool = False,
) -> Path:
    """A new workbook and a copy of the templates in `folder`; the path of the workbook.

    `without` names sheets that stay empty even in the sample. With `macros` the one book is an
    .xlsm with a ribbon and buttons.

    Raises:
        BookError: there is a workbook already, or the folder cannot be written.
    """
    names = (shipped.BOOK_NAME, shipped.MACRO_BOOK_NAME)
    for name in names:  # never two books that can diverge
        if (folder / name).exists():
            raise BookError(f"В папке «{folder}» уже есть книга «{name}»: выберите другую папку")
    content = book_content(sample=sample, end=end, flawed=flawed, without=without)
    path = folder / names[macros]
    templates = {folder / OWN_TEMPLATES / n: text for n, text in shipped.templates().items()}
    book = {path: _with_macros(content) if macros else content}
    write_new(templates | book)  # the book last: where this is cut off, it can be done again
    return path


def book_content(
    *,
    sample: bool = False,
    end: bool = False,
    flawed: bool = False,
    without: tuple[str, ...] = (),
) -> bytes:
    """A new workbook without macros, as `new_book` writes it; the same bytes at every call.

    The usual two are shipped ready-made.
    """
    if end or flawed or without:
        return built_content(sample=sample, end=end, flawed=flawed, without=without)
    return shipped.sample_book() if sample else shipped.fresh_book()


def built_content(
    *,
    sample: bool = False,
    end: bool = False,
    flawed: bool = False,
    without: tuple[str, ...] = (),
) -> bytes:
    """The workbook built from the declaration; see `book_content`."""
    from nastavnik.workbooks.build.book import build_book
    from nastavnik.workbooks.build.defaults import default_values

    values = default_values()
    if sample or flawed:
        values |= sample_values(end=end, flawed=flawed)
    return build_book({s: rows for s, rows in values.items() if s not in without})


def _with_macros(content: bytes) -> bytes:
    from nastavnik.workbooks.macro_book import with_macros

    return with_macros(content, macro_kit())


def macro_kit() -> MacroKit:
    """The macros, the ribbon and the settings for the Python that runs now."""
    from nastavnik.workbooks.macro_book import MacroKit, with_pages

    return MacroKit(shipped.macro_sources(), with_pages(shipped.ribbon()), interpreter_settings())


USUAL_SETTINGS = {
    "INTERPRETER_WIN": r"%LOCALAPPDATA%\Nastavnik\.venv\Scripts\python.exe",
    "INTERPRETER_MAC": "$HOME/Nastavnik/.venv/bin/python",
    "PYTHONPATH": "",
    "ADD_WORKBOOK_TO_PYTHONPATH": "False",
    "USE UDF SERVER": "False",
    "SHOW CONSOLE": "False",
}
"""The sheet «xlwings.conf» of a computer where the product is installed in its usual place."""


def interpreter_settings() -> dict[str, str]:
    """The sheet «xlwings.conf» for the Python that runs now and the place of our package."""
    mine = {"win32": "INTERPRETER_WIN", "darwin": "INTERPRETER_MAC"}.get(sys.platform)
    here = {mine: sys.executable} if mine else {}
    return USUAL_SETTINGS | here | {"PYTHONPATH": shipped.source_root()}


def sample_values(*, end: bool = False, flawed: bool = False) -> dict[str, list[dict[str, Value]]]:
    """The sheets of the sample school: title → rows (header title → value)."""
    from nastavnik.workbooks.build.sample import at_years_end, load_sample, plant, sheet_values

    texts = shipped.sample_texts()
    rows = load_sample(texts)
    if flawed:
        rows = plant(rows, texts["flawed.tsv"])
    if end:
        rows = at_years_end(rows, shipped.sample_texts(shipped.YEARS_END))
    return {sheet: [dict(row) for row in rows] for sheet, rows in sheet_values(rows).items()}
