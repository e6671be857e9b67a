"""The endless empty rows of a sheet whose columns somebody formatted whole.

As a tree a million of them fill gigabytes, and nothing is ever restored in them: they stay text.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_FROM_BYTES = 4 * 1024 * 1024
"""A shorter part is a tree as it is."""
_ROWS_KEPT = 2_000
"""So many empty rows below the last value are part of the tree: a table may reach there."""
_ROW = re.compile(rb"<row[\s>]")
_END = b"</sheetData>"
_VALUES = (b"</v>", b"</is>", b"</f>", b"<f ", b"<f/>")


class Cut(NamedTuple):
    """A part less its last empty rows, and these."""

    xml: bytes
    rows: bytes = b""

    def whole(self, xml: bytes) -> bytes:
        """The changed part with its empty rows again."""
        if not self.rows:
            return xml
        at = xml.rindex(_END)
        return b"".join((xml[:at], self.rows, xml[at:]))


def cut(xml: bytes) -> Cut:
    """The part parted from the empty rows at its end; whole where it has few of them."""
    end = xml.rfind(_END)
    if len(xml) < _FROM_BYTES or end < 0:
        return Cut(xml)
    at = max(xml.rfind(value, 0, end) for value in _VALUES)
    for _ in range(_ROWS_KEPT):
        found = _ROW.search(xml, at + 1, end)
        if found is None:
            return Cut(xml)
        at = found.start()
    return Cut(xml[:at] + xml[end:], xml[at:end])
