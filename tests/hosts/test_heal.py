"""A book that other programs or a paste have robbed gets everything back, and loses nothing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation, DataValidationList

from nastavnik.books.builder import build_book
from nastavnik.books.closed import ClosedBook
from nastavnik.books.heal import Healed, heal
from nastavnik.books.heal.file import heal_file
from nastavnik.books.heal.moves import Move, moved
from nastavnik.books.port import BookError
from nastavnik.defaults import default_values
from nastavnik.grid import Cells
from nastavnik.healing import WHOLE, healed_message
from nastavnik.making import new_book
from nastavnik.school import read_school
from nastavnik.sheets import Card, Mentee, Mentor, Pair, RuleRow

YELLOW = PatternFill("solid", fgColor="FFFF00")
Book = Any
"""A workbook of openpyxl, whose types do not know charts."""
Edit = Callable[[Book], None]


@pytest.fixture(scope="module")
def fresh() -> bytes:
    return build_book(default_values())


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return new_book(tmp_path_factory.mktemp("sample"), sample=True).read_bytes()


@pytest.fixture
def robbed(sample: bytes, tmp_path: Path) -> Callable[[Edit], bytes]:
    """The sample after a load and save by openpyxl, and an edit in between."""

    def rob(edit: Edit) -> bytes:
        path = tmp_path / "Наставничество.xlsx"
        path.write_bytes(sample)
        book = load_workbook(path)
        edit(book)
        book.save(path)
        return path.read_bytes()

    return rob


def opened(content: bytes, folder: Path) -> Book:
    path = folder / "healed.xlsx"
    path.write_bytes(content)
    return load_workbook(path)


def values(content: bytes, folder: Path) -> Cells:
    path = folder / "values.xlsx"
    path.write_bytes(content)
    return ClosedBook(path, datetime.now).read()


def lost(healed: Healed) -> set[tuple[str, str]]:
    return {(item.sheet, item.kind) for item in healed.before.lost}


def nothing(book: Book) -> None:
    """An edit that changes nothing: only the save itself counts."""


def strip(sheet: Any) -> None:
    """Everything that the declaration gives a sheet, gone."""
    sheet.data_validations = DataValidationList()
    sheet.conditional_formatting = ConditionalFormattingList()
    sheet.freeze_panes = None
    for name in list(sheet.tables):
        del sheet.tables[name]
    for column in sheet.column_dimensions.values():
        column.outlineLevel, column.hidden = 0, False
    sheet.page_setup.orientation = "portrait"
    sheet.sheet_properties.pageSetUpPr.fitToPage = False
    sheet.oddFooter.left.text = sheet.oddFooter.right.text = None


def test_a_book_that_lost_nothing_keeps_every_byte(sample: bytes, fresh: bytes) -> None:
    healed = heal(sample, fresh)
    assert healed.content == sample
    assert healed_message(healed, dry_run=False) == WHOLE


def test_after_a_save_by_openpyxl_nothing_is_missing_and_healing_twice_changes_nothing(
    robbed: Callable[[Edit], bytes], fresh: bytes
) -> None:
    healed = heal(robbed(nothing), fresh)
    assert healed.after.lost == ()
    assert heal(healed.content, fresh).content == healed.content


def test_rules_colouring_tables_folding_panes_and_print_come_back(
    robbed: Callable[[Edit], bytes], sample: bytes, fresh: bytes, tmp_path: Path
) -> None:
    healed = heal(robbed(lambda book: strip(book["Пары"])), fresh)
    kinds = {kind for sheet, kind in lost(healed) if sheet == "Пары"}
    assert kinds == {
        "правила ввода",
        "подсветка замечаний",
        "таблицы",
        "стили таблиц",
        "свёрнутые столбцы",
        "закрепление",
        "печать",
    }
    assert healed.after.lost == ()
    was, now = opened(sample, tmp_path)["Пары"], opened(healed.content, tmp_path)["Пары"]
    assert now.tables["Пары"].ref == was.tables["Пары"].ref
    assert now.freeze_panes == was.freeze_panes
    assert rules(now) == rules(was)


def rules(sheet: Any) -> set[tuple[str, str, str | None]]:
    return {
        (str(rule.sqref), str(rule.type), rule.formula1)
        for rule in sheet.data_validations.dataValidation
    }


def test_a_validation_wiped_by_a_paste_over_some_cells_covers_the_whole_column_again(
    robbed: Callable[[Edit], bytes], fresh: bytes
) -> None:
    def paste(book: Book) -> None:
        for rule in book["Наставники"].data_validations.dataValidation:
            if str(rule.sqref) == "B4:B1000":
                rule.sqref = "B4:B6 B9:B1000"

    healed = heal(robbed(paste), fresh)
    assert lost(healed) == {("Наставники", "правила ввода")}
    assert healed.after.lost == ()


def test_missing_sheets_come_back_where_they_stood_with_lists_and_defaults(
    robbed: Callable[[Edit], bytes], fresh: bytes, tmp_path: Path
) -> None:
    def remove(book: Book) -> None:
        for title in ("Встречи", "Справочники", "Панель", "Правила"):
            del book[title]

    healed = heal(robbed(remove), fresh)
    assert healed.after.lost == ()
    order = [sheet.title for sheet in opened(fresh, tmp_path)]
    book = opened(healed.content, tmp_path)
    assert [sheet.title for sheet in book] == order
    assert book["Панель"]._charts
    assert book["Анкеты"].print_title_rows == "$3:$3"
    assert read_school(values(healed.content, tmp_path)).table(RuleRow).rows


def test_a_missing_column_of_an_older_book_is_added_at_the_right_inside_the_table(
    robbed: Callable[[Edit], bytes], fresh: bytes, tmp_path: Path
) -> None:
    title = Mentee.column("request").title

    def remove(book: Book) -> None:
        sheet = book["Наставляемые"]
        place = next(cell.column for cell in sheet[3] if cell.value == title)
        last = sheet.max_column
        sheet.move_range(f"{sheet.cell(3, place + 1).coordinate}:AG60", cols=-1)
        table = sheet.tables["Наставляемые"]
        table.ref = table.ref.replace("AG", "AF")
        table.autoFilter.ref = table.ref
        table.tableColumns = [c for c in table.tableColumns if c.name != title]
        assert last == 33

    healed = heal(robbed(remove), fresh)
    assert ("Наставляемые", "столбцы") in lost(healed)
    assert healed.after.lost == ()
    sheet = opened(healed.content, tmp_path)["Наставляемые"]
    assert sheet["AG3"].value == title
    assert sheet.tables["Наставляемые"].ref.startswith("A3:AG")
    assert sheet["AG3"].fill.fgColor.rgb == sheet["D3"].fill.fgColor.rgb


def test_rules_follow_columns_that_a_person_moved(
    robbed: Callable[[Edit], bytes], fresh: bytes, tmp_path: Path
) -> None:
    def swap(book: Book) -> None:
        sheet = book["Наставники"]
        strip(sheet)
        for row in range(3, sheet.max_row + 1):
            first, second = sheet.cell(row, 1), sheet.cell(row, 2)
            first.value, second.value = second.value, first.value

    healed = heal(robbed(swap), fresh)
    book = opened(healed.content, tmp_path)
    by_area = {area: (kind, formula) for area, kind, formula in rules(book["Наставники"])}
    assert by_area["A4:A1000"] == ("list", "список_Кто_наставник")
    assert by_area["B4:B1000"][0] == "custom"
    assert "TRIM(B4)" in str(by_area["B4:B1000"][1])
    assert "$B$4:$B$1000" in book.defined_names["люди_Наставники"].value


def test_fields_missing_from_the_card_are_added_below_with_their_hints(
    robbed: Callable[[Edit], bytes], fresh: bytes, tmp_path: Path
) -> None:
    title = Card.column("font_size").title

    def remove(book: Book) -> None:
        for row in book["Школа"].iter_rows():
            if row[0].value == title:
                for cell in row:
                    cell.value = None

    healed = heal(robbed(remove), fresh)
    assert lost(healed) == {("Школа", "столбцы")}
    assert healed.after.lost == ()
    school = read_school(values(healed.content, tmp_path))
    assert title in school.table(Card).headers


def test_what_is_a_persons_own_stays(
    robbed: Callable[[Edit], bytes], fresh: bytes, tmp_path: Path
) -> None:
    def decorate(book: Book) -> None:
        sheet = book["Пары"]
        strip(sheet)
        sheet["AA3"], sheet["AA4"] = "Моё", "заметка"
        sheet["A4"].fill, sheet["A4"].font = YELLOW, Font(bold=True, color="FF00FF")
        own = DataValidation(type="whole", operator="greaterThan", formula1="5", sqref="AA4:AA9")
        sheet.add_data_validation(own)
        sheet.conditional_formatting.add(
            "A4:A90", Rule(type="cellIs", operator="equal", formula=['"моё"'])
        )
        book.create_sheet("Мой лист")["B2"] = "моё"
        book["Панель"]["P5"] = "не забыть"
        del book["Панель"]._charts[:]

    robbed_book = robbed(decorate)
    healed = heal(robbed_book, fresh)
    assert healed.after.lost == ()
    book = opened(healed.content, tmp_path)
    sheet = book["Пары"]
    assert (sheet["AA3"].value, sheet["A4"].fill.fgColor.rgb) == ("Моё", "00FFFF00")
    assert ("AA4:AA9", "whole", "5") in rules(sheet)
    formulas = {f for area in sheet.conditional_formatting for r in area.rules for f in r.formula}
    assert '"моё"' in formulas
    assert book["Мой лист"]["B2"].value == "моё"
    assert book["Панель"]["P5"].value == "не забыть"
    assert book["Панель"]._charts
    before, after = values(robbed_book, tmp_path), values(healed.content, tmp_path)
    assert all(after[s].rows == before[s].rows for s in ("Пары", "Наставники", "Школа"))


def test_the_panel_made_anew_looks_where_a_person_moved_the_columns(
    robbed: Callable[[Edit], bytes], fresh: bytes, tmp_path: Path
) -> None:
    def swap(book: Book) -> None:
        sheet = book["Дорожная карта"]
        for row in range(3, sheet.max_row + 1):
            first, second = sheet.cell(row, 3), sheet.cell(row, 4)
            first.value, second.value = second.value, first.value
        del book["Гант"]

    healed = heal(robbed(swap), fresh)
    formula = opened(healed.content, tmp_path)["Гант"]["A4"].value
    assert "'Дорожная карта'!$D:$D" in formula


def test_names_that_became_broken_mean_again_what_they_should(
    robbed: Callable[[Edit], bytes], fresh: bytes, tmp_path: Path
) -> None:
    def spoil(book: Book) -> None:
        book.defined_names["список_Формы"].value = "#REF!"
        del book.defined_names["проверка_где"]

    healed = heal(robbed(spoil), fresh)
    assert lost(healed) == {("", "имена")}
    names = opened(healed.content, tmp_path).defined_names
    assert "Справочники" in names["список_Формы"].value
    assert "Проверка" in names["проверка_где"].value


def test_fonts_that_openpyxl_spells_in_a_forbidden_order_are_mended(
    robbed: Callable[[Edit], bytes], fresh: bytes
) -> None:
    healed = heal(robbed(nothing), fresh)
    styles = zipfile.ZipFile(io.BytesIO(healed.content)).read("xl/styles.xml").decode()
    font = styles[styles.index("<font>") :]
    assert font.index("<sz") < font.index("<color") < font.index("<name")


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("A4&B4", "C4&B4"),
        ('IF(A4="A4",1,"x")', 'IF(C4="A4",1,"x")'),
        ("SUM('Пары'!$A$4:$A$9)", "SUM('Пары'!$B$5:$B$10)"),
        ("INDEX('Пары'!$A:$A,3)", "INDEX('Пары'!$B:$B,3)"),
        ("ROW()+LOG10(5)+Пары[Состояние]", "ROW()+LOG10(5)+Пары[Состояние]"),
    ],
)
def test_references_move_and_nothing_else_does(formula: str, expected: str) -> None:
    own, others = Move(columns={1: 3}), {"Пары": Move(columns={1: 2}, shift=1)}
    assert moved(formula, own, others) == expected


def test_healing_a_file_keeps_a_copy_and_a_dry_run_writes_nothing(
    robbed: Callable[[Edit], bytes], fresh: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "Наставничество.xlsx"
    before = robbed(lambda book: strip(book["Пары"]))
    heal_file(path, fresh, datetime.now, dry_run=True)
    assert path.read_bytes() == before
    heal_file(path, fresh, datetime.now)
    copies = list((tmp_path / "Архив").glob("*.xlsx"))
    assert [copy.read_bytes() for copy in copies] == [before]
    heal_file(path, fresh, datetime.now)
    assert len(list((tmp_path / "Архив").glob("*.xlsx"))) == 1


def test_a_book_open_elsewhere_is_not_healed(
    robbed: Callable[[Edit], bytes], fresh: bytes, tmp_path: Path
) -> None:
    robbed(lambda book: strip(book["Пары"]))
    (tmp_path / "~$Наставничество.xlsx").touch()
    with pytest.raises(BookError, match="открыта"):
        heal_file(tmp_path / "Наставничество.xlsx", fresh, datetime.now)


def test_a_strange_workbook_is_refused(tmp_path: Path, fresh: bytes) -> None:
    path = tmp_path / "other.xlsx"
    Workbook().save(path)
    with pytest.raises(BookError, match="не узнан"):
        heal(path.read_bytes(), fresh)


def test_registries_keep_every_row_after_healing(
    robbed: Callable[[Edit], bytes], fresh: bytes, sample: bytes, tmp_path: Path
) -> None:
    healed = heal(robbed(lambda book: strip(book["Наставники"])), fresh)
    was, now = (read_school(values(content, tmp_path)) for content in (sample, healed.content))
    for record in (Mentor, Mentee, Pair):
        assert was.table(record).rows == now.table(record).rows
