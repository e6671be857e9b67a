"""The district's page in a real browser, and the letters as LibreOffice prints them."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from nastavnik.actions.collect_books import run
from nastavnik.actions.session import Session
from office.browser import Browser, chromium, listening
from support.district import inn_of, name_of, school_book

pytestmark = pytest.mark.office

WIDE, NARROW = "--window-size=1366,900", "--window-size=500,900"
PROBE = """
<script>
const told = [], rows = id => [...find(id).rows].filter(row => !row.hidden).length;
for (const [id, value, body] of %s) {
  find(id).focus();
  const reached = document.activeElement === find(id) && find(id).tabIndex === 0;
  find(id).value = value;
  find(id).dispatchEvent(new Event("input"));
  told.push([id, reached, rows(body)]);
}
document.body.insertAdjacentHTML("beforeend", "<pre id=probed>" + JSON.stringify(told) + "</pre>");
</script>
"""


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Browser:
    """A browser that nobody used before."""
    return Browser(chromium(), tmp_path_factory.mktemp("browser"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a run over four schools leaves, one of them with mistakes."""
    place = tmp_path_factory.mktemp("район")
    (place / "почта").mkdir()
    for number in range(1, 5):
        book = school_book(number, flawed=number == 3, more={"12300456": inn_of(number)})
        (place / "почта" / f"{number}.xlsx").write_bytes(book)
    day = date(2026, 11, 9)
    run(Session(), folders=[place / "почта"], into=place / "СВОД.xlsx", today=day, pdf=True)
    return place


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_the_page_breaks_no_rule_of_accessibility(
    browser: Browser, folder: Path, size: str
) -> None:
    judged = browser.judged(folder / "СВОД.html", size)
    assert judged["violations"] == []
    assert judged["passes"] > 10
    assert not judged["wide"]


def probed(browser: Browser, folder: Path, steps: list[tuple[str, str, str]]) -> Any:
    """Of each control that is set: its name, whether it was reached, the rows that it leaves."""
    page = (folder / "СВОД.html").read_text(encoding="utf-8")
    copy = folder / "probed.html"
    copy.write_text(page.replace("</body>", f"{PROBE % json.dumps(steps)}</body>"), "utf-8")
    try:
        shown = browser.page(copy)
    finally:
        copy.unlink()
    told = re.search(r'<pre id="probed">(.*?)</pre>', shown, re.DOTALL)
    assert told
    return json.loads(html.unescape(told[1]))


def test_every_filter_is_reached_by_keyboard_and_does_what_it_says(
    browser: Browser, folder: Path
) -> None:
    steps = [
        ("state", "возвращено", "schools"),
        ("name", name_of(3)[:12], "schools"),
        ("state", "", "schools"),
        ("name", "", "schools"),
        ("form", "ученик – ученик", "form-rows"),
        ("compared-form", "ученик – ученик", "compared"),
        ("compared-form", "", "compared"),
    ]
    found = probed(browser, folder, steps)
    assert all(reached for _, reached, _ in found)
    left = [rows for *_, rows in found]
    assert left[:2] == [1, 1]
    assert left[3] == 4
    assert 0 < left[4] < 20
    assert left[6] == 4


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """The address of a listener, and what it is asked."""
    with listening() as listener:
        yield listener


def test_the_page_asks_nobody_for_anything(
    browser: Browser, folder: Path, asked: tuple[str, list[str]]
) -> None:
    address, heard = asked
    assert "<h1>" in browser.page(folder / "СВОД.html", f"--proxy-server=http://{address}")
    assert [line for line in heard if "google" not in line and "gvt1" not in line] == []


def test_a_letter_is_there_as_pdf_too(folder: Path) -> None:
    letters = folder / "СВОД — письма"
    (printed,) = letters.glob("*.pdf")
    assert printed.with_suffix(".docx").exists()
    assert printed.read_bytes().startswith(b"%PDF")
