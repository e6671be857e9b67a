"""A patch changes the cells asked for; every other byte of the workbook stays."""

from __future__ import annotations

import re
import tempfile
import warnings
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nastavnik.model.changes import CellValue, Link, Patch
from nastavnik.model.findings import Value
from nastavnik.model.grid import Position
from nastavnik.workbooks.closed import ClosedBook
from nastavnik.workbooks.ooxml.formulas import FormulaVocabulary, moved
from nastavnik.workbooks.ooxml.text import clean, cleaned
from nastavnik.workbooks.port import BookError
from support.depth import tries
from support.rich_workbook import RICH_SHEET, census, make_rich_workbook
from workbooks.book_makers import (
    MAIN,
    OFFICE,
    bare_book,
    bare_parts,
    now,
    registry,
    sheet_text,
    sheet_xml,
    unzipped,
    zipped,
)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return tmp_path / "b.xlsx"


def patch(
    path: Path,
    cells: dict[Position, CellValue],
    header_row: int | None = None,
    table_ends: int | None = None,
    sheet: str = "Л",
) -> None:
    closed = ClosedBook(path, now)
    closed.read()
    closed.apply([Patch(sheet, cells, header_row, table_ends)])


def cell(path: Path, reference: str, sheet: int = 1) -> str:
    """The cell as the part spells it, without namespaces."""
    found = re.search(rf'<c r="{reference}"(?:[^>]*/>|.*?</c>)', sheet_text(path, sheet), re.DOTALL)
    return found[0] if found else ""


# what stays


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("rich") / "rich.xlsm"
    assert len(make_rich_workbook(path)) >= 20
    return path


def copied(source: Path, folder: Path) -> Path:
    path = folder / source.name
    path.write_bytes(source.read_bytes())
    return path


def test_the_census_notices_what_a_load_and_a_save_lose(rich: Path, tmp_path: Path) -> None:
    saved = tmp_path / "saved.xlsx"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl says itself what it drops
        openpyxl.load_workbook(rich).save(saved)
    before, after = census(rich), census(saved)
    assert sum(after[kind] < count for kind, count in before.items()) >= 14


def test_a_patch_loses_no_kind_of_content(rich: Path, tmp_path: Path) -> None:
    path = copied(rich, tmp_path)
    patch(path, {(2, 1): "Орлова Ольга", (5, 1): "Новая"}, 1, 5, sheet="Наставники")
    patch(path, {(1, 1): 7, (9, 2): "x"}, sheet=RICH_SHEET)
    assert census(path) == census(rich)


def test_only_the_parts_that_hold_a_change_differ(rich: Path, tmp_path: Path) -> None:
    path = copied(rich, tmp_path)
    patch(path, {(2, 1): "Орлова Ольга", (5, 1): "Новая"}, 1, 5, sheet="Наставники")
    before, after = unzipped(rich), unzipped(path)
    assert list(after) == list(before)
    assert {name for name in after if after[name] != before[name]} == {
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/sheet2.xml",  # its sum of the patched sheet is stale
        "xl/tables/table1.xml",
    }


def test_the_archive_keeps_order_packing_and_times_of_its_entries(
    rich: Path, tmp_path: Path
) -> None:
    path = copied(rich, tmp_path)
    patch(path, {(2, 1): "Орлова Ольга"}, sheet="Наставники")

    def outside(archive_path: Path) -> list[tuple[object, ...]]:
        with zipfile.ZipFile(archive_path) as archive:
            return [
                (i.filename, i.compress_type, i.date_time, i.external_attr, i.create_system)
                for i in archive.infolist()
            ]

    assert outside(path) == outside(rich)


def test_a_second_identical_patch_changes_no_byte(rich: Path, tmp_path: Path) -> None:
    path = copied(rich, tmp_path)
    for _ in range(2):
        patch(path, {(2, 1): "x", (5, 2): date(2026, 9, 9)}, 1, 5, sheet="Наставники")
        written = path.read_bytes()
        patch(path, {(7, 1): Link("Панель", "A1", "к панели")}, sheet=RICH_SHEET)
        linked = path.read_bytes()
    patch(path, {(7, 1): Link("Панель", "A1", "к панели")}, sheet=RICH_SHEET)
    assert path.read_bytes() == linked == written


