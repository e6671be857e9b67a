"""A book that other programs or a paste have robbed gets everything back, and loses nothing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation, DataValidationList

from nastavnik.actions.heal_book import WHOLE, healed_message
from nastavnik.actions.new_book import new_book
from nastavnik.model.grid import Cells
from nastavnik.model.school import read_school
from nastavnik.model.sheets import Card, Indicator, Mentee, Mentor, Pair, RuleRow, Staff
from nastavnik.workbooks.build.book import build_book
from nastavnik.workbooks.build.defaults import default_values
from nastavnik.workbooks.build.tables import HEADER, place_of
from nastavnik.workbooks.closed import ClosedBook
from nastavnik.workbooks.port import BookError
from nastavnik.workbooks.restore import Healed, heal
from nastavnik.workbooks.restore.file import heal_file
from nastavnik.workbooks.restore.moves import CellMoves, moved

YELLOW = PatternFill("solid", fgColor="FFFF00")
LAST = get_column_letter(len(Mentee.columns))
"""The last column of the mentees."""
OWN = get_column_letter(len(Pair.columns) + 2)
"""A person's column on «Пары», beside all of ours."""
Book = Any
"""A workbook of openpyxl, whose types do not know charts."""
Edit = Callable[[Book], None]


@pytest.fixture(scope="module")
def fresh() -> bytes:
    return build_book(default_values())


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return new_book(tmp_path_factory.mktemp("sample"), sample=True).read_bytes()


Rob = Callable[[Edit], bytes]
"""The sample after a load and save by openpyxl, and an edit in between."""


@pytest.fixture(scope="module")
def robbed(sample: bytes) -> Rob:
    def rob(edit: Edit) -> bytes:
        book = load_workbook(io.BytesIO(sample))
        edit(book)
        stream = io.BytesIO()
        book.save(stream)
        return stream.getvalue()

    return rob


@dataclass(frozen=True)
class Wreck:
    """A book that lost all sorts of things, before and after healing."""

    content: bytes
    healed: Healed
    book: Book

    def lost(self, sheet: str) -> set[str]:
        """What the sheet had lost."""
        return {kind for title, kind in lost(self.healed) if title == sheet}


@pytest.fixture(scope="module")
def wreck(robbed: Rob, fresh: bytes) -> Wreck:
    def edit(book: Book) -> None:
        for each in EDITS:
            each(book)

    content = robbed(edit)
    healed = heal(content, fresh)
    return Wreck(content, healed, load_workbook(io.BytesIO(healed.content)))


def opened(content: bytes) -> Book:
    return load_workbook(io.BytesIO(content))


def values(content: bytes, folder: Path) -> Cells:
    path = folder / "values.xlsx"
    path.write_bytes(content)
    return ClosedBook(path, datetime.now).read()


def lost(healed: Healed) -> set[tuple[str, str]]:
    return {(item.sheet, item.kind) for item in healed.before.lost}


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


def strip_pairs(book: Book) -> None:
    strip(book["Пары"])


def paste_over_posts(book: Book) -> None:
    for rule in book["Сотрудники"].data_validations.dataValidation:
        if str(rule.sqref) == "C4:C1000":
            rule.sqref = "C4:C6 C9:C1000"


def remove_sheets(book: Book) -> None:
    for title in ("Встречи", "Справочники", "Гант", "Правила"):
        del book[title]


def remove_a_column(book: Book) -> None:
    sheet = book["Наставляемые"]
    place = next(cell.column for cell in sheet[3] if cell.value == REQUEST)
    sheet.move_range(f"{sheet.cell(3, place + 1).coordinate}:{LAST}60", cols=-1)
    table = sheet.tables["Наставляемые"]
    table.ref = table.ref.replace(LAST, get_column_letter(len(Mentee.columns) - 1))
    table.autoFilter.ref = table.ref
    table.tableColumns = [c for c in table.tableColumns if c.name != REQUEST]


def remove_a_field(book: Book) -> None:
    for row in book["Школа"].iter_rows():
        if row[0].value == FONT_SIZE:
            for cell in row:
                cell.value = None


