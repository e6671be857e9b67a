"""The outer line: the core knows no office, Word or file library, and a click imports little."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import nastavnik

PACKAGE = Path(nastavnik.__file__).parent
EDGE_LIBRARIES = {
    "docx", "docxtpl", "openpyxl", "pandas", "python_calamine", "tkinter", "uno", "xlsxwriter",
    "xlwings",
}  # fmt: skip
EDGES = {"books", "panel", "excel.py"}
READERS_OF_FILES = {"documents/rendering.py", "roadmap/approval_docx.py", "roadmap/sources"}
"""The modules whose subject is a file: a template filled, a table of any length, a reader each."""
HEAVY = {"pandas", "scipy", "numpy", "xlwings", "docxtpl", "docx", "pymorphy3", "pytrovich", "lark"}


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


def test_a_check_loads_no_heavy_library() -> None:
    code = (
        "import sys; import nastavnik.command_line, nastavnik.checking, nastavnik.desk;"
        f"print(sorted({HEAVY!r} & set(sys.modules)))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(PACKAGE.parent)},
    )
    assert run.stdout.strip() == "[]"