def test_a_rich_copy_of_any_workbook_can_be_made(tmp_path: Path) -> None:
    kinds = make_rich_workbook(tmp_path / "r.xlsx", registry(tmp_path / "s.xlsx"))
    assert len(kinds) >= 20
    assert list(ClosedBook(tmp_path / "r.xlsx", now).read()) == ["Наставники", RICH_SHEET]


# values


TEXTS = [
    "=1+1", "+7 900", "0012", "5-9", "<&>\"'", "ё № «»", "\u00a0край\u00a0", " с краёв ", "a  b",
    "строка\nстрока", "\tтаб", "_x000D_", "_x005F_x000D_", "__x0041__", "😀", "ж" * 255, "\ufeffx",
    "]]>", "#REF!", "TRUE", "\u2028",
]  # fmt: skip


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_comes_back_as_the_same_text(book: Path, text: str) -> None:
    patch(bare_book(book, ""), {(1, 1): text})
    grid = ClosedBook(book, now).read()["Л"]
    assert grid.value(1, 1) == text
    assert not grid.formulas


LETTERS = st.text(st.one_of(st.characters(), st.sampled_from("&<>\"'ё\u00a0\n\t _x0D=😀")))
MOMENTS = st.datetimes(datetime(1900, 3, 2), datetime(9999, 12, 31)).map(
    lambda moment: moment.replace(microsecond=0)
)
VALUES: st.SearchStrategy[Value] = st.one_of(
    LETTERS,
    LETTERS.map(lambda text: text[:255].ljust(255, "ж")),
    st.integers(-(10**14), 10**14),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(date(1900, 3, 1), date(9999, 12, 31)),
    MOMENTS,
    st.none(),
)