def move_columns(book: Book) -> None:
    for title, first, second in (("Наставники", 1, 2), ("Дорожная карта", 3, 4)):
        sheet = book[title]
        strip(sheet)
        for row in range(3, sheet.max_row + 1):
            one, other = sheet.cell(row, first), sheet.cell(row, second)
            one.value, other.value = other.value, one.value


def decorate(book: Book) -> None:
    sheet = book["Пары"]
    sheet[f"{OWN}3"], sheet[f"{OWN}4"] = "Моё", "заметка"
    sheet["A4"].fill, sheet["A4"].font = YELLOW, Font(bold=True, color="FF00FF")
    own = DataValidation(type="whole", operator="greaterThan", formula1="5", sqref=f"{OWN}4:{OWN}9")
    sheet.add_data_validation(own)
    rule = Rule(type="cellIs", operator="equal", formula=['"моё"'])
    sheet.conditional_formatting.add("A4:A90", rule)
    book.create_sheet("Мой лист")["B2"] = "моё"
    book["Панель"]["P5"] = "не забыть"
    del book["Панель"]._charts[:]


def spoil_names(book: Book) -> None:
    book.defined_names["список_Формы"].value = "#REF!"
    del book.defined_names["проверка_где"]


EDITS = (
    strip_pairs,
    paste_over_posts,
    remove_a_column,
    remove_a_field,
    move_columns,
    decorate,
    spoil_names,
    remove_sheets,
)
REQUEST, FONT_SIZE = Mentee.request.title, Card.font_size.title


def rules(sheet: Any) -> set[tuple[str, str, str | None]]:
    return {
        (str(rule.sqref), str(rule.type), rule.formula1)
        for rule in sheet.data_validations.dataValidation
    }


def test_everything_lost_comes_back_and_healing_twice_changes_nothing(
    wreck: Wreck, fresh: bytes
) -> None:
    assert wreck.healed.after.lost == ()
    assert heal(wreck.healed.content, fresh).content == wreck.healed.content


def test_rules_colouring_tables_folding_panes_and_print_come_back(
    wreck: Wreck, sample: bytes
) -> None:
    assert wreck.lost("Пары") == {
        "правила ввода",
        "подсветка замечаний",
        "таблицы",
        "стили таблиц",
        "свёрнутые столбцы",
        "закрепление",
        "печать",
    }
    was, now = opened(sample)["Пары"], wreck.book["Пары"]
    assert now.tables["Пары"].ref == was.tables["Пары"].ref
    assert now.freeze_panes == was.freeze_panes
    assert rules(was) < rules(now)


def test_a_validation_wiped_by_a_paste_over_some_cells_covers_the_whole_column_again(
    wreck: Wreck,
) -> None:
    assert wreck.lost("Сотрудники") == {"правила ввода"}
    assert "C4:C1000" in {area for area, _, _ in rules(wreck.book["Сотрудники"])}


def test_missing_sheets_come_back_where_they_stood_with_lists_and_defaults(
    wreck: Wreck, fresh: bytes, tmp_path: Path
) -> None:
    assert wreck.lost("Встречи") >= {"листы", "столбцы"}
    order = [sheet.title for sheet in opened(fresh)]
    assert [sheet.title for sheet in wreck.book if sheet.title in order] == order
    assert wreck.book["Ответы"].print_title_rows == "$3:$3"
    assert read_school(values(wreck.healed.content, tmp_path)).table(RuleRow).rows


def test_a_missing_column_of_an_older_book_is_added_at_the_right_inside_the_table(
    wreck: Wreck,
) -> None:
    assert "столбцы" in wreck.lost("Наставляемые")
    sheet = wreck.book["Наставляемые"]
    last = sheet[f"{LAST}3"]
    assert last.value == REQUEST
    assert sheet.tables["Наставляемые"].ref.startswith(f"A3:{LAST}")
    assert last.fill.fgColor.rgb == sheet["D3"].fill.fgColor.rgb


