"""Making a new workbook: empty, the sample school, or the sample with planted mistakes."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from nastavnik.actions.session import OWN_TEMPLATES
from nastavnik.model.findings import Value
from nastavnik.storage import write_new
from nastavnik.workbooks import shipped
from nastavnik.workbooks.build import BOOK_NAME, build_book
from nastavnik.workbooks.build.defaults import default_values
from nastavnik.workbooks.port import BookError

if TYPE_CHECKING:
    from nastavnik.workbooks.macro_book import MacroKit

MACRO_BOOK_NAME = BOOK_NAME.removesuffix("x") + "m"
SAMPLE_DAY = date(2026, 10, 15)
"""The day on which the sample school is looked at, so that results do not drift."""


def new_book(
    folder: Path,
    *,
    sample: bool = False,
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
    names = (BOOK_NAME, MACRO_BOOK_NAME)
    for name in names:  # never two books that can diverge
        if (folder / name).exists():
            raise BookError(f"В папке «{folder}» уже есть книга «{name}»: выберите другую папку")
    values = default_values()
    if sample or flawed:
        values |= sample_values(flawed=flawed)
    content = build_book({s: rows for s, rows in values.items() if s not in without})
    path = folder / names[macros]
    files = {path: _with_macros(content) if macros else content}
    for name, content in shipped.templates().items():
        files[folder / OWN_TEMPLATES / name] = content
    write_new(files)
    return path


def _with_macros(content: bytes) -> bytes:
    from nastavnik.workbooks.macro_book import with_macros

    return with_macros(content, macro_kit())


def macro_kit() -> MacroKit:
    """The macros, the ribbon and the settings for the Python that runs now."""
    from nastavnik.workbooks.macro_book import MacroKit

    return MacroKit(shipped.macro_sources(), shipped.ribbon(), interpreter_settings())


def interpreter_settings() -> dict[str, str]:
    """What the sheet «xlwings.conf» tells: our own Python, and where our package is."""
    usual = {
        "win32": r"%LOCALAPPDATA%\Nastavnik\.venv\Scripts\python.exe",
        "darwin": "$HOME/Nastavnik/.venv/bin/python",
    }
    mine = usual | ({sys.platform: sys.executable} if sys.platform in usual else {})
    return {
        "INTERPRETER_WIN": mine["win32"],
        "INTERPRETER_MAC": mine["darwin"],
        "PYTHONPATH": shipped.source_root(),
        "ADD_WORKBOOK_TO_PYTHONPATH": "False",
        "USE UDF SERVER": "False",
        "SHOW CONSOLE": "False",
    }


def sample_values(*, flawed: bool = False) -> dict[str, list[dict[str, Value]]]:
    """The sheets of the sample school: title → rows (header title → value)."""
    from nastavnik.workbooks.build.sample import load_sample, plant, sheet_values

    texts = shipped.sample_texts()
    rows = load_sample(texts)
    if flawed:
        rows = plant(rows, texts["flawed.tsv"])
    return {sheet: [dict(row) for row in rows] for sheet, rows in sheet_values(rows).items()}


def new_extension(folder: Path) -> Path:
    """The extension of LibreOffice in `folder`, for the Python that runs now; its path.

    Raises:
        BookError: the folder cannot be made or written, or the file is there already.
    """
    from nastavnik.workbooks.libreoffice.extension import NAME, build_extension

    path = folder / NAME
    if path.exists():
        raise BookError(f"В папке «{folder}» уже есть «{NAME}»: уберите его и повторите")
    command = [sys.executable, "-m", "nastavnik"]
    files = shipped.extension_files()
    write_new({path: build_extension(files, command, shipped.source_root())})
    return path
