"""Word documents: paragraphs and tables in their order, with merged cells and numbered lists.

The elements are those of python-docx; they are walked here, since its own objects look up a style
for each paragraph, and climb a merged cell row by row, which a long table does not bear. Content
controls, smart tags and tracked insertions, which it leaves out, belong to the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

from docx.oxml.ns import qn

from nastavnik.readers.blocks import Block, IsHead, Line, Row, no_head
from nastavnik.readers.markup import plain
from nastavnik.readers.word_package import WordPackage, opened
from nastavnik.readers.word_tree import settle

_PARAGRAPH, _TABLE, _ROW, _CELL = (qn(f"w:{tag}") for tag in ("p", "tbl", "tr", "tc"))
_RUN, _TEXT, _BREAK, _KIND = (qn(f"w:{tag}") for tag in ("r", "t", "br", "type"))
_WRAPPERS = frozenset(
    qn(f"w:{tag}")
    for tag in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "hyperlink",
                "fldSimple", "dir", "bdo")
)  # fmt: skip
"""Elements that only stand around others."""
_TEXTS = {qn("w:tab"): "\t", qn("w:ptab"): "\t", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_FIELD = qn("w:fldChar")
_CONTENTS = f".//{qn('w:docPartGallery')}[@{qn('w:val')}='Table of Contents']"


def document_blocks(content: bytes, name: str, is_head: IsHead = no_head) -> Iterator[Block]:
    """Lines and rows of a document in their order.

    A table whose cell holds another one with a row that `is_head` only lays out the page.

    Raises:
        RefusedError: the document is damaged, or too long.
    """
    document = opened(content, name)
    settle(document.body)
    yield from _Walk(_Lists(document), is_head).blocks(document.body)


class _Walk:
    """Going through a document from top to bottom, counting paragraphs and tables."""

    def __init__(self, lists: _Lists, is_head: IsHead) -> None:
        self._lists, self._is_head = lists, is_head
        self._places, self._tables = count(1), count(1)

    def blocks(self, node: Any) -> Iterator[Block]:
        """Blocks of a document, or of a cell that holds a table of its own."""
        for part in _parts(node, _PARAGRAPH, _TABLE):
            number = next(self._places)
            if part.tag == _PARAGRAPH:
                yield from _lines(self._lists.text_of(part), f"абзац {number}")
            elif self._lays_out(part):
                for cell in (cell for row in _parts(part, _ROW) for cell in _parts(row, _CELL)):
                    yield from self.blocks(cell)
            else:
                yield from _rows(part, next(self._tables), self._lists)

    def _lays_out(self, table: Any) -> bool:
        rows = (row for inner in table.iterdescendants(_TABLE) for row in _parts(inner, _ROW))
        cells = ([*_parts(row, _CELL)] for row in rows)
        return any(self._is_head(["".join(cell.itertext()) for cell in row]) for row in cells)


def _parts(node: Any, *tags: str) -> Iterator[Any]:
    """The children of these tags, and those inside wrappers; a table of contents is left out."""
    for child in node:
        if child.tag in tags:
            yield child
        elif child.tag in _WRAPPERS and child.find(_CONTENTS) is None:
            yield from _parts(child, *tags)


class _Lists:
    """Marks of automatic lists, which stand in no text: «- », «1.», «2.3.»."""

    def __init__(self, document: WordPackage) -> None:
        self._levels = _list_levels(document.numbering)
        self._of_styles, self._usual = _lists_of_styles(document.styles)
        self._counts: dict[str, list[int]] = {}

    def text_of(self, paragraph: Any) -> str:
        """The paragraph with the mark its list gives it."""
        text = plain("".join(map(_run_text, _parts(paragraph, _RUN))))
        properties = self._properties(paragraph)
        if properties is None or properties.numId is None:
            return text
        number, level = str(properties.numId.val), properties.ilvl
        mark = self._mark(number, level.val if level is not None else 0)
        return f"{mark} {text}" if mark else text

    def _properties(self, paragraph: Any) -> Any:
        """The paragraph's own list or that of its style."""
        own = paragraph.pPr
        if own is not None and own.numPr is not None:
            return own.numPr
        style = None if own is None else own.pStyle
        return self._of_styles.get(self._usual if style is None else style.val)

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
        for place, reached in enumerate(counts, start=1):
            pattern = pattern.replace(f"%{place}", str(reached))
        return pattern


def _run_text(run: Any) -> str:
    """The text of a run; of breaks only that of a line counts."""
    return "".join(map(_piece, run))


def _piece(node: Any) -> str:
    if node.tag == _TEXT:
        return node.text or ""
    if node.tag == _BREAK:
        return "\n" if node.get(_KIND, "textWrapping") == "textWrapping" else ""
    return _chosen(node) if node.tag == _FIELD else _TEXTS.get(node.tag, "")


def _chosen(node: Any) -> str:
    """The choice of a drop-down form field: Word keeps its number only."""
    choices = node.find(f"{qn('w:ffData')}/{qn('w:ddList')}")
    if choices is None:
        return ""
    entries = [entry.get(qn("w:val"), "") for entry in choices.findall(qn("w:listEntry"))]
    given = (choices.find(qn(f"w:{tag}")) for tag in ("result", "default"))
    numbers = [node.get(qn("w:val"), "0") for node in given if node is not None]
    number = int(numbers[0]) if numbers and numbers[0].isdigit() else 0
    return entries[number] if number < len(entries) else ""


def _lists_of_styles(styles: Any) -> tuple[Mapping[str, Any], str]:
    """Style → its list, for styles that have one, and the style of a paragraph that names none."""
    found: dict[str, Any] = {}
    usual = ""
    for style in () if styles is None else styles.findall(qn("w:style")):
        name, properties = style.get(qn("w:styleId"), ""), style.find(qn("w:pPr"))
        if properties is not None and properties.numPr is not None:
            found[name] = properties.numPr
        if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) in ("1", "true"):
            usual = name
    return found, usual


def _list_levels(root: Any) -> dict[tuple[str, int], tuple[str, str]]:
    """(list, level) → (kind of number, pattern such as «%1.»)."""
    if root is None:
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


def _rows(table: Any, number: int, lists: _Lists) -> Iterator[Row]:
    """Rows of a table; a cell merged downwards is repeated, one merged sideways is not."""
    above: dict[int, str] = {}
    for order, line in enumerate(_parts(table, _ROW), start=1):
        cells = [""] * line.grid_before
        own: dict[int, str] = {}
        merged = set()
        for cell in _parts(line, _CELL):
            column = len(cells)
            if cell.vMerge == "continue" and column in above:
                merged.add(column)
                own[column] = above[column]
            else:
                own[column] = _cell_text(cell, lists)
            cells += [own[column]] + [""] * (cell.grid_span - 1)
        above = own
        yield Row(tuple(cells), f"таблица {number}, строка {order}", number, frozenset(merged))


def _cell_text(cell: Any, lists: _Lists) -> str:
    """The paragraphs of a cell, those of a table inside it included."""
    texts = []
    for part in _parts(cell, _PARAGRAPH, _TABLE):
        if part.tag == _PARAGRAPH:
            texts.append(lists.text_of(part))
        else:
            inner = (each for row in _parts(part, _ROW) for each in _parts(row, _CELL))
            texts += [_cell_text(each, lists) for each in inner]
    return "\n".join(texts).strip()
