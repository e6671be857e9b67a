"""The roadmap for approval as a Word document: the one module of the roadmap that writes Word."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from nastavnik.model.text import cleaned
from nastavnik.readers.package.saving import saved
from nastavnik.roadmap.approval import COLUMNS, TITLE, Plan, Stamp, requisites

WIDTHS = (14, 88, 55, 42, 64)
"""Widths of the columns in millimetres, as many as `COLUMNS`."""
STAMP_WIDTH = 95
MARGINS = {"left": 20, "right": 14, "top": 20, "bottom": 15}
SIZE = 12
BLANKS, BLANKS_END = "№ \t от \t г.", (25, 60)
"""Lines for a pen, and where they end in millimetres; in a cell LibreOffice draws no last one."""
MADE = datetime(2000, 1, 1)
"""Equal roadmaps give equal bytes: no file says when it was made."""


def as_docx(plan: Plan) -> bytes:
    """The roadmap on landscape pages with its stamps, its head, a repeated header and numbers."""
    document = Document()
    _prepare(document)
    _write_stamps(document, plan)
    _write_title(document, plan)
    _write_table(document, plan)
    return saved(document)


def _prepare(document: Any) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    for side, width in MARGINS.items():
        setattr(section, f"{side}_margin", Mm(width))
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(SIZE)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
    style.paragraph_format.space_after = Pt(0)
    document.styles.element.find(f".//{qn('w:lang')}").set(qn("w:val"), "ru-RU")
    number = section.header.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    section.different_first_page_header_footer = True
    _add_field(number, "PAGE")
    core = document.core_properties
    core.author = core.comments = ""
    core.title, core.language = TITLE.capitalize(), "ru-RU"
    core.created = core.modified = MADE


def _add_field(paragraph: Any, code: str) -> None:
    """A field that Word works out itself."""
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("end", "")):
        run = paragraph.add_run()
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run._r.append(mark)


def _write_stamps(document: Any, plan: Plan) -> None:
    """The annex mark, below it «ПРИНЯТА» on the left and «УТВЕРЖДЕНА» on the right."""
    middle = sum(WIDTHS) - 2 * STAMP_WIDTH
    table = _table(document, (STAMP_WIDTH, middle, STAMP_WIDTH))
    left, _, right = table.add_row().cells
    _write_stamp(right, plan.annex, bold=False)
    left, _, right = table.add_row().cells
    _write_stamp(left, plan.adopted)
    _write_stamp(right, plan.approved)


def _write_stamp(cell: Any, stamp: Stamp, *, bold: bool = True) -> None:
    """Three lines; a date and a number that are not known are lines for a pen."""
    known = requisites(stamp)
    first = cell.paragraphs[0]
    first.add_run(cleaned(stamp.word)).bold = bold
    cell.add_paragraph(cleaned(stamp.by))
    last = cell.add_paragraph(cleaned(known) if known else BLANKS)
    last.paragraph_format.space_after = Pt(8)
    for place in BLANKS_END if not known else ():
        stops = last.paragraph_format.tab_stops
        stops.add_tab_stop(Mm(place), WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.LINES)


def _write_title(document: Any, plan: Plan) -> None:
    for text, bold, before in (
        (plan.organisation, False, 12),
        (TITLE, True, 12),
        (plan.subject, True, 0),
    ):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_before = Pt(before)
        paragraph.add_run(cleaned(text)).bold = bold
    paragraph.paragraph_format.space_after = Pt(8)


def _write_table(document: Any, plan: Plan) -> None:
    table = _table(document, WIDTHS, "Table Grid")
    _fill(table.add_row(), [(title,) for title in COLUMNS], bold=True)
    _mark(table.rows[0], "w:tblHeader")
    for section in plan.sections:
        if section.title:
            _write_heading(table.add_row(), section.title)
        for cells in section.rows:
            _fill(table.add_row(), cells)


def _write_heading(row: Any, title: str) -> None:
    """The row of a stage, kept with the first of its activities."""
    cell = row.cells[0].merge(row.cells[-1])
    cell.paragraphs[0].add_run(cleaned(title)).bold = True
    cell.paragraphs[0].paragraph_format.keep_with_next = True
    _mark(row, "w:cantSplit")


def _table(document: Any, widths: Sequence[float], style: str | None = None) -> Any:
    table = document.add_table(rows=0, cols=len(widths), style=style)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    return table


def _fill(row: Any, cells: Sequence[Sequence[str]], *, bold: bool = False) -> None:
    for cell, lines in zip(row.cells, cells, strict=True):
        for place, line in enumerate(lines):
            paragraph = cell.add_paragraph() if place else cell.paragraphs[0]
            paragraph.add_run(cleaned(line)).bold = bold or None
            if bold:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _mark(row, "w:cantSplit")


def _mark(row: Any, name: str) -> None:
    """A property of a row, such as that it is repeated on every page."""
    row._tr.get_or_add_trPr().append(OxmlElement(name))
