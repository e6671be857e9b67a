"""Where the titles of a table stand: one row or two, anywhere above the people, or none at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from nastavnik.model.findings import Value
from nastavnik.model.parsing import is_filled
from nastavnik.model.text import fold, tidy
from nastavnik.people_import.columns.contents import is_full_name, is_name, share_of_names
from nastavnik.people_import.columns.mapping import MOSTLY_NAMES
from nastavnik.people_import.columns.noise import is_single, rows_about_people
from nastavnik.people_import.columns.titles import (
    LEVELS,
    LONGEST,
    best_score,
    is_of_others,
    letter_title,
    scores,
)
from nastavnik.people_import.model import NAME, REGISTRIES, ListTable, Source

DEPTH = 40
"""Titles are looked for in this many first rows."""
CAPTION_ROWS = 6
"""The words so many rows above the titles are their caption."""
LIKE = 0.7
"""A text so much like a known title counts as one."""

ROWS_BELOW = 30
"""So many rows below titles are looked at for names."""

Titles = tuple[str, ...]


Knows = Callable[[Titles], bool]


def _nothing(_titles: Titles) -> bool:
    return False


class _Head(NamedTuple):
    """The rows, from 1, that hold the titles of a table.

    `names` says that a column below holds names though no title is that of a name.
    """

    first: int
    last: int
    titles: Titles
    names: bool = False


def tables_of(source: Source, knows: Knows = _nothing) -> Iterator[ListTable]:
    """The tables that stand one below another in a sheet.

    `knows` says of titles whether a person has said what they mean.
    """
    rows = source.grid.rows
    found = _first_titles(rows, knows)
    if found is None:
        yield from _untitled(source)
        return
    heads = [found, *_further_titles(rows, found)]
    ends = [head.first for head in heads[1:]] + [len(rows) + 1]
    for head, end in zip(heads, ends, strict=True):
        above = _caption(rows[max(0, head.first - 1 - CAPTION_ROWS) : head.first - 1])
        captioned = replace(source, captions=(*source.captions, *above))
        body = rows_about_people(rows, range(head.last + 1, end), head.titles)
        yield _all_titled(ListTable(captioned, head.titles, body, head.last, head.first))


def _all_titled(table: ListTable) -> ListTable:
    """The table with the letters of a column for the title it lacks, where it holds anything."""
    width = max((len(table.source.grid.rows[row - 1]) for row in table.rows), default=0)
    titles = [*table.titles, *[""] * (width - len(table.titles))]
    return replace(table, titles=tuple(
        title or (letter_title(column) if table.values(column) else "")
        for column, title in enumerate(titles)
    ))  # fmt: skip


def _first_titles(rows: Sequence[Sequence[Value]], knows: Knows) -> _Head | None:
    """The row or two that have the most known titles; of equals two, and the first.

    Titles with people between them and the best ones are those of a table above it.
    """
    heads = [head for index in range(min(DEPTH, len(rows))) for head in _heads_at(rows, index)]
    best = _best(heads, knows)
    above = [h for h in heads if best and _has_people(rows[h.last : best.first - 1])]
    first = _best([head for head in above if _worth(head, knows) > 1], knows)
    return _first_titles(rows[: best.first - 1], knows) if best and first else best


def _best(heads: Sequence[_Head], knows: Knows) -> _Head | None:
    best = max(heads, key=lambda h: (_worth(h, knows), h.first != h.last), default=None)
    return best if best and _worth(best, knows) else None


def _has_people(rows: Sequence[Sequence[Value]]) -> bool:
    return any(isinstance(cell, str) and _is_sure_name(cell) for row in rows for cell in row)


def _heads_at(rows: Sequence[Sequence[Value]], index: int) -> Iterator[_Head]:
    if not _may_be_titles(rows[index]):
        return
    yield _with_names(rows, _Head(index + 1, index + 1, tuple(map(_text, rows[index]))))
    below = rows[index + 1] if index + 1 < len(rows) else ()
    if _may_be_titles(below) and not is_single(rows[index]) and not is_single(below):
        yield _with_names(rows, _Head(index + 1, index + 2, _two_levels(rows[index], below)))


def _with_names(rows: Sequence[Sequence[Value]], head: _Head) -> _Head:
    """The titles, with what stands below them where none of them is that of a name."""
    if any(map(is_naming, head.titles)):
        return head
    below = rows[head.last : head.last + ROWS_BELOW]
    unknown = [c for c, t in enumerate(head.titles) if t and best_score(t) < LIKE]
    return head._replace(
        names=any(
            _mostly_names([row[column] for row in below if column < len(row)])
            for column in unknown
            if not is_of_others(head.titles[column])
        )
    )


def _mostly_names(cells: Sequence[Value]) -> bool:
    filled = [cell for cell in cells if is_filled(cell)]
    return bool(filled) and share_of_names(filled) >= MOSTLY_NAMES


def _worth(head: _Head, knows: Knows = _nothing) -> float:
    """How many titles are known; a table without a name's column is worth nothing."""
    if knows(head.titles):
        return len(head.titles)
    if not head.names and not any(map(is_naming, head.titles)):
        return 0
    return sum(bool(title) and best_score(title) >= LIKE for title in head.titles)


