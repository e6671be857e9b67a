"""What one click costs as a whole process, beside Python with nothing but the reader of workbooks.

A click is `nastavnik check` of the sample book: the usual one, which finds the book as the last
check left it, and the first one, which also writes «Проверка», a copy and the history. The peer
imports python-calamine and does nothing. The floor is what a click would cost with nothing of ours:
click, what it and we load of the standard library, and calamine, which reads the same book.
"""

from __future__ import annotations

import compileall
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import nastavnik
from _turns import Figures, report, taking_turns
from nastavnik.actions.new_book import new_book

RUNS = 9
FINISHED = (0, 1)
"""Exit codes of a check that went to its end, without findings or with some."""
PEER = ("-c", "import python_calamine")
FLOOR = """
import sys, click, calendar, copy, csv, dataclasses, datetime, enum, functools, json, math, pathlib
import re, struct, threading, typing, unicodedata, weakref, xml.parsers.expat, zlib
from python_calamine import CalamineWorkbook
book = CalamineWorkbook.from_path(sys.argv[1])
for name in book.sheet_names:
    book.get_sheet_by_name(name).to_python()
"""
PACKAGE = Path(nastavnik.__file__).parent
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


def python(*arguments: str) -> None:
    """One process of this Python, as an installed product starts it: from compiled files."""
    command = [sys.executable, *arguments]
    run = subprocess.run(
        command, check=False, stdout=subprocess.DEVNULL, env=ENVIRONMENT, cwd=PACKAGE.parent
    )
    assert run.returncode in FINISHED, arguments


def click(book: Path) -> Callable[[], None]:
    """The whole process of a check."""
    return lambda: python("-m", "nastavnik", "check", str(book), "--today", "15.10.2026")


def measured(*, first: bool) -> Figures:
    """The figures of the usual click, or of the first one in a new book."""
    with tempfile.TemporaryDirectory() as folder:
        book = new_book(Path(folder), sample=True)
        fresh = book.read_bytes()
        check = click(book)

        def first_click() -> None:
            shutil.rmtree(book.parent / "Архив", ignore_errors=True)
            book.write_bytes(fresh)
            check()

        check()
        return taking_turns(first_click if first else check, lambda: python(*PEER), RUNS)


def floor() -> Figures:
    """The figures of a click with nothing of ours."""
    with tempfile.TemporaryDirectory() as folder:
        book = new_book(Path(folder), sample=True)
        return taking_turns(lambda: python("-c", FLOOR, str(book)), lambda: python(*PEER), RUNS)


if __name__ == "__main__":
    compileall.compile_dir(str(PACKAGE), quiet=2)
    cases = {
        "check": lambda: measured(first=False),
        "first check": lambda: measured(first=True),
        "floor": floor,
    }
    report(cases, __doc__, "imports alone")
