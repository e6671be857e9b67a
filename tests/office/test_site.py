"""The section of the site in a real browser: fit for everyone, and it asks nobody for anything."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from nastavnik.actions.new_book import new_book
from nastavnik.actions.publish_site import run
from nastavnik.actions.session import Session
from office.browser import Browser, chromium, listening
from support.site_files import MAY

pytestmark = pytest.mark.office

WIDE, NARROW = "--window-size=1366,900", "--window-size=500,900"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Browser:
    """A browser that nobody used before."""
    return Browser(chromium(), tmp_path_factory.mktemp("browser"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The section of the sample school at the end of its year."""
    place = tmp_path_factory.mktemp("раздел")
    book = new_book(place / "школа", sample=True, end=True)
    run(Session(), book=book, folder=place / "сайт", today=MAY)
    return place / "сайт"


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_no_page_breaks_a_rule_of_accessibility(browser: Browser, folder: Path, size: str) -> None:
    pages = sorted(folder.rglob("*.html"))
    assert len(pages) == 20
    for page in pages:
        judged = browser.judged(page, size)
        assert judged["violations"] == [], page
        assert judged["passes"] > 10, page
        assert not judged["wide"], page


def test_a_page_that_breaks_a_rule_would_be_seen(browser: Browser, folder: Path) -> None:
    page = folder / "broken.html"
    text = (folder / "index.html").read_text(encoding="utf-8")
    page.write_text(text.replace('<html lang="ru">', "<html>"), encoding="utf-8")
    try:
        assert [name for name, _ in browser.judged(page)["violations"]] == ["html-has-lang"]
    finally:
        page.unlink()


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """The address of a listener, and what it is asked."""
    with listening() as listener:
        yield listener


def test_no_page_asks_anybody_for_anything(
    browser: Browser, folder: Path, asked: tuple[str, list[str]]
) -> None:
    address, heard = asked
    proxy = f"--proxy-server=http://{address}"
    for page in sorted(folder.rglob("*.html")):
        assert "<h1>" in browser.page(page, proxy)
    assert [line for line in heard if "google" not in line and "gvt1" not in line] == []
    asking = folder / "asking.html"
    asking.write_text('<img src="http://school.example/a.png">', encoding="utf-8")
    try:
        browser.page(asking, proxy)
    finally:
        asking.unlink()
    assert any("school.example" in line for line in heard)