def test_rules_follow_columns_that_a_person_moved(wreck: Wreck) -> None:
    by_area = {area: (kind, formula) for area, kind, formula in rules(wreck.book["Наставники"])}
    assert by_area["A4:A1000"] == ("list", "список_Кто_наставник")
    assert by_area["B4:B1000"][0] == "custom"
    assert "TRIM(B4)" in str(by_area["B4:B1000"][1])
    assert "$B$4:$B$1000" in wreck.book.defined_names["люди_Наставники"].value


def test_colours_of_typed_numbers_follow_the_columns_they_compare(
    robbed: Rob, fresh: bytes
) -> None:
    def swap(book: Book) -> None:
        sheet = book["Показатели"]
        strip(sheet)
        counted = place_of(Indicator, Indicator.counted_part)
        day = place_of(Indicator, Indicator.counted_on)
        one, other = sheet.cell(3, counted), sheet.cell(3, day)
        one.value, other.value = other.value, one.value

    sheet = opened(heal(robbed(swap), fresh).content)["Показатели"]
    formulas = {r.formula[0] for area in sheet.conditional_formatting for r in area.rules}
    assert 'AND($F4<>"",$C4<>"",$C4<>$H4)' in formulas


def test_fields_missing_from_the_card_are_added_below_with_their_hints(
    wreck: Wreck, tmp_path: Path
) -> None:
    assert "столбцы" in wreck.lost("Школа")
    school = read_school(values(wreck.healed.content, tmp_path))
    assert FONT_SIZE in school.table(Card).headers


def test_what_is_a_persons_own_stays(wreck: Wreck, tmp_path: Path) -> None:
    sheet = wreck.book["Пары"]
    assert (sheet[f"{OWN}3"].value, sheet["A4"].fill.fgColor.rgb) == ("Моё", "00FFFF00")
    assert (f"{OWN}4:{OWN}9", "whole", "5") in rules(sheet)
    formulas = {f for area in sheet.conditional_formatting for r in area.rules for f in r.formula}
    assert '"моё"' in formulas
    assert wreck.book["Мой лист"]["B2"].value == "моё"
    assert wreck.book["Панель"]["P5"].value == "не забыть"
    assert wreck.book["Панель"]._charts
    before, after = values(wreck.content, tmp_path), values(wreck.healed.content, tmp_path)
    assert all(after[s].rows == before[s].rows for s in ("Пары", "Наставники", "Мой лист"))


def test_a_picture_made_anew_looks_where_a_person_moved_the_columns(wreck: Wreck) -> None:
    assert "'Дорожная карта'!$D:$D" in wreck.book["Гант"]["A4"].value


def test_names_that_became_broken_mean_again_what_they_should(wreck: Wreck) -> None:
    assert wreck.lost("") == {"имена"}
    names = wreck.book.defined_names
    assert "Справочники" in names["список_Формы"].value
    assert "Проверка" in names["проверка_где"].value