@settings(
    max_examples=tries(200, quick=60),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(
    st.dictionaries(st.tuples(st.integers(1, 12), st.integers(1, 30)), VALUES, max_size=40),
    st.booleans(),
)
def test_whatever_is_written_is_read_back(cells: dict[Position, CellValue], is_1904: bool) -> None:
    system = '<workbookPr date1904="1"/>' if is_1904 else ""
    cells = {
        place: date(2026, 9, 1) if is_1904 and isinstance(v, date) and v.year < 1905 else v
        for place, v in cells.items()
    }
    with tempfile.TemporaryDirectory() as folder:
        path = bare_book(Path(folder) / "b.xlsx", "", settings=system)
        patch(path, cells)
        grid = ClosedBook(path, now).read()["Л"]
        for place, value in cells.items():
            assert grid.value(*place) == cleaned(value)
        patch(path, cells)
        assert len(list(Path(folder).glob("Архив/*"))) <= 1


@given(st.text())
def test_a_cleaned_text_has_nothing_that_a_cell_cannot_hold(text: str) -> None:
    assert not re.search("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]", clean(text))
    assert clean(clean(text)) == clean(text)


def test_control_characters_and_half_letters_are_left_out(book: Path) -> None:
    patch(bare_book(book, ""), {(1, 1): "а\x00б\ud800в\r\nг"})
    assert ClosedBook(book, now).read()["Л"].value(1, 1) == "абв\nг"


def test_a_text_too_long_for_a_cell_is_refused(book: Path) -> None:
    patch(bare_book(book, ""), {(1, 1): "ж" * 32_767})
    with pytest.raises(BookError, match="не помещается"):
        patch(book, {(1, 1): "ж" * 32_768})


def test_a_number_that_no_cell_can_hold_is_our_own_mistake(book: Path) -> None:
    with pytest.raises(ValueError, match="nan"):
        patch(bare_book(book, ""), {(1, 1): float("nan")})


def test_a_link_leads_to_its_cell_and_shows_its_text(book: Path) -> None:
    patch(bare_book(book, "", ""), {(1, 1): Link("Пары д'Артаньяна", "C7", 'к "паре" & др.')})
    assert cell(book, "A1") == (
        '<c r="A1" t="str"><f>HYPERLINK("#\'Пары д\'\'Артаньяна\'!C7","к ""паре"" &amp; др.")</f>'
        '<v>к "паре" &amp; др.</v></c>'
    )
    assert ClosedBook(book, now).read()["Л"].value(1, 1) == 'к "паре" & др.'


def test_an_emptied_cell_keeps_its_style_and_an_unstyled_one_goes(book: Path) -> None:
    bare_book(book, '<row r="1"><c r="A1" s="1"><v>1</v></c><c r="B1"><v>2</v></c></row>')
    patch(book, {(1, 1): None, (1, 2): None})
    assert (cell(book, "A1"), cell(book, "B1")) == ('<c r="A1" s="1"/>', "")


def test_rows_and_cells_stay_in_order(book: Path) -> None:
    bare_book(book, '<row r="2"><c r="B2"><v>1</v></c></row><row r="5"/>')
    patch(book, {(r, c): r * c for r in (7, 1, 3, 2) for c in (30, 1, 27)})
    text = sheet_text(book)
    assert re.findall(r'<row r="(\d+)"', text) == ["1", "2", "3", "5", "7"]
    assert re.findall(r'<c r="([A-Z]+)2"', text) == ["A", "B", "AA", "AD"]


def test_cells_without_an_address_are_found(book: Path) -> None:
    bare_book(book, "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>")
    patch(book, {(1, 2): 9, (2, 2): 8})
    assert ClosedBook(book, now).read()["Л"].rows == [[1, 9], [3, 8]]


def test_dimension_and_spans_cover_the_new_cells(book: Path) -> None:
    rows = '<row r="2" spans="2:3"><c r="B2"><v>1</v></c></row>'
    zipped(book, bare_parts({"Л": sheet_xml(rows, before='<dimension ref="B2:C2"/>')}))
    patch(book, {(2, 5): 1, (4, 1): 1})
    assert '<dimension ref="A2:E4"/>' in sheet_text(book)
    assert 'spans="2:5"' in sheet_text(book)


def test_a_part_with_a_prefix_keeps_it(book: Path) -> None:
    xml = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c>'
        '<x:c r="B1"><x:f>A1</x:f><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    patch(zipped(book, bare_parts({"Л": xml})), {(1, 1): 5, (2, 1): "б"})
    assert '<x:c r="B1"><x:f>A1</x:f></x:c>' in sheet_text(book)
    assert ClosedBook(book, now).read()["Л"].rows == [[5], ["б"]]


# styles


def styled(path: Path, rows: str, before: str = "") -> Path:
    return zipped(path, bare_parts({"Л": sheet_xml(rows, before=before)}))


COLUMN_OF_DATES = '<cols><col min="1" max="1" style="2"/></cols>'
HEADER = '<row r="1"><c r="A1" s="1"><v>0</v></c></row>'


@pytest.mark.parametrize(
    ("rows", "before", "style"),
    [
        ('<row r="2"><c r="A2" s="2"/></row>', "", "2"),
        ('<row r="2"><c r="A2" s="1"/></row><row r="9"><c r="A9" s="2"/></row>', "", "2"),
        ('<row r="2"><c r="A2" s="3"/></row>', COLUMN_OF_DATES, "2"),
        ("", "", "2"),
    ],
    ids=["its own", "the nearest in the column", "the column's", "any"],
)
def test_a_date_is_a_number_in_a_style_of_dates(
    book: Path, rows: str, before: str, style: str
) -> None:
    patch(styled(book, rows, before), {(2, 1): date(2026, 9, 1)})
    assert cell(book, "A2") == f'<c r="A2" s="{style}"><v>46266</v></c>'


def test_a_date_in_a_book_without_styles_for_dates_is_a_text(book: Path) -> None:
    parts = bare_parts({"Л": sheet_xml("")})
    parts["xl/styles.xml"] = str(parts["xl/styles.xml"]).replace('<xf numFmtId="164"/>', "")
    patch(zipped(book, parts), {(1, 1): date(2026, 9, 1)})
    assert ClosedBook(book, now).read()["Л"].value(1, 1) == "01.09.2026"


@pytest.mark.parametrize(
    ("rows", "before", "expected"),
    [
        (HEADER + '<row r="2"><c r="A2" s="3"><v>1</v></c></row>', "", ' s="3"'),
        (HEADER + '<row r="3" s="1" customFormat="1"/>', COLUMN_OF_DATES, ' s="1"'),
        (HEADER, COLUMN_OF_DATES, ' s="2"'),
        (HEADER, "", ""),
    ],
    ids=["the cell above", "the row", "the column", "none"],
)
def test_a_new_cell_looks_like_its_table(book: Path, rows: str, before: str, expected: str) -> None:
    patch(styled(book, rows, before), {(3, 1): 5}, header_row=1)
    assert cell(book, "A3") == f'<c r="A3"{expected}><v>5</v></c>'


def test_the_first_row_under_the_header_does_not_look_like_the_header(book: Path) -> None:
    patch(styled(book, HEADER), {(2, 1): 5, (3, 1): 6}, header_row=1)
    assert cell(book, "A2") == '<c r="A2"><v>5</v></c>'


# tables


def test_a_table_grows_with_its_filter(book: Path) -> None:
    patch(registry(book), {(4, 1): "Новая"}, 1, 4, sheet="Наставники")
    table = unzipped(book)["xl/tables/table1.xml"].decode()
    assert re.findall(r' ref="([^"]*)"', table) == ["A1:C4", "A1:C4"]


def test_a_table_shrinks_to_no_less_than_one_row(book: Path) -> None:
    patch(registry(book), {(2, 1): None, (3, 1): None}, 1, 1, sheet="Наставники")
    assert b'ref="A1:C2"' in unzipped(book)["xl/tables/table1.xml"]


def test_a_table_with_totals_is_not_written_over(book: Path) -> None:
    registry(book)
    parts = unzipped(book)
    table = parts["xl/tables/table1.xml"].replace(b"totalsRowShown", b"totalsRowCount")
    zipped(book, {**parts, "xl/tables/table1.xml": table.replace(b'Count="0"', b'Count="1"')})
    with pytest.raises(BookError, match="итог"):
        patch(book, {(4, 1): "Новая"}, 1, 4, sheet="Наставники")


# formulas


def test_replacing_a_formula_leaves_a_value(book: Path) -> None:
    bare_book(book, '<row r="1"><c r="A1" t="str"><f>"a"</f><v>a</v></c></row>')
    patch(book, {(1, 1): "a"})
    assert cell(book, "A1") == '<c r="A1" t="inlineStr"><is><t>a</t></is></c>'


SHARED = (
    '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f t="shared" ref="B1:B3" si="0">A1*$A$1</f>'
    '<v>1</v></c></row><row r="2"><c r="B2"><f t="shared" si="0"/><v>2</v></c></row>'
    '<row r="3"><c r="B3"><f t="shared" si="0"/><v>3</v></c></row>'
)


def test_the_next_cell_inherits_a_shared_formula(book: Path) -> None:
    patch(bare_book(book, SHARED), {(1, 2): "своё"})
    assert cell(book, "B2") == ('<c r="B2"><f t="shared" si="0" ref="B2:B3">A2*$A$1</f></c>')
    assert cell(book, "B3") == '<c r="B3"><f t="shared" si="0"/></c>'


def test_a_shared_formula_may_lose_every_cell(book: Path) -> None:
    patch(bare_book(book, SHARED), {(n, 2): n for n in (1, 2, 3)})
    assert "<f" not in sheet_text(book)


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("A1+$A1+A$1+$A$1", "B3+$A3+B$1+$A$1"),
        ("SUM(A:A,1:1,$A:$B,$1:$2)", "SUM(B:B,3:3,$A:$B,$1:$2)"),
        ("'A1 лист'!A1&\"A1\"&Лист1!B2", "'A1 лист'!B3&\"A1\"&Лист1!C4"),
        ("LOG10(A1)+Реестр[[#This Row],[A1]]+ДАТА1", "LOG10(B3)+Реестр[[#This Row],[A1]]+ДАТА1"),
        ("XFD1+A1048576+1.5E3", "#REF!+#REF!+1.5E3"),
    ],
)
def test_a_formula_moved_reads_relative_to_its_new_cell(formula: str, expected: str) -> None:
    assert moved(formula, 2, 1) == expected


