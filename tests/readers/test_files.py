"""Files from outside: what they are, how they are spelt, where their parts stand."""

from __future__ import annotations

import errno
import io
import os
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import docx
import openpyxl
import pytest
import xlsxwriter
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from nastavnik.model.errors import JobError
from nastavnik.readers.blocks import Row
from nastavnik.readers.decode import decode
from nastavnik.readers.files import load
from nastavnik.readers.package.loadable import loadable_package
from nastavnik.readers.reading import sheets_of
from nastavnik.readers.sheets import sheet_rows
from nastavnik.readers.sniff import FileKind, kind_of
from nastavnik.readers.word import document_blocks
from nastavnik.roadmap.reading import read_roadmap

TEXT = "Дорожная карта: № 1 «Опрос семей» — до 15.10.2026\n"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251", "cp866", "koi8-r"],
)
def test_a_text_of_any_encoding_is_a_text_and_read_right(encoding: str) -> None:
    said = TEXT.replace("«", '"').replace("»", '"').replace("—", "-")  # what all of them have
    content = said.replace("№", "N").encode(encoding)
    assert kind_of(content, "карта") is FileKind.TEXT
    assert decode(content) == said.replace("№", "N")


def repacked(
    content: bytes,
    edits: Mapping[str, tuple[bytes, bytes]],
    renamed: Mapping[str, str] | None = None,
) -> bytes:
    """A package with bytes replaced in parts whose names hold a word, and parts renamed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            for word, (before, after) in edits.items():
                if word in name:
                    assert before in part
                    part = part.replace(before, after)
            new.writestr((renamed or {}).get(name, name), part)
    return stream.getvalue()


def document() -> bytes:
    made, stream = docx.Document(), io.BytesIO()
    table = made.add_table(2, 2)
    for cells, texts in zip(table.rows, (("№", "Мероприятие"), ("1", "Опрос")), strict=True):
        for cell, text in zip(cells.cells, texts, strict=True):
            cell.text = text
    made.save(stream)
    return stream.getvalue()


def word_rows(content: bytes) -> list[tuple[str, ...]]:
    return [b.cells for b in document_blocks(content, "карта.docx") if isinstance(b, Row)]


MAIN2 = (b"word/document.xml", b"word/document2.xml")


def test_the_main_part_of_a_document_is_found_by_its_relationship() -> None:
    names = {
        "word/document.xml": "word/document2.xml",
        "word/_rels/document.xml.rels": "word/_rels/document2.xml.rels",
    }
    content = repacked(document(), {"Content": MAIN2, "_rels/.rels": MAIN2}, names)
    assert kind_of(content, "карта.docx") is FileKind.DOCUMENT
    assert word_rows(content) == word_rows(document())


def test_a_strict_document_is_read() -> None:
    strict = (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert word_rows(repacked(document(), {"word/document.xml": strict})) == word_rows(document())


def test_a_relationship_to_nowhere_stops_nobody() -> None:
    lost = (b'Target="settings.xml"', b'Target="NULL"')
    content = repacked(document(), {"document.xml.rels": lost})
    assert word_rows(content) == word_rows(document())
    docx.Document(io.BytesIO(loadable_package(content)))


@pytest.mark.parametrize(
    ("number", "expected"),
    [("<w:result w:val='1'/>", "ученик"), ("<w:default w:val='1'/>", "ученик"), ("", "учитель")],
)
def test_what_is_chosen_in_a_drop_down_form_field_is_read(number: str, expected: str) -> None:
    made, stream = docx.Document(), io.BytesIO()
    cell = made.add_table(1, 2).rows[0].cells[1]
    entries = "".join(f'<w:listEntry w:val="{word}"/>' for word in ("учитель", "ученик"))
    field = (
        f'<w:r {nsdecls("w")}><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList>'
        f"{number}{entries}</w:ddList></w:ffData></w:fldChar></w:r>"
    )
    cell.paragraphs[0]._p.append(parse_xml(field))
    made.save(stream)
    assert word_rows(stream.getvalue()) == [("", expected)]


def field(instruction: str, *value: str) -> str:
    """A field of Word; without a value it has an instruction only."""
    marks = [
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    ]
    parts = (marks[0], instruction, *(marks[1] + each for each in value), marks[2])
    return "".join(parts)


GENDER = field(
    "<w:r><w:instrText> MERGEFIELD Пол </w:instrText></w:r>", "<w:r><w:t>жен</w:t></w:r>"
)
ENDING = field(
    "<w:r><w:instrText> IF </w:instrText></w:r>" + GENDER, "<w:r><w:t>ученица</w:t></w:r>"
)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (ENDING, "ученица"),
        (field(ENDING, "<w:r><w:t>7 Б</w:t></w:r>"), "7 Б"),
        (field(GENDER), ""),
        (field(GENDER, ENDING), "ученица"),
        (GENDER + ENDING, "женученица"),
        (ENDING.partition('<w:r><w:fldChar w:fldCharType="separate"')[0] + GENDER, "жен"),
        ('<w:r><w:fldChar w:fldCharType="end"/></w:r>' + GENDER, "жен"),
    ],
)
def test_of_a_field_only_the_value_is_read(fields: str, expected: str) -> None:
    made, stream = docx.Document(), io.BytesIO()
    paragraph = made.add_table(1, 2).rows[0].cells[1].paragraphs[0]._p
    paragraph.extend(parse_xml(f"<w:p {nsdecls('w')}>{fields}</w:p>"))
    made.save(stream)
    assert word_rows(stream.getvalue()) == [("", expected)]


@pytest.mark.parametrize(("shows", "expected"), [(True, ""), (False, "Введите текст")])
def test_a_control_that_shows_its_placeholder_is_empty(*, shows: bool, expected: str) -> None:
    made, stream = docx.Document(), io.BytesIO()
    cell = made.add_table(1, 2).rows[0].cells[1]
    properties = "<w:sdtPr>" + "<w:showingPlcHdr/>" * shows + "</w:sdtPr>"
    control = parse_xml(
        f"<w:sdt {nsdecls('w')}>{properties}<w:sdtContent><w:r><w:t>Введите текст</w:t></w:r>"
        "</w:sdtContent></w:sdt>"
    )
    cell.paragraphs[0]._p.append(control)
    made.save(stream)
    assert word_rows(stream.getvalue()) == [("", expected)]


def book(change: Callable[[Worksheet], object] | None = None) -> bytes:
    made, stream = openpyxl.Workbook(), io.BytesIO()
    sheet = made.active
    assert sheet is not None
    for row in (["ФИО", "Класс"], ["Пак Милана", "8 Б"], ["Ким Виктор", "8 Б"]):
        sheet.append(row)
    if change:
        change(sheet)
    made.save(stream)
    return stream.getvalue()


def plain_book() -> bytes:
    """A workbook as Excel lays it out: its texts stand in a part of their own."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as made:
        sheet = made.add_worksheet()
        for number, row in enumerate((["ФИО", "Класс"], ["Пак Милана", "8 Б"])):
            sheet.write_row(number, 0, row)
    return stream.getvalue()


