"""A check or a repair taken back leaves every cell as it was: its value, its type, its format."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from openpyxl import load_workbook
from openpyxl.worksheet.datavalidation import DataValidationList

from nastavnik.actions import session
from nastavnik.actions.check_book import Task
from nastavnik.actions.new_book import SAMPLE_DAY, new_book
from nastavnik.model.changes import Patch
from nastavnik.model.sheets import Mentee, Mentor, RepairRow
from support.rich_workbook import census, make_rich_workbook

SHARED = "xl/sharedStrings.xml"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
SLOPPY = {
    "Наставники": {"A4": "  ГАРЕЕВА\u00a0 ЛИЛИЯ РАШИТОВНА ", "B4": "Педагог"},
    "Наставляемые": {"A5": "Мyхин  Егор", "G5": "01.02.2012"},
}
"""What somebody typed: blanks, capitals, a Latin letter, a date as text."""


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The flawed sample; the sample typed sloppily; the same among pictures, pivots and macros."""
    folder = tmp_path_factory.mktemp("книги")
    flawed = new_book(folder / "ошибки", flawed=True)
    sloppy = new_book(folder / "неряшливая", sample=True)
    sloppy.write_bytes(typed_over(sloppy.read_bytes()))
    rich = folder / "полная" / "Наставничество.xlsm"
    rich.parent.mkdir()
    make_rich_workbook(rich, sloppy)
    return {"flawed": flawed, "sloppy": sloppy, "rich": rich}


@pytest.fixture(params=["flawed", "sloppy", "rich"])
def book(request: pytest.FixtureRequest, books: Mapping[str, Path], tmp_path: Path) -> Path:
    source = books[request.param]
    return Path(shutil.copy(source, tmp_path / source.name))


def typed_over(content: bytes) -> bytes:
    """The workbook with the sloppy cells written into its XML, styles and all else kept."""
    stream = io.BytesIO(content)
    titles = load_workbook(stream, read_only=True).sheetnames
    parts = {f"xl/worksheets/sheet{titles.index(t) + 1}.xml": cells for t, cells in SLOPPY.items()}
    target = io.BytesIO()
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            root = old.read(name)
            new.writestr(name, _with_texts(root, parts[name]) if name in parts else root)
    return target.getvalue()


def _with_texts(part: bytes, texts: Mapping[str, str]) -> bytes:
    root = etree.fromstring(part)
    for cell in root.iter(f"{MAIN}c"):
        if cell.get("r") in texts:
            for child in list(cell):
                cell.remove(child)
            cell.set("t", "inlineStr")
            text = etree.SubElement(etree.SubElement(cell, f"{MAIN}is"), f"{MAIN}t")
            text.text = texts[cell.get("r")]
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


Cell = tuple[str, str, str, str]
"""The format of a cell, its type, its text or number, its formula."""


NOTHING: Cell = ("", "", "", "")


def cells(path: Path) -> dict[str, Cell]:
    """Every cell of every sheet."""
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        shared = archive.read(SHARED) if SHARED in archive.namelist() else b"<sst/>"
        texts = ["".join(item.itertext()) for item in etree.fromstring(shared)]
        return {
            f"{name}!{cell.get('r')}": _held(cell, texts)
            for name in names
            for cell in etree.fromstring(archive.read(name)).iter(f"{MAIN}c")
        }


def _held(cell: Any, texts: Sequence[str]) -> Cell:
    """A cell that holds nothing has no type; a text is one wherever it is stored."""
    kind, value = cell.get("t", "n"), cell.findtext(f"{MAIN}v") or ""
    if kind == "s" and value:
        value = texts[int(value)]
    if kind == "inlineStr":
        value = "".join(text.text or "" for text in cell.iter(f"{MAIN}t"))
    formula = cell.findtext(f"{MAIN}f") or ""
    kind = "text" if kind in {"s", "str", "inlineStr"} else kind
    return cell.get("s", "0"), kind if value else "", "" if formula else value, formula


def undone(book: Path) -> None:
    session.undo(session.closed_file(book), book)


def differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> set[str]:
    return {at for at in before.keys() | after.keys() if before.get(at) != after.get(at)}


@pytest.mark.parametrize("fix", [False, True], ids=["check", "repair"])
def test_one_undo_takes_back_everything_cell_by_cell(book: Path, fix: bool) -> None:
    before, content = cells(book), census(book)
    Task(SAMPLE_DAY, fix=fix).done_to(book)
    assert differing(before, cells(book))
    undone(book)
    assert differing(before, cells(book)) == set()
    assert census(book) == content