@pytest.mark.parametrize("kind", ["array", "dataTable"])
def test_a_cell_inside_an_array_is_refused(book: Path, kind: str) -> None:
    rows = f'<row r="1"><c r="A1"><f t="{kind}" ref="A1:B1">1</f><v>1</v></c><c r="B1"/></row>'
    with pytest.raises(BookError, match="массива"):
        patch(bare_book(book, rows), {(1, 2): 5})


def test_a_cell_hidden_under_a_merged_one_is_refused(book: Path) -> None:
    merged = '<mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells>'
    zipped(book, bare_parts({"Л": sheet_xml("", after=merged)}))
    patch(book, {(1, 1): "видна", (2, 2): None})
    with pytest.raises(BookError, match="объединена"):
        patch(book, {(2, 2): "не видна"})


def test_a_damaged_part_stops_the_patch_before_anything_is_written(book: Path) -> None:
    registry(book)
    zipped(book, {**unzipped(book), "xl/tables/table1.xml": b"<table ref="})
    before = book.read_bytes()
    with pytest.raises(BookError, match="повреждена"):
        patch(book, {(4, 1): "Новая"}, 1, 4, sheet="Наставники")
    assert book.read_bytes() == before


# no stale number


def results_left(path: Path, sheet: int) -> list[str]:
    """Addresses of formulas that still have their stored result."""
    return re.findall(r'<c r="(\w+)"[^>]*><f[^>]*>[^<]*</f><v>', sheet_text(path, sheet))


