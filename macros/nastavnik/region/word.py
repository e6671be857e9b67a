"""Plain Word documents: text, headings, tables and charts in the look of an office letter."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nastavnik.results.charts import Chart

FONT, SIZE = "Times New Roman", 12
_MARGINS_CM = {"left_margin": 3, "right_margin": 1.5, "top_margin": 2, "bottom_margin": 2}
_TEXT_CM = 16.5


class PlainDocument:
    """A document that grows from top to bottom."""

    def __init__(self, title: str, author: str) -> None:
        import docx
        from docx.shared import Cm, Pt

        self._document = docx.Document()
        self._charts: list[Chart] = []
        self._document.core_properties.title = title
        self._document.core_properties.author = author
        normal = self._document.styles["Normal"]
        normal.font.name, normal.font.size = FONT, Pt(SIZE)
        normal.paragraph_format.space_after = Pt(6)
        for name, centimetres in _MARGINS_CM.items():
            setattr(self._document.sections[0], name, Cm(centimetres))

    def say(self, text: str, style: str | None = None) -> Any:
        """A paragraph."""
        return self._document.add_paragraph(text, style=style)

    def head(self, text: str, level: int) -> None:
        """A heading, black and in the font of the text."""
        from docx.shared import Pt, RGBColor

        heading = self._document.add_heading(level=level)
        run = heading.add_run(text)
        run.font.name, run.font.size = FONT, Pt(SIZE + 3 - level)
        run.font.color.rgb, run.bold = RGBColor(0, 0, 0), True
        heading.paragraph_format.keep_with_next = True

    def table(
        self, headers: Sequence[str], rows: Iterable[Sequence[str]], shares: Sequence[float]
    ) -> None:
        """A table whose head is repeated on every page; `shares` are the widths of its columns."""
        from docx.oxml import OxmlElement
        from docx.shared import Cm, Pt

        table = self._document.add_table(rows=1, cols=len(headers), style="Table Grid")
        table.autofit = False
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        widths = [Cm(_TEXT_CM * share / sum(shares)) for share in shares]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width  # LibreOffice goes by these, Word by those of the cells
        for number, values in enumerate((headers, *rows)):
            cells = table.rows[0].cells if not number else table.add_row().cells
            for cell, value, width in zip(cells, values, widths, strict=True):
                cell.width = width
                run = cell.paragraphs[0].add_run(value)
                run.font.size, run.bold = Pt(SIZE - 2), not number
                cell.paragraphs[0].paragraph_format.space_after = Pt(0)

    def chart(self, chart: Chart) -> None:
        """A native chart in a paragraph of its own."""
        self._charts.append(chart)
        self._document.add_paragraph(_PLACE.format(len(self._charts)))

    def content(self) -> bytes:
        """The document as bytes."""
        stream = io.BytesIO()
        self._document.save(stream)
        return _with_charts(stream.getvalue(), self._charts)


_PLACE = "[[chart {}]]"
_BODY = "word/document.xml"
_CREATED = (2026, 1, 1, 0, 0, 0)


def _with_charts(document: bytes, charts: Sequence[Chart]) -> bytes:
    """The document with charts in the paragraphs that wait for them."""
    if not charts:
        return document
    from nastavnik.documents.charts import place, placeholder, with_charts
    from nastavnik.documents.values import ChartPicture

    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    text = parts.pop(_BODY).decode()
    drawn: list[Chart] = []
    for number, chart in enumerate(charts, start=1):
        text = text.replace(_PLACE.format(number), placeholder(ChartPicture(chart), drawn))
    placed = place(text, drawn)
    return _packed({_BODY: placed.text.encode(), **dict(with_charts(parts, {_BODY: placed}))})


def _packed(parts: Mapping[str, bytes]) -> bytes:
    """A package of these parts, the one that declares them first."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda name: (name != "[Content_Types].xml", name)):
            archive.writestr(zipfile.ZipInfo(name, _CREATED), parts[name], zipfile.ZIP_DEFLATED)
    return stream.getvalue()