STRINGS = (b'Target="sharedStrings.xml"', b'Target="/sharedStrings.xml"')
UP = (b'Target="worksheets', b'Target="../xl/worksheets')


@pytest.mark.parametrize(
    "content",
    [
        repacked(
            plain_book(),
            {
                "Content": (b"/xl/sharedStrings.xml", b"/sharedStrings.xml"),
                "workbook.xml.rels": STRINGS,
            },
            {"xl/sharedStrings.xml": "sharedStrings.xml"},
        ),
        repacked(plain_book(), {"workbook.xml.rels": UP}),
    ],
    ids=["shared strings at the root", "a way up and down again"],
)
def test_parts_of_a_workbook_may_stand_anywhere(content: bytes) -> None:
    (sheet,) = sheets_of(content, FileKind.BOOK, "книга.xlsx")
    assert [list(row) for row in sheet.grid.rows] == [
        ["ФИО", "Класс"], ["Пак Милана", "8 Б"],
    ]  # fmt: skip


def test_hidden_rows_struck_out_cells_and_comments_are_told() -> None:
    def change(sheet: Worksheet) -> None:
        sheet.row_dimensions[2].hidden = True
        sheet["A3"].font = Font(strike=True)
        sheet["B3"].comment = Comment("Перешёл в июне", "Секретарь")

    (sheet,) = sheets_of(book(change), FileKind.BOOK, "книга.xlsx")
    assert sheet.marks.hidden == {2}
    assert sheet.marks.struck == {(3, 1)}
    assert list(sheet.marks.comments) == [(3, 2)]