def formulas(*texts: str) -> str:
    return "".join(
        f'<row r="{n}"><c r="A{n}"><f>{text}</f><v>{n}</v></c></row>'
        for n, text in enumerate(texts, 1)
    )


def test_results_that_read_the_changed_sheet_are_dropped_everywhere(book: Path) -> None:
    panel = formulas("Л!A1", "'Л'!A1", "SUM('Л'!A:A)", "Л3!A1", "1+1", "TODAY()", '"Л!A1"', "Имя")
    other = formulas("A9", "'[1]Л'!A1", "indirect(&quot;Л!A1&quot;)", "Второе", "Л2!A5")
    sheets = {"Л": sheet_xml('<row r="1"/>'), "Л2": sheet_xml(panel), "Л3": sheet_xml(other)}
    zipped(book, bare_parts(sheets, {"Имя": "Имя2*2", "Имя2": "Л!$A$1", "Второе": "Л3!$B$1"}))
    patch(book, {(1, 1): 5})
    # A4 of the second sheet reads the third, which has stale results itself
    assert results_left(book, 2) == ["A5", "A7"]
    assert results_left(book, 3) == ["A2"]


def test_results_far_from_the_change_stay(book: Path) -> None:
    rows = formulas("B1", "1+1")
    sheets = {"Л": sheet_xml(rows), "Л2": sheet_xml(formulas("B1+2")), "Л3": sheet_xml("")}
    zipped(book, bare_parts(sheets))
    patch(book, {(1, 5): 5})
    assert (results_left(book, 1), results_left(book, 2)) == (["A2"], ["A1"])


def test_a_formula_over_a_table_is_stale_when_the_table_grows(tmp_path: Path) -> None:
    path = registry(tmp_path / "r.xlsx")
    parts = unzipped(path)
    sheet = parts["xl/worksheets/sheet1.xml"].replace(
        b"</sheetData>", b'<row r="9"><c r="Z9"><f>ROWS(Table1[])</f><v>2</v></c></row></sheetData>'
    )
    zipped(path, {**parts, "xl/worksheets/sheet1.xml": sheet.replace(b"Table1", "Реестр".encode())})
    patch(path, {}, 1, 5, sheet="Наставники")
    assert cell(path, "Z9") == '<c r="Z9"><f>ROWS(Реестр[])</f></c>'


