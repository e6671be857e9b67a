"""A template as its text is written: blocks one below the other, each with a style."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any, Self

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm

from template_sources.styles import TEXT_WIDTH, WIDE_WIDTH, add_list, prepare

NBSP = "\N{NO-BREAK SPACE}"
BY_HAND = 7.5
"""Millimetres of a row in which somebody writes or signs."""
_TAG = re.compile(r"(\{\{.*?\}\}|\{%.*?%\})")
_UNUSED = ("thumbnail", "customXml", "stylesWithEffects", "webSettings")

Columns = Sequence[tuple[str, float, str]]
"""Columns of a table: header, width in millimetres, text of the cell."""


def typeset(text: str) -> str:
    """The text with non-breaking spaces where a line must not end; tags are left alone."""
    return "".join(p if _TAG.fullmatch(p) else _typeset_plain(p) for p in _TAG.split(text))


def _typeset_plain(text: str) -> str:
    text = re.sub(r"(№|ст\.|п\.|\b(?:от|с|по|до)(?= \d| $)|г\.(?= [А-ЯЁ{]))[ ]", rf"\1{NBSP}", text)
    text = re.sub(r" (—|–|г\.)", rf"{NBSP}\1", text)
    return re.sub(r"(?<=\d) (?=[а-яё])", NBSP, text)


class Template:
    """Builds one template; every method adds a block and returns the template."""

    def __init__(self, size: float = 14) -> None:
        self._document = Document()
        _slim(self._document)
        prepare(self._document, size)
        self._list: int | None = None
        self._width: float = TEXT_WIDTH
        _page(self._document)

    def p(self, text: str, style: str = "Текст") -> Self:
        """A paragraph: its text with tags is one run."""
        _check_tags(text)
        paragraph = self._document.add_paragraph(style=style)
        paragraph.add_run(typeset(text))
        if self._list is not None and style in {"Пункт", "Подпункт", "Последний пункт"}:
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val = int(style == "Подпункт")
            properties.get_or_add_numId().val = self._list
        return self

    def lines(self, style: str, *texts: str) -> Self:
        """Paragraphs of one style."""
        for text in texts:
            self.p(text, style)
        return self

    def when(self, condition: str) -> Self:
        """What follows is printed only if the condition holds, up to `end`."""
        return self.p(f"{{%p if {condition} %}}", "Normal")

    def otherwise(self) -> Self:
        """What follows is printed if the condition does not hold."""
        return self.p("{%p else %}", "Normal")

    def end(self) -> Self:
        """The end of what `when` began."""
        return self.p("{%p endif %}", "Normal")

    def each(self, loop: str) -> Self:
        """What follows is printed for each, up to `end_each`."""
        return self.p(f"{{%p for {loop} %}}", "Normal")

    def end_each(self) -> Self:
        """The end of what `each` began."""
        return self.p("{%p endfor %}", "Normal")

    def new_list(self) -> Self:
        """Items that follow are counted from 1 again."""
        self._list = add_list(self._document, restart=True)
        return self

    def wide(self) -> Self:
        """What follows stands on landscape pages, up to `upright`."""
        return self._turn(WIDE_WIDTH)

    def upright(self) -> Self:
        """What follows stands on upright pages again."""
        return self._turn(TEXT_WIDTH)

    def _turn(self, width: float) -> Self:
        """A section of its own; where nothing stands yet, the page itself is turned."""
        begun = len(self._document.paragraphs) > 0
        section = self._document.add_section() if begun else self._document.sections[0]
        if begun:
            self._document.paragraphs[-1].style = "После таблицы"
            section.different_first_page_header_footer = False
        sizes = [Mm(210), Mm(297)]
        is_wide = width == WIDE_WIDTH
        section.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = sizes[::-1] if is_wide else sizes
        self._width = width
        return self

    def stages(self, loop: str, title: str, inner: str, columns: Columns) -> Self:
        """A table with a row across it for each of the loop and below it the rows of `inner`."""
        name = loop.partition(" ")[0]
        table = self._table(columns)
        empty = [""] * (len(columns) - 1)
        for tag in (f"{{%tr for {loop} %}}", f"{{%tr if {name}.{title} %}}"):
            self._row(table, [tag, *empty])
        across = table.add_row()
        cell = across.cells[0].merge(across.cells[-1])
        cell.paragraphs[0].style = "Этап в таблице"
        cell.paragraphs[0].add_run(f"{{{{ {name}.{title} }}}}")
        _row_property(across, "w:cantSplit")
        self._row(table, ["{%tr endif %}", *empty])
        self._row(table, [f"{{%tr for {inner} %}}", *empty])
        self._row(table, [text for _, _, text in columns])
        for _ in range(2):
            self._row(table, ["{%tr endfor %}", *empty])
        return self

    def table(
        self, loop: str, columns: Columns, blank: int = 0, only: str = "", blank_if: str = ""
    ) -> Self:
        """A table with a repeated header row and one row for each of the loop (`only` such).

        `blank` rows are added empty, to be filled by hand, where `blank_if` holds; they stay on one
        page.
        """
        table = self._table(columns)
        empty = [""] * (len(columns) - 1)
        opening = [f"{{%tr for {loop} %}}", *([f"{{%tr if {only} %}}"] if only else ())]
        closing = [*(["{%tr endif %}"] if only else ()), "{%tr endfor %}"]
        for tag in opening:
            self._row(table, [tag, *empty])
        self._row(table, [text for _, _, text in columns])
        for tag in closing:
            self._row(table, [tag, *empty])
        if blank_if:
            self._row(table, [f"{{%tr if {blank_if} %}}", *empty])
        for number in range(blank):
            row = self._row(table, ["", *empty])
            for cell in row.cells if number < blank - 1 else ():
                cell.paragraphs[0].paragraph_format.keep_with_next = True
        if blank_if:
            self._row(table, ["{%tr endif %}", *empty])
        return self

    def rows(self, columns: Sequence[tuple[str, float]], rows: Iterable[Sequence[str]]) -> Self:
        """A table with fixed rows: columns are (header, width in millimetres)."""
        table = self._table([(title, width, "") for title, width in columns])
        for row in rows:
            self._row(table, row)
        return self

    def facts(
        self, columns: Sequence[tuple[str, float]], rows: Iterable[tuple[str, str, str]]
    ) -> Self:
        """A table of two columns; a row (title, condition, text) stands where the book knows it."""
        table = self._table([(title, width, "") for title, width in columns])
        for title, condition, text in rows:
            self._row(table, [f"{{%tr if {condition} %}}", ""])
            self._row(table, [title, text])
            self._row(table, ["{%tr endif %}", ""])
        return self

    def save(self) -> bytes:
        """The file."""
        _neutral(self._document)
        file = BytesIO()
        self._document.save(file)
        return file.getvalue()

    def _table(self, columns: Columns) -> Any:
        widths = [width for _, width, _ in columns]
        assert abs(sum(widths) - self._width) < 1, sum(widths)
        table = self._document.add_table(rows=1, cols=len(columns), style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        for grid, width in zip(table.columns, widths, strict=True):
            grid.width = Mm(width)
        self._fill(table.rows[0], [title for title, _, _ in columns], "Шапка таблицы")
        _row_property(table.rows[0], "w:tblHeader")
        _row_property(table.rows[0], "w:cantSplit")
        return table

    def _row(self, table: Any, texts: Sequence[str]) -> Any:
        """A row; one with a cell to be filled by hand is high enough to write in."""
        row = table.add_row()
        self._fill(row, texts, "Ячейка")
        _row_property(row, "w:cantSplit")
        if "" in texts and not texts[0].startswith("{%tr"):
            row.height, row.height_rule = Mm(BY_HAND), WD_ROW_HEIGHT_RULE.AT_LEAST
        return row

    def _fill(self, row: Any, texts: Sequence[str], style: str) -> None:
        for cell, column, text in zip(row.cells, row.table.columns, texts, strict=True):
            cell.width = column.width
            for number, line in enumerate(text.split("\n")):
                _check_tags(line)
                paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
                centred = style == "Ячейка" and line.startswith("{{ loop.index")
                paragraph.style = "Ячейка по центру" if centred else style
                if line:
                    paragraph.add_run(typeset(line))


def _check_tags(text: str) -> None:
    assert text.count("{{") == text.count("}}"), text
    assert text.count("{%") == text.count("%}"), text


def _row_property(row: Any, name: str) -> None:
    properties = row._tr.get_or_add_trPr()
    if name == "w:cantSplit":
        properties.insert(0, OxmlElement(name))
    else:
        properties.append(OxmlElement(name))


def _page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.top_margin = section.bottom_margin = Mm(20)
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.style = "Организация"
    paragraph._p.append(
        parse_xml(
            f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>2</w:t></w:r></w:fldSimple>'
        )
    )


def _slim(document: Any) -> None:
    """Drop what the library's own template carries along: a picture, old styles, custom XML."""
    for owner in (document.part, document.part.package):
        for key, relation in list(owner.rels.items()):
            if relation.reltype.rpartition("/")[2] in _UNUSED:
                del owner.rels[key]
    settings = document.settings.element
    for compat in settings.findall(qn("w:compat")):
        settings.remove(compat)
    mode = parse_xml(
        f'<w:compat {nsdecls("w")}><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    )
    after = settings.find(qn("w:rsids"))
    settings.insert(list(settings).index(after) if after is not None else len(settings), mode)


def _neutral(document: Any) -> None:
    properties = document.core_properties
    for name in ("author", "comments", "keywords", "last_modified_by", "subject", "title"):
        setattr(properties, name, "")
    properties.language = "ru-RU"
    properties.created = properties.modified = datetime(2026, 1, 1)
    properties.revision = 1
