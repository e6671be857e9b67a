"""Rows of a table that are about nobody: totals, titles again, column numbers, signatures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from nastavnik.model.findings import Value
from nastavnik.model.parsing import is_filled
from nastavnik.model.text import fold, tidy
from nastavnik.people_import.columns.contents import is_name

_TOTAL = re.compile(r"(?:итог|всего|количество|в том числе|из них|примечани)", re.IGNORECASE)
_SIGNATURE = re.compile(r"_{3,}|\bподпись\b|\bм\.\s?п\.", re.IGNORECASE)


def rows_about_people(
    rows: Sequence[Sequence[Value]], numbers: Iterable[int], titles: Sequence[str]
) -> list[int]:
    """The numbers of those rows that may be a person or a heading above people."""
    keys = {fold(title) for title in titles if title}
    left = [number for number in numbers if not _is_noise(rows[number - 1], keys)]
    signed = {number for number in left if _is_signature(rows[number - 1])}
    # where most rows are to be signed the signatures are a column, otherwise they are a footer
    return left if len(signed) > len(left) / 2 else [n for n in left if n not in signed]


def _is_signature(cells: Sequence[Value]) -> bool:
    words = "\n".join(cell for cell in cells if isinstance(cell, str))
    return _SIGNATURE.search(words) is not None


def _is_noise(cells: Sequence[Value], keys: set[str]) -> bool:
    filled = [str(cell) for cell in cells if is_filled(cell)]
    if not filled:
        return True
    if _says_titles_again(filled, keys):
        return True
    first = tidy(filled[0])
    if first == "1" and len(filled) > 1:
        return list(map(tidy, filled)) == [str(number) for number in range(1, len(filled) + 1)]
    return bool(_TOTAL.match(first)) and not any(map(is_name, map(tidy, filled)))


def _says_titles_again(texts: Sequence[str], keys: set[str]) -> bool:
    """Whether more than half of the texts are titles; looks no further than it must."""
    spare = len(texts) / 2
    for text in texts:
        if text.isdigit() or fold(text) not in keys:
            spare -= 1
            if spare <= 0:
                return False
    return True


def is_single(cells: Sequence[Value]) -> bool:
    """Whether a row says one thing only, as a heading does."""
    return len({tidy(str(cell)) for cell in cells if is_filled(cell)}) == 1
