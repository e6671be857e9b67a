"""Charts in a Word file: native ones, each with the workbook behind it, so that Word can edit them.

XlsxWriter writes the chart; its part goes into the document together with a workbook of the same
cells. Where a filled template holds `placeholder`, `place` puts the picture.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from html import escape
from io import BytesIO
from typing import Any, NamedTuple

from nastavnik.documents.templates.chart_looks import ChartData, native_chart
from nastavnik.documents.values import ChartPicture
from nastavnik.readers.package.outline import rels_part
from nastavnik.results.charts import Chart, ChartKind

CHARTS_ROOT = "график"
"""The first word of the tags of charts."""
_SHEET = "Данные"
_CREATED = datetime(2026, 1, 1)
_FIRST = 1001
"""Charts and pictures of ours are numbered from here, beside those of the template itself."""
_EMU = 36000
"""So many units of a drawing are a millimetre."""
_WIDTH, _LEAST, _MOST = 160, 62, 150
"""Millimetres: the width of a chart, and the limits of its height."""
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_BOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CONTENT_TYPES = "[Content_Types].xml"
_MARK = "\uffff"
"""No value holds it: it is no character."""
_MARKED = re.compile(f"{_MARK}(\\d*){_MARK}")
_PARAGRAPH = re.compile(
    rf"<w:p(?: [^>]*)?>(?:(?!<w:p[ >]|</w:p>).)*?{_MARK}\d*{_MARK}.*?</w:p>", re.DOTALL
)


class DrawnPart(NamedTuple):
    """A part of a document with its pictures in place, and the charts by relationship."""

    text: str
    charts: Mapping[str, Chart]


def placeholder(picture: ChartPicture, drawn: list[Chart]) -> str:
    """What stands for a picture until `place`; the chart is added to those `drawn`."""
    if picture.chart is None:
        return _MARK * 2
    drawn.append(picture.chart)
    return f"{_MARK}{len(drawn) - 1}{_MARK}"


def place(text: str, drawn: Sequence[Chart]) -> DrawnPart:
    """Put the drawings where their placeholders are; a paragraph with nothing to show goes."""
    charts: dict[str, Chart] = {}
    if _MARK not in text:
        return DrawnPart(text, charts)

    def drawing(found: re.Match[str]) -> str:
        if not found[1]:
            return ""
        number = int(found[1])
        key = f"rIdChart{number + 1}"
        charts[key] = drawn[number]
        picture = _drawing(drawn[number], key, _FIRST + number)
        return f'</w:t>{picture}<w:t xml:space="preserve">'

    def paragraph(found: re.Match[str]) -> str:
        filled = _MARKED.sub(drawing, found[0])
        words = re.sub("<[^>]+>", "", filled).strip()
        is_needed = words or "<w:drawing" in filled or "<w:sectPr" in filled
        return filled if is_needed else ""

    return DrawnPart(_PARAGRAPH.sub(paragraph, text), charts)


def _drawing(chart: Chart, key: str, number: int) -> str:
    size = f'cx="{_WIDTH * _EMU}" cy="{_height(chart) * _EMU}"'
    about = f'name="{escape(chart.title)}" descr="{escape(chart.alternative)}"'
    return (
        '<w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
        'wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {size}/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{number}" {about}/><wp:cNvGraphicFramePr/>'
        '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
        f'xmlns:r="{_OFFICE}" r:id="{key}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )


def _height(chart: Chart) -> int:
    """Millimetres that the bars of a chart want; one above another they want more."""
    lying = chart.kind in {ChartKind.BARS, ChartKind.STACKED}
    bars = len(chart.categories) * (len(chart.series) if chart.kind is ChartKind.BARS else 1)
    return max(_LEAST, min(_MOST, 34 + 7 * bars)) if lying else 85


def with_charts(
    loose: Mapping[str, bytes], placed: Mapping[str, DrawnPart]
) -> Iterator[tuple[str, bytes]]:
    """The parts that tell what a file holds, and those of the charts: name, content."""
    parts = dict(loose)
    number = _FIRST
    names = []
    for name, found in placed.items():
        relations = []
        for key, chart in found.charts.items():
            target = f"charts/chart{number}.xml"
            relations.append((key, "chart", target))
            names.append(f"/word/{target}")
            drawn, book = chart_and_book(chart)
            parts[f"word/{target}"] = drawn
            parts[f"word/embeddings/chart{number}.xlsx"] = book
            behind = [("rId1", "package", f"../embeddings/chart{number}.xlsx")]
            parts[rels_part(f"word/{target}")] = _related(_NO_RELATIONS, behind)
            number += 1
        if relations:
            own = rels_part(name)
            parts[own] = _related(parts.get(own, _NO_RELATIONS), relations)
    if names:
        parts[CONTENT_TYPES] = _declared(parts[CONTENT_TYPES], names)
    yield from parts.items()


_MEANT = {
    '<c:showVal val="1"/>': '<c:showLegendKey val="0"/><c:showVal val="1"/>'
    + "".join(f'<c:show{w} val="0"/>' for w in ("CatName", "SerName", "Percent", "BubbleSize")),
    "<c:layout/></c:title>": '<c:layout/><c:overlay val="0"/></c:title>',
    "<c:layout/><c:txPr>": '<c:layout/><c:overlay val="0"/><c:txPr>',
    'lang="en-US"': 'lang="ru-RU"',
    '<c:lang val="en-US"/>': '<c:lang val="ru-RU"/>',
}
"""What XlsxWriter leaves unsaid: other offices than Excel take some of it the other way."""
_NO_RELATIONS = (
    "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
    f'<Relationships xmlns="{_PACKAGE}"></Relationships>'
).encode()


def _related(content: bytes, relations: Iterable[tuple[str, str, str]]) -> bytes:
    added = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{escape(target)}"/>'
        for key, kind, target in relations
    )
    return _before_end(content, added)


def _declared(content: bytes, names: Iterable[str]) -> bytes:
    text = content.decode()
    default = f'<Default Extension="xlsx" ContentType="{_BOOK_TYPE}"/>'
    if not re.search(r'Extension="xlsx"', text, re.IGNORECASE):
        text = re.sub(r"(<Types\b[^>]*>)", rf"\1{default}", text, count=1)
    added = "".join(f'<Override PartName="{name}" ContentType="{_CHART_TYPE}"/>' for name in names)
    return _before_end(text.encode(), added)


def _before_end(content: bytes, added: str) -> bytes:
    """The XML with more elements at the end of its root."""
    text = re.sub(r"<(Relationships|Types)\b([^>]*)/>\s*$", r"<\1\2></\1>", content.decode())
    return re.sub(r"(</[\w:]+>\s*)$", lambda end: f"{added}{end[1]}", text).encode()


def chart_and_book(chart: Chart) -> tuple[bytes, bytes]:
    """The chart part for a document, and the workbook with the numbers behind it."""
    drawn = _book(chart, drawn=True)
    with zipfile.ZipFile(BytesIO(drawn)) as archive:
        part = archive.read("xl/charts/chart1.xml").decode()
    for said, meant in _MEANT.items():
        part = part.replace(said, meant)
    if chart.kind is ChartKind.LINES:
        part = part.replace("</c:val></c:ser>", '</c:val><c:smooth val="0"/></c:ser>')
    external = '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData>'
    before = "<c:printSettings>" if "<c:printSettings>" in part else "</c:chartSpace>"
    return part.replace(before, f"{external}{before}").encode(), _book(chart, drawn=False)


def _book(chart: Chart, *, drawn: bool) -> bytes:
    from xlsxwriter.workbook import Workbook

    file = BytesIO()
    book = Workbook(file, {"in_memory": True})
    book.set_properties({"created": _CREATED})
    sheet = book.add_worksheet(_SHEET)
    _write(sheet, chart)
    if drawn:
        data = ChartData(_SHEET, 0, len(chart.categories), 0, len(chart.series))
        sheet.insert_chart("H1", native_chart(book, chart.kind, chart.title, data, chart.highest))
    book.close()
    return file.getvalue()


def _write(sheet: Any, chart: Chart) -> None:
    sheet.set_column(0, 0, 48)
    for place_, series in enumerate(chart.series, start=1):
        sheet.write_string(0, place_, series.name)
        for row, value in enumerate(series.values, start=1):
            is_drawn = value or chart.kind is not ChartKind.STACKED  # no «0» between the parts
            if value is not None and is_drawn:
                sheet.write_number(row, place_, value)
    for row, category in enumerate(chart.categories, start=1):
        sheet.write_string(row, 0, category)