def spelt(sample: bytes, change: Callable[[str, str], str]) -> bytes:
    """The sample with `change(name, text)` for the text of each part."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sample)) as book, zipfile.ZipFile(stream, "w") as out:
        for name in book.namelist():
            content = book.read(name)
            if name.endswith(".xml"):
                content = change(name, content.decode()).encode()
            out.writestr(name, content)
    return stream.getvalue()


def test_a_formula_of_an_earlier_book_is_replaced_and_one_of_a_persons_own_is_not(
    sample: bytes, fresh: bytes
) -> None:
    now = opened(sample)["Панель"]["B8"].value[1:]

    def put(formula: str) -> bytes:
        shown = now.replace("<", "&lt;").replace(">", "&gt;")
        return spelt(sample, lambda _, text: text.replace(shown, formula))

    earlier = heal(put("COUNTA(Наставники[ФИО])"), fresh)
    assert lost(earlier) == {("Панель", "формулы")}
    assert opened(earlier.content)["Панель"]["B8"].value == f"={now}"
    own = put("5*COUNTIFS(Наставники[ФИО],&quot;А*&quot;)")
    assert heal(own, fresh).content == own


def test_rows_repeated_on_each_page_get_the_name_back_that_onlyoffice_takes(
    sample: bytes, fresh: bytes
) -> None:
    def rename(name: str, text: str) -> str:
        moved = text.replace("$3:$3", "$2:$3")  # as a person wants it
        return moved.replace("_xlnm.Print_Titles", "Print_Titles") if "workbook" in name else text

    healed = heal(spelt(sample, rename), fresh)
    kept = "заголовки на каждой странице"
    assert ("Ответы", kept) in lost(healed)
    assert {kind for _, kind in lost(healed)} == {kept}
    assert opened(healed.content)["Ответы"].print_title_rows == "$2:$3"
    names = zipfile.ZipFile(io.BytesIO(healed.content)).read("xl/workbook.xml").decode()
    assert '"Print_Titles"' not in names


def test_a_header_row_that_libreoffice_spells_out_is_said_no_more(
    sample: bytes, fresh: bytes
) -> None:
    def count(name: str, text: str) -> str:
        return text.replace(" totalsRowShown=", ' headerRowCount="1" totalsRowShown=')

    for name, content in parts(heal(spelt(sample, count), fresh).content).items():
        assert b"headerRowCount" not in content, name


def parts(content: bytes) -> dict[str, bytes]:
    book = zipfile.ZipFile(io.BytesIO(content))
    return {name: book.read(name) for name in book.namelist()}


def test_fonts_that_openpyxl_spells_in_a_forbidden_order_are_mended(wreck: Wreck) -> None:
    styles = zipfile.ZipFile(io.BytesIO(wreck.healed.content)).read("xl/styles.xml").decode()
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
    own, others = CellMoves(columns={1: 3}), {"Пары": CellMoves(columns={1: 2}, shift=1)}
    assert moved(formula, own, others) == expected


def test_healing_a_file_keeps_a_copy_and_a_dry_run_writes_nothing(
    wreck: Wreck, fresh: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "Наставничество.xlsx"
    path.write_bytes(wreck.content)
    heal_file(path, fresh, datetime.now, dry_run=True)
    assert path.read_bytes() == wreck.content
    heal_file(path, fresh, datetime.now)
    assert path.read_bytes() == wreck.healed.content
    heal_file(path, fresh, datetime.now)
    copies = list((tmp_path / "Архив").glob("*.xlsx"))
    assert [copy.read_bytes() for copy in copies] == [wreck.content]


def test_rows_far_below_stay_as_they_were_written_and_inside_the_table(fresh: bytes) -> None:
    rows = [{"ФИО": f"Орлова Анна {n}", "Категория": "обучающийся"} for n in range(500)]
    book = load_workbook(io.BytesIO(build_book({Mentee.sheet: rows})))
    sheet = book[Mentee.sheet]
    sheet.data_validations = DataValidationList()
    (table,) = sheet.tables.values()
    table.ref = table.autoFilter.ref = f"A{HEADER}:{LAST}{HEADER + 5}"
    stream = io.BytesIO()
    book.save(stream)
    healed = load_workbook(io.BytesIO(heal(stream.getvalue(), fresh).content))[Mentee.sheet]
    (table,) = healed.tables.values()
    assert table.ref == f"A{HEADER}:{LAST}{HEADER + len(rows)}"
    assert [cell.value for cell in healed["A"]] == [cell.value for cell in sheet["A"]]
    assert healed.data_validations.dataValidation


def test_a_book_open_elsewhere_is_not_healed(wreck: Wreck, fresh: bytes, tmp_path: Path) -> None:
    path = tmp_path / "Наставничество.xlsx"
    path.write_bytes(wreck.content)
    (tmp_path / f"~${path.name}").touch()
    with pytest.raises(BookError, match="открыта"):
        heal_file(path, fresh, datetime.now)


def test_a_strange_workbook_is_refused(fresh: bytes) -> None:
    stream = io.BytesIO()
    Workbook().save(stream)
    with pytest.raises(BookError, match="не узнан"):
        heal(stream.getvalue(), fresh)


def test_registries_keep_every_row_after_healing(
    wreck: Wreck, sample: bytes, tmp_path: Path
) -> None:
    was, now = (
        read_school(values(content, tmp_path)) for content in (sample, wreck.healed.content)
    )
    for record in (Mentor, Pair, Staff):
        assert was.table(record).rows == now.table(record).rows
