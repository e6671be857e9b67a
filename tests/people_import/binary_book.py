"""A .xlsb drawn as rows of texts: the few records of [MS-XLSB] that a reader needs."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator, Mapping

Texts = Mapping[tuple[int, int], str]
"""(row, column), both from 0 → text."""

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LINK = '<Relationships xmlns="{0}/relationships"><Relationship Id="rId1" Type="{1}/{2}" Target="{3}"/></Relationships>'  # noqa: E501
_BEGIN_BOOK, _END_BOOK, _BEGIN_SHEETS, _END_SHEETS, _SHEET = 131, 132, 143, 144, 156
_BEGIN_SHEET, _END_SHEET, _BEGIN_DATA, _END_DATA = 129, 130, 145, 146
_ROW, _TEXT, _USED = 0, 6, 148


def binary_book(texts: Texts, title: str = "Лист1", *, says_used: bool = True) -> bytes:
    """The bytes of a workbook with one sheet, which says or not how far its cells reach."""
    about = struct.pack("<II", 0, 1) + _wide("rId1") + _wide(title)
    book = [(_BEGIN_BOOK, b""), (_BEGIN_SHEETS, b""), (_SHEET, about), (_END_SHEETS, b""),
            (_END_BOOK, b"")]  # fmt: skip
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>'.encode(),
        "_rels/.rels": _LINK.format(
            _PACKAGE, _OFFICE, "officeDocument", "xl/workbook.bin"
        ).encode(),
        "xl/workbook.bin": b"".join(_record(*each) for each in book),
        "xl/_rels/workbook.bin.rels": _LINK.format(
            _PACKAGE, _OFFICE, "worksheet", "worksheets/sheet1.bin"
        ).encode(),
        "xl/worksheets/sheet1.bin": b"".join(
            _record(*each) for each in _sheet(texts) if says_used or each[0] != _USED
        ),
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _sheet(texts: Texts) -> Iterator[tuple[int, bytes]]:
    last_row, last_column = max(r for r, _ in texts), max(c for _, c in texts)
    yield _BEGIN_SHEET, b""
    yield _USED, struct.pack("<IIII", 0, last_row, 0, last_column)
    yield _BEGIN_DATA, b""
    for row in sorted({row for row, _ in texts}):
        yield _ROW, struct.pack("<II", row, 0) + bytes(9)
        for (_, column), text in sorted(item for item in texts.items() if item[0][0] == row):
            yield _TEXT, struct.pack("<II", column, 0) + _wide(text)
    yield _END_DATA, b""
    yield _END_SHEET, b""


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _record(kind: int, content: bytes) -> bytes:
    number = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, length = len(content), b""
    while True:
        length += bytes([size & 0x7F | (0x80 if size > 0x7F else 0)])
        size >>= 7
        if not size:
            return number + length + content
