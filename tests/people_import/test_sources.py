"""Files of every kind become tables; what cannot be read is refused with its own sentence."""

from __future__ import annotations

import io
import random
import re
import sys
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from openpyxl import Workbook

from nastavnik.model.errors import JobError
from nastavnik.model.grid import Grid
from nastavnik.people_import.sources import read_sources
from nastavnik.readers.decode import decode
from nastavnik.readers.limits import MAX_MARKUP
from nastavnik.readers.text import delimiter_of
from people_import.binary_book import binary_book

ROWS = [["ФИО", "Класс", "Запрос"], ["Гусев Матвей Ильич", "6 А", "алгебра; дроби"]]


def open_book(texts: list[str], cell: str) -> bytes:
    """An .ods with a row for each text; in the last row a cell with these attributes follows."""
    space = "urn:oasis:names:tc:opendocument:xmlns"
    rows = [
        f'<table:table-cell office:value-type="string"><text:p>{t}</text:p></table:table-cell>'
        for t in texts
    ]
    rows[-1] += f"<table:table-cell {cell}><text:p>ИСТИНА</text:p></table:table-cell>"
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr(
            "content.xml",
            f'<office:document-content xmlns:office="{space}:office:1.0"'
            f' xmlns:table="{space}:table:1.0" xmlns:text="{space}:text:1.0">'
            "<office:body><office:spreadsheet>"
            f'<table:table table:name="Лист1">{body}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return stream.getvalue()


def written(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def rows_of(path: Path) -> list[list[object]]:
    (source,) = read_sources(path)
    return [list(row) for row in source.grid.rows]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1251", "cp866", "koi8-r"]
)
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_a_text_table_is_read_in_every_usual_encoding_and_delimiter(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    lines = [delimiter.join(f'"{cell}"' for cell in row) for row in ROWS]
    path = written(tmp_path, "список.csv", "\r\n".join(lines).encode(encoding))
    assert rows_of(path) == ROWS


def test_the_separator_line_of_excel_is_obeyed_and_is_no_row(tmp_path: Path) -> None:
    path = written(tmp_path, "список.csv", "sep=,\r\nФИО,Класс\r\nПак Милана,8 Б".encode())
    assert rows_of(path) == [["ФИО", "Класс"], ["Пак Милана", "8 Б"]]


def test_a_quote_that_is_never_closed_swallows_no_rows(tmp_path: Path) -> None:
    path = written(tmp_path, "список.csv", 'ФИО;Класс\n"Пак Милана;8 Б\nКим Виктор;7 Б\n'.encode())
    assert rows_of(path) == [["ФИО", "Класс"], ["Пак Милана", "8 Б"], ["Ким Виктор", "7 Б"]]


def test_the_guard_against_formulas_is_taken_off_again(tmp_path: Path) -> None:
    path = written(tmp_path, "список.csv", "ФИО;Телефон\nПак Милана;'+7 900 000-00-40".encode())
    assert rows_of(path)[1][1] == "+7 900 000-00-40"


def test_words_tell_the_code_page_and_the_width_tells_the_delimiter() -> None:
    assert decode("Фамилия, имя".encode("cp866")) == "Фамилия, имя"
    assert delimiter_of("а;б, в;г\nд;е, ж, з;и") == ";"


def test_a_workbook_gives_each_filled_sheet_with_its_title(tmp_path: Path) -> None:
    book = Workbook()
    book.active.title = "Педагоги"  # type: ignore[union-attr]
    book.worksheets[0].append(["ФИО", "Стаж"])
    book.create_sheet("Пусто")
    book.create_sheet("7А").append(["ФИО"])
    path = tmp_path / "школа.xlsx"
    book.save(path)
    assert [(s.place, s.captions) for s in read_sources(path)] == [
        ("лист «Педагоги»", ("школа.xlsx", "Педагоги")),
        ("лист «7А»", ("школа.xlsx", "7А")),
    ]


def test_a_cell_merged_downwards_holds_for_every_row(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Класс", "ФИО"], ["6 А", "Гусев Матвей Ильич"], [None, "Пак Милана"]):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    path = tmp_path / "школа.xlsx"
    book.save(path)
    assert rows_of(path)[2] == ["6 А", "Пак Милана"]


def test_tables_of_a_document_have_the_line_above_as_caption(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("База наставляемых")
    table = document.add_table(2, 3)
    for cells, row in zip(table.rows, ROWS, strict=True):
        for cell, text in zip(cells.cells, row, strict=True):
            cell.text = text
    path = tmp_path / "список.docx"
    document.save(str(path))
    (source,) = read_sources(path)
    assert source.captions[-1] == "База наставляемых"
    assert source.grid == Grid(ROWS)


def _word(tmp_path: Path, rows: int, change: Callable[[Any], None]) -> Path:
    """A document with a table of people, changed."""
    document = docx.Document()
    table = document.add_table(rows, 2)
    for number, line in enumerate(table._tbl.tr_lst):
        for cell, text in zip(line.tc_lst, ("8 Б", f"Пак Милана {number}"), strict=True):
            cell.p_lst[0].add_r().text = text
    change(table._tbl)
    path = tmp_path / "список.docx"
    document.save(str(path))
    return path


def test_a_long_table_of_word_is_read_fast_however_far_its_cells_are_merged(
    tmp_path: Path,
) -> None:
    def merge(table: Any) -> None:
        for number, line in enumerate(table.tr_lst):
            line.tc_lst[0].vMerge = "continue" if number else "restart"
            if number:
                line.tc_lst[0].p_lst[0].clear_content()

    path = _word(tmp_path, 1500, merge)
    began = time.process_time()
    rows = rows_of(path)
    assert time.process_time() - began < 5
    assert rows[1499] == ["8 Б", "Пак Милана 1499"]


def test_rows_and_words_inside_controls_tags_and_insertions_are_read(tmp_path: Path) -> None:
    def wrap(table: Any) -> None:
        row = table.tr_lst[1]
        run = row.tc_lst[1].p_lst[0].r_lst[0]
        for element, name in ((run, "smartTag"), (run.getparent()[-1], "ins"), (row, "sdtContent")):
            place = element.getparent()
            wrapper = OxmlElement(f"w:{name}")
            place.replace(element, wrapper)
            wrapper.append(element)
        content = table.find(qn("w:sdtContent"))
        control = OxmlElement("w:sdt")
        table.replace(content, control)
        control.append(content)

    assert rows_of(_word(tmp_path, 3, wrap))[1] == ["8 Б", "Пак Милана 1"]


def test_a_page_saved_under_the_name_of_a_workbook_is_read(tmp_path: Path) -> None:
    page = "<html><table><tr><td>ФИО<td>Класс<tr><td>Пак Милана<td>8 Б</table></html>"
    path = written(tmp_path, "выгрузка.xls", page.encode("cp1251"))
    assert rows_of(path) == [["ФИО", "Класс"], ["Пак Милана", "8 Б"]]


SHEET_XML = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="7Б"><Table>
<Row ss:Index="2"><Cell><Data ss:Type="String">ФИО</Data></Cell>
 <Cell ss:Index="3" ss:MergeDown="1"><Data ss:Type="String">Рождение</Data></Cell></Row>
<Row><Cell><Data ss:Type="String">Пак <B>Милана</B></Data></Cell></Row>
<Row><Cell><Data ss:Type="Error">#N/A</Data></Cell>
 <Cell ss:Index="3"><Data ss:Type="DateTime">2012-03-04T00:00:00.000</Data></Cell></Row>
</Table></Worksheet></Workbook>"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_table_xml_2003_is_read_with_its_gaps_dates_and_errors(
    tmp_path: Path, encoding: str
) -> None:
    (source,) = read_sources(written(tmp_path, "выгрузка.xls", SHEET_XML.encode(encoding)))
    assert source.captions[-1] == "7Б"
    assert [list(row) for row in source.grid.rows[1:]] == [
        ["ФИО", None, "Рождение"],
        ["Пак Милана", None, "Рождение"],
        [None, None, date(2012, 3, 4)],
    ]
    assert source.grid.errors == {(4, 1): "#N/A"}


def _mail() -> EmailMessage:
    mail = EmailMessage()
    page = "<table><tr><td>ФИО<td>Класс<tr><td>Пак Милана<td>8 Б</table>"
    mail.add_alternative(page, subtype="html")
    mail.add_alternative("просто текст", subtype="plain")
    return mail


def test_a_page_saved_with_its_pictures_in_one_file_is_read(tmp_path: Path) -> None:
    path = written(tmp_path, "страница.mht", _mail_bytes())
    assert rows_of(path) == [["ФИО", "Класс"], ["Пак Милана", "8 Б"]]


def test_a_binary_workbook_is_read(tmp_path: Path) -> None:
    texts = {(0, 0): "ФИО", (0, 1): "Класс", (2, 0): "Пак Милана"}
    path = written(tmp_path, "список.xlsb", binary_book(texts))
    assert rows_of(path) == [["ФИО", "Класс"], [None, None], ["Пак Милана", None]]


def test_a_binary_workbook_of_onlyoffice_is_read(tmp_path: Path) -> None:
    texts = {(0, 0): "ФИО", (0, 1): "Класс", (1, 0): "Пак Милана", (1, 1): "8 Б"}
    path = written(tmp_path, "список.xlsb", binary_book(texts, says_used=False))
    assert rows_of(path) == [["ФИО", "Класс"], ["Пак Милана", "8 Б"]]


@pytest.mark.parametrize(
    ("spelt", "meant"), [("true", True), ("1", True), ("false", False), ("0", False)]
)
def test_a_yes_of_an_open_workbook_is_read_however_it_is_spelt(
    tmp_path: Path, spelt: str, meant: bool
) -> None:
    cell = f'office:value-type="boolean" office:boolean-value="{spelt}"'
    assert rows_of(written(tmp_path, "да.ods", open_book(["ФИО", "Ли Вера"], cell)))[1][1] is meant


@pytest.mark.parametrize("gap", ["", "\n   "], ids=["tight", "pretty"])
def test_lines_and_links_of_an_open_workbook_are_read_as_they_are_seen(
    tmp_path: Path, gap: str
) -> None:
    link = '<text:a xlink:href="https://example.org/">сайт</text:a>'
    name = f"Ли<text:tab/>Вера<text:line-break/>{link}"
    content = open_book(["ФИО", name], 'office:value-type="float" office:value="5"')
    pretty = spelt_out(content, "><table:", f">{gap}<table:")
    assert rows_of(written(tmp_path, "список.ods", pretty))[1] == ["Ли\tВера\nсайт", 5]


def spelt_out(content: bytes, before: str, after: str) -> bytes:
    """The workbook with a piece of its content written another way."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode().replace(before, after)
            spaces = 'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:office='
            new.writestr(name, text.replace("xmlns:office=", spaces))
    return stream.getvalue()


def test_texts_come_as_a_person_sees_them(tmp_path: Path) -> None:
    hidden = [["ФИО", "Кла\u00adсс"], ["Абра\u200bмов Семе\u0308н\u200f", "7\u00a0A"]]
    book = Workbook()
    for row in hidden:
        book.worksheets[0].append(row)
    book.save(tmp_path / "список.xlsx")
    text = "\n".join(";".join(row) for row in hidden)
    seen = [["ФИО", "Класс"], ["Абрамов Семён", "7\u00a0A"]]
    assert rows_of(tmp_path / "список.xlsx") == seen
    assert rows_of(written(tmp_path, "список.csv", text.encode())) == seen


def test_a_part_of_a_second_is_no_time_of_day(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].append(["ФИО", datetime(2013, 3, 6, 0, 0, 0, 9000)])
    book.worksheets[0].append(["ФИО", datetime(2013, 3, 5, 23, 59, 59, 999_000)])
    book.worksheets[0].append(["ФИО", datetime(2010, 5, 13, 21, 0)])
    book.save(tmp_path / "список.xlsx")
    days = [row[1] for row in rows_of(tmp_path / "список.xlsx")]
    assert days == [date(2013, 3, 6), date(2013, 3, 6), datetime(2010, 5, 13, 21, 0)]


def test_a_file_that_kills_its_reader_is_refused_and_the_program_goes_on(tmp_path: Path) -> None:
    far = binary_book({(0, 0): "ФИО", (1_048_575, 16_383): "Пак Милана"})
    with pytest.raises(JobError, match=r"«далеко\.xlsb»"):
        read_sources(written(tmp_path, "далеко.xlsb", far))


def test_a_file_is_read_here_where_no_child_may_be_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "нет такой программы"))
    assert rows_of(Path(__file__).parent / "old.xls") == ROWS
    broken = (Path(__file__).parent / "old.xls").read_bytes()[:3000]
    with pytest.raises(JobError, match="повреждён"):
        read_sources(written(tmp_path, "обрезан.xls", broken))


@pytest.mark.parametrize("name", ["errors.xls", "errors.ods"])
def test_errors_and_hidden_sheets_of_old_and_open_workbooks_are_told(name: str) -> None:
    first, hidden = read_sources(Path(__file__).parent / name)
    assert first.grid.errors == {(2, 2): "#N/A"}
    assert [list(row) for row in hidden.grid.rows] == [["ФИО"], ["Ким Виктор"]]
    assert (first.hidden, hidden.hidden) == (False, True)


def test_a_hidden_sheet_of_a_new_workbook_is_told(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].append(["ФИО"])
    hidden = book.create_sheet("Прежние")
    hidden.append(["ФИО"])
    hidden.sheet_state = "hidden"
    path = tmp_path / "школа.xlsx"
    book.save(path)
    assert [source.hidden for source in read_sources(path)] == [False, True]


@pytest.mark.parametrize("name", ["old.xls", "list.ods"])
def test_workbooks_of_an_old_excel_and_of_libreoffice_are_read(name: str) -> None:
    (source,) = read_sources(Path(__file__).parent / name)
    assert [list(row) for row in source.grid.rows] == ROWS
    assert source.captions[-1] == "Лист1"


def test_a_table_that_repeats_a_row_without_end_is_refused_before_it_is_read(
    tmp_path: Path,
) -> None:
    path = tmp_path / "бомба.ods"
    with (
        zipfile.ZipFile(Path(__file__).parent / "list.ods") as real,
        zipfile.ZipFile(path, "w") as archive,
    ):
        for entry in real.infolist():
            part = real.read(entry)
            if entry.filename == "content.xml":
                row = b'<table:table-row table:number-rows-repeated="900000" '
                part = part.replace(b"<table:table-row ", row, 1)
                assert row in part
            archive.writestr(entry, part)
    with pytest.raises(JobError, match="слишком велик"):
        read_sources(path)


def _word_with_a_picture() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/media/image1.png", b"\x89PNG")
    return _added_to(_empty_word(), stream.getvalue())


def _empty_word() -> bytes:
    stream = io.BytesIO()
    docx.Document().save(stream)
    return stream.getvalue()


def _added_to(package: bytes, more: bytes) -> bytes:
    stream = io.BytesIO(package)
    with zipfile.ZipFile(stream, "a") as archive, zipfile.ZipFile(io.BytesIO(more)) as added:
        for name in added.namelist():
            archive.writestr(name, added.read(name))
    return stream.getvalue()


def _empty_book() -> bytes:
    stream = io.BytesIO()
    Workbook().save(stream)
    return stream.getvalue()


def _prose() -> bytes:
    document, stream = docx.Document(), io.BytesIO()
    document.add_paragraph("Наставники: Орлова, Белов")
    document.save(stream)
    return stream.getvalue()


def _zipped(name: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(name, "")
    return stream.getvalue()


def _closed_by_a_password() -> bytes:
    """The old workbook with a record FILEPASS in place of the one after the first."""
    content = (Path(__file__).parent / "old.xls").read_bytes()
    after = content.index(b"\x09\x08\x10\x00") + 20
    return content[:after] + b"\x2f\x00" + content[after + 2 :]


def _long_word() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (MAX_MARKUP + 1))
    return stream.getvalue()


COMPOUND = bytes.fromhex("D0CF11E0A1B11AE1")
BAD = {
    "пароль.xlsx": (COMPOUND + "EncryptedPackage".encode("utf-16-le"), "закрыт паролем"),
    "пароль.xls": (_closed_by_a_password(), "закрыт паролем"),
    "бомба.docx": (_long_word(), "слишком велик"),
    "нули.csv": (bytes(64), "заполнен нулями"),
    "обрезан.xls": (COMPOUND + bytes(64), "повреждён или закрыт паролем"),
    "пусто.csv": (b"", "пустой"),
    "пустой.xlsx": (_empty_book(), "нет ни одной заполненной ячейки"),
    "без-таблиц.docx": (_empty_word(), "нет ни одной заполненной ячейки"),
    "картинка.docx": (_word_with_a_picture(), "вместо таблицы картинки"),
    "рассказ.docx": (_prose(), "нет таблицы"),
    "снимок.png": (b"\x89PNG\r\n\x1a\n", "картинка"),
    "печать.pdf": (b"%PDF-1.7\n", "PDF"),
    "обрезан.xlsx": (_empty_book()[:900], "не до конца или повреждён"),
    "сломан.xls": (COMPOUND + "Workbook".encode("utf-16-le"), "повреждён или закрыт паролем"),
    "таблица.mxl": (b"MOXCEL\0\7", "таблица 1С"),
    "список.numbers": (_zipped("Index/Document.iwa"), "Numbers"),
    "всё.zip": (_zipped("список.xlsx"), "архив"),
    "музыка.mp3": (b"ID3\x03\x00\x00\x00", "не похож на таблицу"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_list_is_refused_with_its_own_sentence(tmp_path: Path, name: str) -> None:
    content, words = BAD[name]
    path = written(tmp_path, name, content)
    with pytest.raises(JobError, match=re.escape(words)) as refusal:
        read_sources(path)
    assert f"«{name}»" in str(refusal.value)
    assert path.read_bytes() == content


@pytest.mark.parametrize(
    "name", ["список.docx", "список.xlsx", "список.ods", "список.xls", "с.mht"]
)
def test_whatever_a_damaged_byte_does_it_is_a_sentence_or_a_table(
    tmp_path: Path, name: str
) -> None:
    dice, content = random.Random(7), _sound(name)
    for _ in range(12):
        damaged = bytearray(content)
        for _ in range(3):
            damaged[dice.randrange(len(damaged))] = dice.randrange(256)
        with suppress(JobError):
            read_sources(written(tmp_path, name, bytes(damaged)))


def _sound(name: str) -> bytes:
    here = Path(__file__).parent
    made = {"список.docx": _prose, "список.xlsx": _empty_book, "с.mht": _mail_bytes}
    kept = {"список.ods": "list.ods", "список.xls": "old.xls"}
    return (here / kept[name]).read_bytes() if name in kept else made[name]()


def _mail_bytes() -> bytes:
    return b"MIME-Version: 1.0\n" + _mail().as_bytes()


def test_a_page_with_control_characters_is_read(tmp_path: Path) -> None:
    page = b"<table><tr><td>\x02<script>x</script>\x05 A<td>B<tr><td>c<td>d</table>"
    assert rows_of(written(tmp_path, "страница.html", page)) == [["A", "B"], ["c", "d"]]


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(JobError, match=r"«нет\.csv»"):
        read_sources(tmp_path / "нет.csv")
