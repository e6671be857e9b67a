"""Where the titles of a table stand: one row or two, anywhere above the people, or none at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from nastavnik.errors import JobError
from nastavnik.findings import Value
from nastavnik.grid import letters
from nastavnik.parsing import is_filled
from nastavnik.registry.contents import is_full_name, is_name
from nastavnik.registry.model import NAME, REGISTRIES, Source, Table
from nastavnik.registry.titles import LONGEST, best_score, scores
from nastavnik.text import fold, tidy

DEPTH = 40
"""Titles are looked for in this many first rows."""
LIKE = 0.8
"""A text so much like a known title counts as one."""

Titles = tuple[str, ...]


def tables_of(source: Source) -> Iterator[Table]:
    """The tables that stand one below another in a sheet.

    Raises:
        JobError: two tables stand side by side.
    """
    rows = source.grid.rows
    found = _first_titles(rows)
    if found is None:
        yield from _untitled(source)
        return
    header, titles = found
    starts = [(header, titles), *_further_titles(rows, header, titles)]
    ends = [start for start, _ in starts[1:]] + [len(rows) + 1]
    for (start, known), end in zip(starts, ends, strict=True):
        _refuse_side_by_side(source, known)
        body = range(start + 1, end)
        above = (
            _caption(rows[:start]) if start == header else _caption(rows[max(0, start - 3) : start])
        )
        caption = f"{source.caption} {above}"
        yield Table(replace(source, caption=caption), known, body, start)


def _first_titles(rows: Sequence[Sequence[Value]]) -> tuple[int, Titles] | None:
    """(number of the last title row, titles): the row or two that have the most known titles."""
    best: tuple[float, int, Titles] | None = None
    for index, cells in enumerate(rows[:DEPTH]):
        for last, titles in _title_rows(rows, index, cells):
            worth = _worth(titles)
            if worth >= 1 and (best is None or worth > best[0]):
                best = (worth, last, titles)
    return best[1:] if best else None


def _title_rows(
    rows: Sequence[Sequence[Value]], index: int, cells: Sequence[Value]
) -> Iterator[tuple[int, Titles]]:
    if not _may_be_titles(cells):
        return
    yield index + 1, tuple(map(_text, cells))
    if index + 1 < len(rows) and _may_be_titles(rows[index + 1]):
        yield index + 2, _two_levels(cells, rows[index + 1])


def _worth(titles: Titles) -> float:
    """How many titles are known; a table without a name's column is worth nothing."""
    if not any(is_naming(title) for title in titles):
        return 0
    return sum(bool(title) and best_score(title) >= LIKE for title in titles)


def is_naming(title: str) -> bool:
    """Whether a title is that of a name, in one column or the first of several."""
    return any(
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
    return len(text) <= LONGEST and digits <= 2 and "@" not in text and not is_full_name(text)


def _text(cell: Value) -> str:
    return tidy(str(cell)) if is_filled(cell) else ""


def _two_levels(top: Sequence[Value], below: Sequence[Value]) -> Titles:
    """«Родитель» above «ФИО» and «Телефон» → «Родитель ФИО», «Родитель Телефон»."""
    titles, group = [], ""
    for column in range(max(len(top), len(below))):
        upper = _text(top[column]) if column < len(top) else ""
        lower = _text(below[column]) if column < len(below) else ""
        group = upper or (group if lower else "")
        titles.append(lower if fold(lower) == fold(group) else f"{group} {lower}".strip())
    return tuple(titles)


def _further_titles(
    rows: Sequence[Sequence[Value]], header: int, known: Titles
) -> Iterator[tuple[int, Titles]]:
    """Rows further down that have other titles: another table begins there."""
    keys = set(map(fold, known))
    for number in range(header + 1, len(rows) + 1):
        cells = rows[number - 1]
        texts = [cell for cell in cells if is_filled(cell)]
        if len(texts) < 2 or not all(isinstance(cell, str) for cell in texts):
            continue
        if not any(fold(str(cell)) in _NAMING for cell in texts) or not _may_be_titles(cells):
            continue
        titles = tuple(map(_text, cells))
        if _worth(titles) >= 2 and not _repeats(titles, keys):
            yield number, titles


_NAMING = frozenset(
    ("фио", "ф.и.о.", "ф. и. о.", "ф.и.о", "фамилия", "фамилия имя отчество", "фио наставника",
     "фамилия, имя, отчество", "фио наставляемого", "фио сотрудника", "наставник", "наставляемый")
)  # fmt: skip


def _repeats(titles: Titles, keys: set[str]) -> bool:
    filled = [fold(title) for title in titles if title]
    return sum(title in keys for title in filled) > len(filled) / 2


def _refuse_side_by_side(source: Source, titles: Titles) -> None:
    """Nothing, where every title stands once or no person is named twice."""
    folded = [fold(title) for title in titles]
    again = {title for title in folded if title and folded.count(title) > 1}
    if len(again) > 1 and any(is_naming(title) for title in again):
        raise JobError(
            f"Файл «{source.file}», {source.place or 'таблица'}: рядом стоят две таблицы — "
            "перенесите вторую на другой лист или под первую и повторите"
        )


def _caption(rows: Sequence[Sequence[Value]]) -> str:
    """The words above the titles."""
    return " ".join(_text(cell) for cells in rows for cell in cells if isinstance(cell, str))


def _untitled(source: Source) -> Iterator[Table]:
    """A table without titles, if some column holds names: its columns are called by letters."""
    rows = source.grid.rows
    width = max((len(cells) for cells in rows), default=0)
    filled = [number for number, cells in enumerate(rows, start=1) if any(map(is_filled, cells))]
    titles = tuple(f"столбец {letters(column)}" for column in range(1, width + 1))
    table = Table(source, titles, filled)
    if any(_holds_names(table.values(column)) for column in range(width)):
        yield table


def _holds_names(values: Sequence[Value]) -> bool:
    names = [value for value in values if isinstance(value, str) and _is_sure_name(value)]
    return bool(names) and len(names) >= 0.6 * len(values)


def _is_sure_name(text: str) -> bool:
    return is_full_name(text) or (is_name(text) and bool(re.search(r"[А-ЯЁ]\.", text)))
