"""Formulas in each engine: every shown value against a count without formulas.

A way is how a book came to the engine that opens it; each is a row of `docs/engines.md`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections import Counter
from datetime import date
from pathlib import Path

import pdfplumber
import pytest

from nastavnik.actions.new_book import SAMPLE_DAY, new_book
from nastavnik.actions.session import closed_book, closed_file, work
from nastavnik.model.changes import Changes, SetCell
from nastavnik.model.choices import RuleLevel
from nastavnik.model.outcome import Outcome
from nastavnik.model.school import School, read_school
from nastavnik.model.sheets import GANTT, PANEL, RESULTS, Pair
from nastavnik.readers.package.archive import Archive
from nastavnik.rules.checking import check
from nastavnik.workbooks.build.looks import MARKS
from nastavnik.workbooks.restore.package import Package
from office.engines import LIBREOFFICE, ONLYOFFICE, Engine
from office.formulas import SHEETS, a_day_of_work, counted, shown

pytestmark = pytest.mark.office

OURS = "наша программа"
WAYS: tuple[tuple[str, ...], ...] = (
    (OURS,),
    (LIBREOFFICE, OURS),
    (ONLYOFFICE, OURS),
    (OURS, LIBREOFFICE),
    (OURS, ONLYOFFICE),
)
"""Who wrote the book before it is opened; ours is a day of work that changes every sheet."""
PRINTED = """
import docbuilder, sys
builder = docbuilder.CDocBuilder()
builder.OpenFile(sys.argv[1], "")
builder.GetContext().GetGlobal()["Api"].GetSheet(sys.argv[3]).SetActive()
builder.SaveFile("pdf", sys.argv[2])
builder.CloseFile()
"""
"""Prints one sheet: OnlyOffice prints the active one only."""


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return new_book(tmp_path_factory.mktemp("sample"), sample=True)


@pytest.fixture(scope="module")
def today() -> date:
    return date.today()


def worked_on(book: Path, folder: Path, today: date) -> Path:
    """A copy of the book after a day of work."""
    folder.mkdir(parents=True)
    copy = folder / book.name
    copy.write_bytes(book.read_bytes())
    work(closed_file(copy), lambda school: a_day_of_work(school, SAMPLE_DAY, today))
    return copy


def written(book: Path, way: tuple[str, ...], engines: list[Engine], folder: Path) -> Path:
    """The book after each of those who write it."""
    by_name = {engine.name: engine for engine in engines}
    for number, writer in enumerate(way):
        place = folder / str(number)
        if writer == OURS:
            book = worked_on(book, place, date.today())
        else:
            book = by_name[writer].saved(book, place)
    return book


def wrong(book: Path, sheet: str, today: date) -> dict[str, tuple[object, object]]:
    """Cell → (what it should show, what it shows), where they differ."""
    expected, seen = counted(read(book), sheet, today), shown(book, sheet)
    assert len(expected) > 80
    return {
        c: (value, seen.get(c, "")) for c, value in expected.items() if seen.get(c, "") != value
    }


def read(book: Path) -> School:
    return read_school(closed_file(book).read())


@pytest.mark.parametrize("way", WAYS, ids=" → ".join)
def test_all_that_is_shown_is_right_however_the_book_came(
    way: tuple[str, ...], engines: list[Engine], sample: Path, tmp_path: Path, today: date
) -> None:
    book = written(sample, way, engines, tmp_path)
    for engine in engines:
        opened = engine.saved(book, tmp_path / "opened" / engine.name)
        assert [wrong(opened, sheet, today) for sheet in SHEETS] == [{}, {}, {}], engine.name


def with_old_results(sample: Path, engine: Engine, folder: Path, today: date) -> Path:
    """The book changed by a program that leaves every stored result as it was."""
    before = engine.saved(sample, folder / "before")
    after = worked_on(before, folder / "after", today)
    parts = Package(Archive(before.read_bytes())).sheets()
    kept = {parts[sheet] for sheet in SHEETS}
    book = folder / "book.xlsx"
    with (
        zipfile.ZipFile(before) as old,
        zipfile.ZipFile(after) as new,
        zipfile.ZipFile(book, "w") as out,
    ):
        for name in new.namelist():
            out.writestr(name, (old if name in kept else new).read(name))
    return book


def test_of_old_results_only_those_bound_to_the_day_are_renewed(
    engines: list[Engine], sample: Path, tmp_path: Path, today: date
) -> None:
    for first in engines:
        book = with_old_results(sample, first, tmp_path / first.name, today)
        for engine in engines:
            opened = engine.saved(book, tmp_path / "opened" / first.name / engine.name)
            assert set(wrong(opened, PANEL, today)) == {"B8", "F8"}, "mentors and active pairs"
            assert wrong(opened, GANTT, today)
            late = wrong(opened, RESULTS, today)
            assert {"D33", "F33"} <= set(late), "pairs by form"
            assert not {cell for cell in late if int(cell[1:]) > 43}, "stages and years"


def test_what_an_old_result_hides_our_answers_do_not_read(
    engines: list[Engine], sample: Path, tmp_path: Path, today: date
) -> None:
    book = with_old_results(sample, engines[0], tmp_path, today)
    after = tmp_path / "after" / book.with_stem(sample.stem).name
    found = [check(read(path), today).findings for path in (book, after)]
    assert found[0] == found[1] != ()


RIM = 2
"""Points at the rim of a fill where letters of the row below may reach in."""


def marked(pdf: Path) -> Counter[str]:
    """The words under each fill of an error."""
    wanted = tuple(int(MARKS[RuleLevel.ERROR.value][0][at : at + 2], 16) for at in (1, 3, 5))
    words: Counter[str] = Counter()
    with pdfplumber.open(pdf) as pages:
        for page in pages.pages:
            for area in page.rects:
                colour = area.get("non_stroking_color") or ()
                if area["fill"] and tuple(round(255 * part) for part in colour) == wanted:
                    top, bottom = area["top"] + RIM, area["bottom"] - RIM
                    box = (area["x0"], top, area["x1"], bottom)
                    words[page.crop(box, strict=False).extract_text()] += 1
    return words


def printed(engine: Engine, book: Path, folder: Path) -> Path:
    """The sheet «Пары» as a PDF; the whole book where the engine prints all sheets."""
    if engine.name == LIBREOFFICE:
        return engine.saved(book, folder, "pdf")
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / "pairs.pdf"
    python = os.environ.get("DOCBUILDER_PYTHON", sys.executable)
    command = [python, "-c", PRINTED, str(book), str(target), Pair.sheet]
    subprocess.run(command, capture_output=True, check=False, timeout=600)
    return target


@pytest.mark.parametrize("saved_by", [None, LIBREOFFICE, ONLYOFFICE])
def test_a_mark_that_stands_on_another_sheet_colours_its_cell_until_it_is_changed(
    saved_by: str | None, engines: list[Engine], tmp_path: Path
) -> None:
    book = new_book(tmp_path / "flawed", flawed=True)
    work(closed_book(book), lambda school: check(school, SAMPLE_DAY))
    book = next((e.saved(book, tmp_path / "saved") for e in engines if e.name == saved_by), book)
    before = {e.name: marked(printed(e, book, tmp_path / e.name)) for e in engines}
    assert all("79-ОД" in words for words in before.values())
    work(closed_file(book), _mend_an_order_number)
    after = {e.name: marked(printed(e, book, tmp_path / "after" / e.name)) for e in engines}
    for name, words in before.items():
        assert words["79-ОД"] > after[name]["79-ОД"], name
        assert after[name]["801-ОД"] == 0, name


def _mend_an_order_number(school: School) -> Outcome:
    row = next(pair for pair in school.pairs if pair.order == "79-ОД")
    return Outcome("", Changes((SetCell(Pair.sheet, row.row, Pair.order.title, "801-ОД"),)))
