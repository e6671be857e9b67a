"""Books, lists and roadmaps as programs other than ours write them: what is read, what is asked."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import docx
import pytest
import xlsxwriter
from docx.oxml import parse_xml

from nastavnik.actions.check_books import run as check_books
from nastavnik.actions.make_orders import run as make_orders
from nastavnik.actions.new_book import SAMPLE_DAY, new_book
from nastavnik.actions.session import Session, closed_file, work
from nastavnik.model.changes import Changes, SetCell
from nastavnik.model.findings import Value
from nastavnik.model.outcome import Outcome
from nastavnik.people_import.results import PeopleTaken
from nastavnik.people_import.sources import read_sources
from nastavnik.people_import.taking import take_registries
from nastavnik.roadmap.reading import read_roadmap
from people_import.binary_book import binary_book
from people_import.lists import EMPTY
from support.drawn_roadmaps import of_word, told

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BOOKS: dict[str, tuple[tuple[str, int, str, Value], tuple[str, str]]] = {
    "a class that became a day": (
        ("Наставляемые", 20, "Класс", date(2026, 1, 9)), ("ЯЧ13", "Класс"),
    ),
    "ages that became a day": (
        ("Наставники", 5, "Возраст наставляемых", date(2026, 12, 10)),
        ("ЯЧ13", "Возраст наставляемых"),
    ),
    "a consent of 1900": (
        ("Наставники", 4, "Согласие на ПДн", date(1900, 1, 5)), ("ЯЧ05", "Согласие на ПДн"),
    ),
    "a meeting with the time of day": (
        ("Встречи", 10, "Дата", datetime(2027, 2, 3, 14, 30)), ("ПР64", "Дата"),
    ),
    "a last number with letters": (
        ("Школа", 39, "Последний номер: основная деятельность", "103-ОД"),
        ("ЯЧ02", "Последний номер: основная деятельность"),
    ),
}  # fmt: skip
"""What stands in a cell of the sample book → the code and the header of what is asked."""


@pytest.mark.parametrize(("typed", "asked"), BOOKS.values(), ids=list(BOOKS))
def test_a_value_of_another_kind_is_a_finding_and_ends_nothing(
    typed: tuple[str, int, str, Value], asked: tuple[str, str], tmp_path: Path
) -> None:
    book = new_book(tmp_path, sample=True)
    sheet, row, header, value = typed
    if sheet == "Школа":
        row = _row_of(book, header)
    work(closed_file(book), lambda _: Outcome("", Changes((SetCell(sheet, row, header, value),))))
    findings = check_books(Session(), books=[book], today=SAMPLE_DAY).findings
    assert asked in {(finding.code, finding.header) for finding in findings}


def _row_of(book: Path, title: str) -> int:
    grid = closed_file(book).read()["Школа"]
    return next(n for n, row in enumerate(grid.rows, start=1) if title in row)


def test_an_order_is_not_numbered_after_a_number_that_nobody_can_read(tmp_path: Path) -> None:
    book = new_book(tmp_path, sample=True)
    title = "Последний номер: личный состав"
    change = SetCell("Школа", _row_of(book, title), title, "сто три")
    work(closed_file(book), lambda _: Outcome("", Changes((change,))))
    made = make_orders(Session(), book=book, today=SAMPLE_DAY, register=True)
    assert "ДО11" in {finding.code for finding in made.findings}
    assert not [file for file in made.changes.files if "-ЛС" in file.path]


Row = Sequence[object]
PUPILS: tuple[Row, ...] = (
    ("ФИО", "Класс", "Дата рождения", "Телефон"),
    ("Абрамов Илья Олегович", "7А", date(2010, 5, 14), "8 916 123-45-67"),
    ("Бойко Дарья Олеговна", "7А", date(2009, 10, 14), "8 916 123-45-68"),
)


def workbook(
    rows: Sequence[Row] = PUPILS, dress: Callable[[Any, Any], object] | None = None
) -> bytes:
    """A workbook with these rows on «Ученики 7А»; `dress` does the rest to book and sheet."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet("Ученики 7А")
        formats = {
            date: book.add_format({"num_format": "dd.mm.yyyy"}),
            datetime: book.add_format({"num_format": "dd.mm.yyyy hh:mm"}),
        }
        for place, row in enumerate(rows):
            for column, value in enumerate(row):
                sheet.write(
                    place, column, value, formats[type(value)] if isinstance(value, date) else None
                )
        if dress:
            dress(book, sheet)
    return file.getvalue()


def changed(row: int, column: int, value: object) -> list[list[object]]:
    """The pupils with one cell of another value."""
    rows = [list(each) for each in PUPILS]
    rows[row][column] = value
    return rows


