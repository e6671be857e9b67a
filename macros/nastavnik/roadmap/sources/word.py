"""Word documents: paragraphs and tables in their order, with merged cells and numbered lists."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from nastavnik.roadmap.blocks import Block, Line, Row
from nastavnik.roadmap.sources.errors import BrokenFileError
from nastavnik.roadmap.text import plain


def document_blocks(source: bytes) -> Iterator[Block]:
    """Lines and rows of a document in their order."""
    try:
        document = docx.Document(io.BytesIO(source))
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise BrokenFileError from error
    lists = _Lists(document)
    tables = 0
    for number, part in enumerate(document.iter_inner_content(), start=1):
        if isinstance(part, Paragraph):
            yield from _lines(lists.text_of(part), f"абзац {number}")
        else:
            tables += 1
            yield from _rows(part, tables, lists)


class _Lists:
    """Marks of automatic lists, which stand in no text: «- », «1.», «2.3.»."""

    def __init__(self, document: Document) -> None:
        self._levels = _list_levels(document)
        self._counts: dict[str, list[int]] = {}

    def text_of(self, paragraph: Paragraph) -> str:
        """The paragraph with the mark its list gives it."""
        text = plain(paragraph.text)
        properties = _list_properties(paragraph)
        if properties is None or properties.numId is None:
            return text
        number, level = str(properties.numId.val), properties.ilvl
        mark = self._mark(number, level.val if level is not None else 0)
        return f"{mark} {text}" if mark else text

    def _mark(self, number: str, level: int) -> str:
        style, pattern = self._levels.get((number, level), ("", ""))
        if style in ("", "none"):
            return ""
        if style == "bullet":
            return "-"
        counts = self._counts.setdefault(number, [])
        counts += [0] * (level + 1 - len(counts))
        counts[level] += 1
        del counts[level + 1 :]
        for place, count in enumerate(counts, start=1):
            pattern = pattern.replace(f"%{place}", str(count))
        return pattern


def _list_properties(paragraph: Paragraph) -> Any:
    """The paragraph's own list or that of its style."""
    own = paragraph._p.pPr
    if own is not None and own.numPr is not None:
        return own.numPr
    style = paragraph.style
    of_style = style.element.find(qn("w:pPr")) if style is not None else None
    return None if of_style is None else of_style.numPr


def _list_levels(document: Document) -> dict[tuple[str, int], tuple[str, str]]:
    """(list, level) → (kind of number, pattern such as «%1.»)."""
    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return {}
    abstract = {
        item.get(qn("w:abstractNumId")): {
            int(level.get(qn("w:ilvl"))): (_value(level, "w:numFmt"), _value(level, "w:lvlText"))
            for level in item.findall(qn("w:lvl"))
        }
        for item in root.findall(qn("w:abstractNum"))
    }
    return {
        (item.get(qn("w:numId")), level): style
        for item in root.findall(qn("w:num"))
        for level, style in abstract.get(_value(item, "w:abstractNumId"), {}).items()
    }


def _value(element: Any, tag: str) -> str:
    child = element.find(qn(tag))
    return "" if child is None else child.get(qn("w:val"), "")


def _lines(text: str, place: str) -> Iterator[Line]:
    for line in text.split("\n"):
        yield Line(line.strip(), place)


def _rows(table: Table, number: int, lists: _Lists) -> Iterator[Row]:
    """Rows of a table; a cell merged downwards is repeated, one merged sideways is not."""
    above: dict[Any, str] = {}
    for order, row in enumerate(table.rows, start=1):
        cells = [""] * row.grid_cols_before
        own: dict[Any, str] = {}
        merged = set()
        for cell in row.cells:
            element = cell._tc
            if element in own:
                cells.append("")
                continue
            if element in above:
                merged.add(len(cells))
            own[element] = above[element] if element in above else _cell_text(cell, lists)
            cells.append(own[element])
        above = own
        yield Row(tuple(cells), f"таблица {number}, строка {order}", number, frozenset(merged))


def _cell_text(cell: _Cell, lists: _Lists) -> str:
    """The paragraphs of a cell, those of a table inside it included."""
    texts = []
    for part in cell.iter_inner_content():
        if isinstance(part, Paragraph):
            texts.append(lists.text_of(part))
        else:
            texts += [_cell_text(inner, lists) for row in part.rows for inner in row.cells]
    return "\n".join(texts).strip()
