"""The contracts of `pyproject.toml` hold the layers, and a click imports little."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

import nastavnik
from nastavnik.actions.new_book import new_book

PACKAGE = Path(nastavnik.__file__).parent
ROOT = Path(__file__).parents[1]
HEAVY = {"pandas", "scipy", "numpy", "xlwings", "docxtpl", "docx", "pymorphy3", "pytrovich", "lark"}

ODD_FIELDS = {"email_validator", "holidays", "phonenumbers", "stdnum"}


def test_every_room_imports_only_what_the_contracts_allow() -> None:
    assert lint_imports(str(ROOT / "pyproject.toml"), no_cache=True) == EXIT_STATUS_SUCCESS


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


def test_a_click_loads_only_what_its_own_action_needs(tmp_path: Path) -> None:
    book = new_book(tmp_path, sample=True)
    arguments = ["check", str(book), "--today", "15.10.2026", "--json", "--dry-run"]
    code = (
        "from nastavnik.faces.cli.commands import command_line;"
        f"command_line().main({arguments!r}, standalone_mode=False)"
    )
    others = {"documents", "matching", "people_import", "roadmap.reading", "faces.html_report"}
    needless = HEAVY | {"jinja2", "rich", "platformdirs", "xlsxwriter", "lxml"}
    assert loaded(code, needless | {f"nastavnik.{name}" for name in others}) == "[]"


LIGHT_VERBS = {
    "new": ("new", "{folder}/новая", "--sample"),
    "fix": ("check", "{book}", "--fix", "--today", "15.10.2026"),
    "heal": ("heal", "{book}"),
    "undo": ("undo", "{book}"),
    "registry": ("registry", "{book}", "--export", "{folder}/реестры", "--csv"),
}
"""Verbs that need neither arrays, nor Word, nor the builder of workbooks."""


@pytest.mark.parametrize("arguments", LIGHT_VERBS.values(), ids=LIGHT_VERBS)
def test_a_light_verb_loads_no_library_of_another(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    book = new_book(tmp_path / "книга", sample=True)
    given = [each.format(book=book, folder=tmp_path) for each in arguments]
    code = (
        "from nastavnik.faces.cli.commands import command_line;"
        f"command_line().main({given!r}, standalone_mode=False)"
    )
    heavy = HEAVY | {"xlsxwriter", "openpyxl", "jinja2"}
    assert loaded(code, heavy) == "[]"


def test_checking_an_ordinary_book_loads_no_library_of_odd_fields(tmp_path: Path) -> None:
    book = new_book(tmp_path, sample=True)
    code = (
        "from pathlib import Path; from datetime import date; from nastavnik.rules import checking;"
        f"from nastavnik.actions import session; "
        f"verb = lambda school: checking.check(school, date(2026, 10, 15));"
        f"session.work(session.closed_book(Path({str(book)!r})), verb)"
    )
    assert loaded(code, ODD_FIELDS) == "[]"
