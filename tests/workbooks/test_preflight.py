"""A file that is no sound workbook gets its own sentence, and none harms the reader."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest

from nastavnik.readers.preflight import inspection
from nastavnik.readers.preflight.inspection import inspect
from nastavnik.workbooks.closed import ClosedBook
from nastavnik.workbooks.port import BookError
from workbooks.book_makers import MAIN, bare_book, bare_parts, now, registry, sheet_xml, zipped

COMPOUND = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504)
BIG_ROW = '<row r="1"><c r="A1" s="1"><v>1</v></c></row>'


def refusal(path: Path) -> str:
    with pytest.raises(BookError) as caught:
        inspect(path)
    return str(caught.value)


def archive_of(**parts: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/"), text)
    return stream.getvalue()


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return tmp_path / "книга.xlsx"


def test_a_sound_book_is_described_sheet_by_sheet(book: Path) -> None:
    facts = inspect(
        bare_book(
            book,
            '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>A1</f></c>'
            '<c r="C1"><f>A1</f><v>1</v></c><c r="D1" t="e"><v>#REF!</v></c>'
            '<c r="E1" t="str"><f>A1</f><v></v></c><c r="F1" t="e"><f>A1</f></c></row>',
            "",
        )
    )
    first, second = facts.sheets
    assert (first.title, second.title) == ("Л", "Л2")
    assert first.part == "xl/worksheets/sheet1.xml"
    assert first.errors == {(1, 4): "#REF!"}
    assert first.formulas == {(1, 2), (1, 3), (1, 5), (1, 6)}
    assert first.uncalculated == {(1, 2), (1, 6)}
    assert (first.has_values, second.has_values) == (True, False)
    assert facts.date1904 is False


@pytest.mark.parametrize(
    "cell",
    [
        "<c r='B1' t='e'><v>#N/A</v></c>",
        '<c t="e" r="B1"><v>#N/A</v></c>',
        '<c/><c t="e"><v>#N/A</v></c>',
        '<!-- <c r="Z9"> --><c\nr = "B1" t="e"><v>#N/A</v></c>',
    ],
)
def test_rare_spellings_of_a_cell_are_understood(book: Path, cell: str) -> None:
    facts = inspect(bare_book(book, f'<row r="1">{cell}</row>'))
    assert facts.sheets[0].errors == {(1, 2): "#N/A"}


def test_a_prefix_on_every_element_is_understood(book: Path) -> None:
    xml = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1" t="e">'
        "<x:f>1/0</x:f><x:v>#DIV/0!</x:v></x:c></x:row></x:sheetData></x:worksheet>"
    )
    facts = inspect(zipped(book, bare_parts({"Л": xml})))
    assert facts.sheets[0].errors == {(1, 1): "#DIV/0!"}
    assert facts.sheets[0].formulas == {(1, 1)}


def test_a_prefix_with_another_blank_hides_no_far_value(book: Path) -> None:
    xml = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row\tr="1048576">'
        '<x:c\tr="XFD1048576"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    assert "Ctrl+End" in refusal(zipped(book, bare_parts({"Л": xml})))


FOREIGN: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "пуст"),
    "zeros of a failed copy": (bytes(4096), "нулями"),
    "a password": (COMPOUND + "EncryptedPackage".encode("utf-16-le"), "парол"),
    "an old book": (COMPOUND + "Workbook".encode("utf-16-le"), ".xls"),
    "an old document": (COMPOUND + "WordDocument".encode("utf-16-le"), "старой программы"),
    "a table of text": ("ФИО;Класс\nОрлова;7 Б\n".encode("cp1251"), "CSV"),
    "text in UTF-16": ("ФИО\tКласс".encode("utf-16"), "CSV"),
    "a web page": (b"<html><body><table></table></body></html>", "веб-страница"),
    "a table of 2003": (
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        "XML 2003",
    ),
    "a PDF": (b"%PDF-1.7\n", "PDF"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00", "не книга"),
    "an OpenDocument table": (
        archive_of(mimetype="application/vnd.oasis.opendocument.spreadsheet"),
        "OpenDocument",
    ),
    "an archive of anything": (archive_of(notes="text"), "не книга"),
}


@pytest.mark.parametrize("kind", FOREIGN)
def test_a_foreign_file_is_called_what_it_is(book: Path, kind: str) -> None:
    content, expected = FOREIGN[kind]
    book.write_bytes(content)
    assert expected in refusal(book)


def test_all_foreign_files_have_different_sentences(book: Path) -> None:
    sentences = set()
    for kind, (content, _) in FOREIGN.items():
        if kind not in ("text in UTF-16", "an archive of anything"):
            book.write_bytes(content)
            sentences.add(refusal(book))
    assert len(sentences) == len(FOREIGN) - 2


def test_a_word_document_is_told_from_a_book(book: Path) -> None:
    parts = bare_parts({"Л": sheet_xml("")})
    parts["_rels/.rels"] = str(parts["_rels/.rels"]).replace("xl/workbook", "word/document")
    parts["word/document.xml"] = "<document/>"
    assert "Word" in refusal(zipped(book, parts))


def test_a_binary_book_is_told_from_a_damaged_one(book: Path) -> None:
    parts = bare_parts({"Л": sheet_xml("")})
    parts["_rels/.rels"] = str(parts["_rels/.rels"]).replace("workbook.xml", "workbook.bin")
    parts["xl/workbook.bin"] = b"\x83\x01\x00"
    assert ".xlsb" in refusal(zipped(book, parts))


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    assert "нет" in refusal(tmp_path / "нет.xlsx")
    assert "папка" in refusal(tmp_path)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_book_copied_in_part_is_called_so(book: Path, share: float) -> None:
    whole = registry(book).read_bytes()
    book.write_bytes(whole[: int(len(whole) * share)])
    assert "не до конца" in refusal(book)


def test_a_flipped_byte_in_a_sheet_is_noticed(book: Path) -> None:
    data = bytearray(registry(book).read_bytes())
    with zipfile.ZipFile(book) as archive:
        info = archive.getinfo("xl/worksheets/sheet1.xml")
    data[info.header_offset + 30 + len(info.filename) + info.compress_size // 2] ^= 0xFF
    book.write_bytes(data)
    assert "повреждена" in refusal(book)


def test_a_book_without_one_of_its_sheets_is_damaged(book: Path) -> None:
    parts = bare_parts({"Л": sheet_xml("")})
    del parts["xl/worksheets/sheet1.xml"]
    assert "повреждена" in refusal(zipped(book, parts))


def test_a_zip_bomb_is_refused_before_it_is_unpacked(book: Path) -> None:
    parts = bare_parts({"Л": sheet_xml(BIG_ROW)})
    parts["xl/media/image1.bin"] = bytes(200 * 1024 * 1024)
    assert "память" in refusal(zipped(book, parts))
    assert book.stat().st_size < 300_000


def test_a_part_longer_than_it_claims_is_refused_while_unpacking(book: Path) -> None:
    rows = "".join(f'<row r="{n}"/>' for n in range(1, 3000))
    data = bytearray(bare_book(book, rows).read_bytes())
    at = data.rfind(b"xl/worksheets/sheet1.xml") - 46
    data[at + 24 : at + 28] = struct.pack("<I", 500)
    book.write_bytes(data)
    assert "повреждена" in refusal(book)


def test_entries_that_share_bytes_are_refused(book: Path) -> None:
    data = bytearray(registry(book).read_bytes())
    at = data.rfind(b"xl/worksheets/sheet1.xml") - 46
    data[at + 42 : at + 46] = struct.pack("<I", 0)
    book.write_bytes(data)
    assert "повреждена" in refusal(book)


@pytest.mark.parametrize("name", ["../outside.xml", "/etc/x.xml", "xl\\sheet.xml", "C:x", "a//b"])
def test_a_dangerous_entry_name_is_refused(book: Path, name: str) -> None:
    assert "имен" in refusal(zipped(book, {**bare_parts({"Л": sheet_xml("")}), name: "x"}))


def test_two_entries_of_one_name_are_refused(book: Path) -> None:
    bare_book(book, BIG_ROW)
    with zipfile.ZipFile(book, "a") as archive:
        archive.writestr("xl/Workbook.xml", "<workbook/>")
    assert "имен" in refusal(book)


DOCTYPE = '<!DOCTYPE a [<!ENTITY b "c">]>'


@pytest.mark.parametrize(
    "head",
    [
        DOCTYPE.encode(),
        b'<?xml version="1.0"?>\n<!-- x -->' + DOCTYPE.encode(),
        b"\xef\xbb\xbf" + DOCTYPE.encode(),
        f'<?xml version="1.0" encoding="UTF-16"?>{DOCTYPE}'.encode("utf-16"),
        f'<?xml version="1.0"?>{DOCTYPE}'.encode("utf-16-be"),
        b"<!--" + b"x" * 5000 + b"-->" + DOCTYPE.encode(),
    ],
)
@pytest.mark.parametrize("part", ["docProps/app.xml", "xl/worksheets/sheet1.xml"])
def test_a_document_type_is_refused_in_every_part(book: Path, part: str, head: bytes) -> None:
    parts = bare_parts({"Л": sheet_xml("")})
    root = "<a/>".encode("utf-16-be" if b"\0<" in head else "utf-8")
    assert "DOCTYPE" in refusal(zipped(book, {**parts, part: head + root}))


def test_an_encoding_that_could_hide_one_is_refused(book: Path) -> None:
    for given in ('encoding="UTF-7"', 'standalone="yes" encoding="UTF-7"'):
        hidden = f'<?xml version="1.0" {given}?>+ADw-+ACE-DOCTYPE a+AD4-<a/>'
        parts = {**bare_parts({"Л": sheet_xml("")}), "docProps/app.xml": hidden}
        assert "кодировк" in refusal(zipped(book, parts))


def test_a_sheet_in_utf_16_is_refused_because_it_would_be_read_as_empty(book: Path) -> None:
    wide = f'<?xml version="1.0" encoding="UTF-16"?>{sheet_xml(BIG_ROW)}'.encode("utf-16")
    assert "кодировк" in refusal(
        zipped(book, {**bare_parts({"Л": wide.decode("utf-16")}), "xl/worksheets/sheet1.xml": wide})
    )


@pytest.mark.parametrize(
    "rows",
    [
        BIG_ROW + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        BIG_ROW + '<row r="2"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>',
        BIG_ROW + "<row r='1048576'><c s='1' r='XFD1048576'><v>1</v></c></row>",
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="9"><c r="A999999999"><v>1</v></c></row>',
        '<row r="1"><c r="ZZZZZ1"><v>1</v></c></row>',
        '<row r="999999999999"><c><v>1</v></c></row>',
        '<row r="2"><c r="AAA1"/><c><v>1</v></c></row><row r="1048576"><c r="XFD2"><v>1</v></c>'
        "<c r='A1048576'><v>1</v></c></row>",
    ],
)
def test_a_value_far_from_everything_is_named_by_its_sheet(book: Path, rows: str) -> None:
    sentence = refusal(bare_book(book, rows))
    assert "«Л»" in sentence
    assert "Ctrl+End" in sentence


def test_an_empty_formatted_cell_far_out_harms_nobody(book: Path) -> None:
    rows = BIG_ROW + '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    assert inspect(bare_book(book, rows)).sheets[0].at_most == (1, 1)


@pytest.mark.parametrize(
    ("last", "reach"),
    [("CZ89999", (89_999, 104)), ("ZZ9999", (9_999, 702)), ("A90000", (90_000, 1))],
)
def test_a_sheet_is_measured_only_beyond_what_is_allowed(
    book: Path, last: str, reach: tuple[int, int]
) -> None:
    rows = BIG_ROW + f'<row r="2"><c r="{last}"><v>1</v></c></row>'
    assert inspect(bare_book(book, rows)).sheets[0].at_most == reach


def test_a_sheet_that_may_reach_too_far_is_measured_before_it_is_refused(book: Path) -> None:
    filler = f'<row r="2"><c r="A2" t="inlineStr"><is><t>{"а" * 5_000_000}</t></is></c></row>'
    rows = BIG_ROW + filler + '<row r="30000"><c r="HA30000"><v>1</v></c></row>'
    assert inspect(bare_book(book, rows)).sheets[0].at_most == (30_000, 209)


def test_an_address_that_is_none_is_refused(book: Path) -> None:
    for reference in ("xfd1048576", "&#88;FD1048576", "1A", ""):
        assert "записан" in refusal(bare_book(book, f'<row><c r="{reference}"><v>1</v></c></row>'))


def test_a_comment_cannot_hide_the_end_of_the_rows(book: Path) -> None:
    rows = BIG_ROW + '<!-- </sheetData> --><row r="2"><c r="XFD1048576"><v>1</v></c></row>'
    assert "Ctrl+End" in refusal(bare_book(book, rows))


def million_formatted_rows(path: Path) -> Path:
    """A sheet whose format was laid over whole columns, with one mentor in it."""
    head, tail = sheet_xml(BIG_ROW + "@").split("@")
    parts = bare_parts({"Л": ""})
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            if name != "xl/worksheets/sheet1.xml":
                archive.writestr(name, content)
        with archive.open("xl/worksheets/sheet1.xml", "w") as part:
            part.write(head.encode())
            for start in range(2, 1_048_577, 65_536):
                rows = (
                    f'<row r="{n}" s="1" customFormat="1"><c r="A{n}" s="1"/>'
                    f'<c r="B{n}" s="1"/></row>'
                    for n in range(start, min(start + 65_536, 1_048_577))
                )
                part.write("".join(rows).encode())
            part.write(tail.encode())
    return path


def test_a_million_formatted_empty_rows_pass_in_a_few_seconds(book: Path) -> None:
    million_formatted_rows(book)
    started = process_time()
    cells = ClosedBook(book, now).read()
    assert cells["Л"].rows == [[1]]
    assert process_time() - started < 8


def test_too_many_shared_strings_are_refused(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inspection, "MAX_SHARED_STRINGS", 100)
    rows = [(f"Имя {number}", None, 1) for number in range(200)]
    assert "текстов" in refusal(registry(book, rows))


def test_a_claim_of_billions_of_shared_strings_is_refused(book: Path) -> None:
    registry(book)
    with zipfile.ZipFile(book) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    strings = parts["xl/sharedStrings.xml"].replace(b'Count="5"', b'Count="5000000000"')
    assert "текстов" in refusal(zipped(book, {**parts, "xl/sharedStrings.xml": strings}))


@pytest.mark.parametrize(
    "merges",
    [
        '<mergeCell ref="A1:XFD1048576"/>' * 2,
        '<mergeCell\nref="A1:XFD1048576"/>' * 2,
        '<mergeCell ref="A1:B1"/>' * 50_001,
    ],
)
def test_too_much_merging_is_named_by_its_sheet(book: Path, merges: str) -> None:
    xml = sheet_xml(BIG_ROW, after=f"<mergeCells>{merges}</mergeCells>")
    assert "объедин" in refusal(zipped(book, bare_parts({"Л": xml})))


def test_strict_open_xml_is_refused_with_the_way_out(book: Path) -> None:
    parts = bare_parts({"Л": sheet_xml("")})
    strict = str(parts["xl/workbook.xml"]).replace(
        MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main"
    )
    assert "строг" in refusal(zipped(book, {**parts, "xl/workbook.xml": strict}))


def test_a_book_of_charts_only_has_nothing_to_read(book: Path) -> None:
    parts = bare_parts({"Л": sheet_xml("")})
    rels = str(parts["xl/_rels/workbook.xml.rels"]).replace('/worksheet"', '/chartsheet"')
    assert "нет ни одного листа" in refusal(
        zipped(book, {**parts, "xl/_rels/workbook.xml.rels": rels})
    )


def test_an_ordinary_book_costs_a_few_milliseconds(book: Path) -> None:
    registry(book, [(f"Имя {number}", None, number) for number in range(300)])
    assert fastest(lambda: inspect(book)) < 0.03


def fastest(call: Callable[[], object]) -> float:
    times = []
    for _ in range(5):
        started = process_time()
        call()
        times.append(process_time() - started)
    return min(times)
