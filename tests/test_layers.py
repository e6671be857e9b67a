"""The outer line: the core knows no office, Word or file library, and a click imports little."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import nastavnik
from nastavnik.actions.new_book import new_book

PACKAGE = Path(nastavnik.__file__).parent
EDGE_LIBRARIES = {
    "docx", "docxtpl", "openpyxl", "pandas", "python_calamine", "tkinter", "uno", "xlsxwriter",
    "xlwings",
}  # fmt: skip
EDGES = {"workbooks", "readers", "faces", "excel.py"}
READERS_OF_FILES = {
    "documents/rendering.py", "people_import/sources", "roadmap/approval_docx.py", "roadmap/sources",
}  # fmt: skip
"""The modules whose subject is a file: a template filled, a table of any length, a reader each."""
HEAVY = {"pandas", "scipy", "numpy", "xlwings", "docxtpl", "docx", "pymorphy3", "pytrovich", "lark"}

ODD_FIELDS = {"email_validator", "holidays", "phonenumbers", "stdnum"}


def core_modules() -> Iterator[Path]:
    for path in sorted(PACKAGE.rglob("*.py")):
        place = path.relative_to(PACKAGE).as_posix()
        if place.split("/")[0] not in EDGES and not place.startswith(tuple(READERS_OF_FILES)):
            yield path


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def test_the_core_imports_no_office_or_file_library() -> None:
    found = {
        path.relative_to(PACKAGE).as_posix(): bad
        for path in core_modules()
        if (bad := EDGE_LIBRARIES & set(imported(path)))
    }
    assert found == {}


def loaded(code: str, libraries: set[str]) -> str:
    """Which of the libraries a fresh Python has loaded after running the code."""
    run = subprocess.run(
        [
            sys.executable,
            "-c",
            f"import sys; {code}; print(sorted({libraries!r} & set(sys.modules)))",
        ],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(PACKAGE.parent)},
    )
    return run.stdout.splitlines()[-1]


def test_a_check_loads_no_heavy_library() -> None:
    code = (
        "import nastavnik.faces.cli.commands, nastavnik.rules.checking, nastavnik.actions.session"
    )
    assert loaded(code, HEAVY) == "[]"


def test_checking_an_ordinary_book_loads_no_library_of_odd_fields(tmp_path: Path) -> None:
    book = new_book(tmp_path, sample=True)
    code = (
        "from pathlib import Path; from datetime import date; from nastavnik import checking, desk;"
        f"verb = lambda school: checking.check(school, date(2026, 10, 15));"
        f"desk.work(desk.closed_book(Path({str(book)!r})), verb)"
    )
    assert loaded(code, ODD_FIELDS) == "[]"
