"""Columns of several things at once: «Должность, категория», «Класс, дата рождения»."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from nastavnik.domain.posts import is_post
from nastavnik.model.cell_reader import Lists
from nastavnik.model.findings import Value
from nastavnik.model.memory import remembered
from nastavnik.model.schema import CellKind, Record
from nastavnik.model.text import tidy
from nastavnik.people_import.cells.cleaning import allowed_values, class_of, clean, shown
from nastavnik.people_import.columns.titles import LEVELS, scores
from nastavnik.people_import.model import NAME, SURE

Parts = tuple[frozenset[str], ...]
"""What each part of a title may be: the fields that are known by it."""

_BETWEEN_TITLES = re.compile(r"[,;/()\n]|\s+и\s+")
_BETWEEN = re.compile(r"[,;\n]")
_BETWEEN_SHORT = re.compile(r"/|\s[-–—]\s")
"""Tried where nothing else parts a cell: a date and a class may hold them."""


@remembered(1024)
def parts_of(title: str, record: type[Record]) -> Parts:
    """What a title names one after another; nothing where it is not all known or names people.

    The upper level of a title may be left out.
    """
    return _parts_of(title, record) or _parts_of(title.rpartition(LEVELS)[2], record)


def _parts_of(title: str, record: type[Record]) -> Parts:
    texts = list(filter(None, map(tidy, _BETWEEN_TITLES.split(title))))
    if len(texts) < 2:
        return ()
    fields = {column.name for column in record.columns} - {NAME}
    known = tuple(
        frozenset(f for f, score in scores(text, record).items() if score >= SURE and f in fields)
        for text in texts
    )
    return known if all(known) else ()


def are_divided(parts: Parts, record: type[Record], values: Sequence[Value], lists: Lists) -> bool:
    """Whether most cells are made of what the title names, and of nothing else."""
    divided = [divide(shown(value), parts, record, lists) for value in values]
    several = sum(len(found) > 1 for found, _ in divided)
    return bool(divided) and several > len(divided) / 2 and not any(rest for _, rest in divided)


def divide(
    text: str, parts: Parts, record: type[Record], lists: Lists, taken: Collection[str] = ()
) -> tuple[dict[str, str], bool]:
    """Field → its piece of a cell, and whether some piece is of none; `taken` fields are not free.

    The order of the title decides only where a piece may be of two of its parts.
    """
    found: dict[str, str] = {}
    rest = False
    for piece in _pieces(text):
        free = [part - set(taken) for part in parts if not part & found.keys()]
        suiting = ({f for f in part if _suits(f, piece, record, lists)} for part in free)
        best = next(filter(None, suiting), set())
        if len(best) == 1:
            found[best.pop()] = piece
        elif "post" in found and piece[:1].islower():
            found["post"] += f", {piece}"
        else:
            rest = True
    return found, rest


def _pieces(text: str) -> Iterator[str]:
    pattern = _BETWEEN if _BETWEEN.search(text) else _BETWEEN_SHORT
    return filter(None, map(tidy, pattern.split(text)))


def _suits(field: str, piece: str, record: type[Record], lists: Lists) -> bool:
    """Whether a piece looks like a value of the field: free text looks like none but a post."""
    column = record.named[field]
    if field == "post":
        return is_post(piece)
    if field == "school_class":
        return class_of(piece) is not None
    if column.kind is CellKind.TEXT and not column.choices and not column.pattern:
        return False
    cleaned = clean(piece, column, allowed_values(column, record, lists))
    return not cleaned.problem and cleaned.value not in ("", None)