def test_the_repair_of_the_sloppy_book_is_listed_on_its_sheet(
    books: Mapping[str, Path], tmp_path: Path
) -> None:
    book = Path(shutil.copy(books["sloppy"], tmp_path))
    Task(SAMPLE_DAY, fix=True).done_to(book)
    sheet = load_workbook(book)[RepairRow.sheet]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3, max_col=6)]
    assert rows[0] == [column.title for column in RepairRow.columns]
    listed = {tuple(row[2:]) for row in rows[1:] if row[3]}
    assert (
        "ФИО",
        "  ГАРЕЕВА\u00a0 ЛИЛИЯ РАШИТОВНА ",
        "Гареева Лилия Рашитовна",
        "лишние пробелы, прописные буквы",
    ) in listed
    assert ("Кто", "Педагог", "педагог", "значение списка") in listed
    assert len(listed) == 4


def test_repairing_again_adds_nothing_to_the_list(
    books: Mapping[str, Path], tmp_path: Path
) -> None:
    book = Path(shutil.copy(books["sloppy"], tmp_path))
    Task(SAMPLE_DAY, fix=True).done_to(book)
    content = book.read_bytes()
    again = Task(SAMPLE_DAY, fix=True).done_to(book)
    assert again.outcome.data["repairs"] == []
    assert book.read_bytes() == content


def without_sheet(source: Path, target: Path, title: str) -> Path:
    workbook = load_workbook(source)
    del workbook[title]
    workbook.save(target)
    return target


def test_a_book_of_before_that_sheet_is_repaired_and_gets_it(
    books: Mapping[str, Path], tmp_path: Path
) -> None:
    book = without_sheet(books["sloppy"], tmp_path / "старая.xlsx", RepairRow.sheet)
    plain = Task(SAMPLE_DAY).done_to(book)
    assert RepairRow.sheet not in {finding.sheet for finding in plain.outcome.findings}
    done = Task(SAMPLE_DAY, fix=True).done_to(book)
    assert len(done.outcome.data["repairs"]) == 4
    assert "Восстановлено" in done.outcome.message
    assert load_workbook(book)[RepairRow.sheet]["D4"].value


def robbed(source: Path, target: Path) -> Path:
    """A book whose lists to choose from a paste has wiped."""
    workbook = load_workbook(source)
    for title in (Mentor.sheet, Mentee.sheet):
        workbook[title].data_validations = DataValidationList()
    workbook.save(target)
    return target


def validations(path: Path) -> int:
    sheets = load_workbook(path).worksheets
    return sum(len(sheet.data_validations.dataValidation) for sheet in sheets)


def test_a_repair_gives_back_lost_lists_and_one_undo_takes_back_those_too(
    books: Mapping[str, Path], tmp_path: Path
) -> None:
    book = robbed(books["sloppy"], tmp_path / "книга.xlsx")
    before, lost = book.read_bytes(), validations(book)
    dry = Task(SAMPLE_DAY, fix=True, dry_run=True).done_to(book)
    assert "Будет восстановлено" in dry.outcome.message
    assert validations(book) == lost
    Task(SAMPLE_DAY, fix=True).done_to(book)
    assert validations(book) == validations(books["sloppy"])
    undone(book)
    assert book.read_bytes() == before


def test_lists_that_came_back_alone_can_be_taken_back(
    books: Mapping[str, Path], tmp_path: Path
) -> None:
    book = Path(shutil.copy(books["sloppy"], tmp_path))
    Task(SAMPLE_DAY, fix=True).done_to(book)
    Task(SAMPLE_DAY).done_to(robbed(book, book))
    before = book.read_bytes()
    done = Task(SAMPLE_DAY, fix=True).done_to(book)
    assert done.patches == ()
    assert book.read_bytes() != before
    undone(book)
    assert book.read_bytes() == before


def test_what_a_person_typed_since_stays_when_a_repair_is_taken_back(
    books: Mapping[str, Path], tmp_path: Path
) -> None:
    book = Path(shutil.copy(books["sloppy"], tmp_path))
    before = cells(book)
    Task(SAMPLE_DAY, fix=True).done_to(book)
    hers = Patch(Mentee.sheet, {(6, 4): "впишу позже"})
    session.closed_file(book).apply([hers])
    undone(book)
    changed = {at for at, held in cells(book).items() if held[1:] != before.get(at, NOTHING)[1:]}
    assert len(changed) == 1


def test_a_lost_registry_is_spoken_of_and_no_empty_one_takes_its_place(
    books: Mapping[str, Path], tmp_path: Path
) -> None:
    book = without_sheet(books["sloppy"], tmp_path / "книга.xlsx", Mentee.sheet)
    done = Task(SAMPLE_DAY, fix=True).done_to(book)
    assert "Не хватает листов или столбцов («Наставляемые»)" in done.outcome.message
    assert Mentee.sheet not in load_workbook(book).sheetnames
    assert "ЛС01" in {finding.code for finding in done.outcome.findings}
