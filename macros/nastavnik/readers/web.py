"""Pages of sites: tables with spans, and the text around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import lxml.html
from lxml.etree import ParserError

from nastavnik.model.text import cleaned
from nastavnik.readers.blocks import Block, Line, Row
from nastavnik.readers.decode import decode
from nastavnik.readers.limits import MAX_MARKUP
from nastavnik.readers.markup import plain
from nastavnik.readers.refusals import Refusal, RefusedError

_XML_HEAD = re.compile(r"^\s*<\?xml[^>]*\?>")
"""lxml takes no text that says in which bytes it was written."""
_SKIPPED = ("script", "style", "head", "nav", "footer", "noscript", "form")
_BREAKING = ("p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "ul", "ol", "table")


def page_blocks(content: bytes, name: str, *, forms: bool = False) -> Iterator[Block]:
    """Lines and rows of a page in their order; what stands in a form only where `forms` says so.

    Raises:
        RefusedError: it is no page, or too long.
    """
    if len(content) > MAX_MARKUP:
        raise RefusedError(Refusal.TOO_BIG, name)
    text = _XML_HEAD.sub("", decode(content))
    try:
        page = lxml.html.document_fromstring(cleaned(text))
    except (ParserError, ValueError) as error:
        raise RefusedError(Refusal.DAMAGED_DOCUMENT, name) from error
    skipped = (tag for tag in _SKIPPED if not (forms and tag == "form"))
    for unwanted in page.xpath("|".join(f"//{tag}" for tag in skipped)):
        unwanted.drop_tree()
    number, text = 0, ""
    for piece in _pieces(page):
        if isinstance(piece, str):
            text += piece
            continue
        number += 1
        yield from _lines(text, f"текст перед таблицей {number}")
        yield from _rows(piece, number)
        text = ""
    yield from _lines(text, "текст после таблиц")


def page_of_mail(content: bytes, name: str) -> bytes:
    """The page that was saved with its pictures in one file (.mht).

    Raises:
        RefusedError: there is none in it.
    """
    from email import message_from_bytes, policy

    mail = message_from_bytes(content, policy=policy.default)
    for part in mail.walk():
        if part.get_content_type() == "text/html":
            try:
                return str(part.get_content()).encode()
            except (LookupError, ValueError):  # a letter cut off in its middle
                break
    raise RefusedError(Refusal.FOREIGN, name)


def _pieces(node: Any) -> Iterator[Any]:
    """Texts and innermost tables of a page in their order; a new line where a block breaks."""
    if not isinstance(node.tag, str):
        yield node.tail or ""
        return
    breaks = "\n" if node.tag in _BREAKING else ""
    yield breaks
    if node.tag == "table" and next(node.iterdescendants("table"), None) is None:
        yield node
    else:
        yield _marker(node) + _flowing(node.text)
        for child in node:
            yield from _pieces(child)
    yield breaks + _flowing(node.tail)


def _flowing(text: str | None) -> str:
    """A text whose line breaks are mere white space, as in HTML."""
    return re.sub(r"[ \t\r\n]+", " ", text or "")


def _marker(node: Any) -> str:
    """The mark of a list's item: «- », or its number where the list is numbered."""
    if node.tag != "li":
        return ""
    parent = node.getparent()
    if parent is None or parent.tag != "ol":
        return "- "
    before = sum(1 for _ in node.itersiblings("li", preceding=True))
    return f"{_number(parent, 'start') + before}) "


def _lines(text: str, place: str) -> Iterator[Line]:
    for line in text.split("\n"):
        yield Line(plain(line).strip(), place)


def _rows(table: Any, number: int) -> Iterator[Row]:
    """Rows of a table with spans resolved: a cell that spans rows is repeated downwards."""
    hanging: dict[int, _Hanging] = {}
    for order, line in enumerate(table.iter("tr"), start=1):
        merged = frozenset(hanging)
        cells = _laid_out(line, hanging)
        yield Row(tuple(cells), f"таблица {number}, строка {order}", number, merged)


@dataclass(slots=True)
class _Hanging:
    """A cell that goes on in the rows below."""

    text: str
    rows_left: int


def _laid_out(line: Any, hanging: dict[int, _Hanging]) -> list[str]:
    """The cells of a row with those that hang from above; `hanging` becomes that of the next."""
    cells: list[str] = []
    for cell in line.iterchildren("td", "th"):
        _let_hang(cells, hanging)
        text, rows = _cell_text(cell), _number(cell, "rowspan")
        if rows > 1:
            hanging[len(cells)] = _Hanging(text, rows)
        cells += [text] + [""] * (_number(cell, "colspan") - 1)
    _let_hang(cells, hanging)
    for column in list(hanging):
        hanging[column].rows_left -= 1
        if hanging[column].rows_left < 1:
            del hanging[column]
    return cells


def _let_hang(cells: list[str], hanging: dict[int, _Hanging]) -> None:
    """Adds the hanging cells whose turn it is."""
    while len(cells) in hanging:
        cells.append(hanging[len(cells)].text)


def _cell_text(cell: Any) -> str:
    text = "".join(piece for piece in _pieces(cell) if isinstance(piece, str))
    return re.sub(r"\s*\n\s*", "\n", plain(text)).strip()


def _number(cell: Any, attribute: str) -> int:
    text = cell.get(attribute, "1").strip()
    return min(int(text), 200) if text.isdigit() else 1
