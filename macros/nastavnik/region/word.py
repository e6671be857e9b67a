"""Plain Word documents: text, headings, tables and charts in the look of an office letter."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from nastavnik.readers.package.saving import packed, saved

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
        from docx.oxml import parse_xml

        twips = [round(_TEXT_CM * _TWIPS_IN_CM * share / sum(shares)) for share in shares]
        self._document.element.body.sectPr.addprevious(parse_xml(_table(headers, rows, twips)))
        self.say("").paragraph_format.space_after = 0

    def chart(self, chart: Chart) -> None:
        """A native chart in a paragraph of its own."""
        self._charts.append(chart)
        self._document.add_paragraph(_PLACE.format(len(self._charts)))

    def content(self) -> bytes:
        """The document as bytes."""
        return _finished(saved(self._document), self._charts)


_TWIPS_IN_CM = 567
_WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_BARRED = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF))
"""What XML cannot hold."""


def _table(headers: Sequence[str], rows: Iterable[Sequence[str]], twips: Sequence[int]) -> str:
    """The markup of a table: cell by cell, python-docx takes twenty times as long."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in twips)
    body = "".join(_row(values, twips, is_head=not n) for n, values in enumerate((headers, *rows)))
    return (
        f'<w:tbl xmlns:w="{_WORDS}"><w:tblPr><w:tblStyle w:val="TableGrid"/>'
        f'<w:tblW w:w="{sum(twips)}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
    )


def _row(values: Sequence[str], twips: Sequence[int], *, is_head: bool) -> str:
    look = "<w:b/>" if is_head else ""
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f'<w:p><w:pPr><w:spacing w:after="0"/></w:pPr><w:r><w:rPr>{look}'
        f'<w:sz w:val="{2 * (SIZE - 2)}"/></w:rPr>{_text(value)}</w:r></w:p></w:tc>'
        for value, width in zip(values, twips, strict=True)
    )
    about = "<w:cantSplit/>" + ("<w:tblHeader/>" if is_head else "")
    return f"<w:tr><w:trPr>{about}</w:trPr>{cells}</w:tr>"


def _text(value: str) -> str:
    lines = escape(value.translate(_BARRED)).splitlines() or [""]
    return "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in lines)


_PLACE = "[[chart {}]]"
_BODY = "word/document.xml"


def _finished(document: bytes, charts: Sequence[Chart]) -> bytes:
    """The document with charts in the paragraphs that wait for them; equal for equal documents."""
    if not charts:
        return document
    from nastavnik.documents.templates.charts import place, placeholder, with_charts
    from nastavnik.documents.values import ChartPicture

    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    text = parts.pop(_BODY).decode()
    drawn: list[Chart] = []
    for number, chart in enumerate(charts, start=1):
        text = text.replace(_PLACE.format(number), placeholder(ChartPicture(chart), drawn))
    placed = place(text, drawn)
    finished = {**dict(with_charts(parts, {_BODY: placed})), _BODY: placed.text.encode()}
    return packed(dict(sorted(finished.items(), key=lambda part: part[0] != _TYPES)))


_TYPES = "[Content_Types].xml"
"""What an office looks for first."""
