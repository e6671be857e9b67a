"""What the pages for developers say of the code, beside the code."""

from __future__ import annotations

import re
import sys
from datetime import date
from pathlib import Path
from types import FrameType

import pytest

import nastavnik
from nastavnik.actions.new_book import new_book
from nastavnik.actions.session import Session
from nastavnik.actions.verbs import ActionRequest, press
from nastavnik.model.actions import CHECK_BUTTON

PACKAGE = Path(nastavnik.__file__).parent
ROOT = PACKAGE.parents[1]
PAGE = ROOT / "docs" / "architecture.md"
PAGES = (
    *(PAGE, ROOT / "CONTRIBUTING.md"),
    *sorted((ROOT / "docs").glob("how-to/*.md")),
    *sorted((ROOT / "docs").glob("decisions/*.md")),
)
PLACES = (ROOT, PACKAGE, *(PACKAGE / room for room in ("documents", "faces/window", "workbooks")))
"""Where what a page names may stand: a page of one room leaves out its name."""
NAMED = re.compile(r"`((?:\w+/)+\w+(?:\.py)?)`")
EXAMPLES = {"actions/your_module.py"}
STEP = re.compile(r"^\| `([\w/]+\.py)` \| `(\w+)` \|", re.MULTILINE)
Step = tuple[str, str]


def steps_of(book: Path) -> list[Step]:
    """(file in the package, function) of a click on «Проверить», each when it is first entered."""
    entered: dict[Step, None] = {}

    def enter(frame: FrameType, event: str, _: object) -> None:
        path = Path(frame.f_code.co_filename)
        if event == "call" and path.is_relative_to(PACKAGE):
            entered.setdefault((path.relative_to(PACKAGE).as_posix(), frame.f_code.co_name))

    sys.setprofile(enter)
    try:
        press(CHECK_BUTTON, Session(), ActionRequest(book, date(2026, 10, 15)))
    finally:
        sys.setprofile(None)
    return list(entered)


def test_a_click_takes_the_way_that_the_page_tells_of(tmp_path: Path) -> None:
    told = [(file, function) for file, function in STEP.findall(PAGE.read_text(encoding="utf-8"))]
    taken = steps_of(new_book(tmp_path, sample=True))
    assert told, "the page tells of no way"
    assert [step for step in taken if step in told] == told


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_modules_that_a_page_names_are_there(page: Path) -> None:
    named = set(NAMED.findall(page.read_text(encoding="utf-8"))) - EXAMPLES
    assert [name for name in sorted(named) if not is_there(name)] == []


def is_there(name: str) -> bool:
    """Whether a file or folder, or a module without its ending, stands in a place meant here."""
    return any((place / f"{name}{ending}").exists() for place in PLACES for ending in ("", ".py"))
