"""Reading a produced DOCX back as plain text, with the numbers that Word would show."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from lxml import etree

from nastavnik.model.outcome import Outcome

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ORDER = {"Пункт": 0, "Последнийпункт": 0, "Подпункт": 1}
SECTIONS = {"Разделсномером": 0, "Пунктраздела": 1}


def text_of(document: bytes) -> str:
    """Paragraphs as lines, table rows as cells between bars, tabs as «⇥»."""
    body = etree.fromstring(zipfile.ZipFile(BytesIO(document)).read("word/document.xml"))[0]
    return "\n".join(_blocks(body)) + "\n"


def file_named(outcome: Outcome, part: str) -> bytes:
    """The content of the one file whose path holds `part`."""
    (found,) = [file.content for file in outcome.changes.files if part in file.path]
    return found


def _blocks(body: Any) -> Iterator[str]:
    counts = [[0, 0], [0, 0]]
    known = ""
    for block in body:
        if block.tag == f"{W}tbl":
            yield from (_row(row) for row in block.iter(f"{W}tr"))
        elif block.tag == f"{W}p":
            if (begun := _own_list(block)) and begun != known:
                known, counts[0] = begun, [0, 0]
            yield _number(block, counts) + _paragraph(block)


def _own_list(paragraph: Any) -> str:
    """The number of the list that the paragraph is in by itself, beside that of its style."""
    found = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
    return "" if found is None else str(found.get(f"{W}val"))


def _row(row: Any) -> str:
    cells = row.iter(f"{W}tc")
    return "| " + " | ".join(" / ".join(map(_paragraph, c.iter(f"{W}p"))) for c in cells) + " |"


def _number(paragraph: Any, lists: list[list[int]]) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    name = "" if style is None else style.get(f"{W}val")
    for levels, counts in zip((ORDER, SECTIONS), lists, strict=True):
        if name in levels:
            level = levels[name]
            counts[level] += 1
            counts[level + 1 :] = [0] * (1 - level)
            return ".".join(map(str, counts[: level + 1])) + ". "
    return ""


def _paragraph(paragraph: Any) -> str:
    shown = {f"{W}tab": "⇥", f"{W}br": " / "}
    parts = (
        part.text or "" if part.tag == f"{W}t" else shown.get(part.tag, "")
        for part in paragraph.iter()
        if part.getparent().tag == f"{W}r"
    )
    return "".join(parts).replace("\u00a0", " ").replace("\u2011", "-")
