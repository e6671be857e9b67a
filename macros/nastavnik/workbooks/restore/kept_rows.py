"""The rows of a sheet that healing never changes: they stay text, as they were written.

As a tree ten thousand rows take two hundred megabytes, and nothing is ever restored in them; nor in
the endless empty rows of a sheet whose columns somebody formatted whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

_FROM_BYTES = 4 * 1024 * 1024
"""A shorter part is a tree as it is, unless less of it is asked for."""
_EMPTY_ROWS_KEPT = 2_000
"""So many empty rows below the last value are part of the tree: a table may reach there."""
_ROW = re.compile(rb"<row[\s>]")
_BEGIN, _END = b"<sheetData>", b"</sheetData>"
_VALUES = (b"</v>", b"</is>", b"</f>", b"<f ", b"<f/>")
_OTHER_ENCODING = re.compile(rb"""^[^>]*\bencoding=["'](?!utf-8["'])""", re.IGNORECASE)


class Cut(NamedTuple):
    """A part less its last rows, and these."""

    xml: bytes
    rows: bytes = b""

    def whole(self, xml: bytes) -> bytes:
        """The changed part with the rows again."""
        if not self.rows:
            return xml
        at = xml.rindex(_END)
        return b"".join((xml[:at], self.rows, xml[at:]))

    def each(self) -> list[bytes]:
        """The rows, each as it was written."""
        return re.split(rb"(?=<row[\s>])", self.rows)[1:]

    def from_last(self) -> Iterator[bytes]:
        """The rows from the last one upwards, each as it was written."""
        end = len(self.rows)
        while end > 0:
            at = max(self.rows.rfind(b"<row ", 0, end), self.rows.rfind(b"<row>", 0, end))
            if at < 0:
                return
            yield self.rows[at:end]
            end = at


def cut(xml: bytes, most: int | None = None) -> Cut:
    """The part parted from the rows below the first `most`, or from its last empty rows.

    It is whole where it has few of them.
    """
    end = xml.rfind(_END)
    if end < 0 or (most is None and len(xml) < _FROM_BYTES):
        return Cut(xml)
    at = _after_values(xml, end) if most is None else _after(xml, most, end)
    return Cut(xml) if at is None else Cut(xml[:at] + xml[end:], xml[at:end])


def _after(xml: bytes, most: int, end: int) -> int | None:
    """Where the row after the first `most` begins."""
    if _OTHER_ENCODING.search(xml[:200]):
        return None
    begins = _ROW.finditer(xml, xml.find(_BEGIN), end)
    found = next(islice(begins, most, None), None)
    return found.start() if found else None


def _after_values(xml: bytes, end: int) -> int | None:
    """Where the empty rows begin that are no part of the tree."""
    at = max(xml.rfind(value, 0, end) for value in _VALUES)
    for _ in range(_EMPTY_ROWS_KEPT):
        found = _ROW.search(xml, at + 1, end)
        if found is None:
            return None
        at = found.start()
    return at