def struck(book: Any, sheet: Any) -> None:
    strike = book.add_format({"font_strikeout": True})
    for column, value in enumerate(PUPILS[2]):
        sheet.write(2, column, str(value), strike)


def form(questions: int) -> list[Row]:
    titles = (
        *("Почему Вы хотите участвовать?", "Какие предметы труднее?", "Чем Вы увлекаетесь?"),
        "Кем Вы хотите стать?",
    )[:questions]
    answers = ("интересно", "алгебра", "шахматы", "инженером")[:questions]
    return [("Отметка времени", "ФИО", "Класс", *titles)] + [
        (datetime(2026, 9, 3, 9, number), name, "7А", *answers)
        for number, name in enumerate(("Абрамов Илья Олегович", "Бойко Дарья Олеговна"))
    ]


def open_document(value: str) -> bytes:
    """A sheet as OnlyOffice saves it: a cell that is true says so in its own way."""
    office = "urn:oasis:names:tc:opendocument:xmlns"
    spaces = " ".join(
        f'xmlns:{short}="{office}:{short}:1.0"' for short in ("office", "table", "text")
    )

    def cell(text: str) -> str:
        return (
            f'<table:table-cell office:value-type="string"><text:p>{text}</text:p>'
            "</table:table-cell>"
        )

    flag = (
        f'<table:table-cell office:value-type="boolean" office:boolean-value="{value}">'
        "<text:p>ИСТИНА</text:p></table:table-cell>"
    )
    head = "".join(map(cell, ("ФИО", "Кто", "Должность", "Входит в трудовую функцию")))
    row = "".join(map(cell, ("Белова Анна Ильинична", "педагог", "учитель"))) + flag
    lines = "".join(f"<table:table-row>{line}</table:table-row>" for line in (head, row))
    content = (
        f"<office:document-content {spaces} office:version='1.2'><office:body>"
        f'<office:spreadsheet><table:table table:name="Наставники">{lines}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        f'<manifest:manifest xmlns:manifest="{office}:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    return packed({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest})


def in_strict_format(content: bytes) -> bytes:
    """The workbook with the names of the other edition of the standard."""
    names = {
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "spreadsheetml/main",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
            "officeDocument/relationships"
        ),
    }
    parts: dict[str, str | bytes] = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            text = archive.read(name)
            for usual, strict in names.items():
                text = text.replace(usual.encode(), f"http://purl.oclc.org/ooxml/{strict}".encode())
            parts[name] = text
    return packed(parts)


