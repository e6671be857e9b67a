"""A workbook of one plain table: texts, numbers and dates, never a formula.

Five small parts are all it takes; written here, the core needs no library of an office program, and
no text can become a formula, a link or a number.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from xml.sax.saxutils import escape

from nastavnik.model.findings import Value
from nastavnik.model.grid import letters
from nastavnik.model.text import cleaned

_CREATED = (2026, 1, 1, 0, 0, 0)
"""Every file bears this time, so that equal rows give equal bytes."""
_FIRST_DAY = date(1899, 12, 30)
_WIDTH = 24
_DATE_STYLE, _TITLE_STYLE = 1, 2
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"

_CONTENT_TYPES = f"""{_HEAD}<Types xmlns="{_PACKAGE}/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>\
<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>\
<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>"""
_ROOT = f"""{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" \
Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>"""
_WORKBOOK_LINKS = f"""{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">\
<Relationship Id="rId1" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>\
<Relationship Id="rId2" Type="{_RELATIONS}/styles" Target="styles.xml"/></Relationships>"""
_STYLES = f"""{_HEAD}<styleSheet xmlns="{_MAIN}"><numFmts count="1"><numFmt numFmtId="164" \
formatCode="dd\\.mm\\.yyyy"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/>\
</font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill>\
<patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>\
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>\
<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>\
<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>\
</styleSheet>"""


def plain_book(title: str, headers: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """A .xlsx with one sheet: a row of titles, then the rows; equal bytes for equal input."""
    sheet = "".join(_sheet(headers, rows))
    parts = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _ROOT,
        "xl/workbook.xml": f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>'
        f'<sheet name={_quoted(title[:31])} sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _WORKBOOK_LINKS,
        "xl/styles.xml": _STYLES,
        "xl/worksheets/sheet1.xml": sheet,
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _CREATED)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return stream.getvalue()


def _quoted(text: str) -> str:
    return '"' + escape(cleaned(text), {'"': "&quot;"}) + '"'


def _sheet(headers: Sequence[str], rows: Iterable[Sequence[Value]]) -> Iterator[str]:
    yield f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0"><pane '
    yield 'ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView>'
    yield f'</sheetViews><cols><col min="1" max="{len(headers)}" width="{_WIDTH}" customWidth="1"/>'
    yield "</cols><sheetData>"
    yield from _row(1, headers, _TITLE_STYLE)
    for number, row in enumerate(rows, start=2):
        yield from _row(number, row)
    yield "</sheetData></worksheet>"


def _row(number: int, values: Sequence[Value], style: int = 0) -> Iterator[str]:
    yield f'<row r="{number}">'
    for column, value in enumerate(values, start=1):
        if value not in (None, ""):
            yield _cell(f"{letters(column)}{number}", value, style)
    yield "</row>"


def _cell(place: str, value: Value, style: int) -> str:
    if isinstance(value, bool):
        value = "да" if value else "нет"
    if isinstance(value, date):
        days = (date(value.year, value.month, value.day) - _FIRST_DAY).days
        return f'<c r="{place}" s="{_DATE_STYLE}"><v>{days}</v></c>'
    if isinstance(value, int | float):
        return f'<c r="{place}" s="{style}"><v>{value!r}</v></c>'
    text = escape(cleaned(str(value)))
    return (
        f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    )