def test_marks_are_told_whatever_a_style_says_beside_them() -> None:
    def change(sheet: Worksheet) -> None:
        sheet.row_dimensions[2].hidden = True
        sheet["A3"].font = Font(strike=True)

    odd = {"styles.xml": (b'patternType="gray125"', b'patternType="unheard of"')}
    content = repacked(book(change), odd)
    with pytest.raises(ValueError, match="styles"):
        openpyxl.load_workbook(io.BytesIO(content))
    (sheet,) = sheets_of(content, FileKind.BOOK, "книга.xlsx")
    assert sheet.marks.hidden == {2}
    assert sheet.marks.struck == {(3, 1)}


def test_what_is_struck_out_is_no_part_of_a_table() -> None:
    def change(sheet: Worksheet) -> None:
        sheet["A3"].font = Font(strike=True)

    last = list(sheet_rows(sheets_of(book(change), FileKind.BOOK, "книга.xlsx")))[-1]
    assert last.cells == ("", "8 Б")


def test_an_area_merged_beyond_the_values_is_read() -> None:
    def change(sheet: Worksheet) -> None:
        sheet.merge_cells("D1:F3")

    rows = list(sheet_rows(sheets_of(book(change), FileKind.BOOK, "книга.xlsx")))
    assert rows[2].cells[:2] == ("Ким Виктор", "8 Б")


def test_a_roadmap_in_a_workbook_passes_the_preflight() -> None:
    far = book(lambda sheet: sheet.cell(1_048_576, 16_384, "директор"))
    with pytest.raises(JobError, match=r"Ctrl\+End"):
        read_roadmap(far, "карта.xlsx")


@pytest.mark.skipif(os.name != "posix", reason="pipes and links of POSIX")
def test_what_is_no_file_is_refused_in_a_sentence(tmp_path: Path) -> None:
    pipe, loop = tmp_path / "канал.xlsx", tmp_path / "петля.xlsx"
    os.mkfifo(pipe)
    loop.symlink_to(loop)
    with pytest.raises(JobError, match="канал или устройство"):
        load(pipe)
    with pytest.raises(JobError, match="по кругу"):
        load(loop)


def test_a_template_may_hold_a_tag_where_a_placeholder_stands() -> None:
    made, stream = docx.Document(), io.BytesIO()
    control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    properties = OxmlElement("w:sdtPr")
    properties.append(OxmlElement("w:showingPlcHdr"))
    paragraph = made.add_paragraph("{{ школа.краткое }}")._p
    paragraph.addprevious(control)
    content.append(paragraph)
    control.append(properties)
    control.append(content)
    made.save(stream)
    from nastavnik.documents.templates.compiling import tags_used

    assert [use.shown for use in tags_used(stream.getvalue())]
    assert control.find(qn("w:sdtContent")) is not None


def test_a_folder_that_is_gone_is_told_apart_from_a_file(tmp_path: Path) -> None:
    with pytest.raises(JobError, match=r"Файла «Нет\.xlsx» нет"):
        load(tmp_path / "Нет.xlsx")
    with pytest.raises(JobError, match="если она на сетевом диске или флешке, подключите их"):
        load(tmp_path / "диск" / "Нет.xlsx")


@pytest.mark.parametrize("code", [errno.ESTALE, errno.EHOSTDOWN, errno.ENOTCONN])
def test_a_network_drive_that_goes_away_while_it_is_read_is_told(
    tmp_path: Path, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "Наставничество.xlsx"
    path.write_bytes(b"PK")

    def gone(_: Path) -> bytes:
        raise OSError(code, "gone")

    monkeypatch.setattr(Path, "read_bytes", gone)
    with pytest.raises(JobError, match="на сетевом диске или флешке"):
        load(path)