def packed(parts: dict[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def of_word_online(content: bytes) -> bytes:
    """The document as Word in a browser saves it: its main part is called document2.xml."""
    parts: dict[str, str | bytes] = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            new = name.replace("word/document.xml", "word/document2.xml")
            text = archive.read(name)
            if name in {"[Content_Types].xml", "_rels/.rels"}:
                text = text.replace(b"word/document.xml", b"word/document2.xml")
            parts[new.replace("_rels/document.xml.rels", "_rels/document2.xml.rels")] = text
    return packed(parts)


def list_in_word(*, placeholder: bool = False) -> bytes:
    document = docx.Document()
    table = document.add_table(3, 3)
    rows = (("№", "ФИО", "Класс"), ("1", "Абрамов Илья Олегович", "7А"))
    for place, row in enumerate(
        (*rows, ("2", "Бойко Дарья Олеговна", "" if placeholder else "7А"))
    ):
        for column, text in enumerate(row):
            table.cell(place, column).text = text
    if placeholder:
        control = (
            f'<w:sdt xmlns:w="{WORD}"><w:sdtPr><w:showingPlcHdr/><w:text/></w:sdtPr><w:sdtContent>'
            "<w:r><w:t>Место для ввода текста.</w:t></w:r></w:sdtContent></w:sdt>"
        )
        table.cell(2, 2).paragraphs[0]._p.append(parse_xml(control))
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


BOTH = ["Абрамов Илья Олегович", "Бойко Дарья Олеговна"]
Read = tuple[bytes, str, list[str], dict[str, object], set[str]]
LISTS: dict[str, Read] = {
    "no-width blanks in a name": (
        workbook(changed(1, 0, "Абра\u200bмов\ufeff Илья Олегович")), "xlsx", BOTH, {}, set(),
    ),
    "a name in composed letters, a soft hyphen": (
        workbook(changed(1, 0, unicodedata.normalize("NFD", "Абрамов Илья\u00ad Олегович"))),
        "xlsx", BOTH, {}, set(),
    ),
    "a class with a Latin letter": (
        workbook(changed(1, 1, "7A")), "xlsx", BOTH, {"school_class": "7 А"}, set(),
    ),
    "a birth date at nine in the evening": (
        workbook(changed(1, 2, datetime(2010, 5, 13, 21))),
        "xlsx", BOTH, {"birth": date(2010, 5, 13)}, {"РЕ02"},
    ),
    "a hidden row": (
        workbook(dress=lambda _, sheet: sheet.set_row(2, options={"hidden": True})),
        "xlsx", BOTH[:1], {}, {"РЕ11"},
    ),
    "a hidden column": (
        workbook(dress=lambda _, sheet: sheet.set_column(3, 3, None, None, {"hidden": True})),
        "xlsx", BOTH, {"phone": "+7 916 123-45-67"}, {"РЕ11"},
    ),
    "a workbook in the strict format": (
        in_strict_format(workbook()), "xlsx", BOTH, {"birth": date(2010, 5, 14)}, set(),
    ),
    "a struck-out row": (workbook(dress=struck), "xlsx", BOTH[:1], {}, {"РЕ14"}),
    "a form with four questions": (workbook(form(4)), "xlsx", BOTH, {}, {"РЕ01"}),
    "a class that became a day": (
        workbook(changed(1, 1, date(2026, 1, 9))), "xlsx", BOTH, {}, {"РЕ02"},
    ),
    "a cell that is true": (
        open_document("true"), "ods", ["Белова Анна Ильинична"], {"part_of_job": True}, set(),
    ),
    "a cell that is 1": (
        open_document("1"), "ods", ["Белова Анна Ильинична"], {"part_of_job": True}, set(),
    ),
    "a binary workbook": (
        binary_book({(0, 0): "ФИО ученика", (1, 0): BOTH[0], (0, 1): "Класс", (1, 1): "7А"}),
        "xlsb", BOTH[:1], {"school_class": "7 А"}, set(),
    ),
    "a document of Word in a browser": (
        of_word_online(list_in_word()), "docx", BOTH, {"school_class": "7 А"}, set(),
    ),
    "a control that shows its placeholder": (
        list_in_word(placeholder=True), "docx", BOTH, {"school_class": "7 А"}, set(),
    ),
}  # fmt: skip
"""The file and its suffix → who is read, what of the first of them, what is asked at least."""


@pytest.mark.parametrize("case", LISTS.values(), ids=list(LISTS))
def test_people_are_read_and_what_is_doubtful_is_asked(case: Read, tmp_path: Path) -> None:
    content, suffix, names, values, asked = case
    path = tmp_path / f"список.{suffix}"
    path.write_bytes(content)
    outcome = take_registries(EMPTY, read_sources(path))
    assert [person.name for person in outcome.reading.people] == names
    found = outcome.reading.people[0].values
    assert {field: found.get(field) for field in values} == values
    assert asked <= {finding.code for finding in outcome.findings}
    assert "Место для ввода" not in str(outcome.as_json())
    assert_accounted(outcome)


def assert_accounted(outcome: PeopleTaken) -> None:
    account = outcome.as_json()["account"]
    assert account["cells"] == account["taken"] + account["asked"] + len(account["left_out"])


YEAR = "Дорожная карта наставничества на 2026-2027 учебный год"
TABLE = (
    ("№", "Мероприятия", "Сроки", "Ответственные"),
    ("1", "Сбор наставников", "Понедельник 7 сентября 2026 г.", "Куратор"),
    ("2", "Встреча пар", "вторник, 10 ноября 2026", "Куратор"),
)
ROWS = [
    " ¦ 1 ¦ Сбор наставников ¦ Понедельник 7 сентября 2026 г. ¦ 07.09.26–07.09.26 ¦ Куратор",
    " ¦ 2 ¦ Встреча пар ¦ вторник, 10 ноября 2026 ¦ 10.11.26–10.11.26 ¦ Куратор",
]


def merged_to_the_right() -> bytes:
    """A title merged far beyond the table."""
    rows: list[Row] = [(YEAR,), *TABLE]
    return workbook(rows, lambda _, sheet: sheet.merge_range(0, 0, 0, 40, YEAR))


ROADMAPS = {
    "days of the week": (of_word(([YEAR], [list(row) for row in TABLE]))[0], "карта.docx"),
    "a document of Word in a browser": (
        of_word_online(of_word(([YEAR], [list(row) for row in TABLE]))[0]),
        "карта.docx",
    ),
    "a title merged to the right": (merged_to_the_right(), "карта.xlsx"),
}


@pytest.mark.parametrize(("content", "name"), ROADMAPS.values(), ids=list(ROADMAPS))
def test_every_row_of_a_roadmap_is_read(content: bytes, name: str) -> None:
    roadmap = read_roadmap(content, name)
    assert told(roadmap) == ROWS
    assert not roadmap.account.left_out