def test_children_of_a_stale_shared_formula_are_stale_too(book: Path) -> None:
    patch(bare_book(book, SHARED), {(1, 1): 5})
    assert "<v>5</v>" in sheet_text(book)
    assert "<v>2</v>" not in sheet_text(book)


def test_cells_filled_by_a_stale_array_lose_their_numbers(book: Path) -> None:
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f t="array" ref="B1:C1">A1*{1,2}</f><v>1</v>'
        '</c><c r="C1" s="1"><v>2</v></c><c r="D1"><v>3</v></c></row>'
    )
    patch(bare_book(book, rows), {(1, 1): 5})
    assert cell(book, "C1") == '<c r="C1" s="1"></c>'
    assert cell(book, "D1") == '<c r="D1"><v>3</v></c>'


def test_a_sheet_changes_only_in_its_stale_results(book: Path) -> None:
    odd = '<row  r="1" ><c r="A1"  s="0"><f  ca="1" >Л!A1</f><v>7</v></c ><c r="B1"/></row>'
    bare_book(book, "", odd)
    before = sheet_text(book, 2)
    patch(book, {(1, 1): 5})
    assert sheet_text(book, 2) in (before, before.replace("<v>7</v>", ""))


def test_words_of_formulas_are_told_apart() -> None:
    words = FormulaVocabulary(frozenset(("л", "л 2")), {"реестр": "л"}, {"имя": "'Л 2'!$A$1"})

    def read(formula: str) -> set[str]:
        return set(words.references(formula, "свой").sheets)

    assert read("Реестр[ФИО]&Имя") == {"л", "л 2"}
    assert read("[@ФИО]") == {"свой"}
    assert read("SUM(A1:B2)+LOG10(2)") == {"свой"}
    assert read("л:'Л 2'!A1") >= {"л 2"}
    assert read("SUM(Л:Другой!A1)") == {"л", "л 2"}
    assert read('HYPERLINK("#\'Л\'!C7","Реестр")') == set()


# the calculation chain


def chained(path: Path, chain: str, rows: str) -> Path:
    parts = bare_parts({"Л": sheet_xml(rows), "Л2": sheet_xml(formulas("1+1"))})
    parts["xl/calcChain.xml"] = f'<calcChain xmlns="{MAIN}">{chain}</calcChain>'
    for part, last, entry in (
        (
            "xl/_rels/workbook.xml.rels",
            "</Relationships>",
            f'<Relationship Id="rId9" Type="{OFFICE}/calcChain" Target="calcChain.xml"/>',
        ),
        (
            "[Content_Types].xml",
            "</Types>",
            '<Override PartName="/xl/calcChain.xml" ContentType="application/vnd.openxmlformats-'
            'officedocument.spreadsheetml.calcChain+xml"/>',
        ),
    ):
        parts[part] = str(parts[part]).replace(last, entry + last)
    return zipped(path, parts)


def test_the_calculation_chain_forgets_a_formula_that_went(book: Path) -> None:
    chain = '<c r="A1" i="1"/><c r="A2"/><c r="A1" i="2"/>'
    patch(chained(book, chain, formulas("1+1", "2+2")), {(1, 1): 5})
    text = unzipped(book)["xl/calcChain.xml"].decode()
    assert re.findall("<c .*?/>", text) == ['<c r="A2" i="1"/>', '<c r="A1" i="2"/>']


def test_a_formula_replaced_by_a_link_stays_in_the_chain(book: Path) -> None:
    chained(book, '<c r="A1" i="1"/>', formulas("1+1"))
    patch(book, {(1, 1): Link("Л", "A1", "x")})
    assert b'<c r="A1" i="1"/>' in unzipped(book)["xl/calcChain.xml"]


def test_an_empty_chain_goes_with_everything_that_names_it(book: Path) -> None:
    patch(chained(book, '<c r="A1" i="1"/>', formulas("1+1")), {(1, 1): 5})
    parts = unzipped(book)
    assert "xl/calcChain.xml" not in parts
    assert not [name for name, content in parts.items() if b"calcChain" in content]
    assert b'Id="rId1"' in parts["xl/_rels/workbook.xml.rels"]
