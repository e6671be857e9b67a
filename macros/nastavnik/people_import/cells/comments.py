"""What somebody noted beside the cells of a row."""

from __future__ import annotations

import re

from nastavnik.people_import.model import ListTable

_AUTHOR = re.compile(r"^[^\n:]{1,60}:\n")
_THREADED = re.compile(r"^\[[^\]]*\].*?(?:Comment|Комментарий|Примечание):\s*", re.DOTALL)
"""What Excel writes before a comment that older versions cannot show."""


def comments(table: ListTable, row: int) -> list[str]:
    """The comments on the cells of a row, each with the title of its column, without authors."""
    held = table.source.marks.comments
    found = []
    for column, title in enumerate(table.titles, start=1):
        text = _AUTHOR.sub("", _THREADED.sub("", held.get((row, column), ""))).strip()
        if text:
            found.append(f"{title}: {text}" if title else text)
    return found
