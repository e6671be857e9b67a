"""The page and the note: whole without anything from elsewhere, and what they say."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

from nastavnik.actions.collect_books import run
from nastavnik.actions.session import Session
from nastavnik.region.sheets import YearRow
from nastavnik.region.sums import COUNTING
from nastavnik.region.years import years_beside
from support.district import name_of, school_book

VOID = {"meta", "input", "br", "line", "rect"}
IMPLIED = {"p", "li", "td", "th", "tr", "option", "thead", "tbody"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a run over six schools leaves."""
    place = tmp_path_factory.mktemp("район")
    (place / "почта").mkdir()
    for number in range(1, 7):
        book = school_book(number, flawed=number == 3, more={"МБОУ «СОШ № 6": "МБОУ <b>«СОШ № 6"})
        (place / "почта" / f"{number}.xlsx").write_bytes(book)
    run(Session(), folders=[place / "почта"], into=place / "СВОД.xlsx", today=date(2026, 11, 9))
    return place


class Tags(HTMLParser):
    """Which elements are left open."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID | IMPLIED:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID | IMPLIED:
            assert self.open.pop() == tag


def test_the_page_stands_alone_and_is_whole(folder: Path) -> None:
    page = (folder / "СВОД.html").read_text(encoding="utf-8")
    assert not re.search(r"https?://|src=|@import|url\(", page)
    tags = Tags()
    tags.feed(page)
    assert tags.open == []
    assert '<html lang="ru">' in page
    assert "<label>" in page


def test_the_page_has_a_row_for_each_school_with_its_state(folder: Path) -> None:
    page = (folder / "СВОД.html").read_text(encoding="utf-8")
    rows = re.findall(r'<tr data-state="([^"]+)"><td>([^<]+)', page)
    assert {name: state for state, name in rows}[name_of(1)] == "получено"
    assert len(rows) == 6


def test_names_of_schools_are_no_markup(folder: Path) -> None:
    page = (folder / "СВОД.html").read_text(encoding="utf-8")
    assert "<b>" not in page


def test_the_note_counts_what_the_workbook_counts(folder: Path) -> None:
    document = docx.Document(io.BytesIO((folder / "СВОД — справка.docx").read_bytes()))
    told = {row.cells[1].text: row.cells[2].text for row in document.tables[0].rows[1:]}
    sheet = load_workbook(folder / "СВОД.xlsx")["Свод"]
    for row in sheet.iter_rows(min_row=4, max_row=27, values_only=True):
        number, title, part, whole, share, *_ = row
        words = told[str(title)]
        if share in {None, "", "—"}:
            assert words == (share or str(part)), number
        else:
            assert words.startswith(str(share).partition(" (")[0]), number
            assert f"{part} из {whole}" in words, number
    assert any("получено — 5" in paragraph.text.lower() for paragraph in document.paragraphs)


def test_no_cell_of_the_workbook_is_a_formula(folder: Path) -> None:
    workbook = load_workbook(folder / "СВОД.xlsx")
    cells = [c for sheet in workbook for row in sheet.iter_rows() for c in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]


def test_the_note_has_native_charts_with_a_workbook_behind_each(folder: Path) -> None:
    with zipfile.ZipFile(folder / "СВОД — справка.docx") as archive:
        names = archive.namelist()
        body = archive.read("word/document.xml").decode()
    charts = [name for name in names if re.fullmatch(r"word/charts/chart\d+\.xml", name)]
    behind = [name for name in names if name.startswith("word/embeddings/")]
    assert len(charts) == len(behind) == body.count("<c:chart ") == 2
    assert "[[chart" not in body


def test_the_note_is_written_over_until_a_person_has_changed_it(folder: Path) -> None:
    def again(day: int) -> None:
        into = folder / "СВОД.xlsx"
        run(Session(), folders=[folder / "почта"], into=into, today=date(2026, 11, day))

    note = folder / "СВОД — справка.docx"
    again(10)
    assert [path.name for path in folder.glob("*справка*")] == [note.name]
    changed = docx.Document(str(note))
    changed.add_paragraph("Вывод куратора")
    changed.save(str(note))
    again(11)
    again(12)
    names = sorted(path.name for path in folder.glob("*справка*"))
    assert names == ["СВОД — справка (2).docx", "СВОД — справка.docx"]
    assert docx.Document(str(note)).paragraphs[-1].text == "Вывод куратора"


def test_the_years_stand_side_by_side(folder: Path) -> None:
    rows = [
        YearRow(year="2025/2026", number=3, title="Доля", part=2, whole=8),
        YearRow(year="2026/2027", number=3, title="Доля", part=6, whole=8, version=COUNTING),
        YearRow(year="2024/2025", number=3, title="Доля", part=7, whole=8, version="0"),
        YearRow(year="2026/2027", number=1, title="Дети", part=1, whole=3, version=COUNTING),
    ]
    beside = years_beside(rows)
    assert beside.years == ("2024/2025", "2025/2026", "2026/2027")
    assert list(beside.rows) == [
        (1, "Дети", ("—", "—", "1 из 3")),
        (3, "Доля", ("считали иначе", "25 % (2 из 8)", "75 % (6 из 8)")),
    ]
    assert list(beside.lines) == [("Доля", (None, 25.0, 75.0))]