def is_naming(title: str) -> bool:
    """Whether a title is that of a name, in one column or the first of several."""
    return not is_of_others(title) and any(
        scores(title, record).get(field, 0) >= LIKE
        for record in REGISTRIES
        for field in (NAME, "surname")
    )


def _may_be_titles(cells: Sequence[Value]) -> bool:
    filled = [cell for cell in cells if is_filled(cell)]
    return bool(filled) and all(map(_may_be_title, filled))


def _may_be_title(cell: Value) -> bool:
    if not isinstance(cell, str):
        return False
    text = tidy(cell)
    digits = sum(map(str.isdigit, text))
    speaks = bool(re.search(r"[^\W\d_]|№", text))
    letters_in = sum(map(str.isalpha, text))
    return speaks and len(text) <= LONGEST and digits <= letters_in + 2 and not _is_value(text)


def _is_value(text: str) -> bool:
    return "@" in text or is_full_name(text)


def _text(cell: Value) -> str:
    return tidy(str(cell)) if is_filled(cell) else ""


def _two_levels(top: Sequence[Value], below: Sequence[Value]) -> Titles:
    """«Родитель» above «ФИО» and «Телефон» → «Родитель / ФИО», «Родитель / Телефон»."""
    titles, group = [], ""
    for column in range(max(len(top), len(below))):
        upper = _text(top[column]) if column < len(top) else ""
        lower = _text(below[column]) if column < len(below) else ""
        group = upper or (group if lower else "")
        titles.append(
            lower if fold(lower) == fold(group) else LEVELS.join(filter(None, (group, lower)))
        )
    return tuple(titles)


def _further_titles(rows: Sequence[Sequence[Value]], head: _Head) -> Iterator[_Head]:
    """Rows further down that have other titles: another table begins there."""
    keys = set(map(fold, head.titles))
    for number in range(head.last + 1, len(rows) + 1):
        cells = rows[number - 1]
        texts = [cell for cell in cells if is_filled(cell)]
        if len(texts) < 2 or not all(isinstance(cell, str) for cell in texts):
            continue
        titles = tuple(map(_text, cells))
        found = _Head(number, number, titles)
        if _may_be_titles(cells) and _are_plainly_titles(found) and not _repeats(titles, keys):
            yield found


def _are_plainly_titles(head: _Head) -> bool:
    """Whether at least two of them, and half, are known, and none may be somebody's name."""
    filled = [title for title in head.titles if title]
    if any(is_name(title) and best_score(title) < LIKE for title in filled):
        return False
    return _worth(head) >= max(2, len(filled) / 2)


def _repeats(titles: Titles, keys: set[str]) -> bool:
    filled = [fold(title) for title in titles if title]
    return sum(title in keys for title in filled) > len(filled) / 2


def _caption(rows: Sequence[Sequence[Value]]) -> Iterator[str]:
    """The lines of words above the titles, the nearest last."""
    for cells in rows:
        if any(map(is_filled, cells)):
            yield " ".join(_text(cell) for cell in cells if isinstance(cell, str))


def _untitled(source: Source) -> Iterator[ListTable]:
    """A table without titles, if some column holds names: its columns are called by letters."""
    rows = source.grid.rows
    width = max((len(cells) for cells in rows), default=0)
    first = next((n for n, row in enumerate(rows, start=1) if _has_people([row])), 1)
    head = first - 1 if first > 1 and _are_unknown_titles(rows[first - 2]) else 0
    above = [_text(cell) for cell in rows[head - 1]] if head else []
    own = [*above, *[""] * (width - len(above))]
    titles = tuple(title or letter_title(column) for column, title in enumerate(own))
    captioned = replace(source, captions=(*source.captions, *_caption(rows[: (head or first) - 1])))
    body = rows_about_people(rows, range(first, len(rows) + 1), ())
    table = ListTable(captioned, titles, body, head, head)
    columns = [column for column in range(width) if not is_of_others(titles[column])]
    if any(_holds_names(table.values(column)) for column in columns):
        yield table


def _are_unknown_titles(cells: Sequence[Value]) -> bool:
    """Whether the row above the first person has titles, though none of them is known."""
    return _may_be_titles(cells) and not is_single(cells) and sum(map(is_filled, cells)) > 1


def _holds_names(values: Sequence[Value]) -> bool:
    names = [value for value in values if isinstance(value, str) and _is_sure_name(value)]
    return bool(names) and len(names) >= 0.6 * len(values)


def _is_sure_name(text: str) -> bool:
    return is_full_name(text) or (is_name(text) and bool(re.search(r"[А-ЯЁ]\.", text)))
