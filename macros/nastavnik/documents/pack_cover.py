"""The cover of a pack as a Word document: who signs what, and where in the pack it lies."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from nastavnik.documents.packs import Pack, ToSign
from nastavnik.model.text import cleaned, counted
from nastavnik.readers.package.saving import saved

TITLE = "Кому что подписать"
COLUMNS = (("Подписывает", 46), ("Что подписать (номер в пачке)", 98), ("Подписано", 26))
"""Titles of the columns and their widths in millimetres."""
SIZE = 11
LINES_TOGETHER = 8
"""A person with more documents may be told of over two pages."""


def cover_of(pack: Pack, school_name: str, today: date) -> bytes:
    """The cover: a row for each who signs, the documents numbered as they lie."""
    document = Document()
    _prepare(document)
    heading = document.add_paragraph()
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    heading.add_run(TITLE.upper()).bold = True
    for line in (school_name, f"на {today:%d.%m.%Y}"):
        document.add_paragraph(cleaned(line)).alignment = WD_ALIGN_PARAGRAPH.CENTER
    number = counted(len(pack.papers), "документ", "документа", "документов")
    document.add_paragraph(
        f"В пачке {number}. Каждый начинается с нового листа: печатайте с двух сторон."
    )
    _write_table(document, pack)
    for finding in pack.findings:
        document.add_paragraph(cleaned(finding.message[:1].upper() + finding.message[1:] + "."))
    return saved(document)


def _prepare(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(25), Mm(15)
    section.top_margin = section.bottom_margin = Mm(20)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(SIZE)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
    style.paragraph_format.space_after = Pt(4)


def _write_table(document: Any, pack: Pack) -> None:
    table = document.add_table(rows=1, cols=len(COLUMNS))
    table.style, table.autofit = "Table Grid", False
    for column, (_, width) in zip(table.columns, COLUMNS, strict=True):
        column.width = Mm(width)
    _fill(table.rows[0], [[title] for title, _ in COLUMNS], bold=True)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for name, pile in pack.by_signer().items():
        lines = [_line(name, number, each) for number, each in pile]
        row = table.add_row()
        _fill(row, [[name], lines, [""]])
        if len(lines) <= LINES_TOGETHER:
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _line(name: str, number: int, each: ToSign) -> str:
    others = " — ".join(who for who in (each.paper.who, each.paper.other) if who and who != name)
    return f"{number}. {each.title}{f': {others}' if others else ''}"


def _fill(row: Any, texts: Sequence[Sequence[str]], *, bold: bool = False) -> None:
    for cell, lines, (_, width) in zip(row.cells, texts, COLUMNS, strict=True):
        cell.width = Mm(width)
        for place, text in enumerate(lines):
            paragraph = cell.add_paragraph() if place else cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(0)
            paragraph.add_run(cleaned(text)).bold = bold
