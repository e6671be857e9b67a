"""The sheet «Анкеты» of books made before «Ответы»: its answers are carried over, none is lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from nastavnik.model.cells import header_key
from nastavnik.model.changes import AppendRows, Changes, PutGrid, Row
from nastavnik.model.findings import Value
from nastavnik.model.grid import Grid
from nastavnik.model.parsing import is_filled
from nastavnik.model.school import School
from nastavnik.model.sheets import AnswerRow

FORMER = "Анкеты"
_SHARED = (AnswerRow.answered_on, AnswerRow.who, AnswerRow.role, AnswerRow.kind)
"""What stood once a row there and stands once an answer now, under the same titles."""
_CODES: Mapping[str, str] = {
    "Оценка, 1–10": "Я5",
    "Доволен программой": "Я6",
    "Что получилось": "Я9",
    "Что мешало": "Я10",
    "Предложения": "Я11",
}
"""Former columns → codes of the standard questions."""
MOVED = "Ответы перенесены на лист «Ответы»; этот лист можно удалить"


class CarriedAnswers(NamedTuple):
    """What is to be written, and how many answers of how many rows are carried over."""

    changes: Changes = Changes()
    answers: int = 0
    rows: int = 0


def carried_over(school: School) -> CarriedAnswers:
    """Every answer of the former sheet as a row of «Ответы», and the former cells emptied.

    A row of which nothing was answered, and what a school wrote into columns of its own, stays.
    """
    grid = school.picture(FORMER)
    top = _header_row(grid) if grid else 0
    if not grid or not top or not school.table(AnswerRow).headers:
        return CarriedAnswers()
    places = {title: n for n, title in _titles(grid.rows[top - 1]) if title}
    rows: list[Row] = []
    kept: list[tuple[Value, ...]] = []
    moved = 0
    for cells in grid.rows[top:]:
        answers = list(_answers(cells, places))
        rows += answers
        moved += bool(answers)
        kept.append(tuple(_rest(cells, places) if answers else cells))
    if not rows:
        return CarriedAnswers()
    above = [tuple(cells) for cells in grid.rows[:top]]
    above[0] = (MOVED, *above[0][1:]) if top > 1 else above[0]
    changes = (AppendRows(AnswerRow.sheet, tuple(rows)), PutGrid(FORMER, 1, (*above, *kept)))
    return CarriedAnswers(Changes(changes), len(rows), moved)


def answers_emptied(school: School) -> tuple[Changes, int]:
    """The former sheet without its answers, and of how many rows they go: its year is over."""
    found, grid = carried_over(school), school.picture(FORMER)
    if not grid or not found.rows:
        return Changes(), 0
    (put,) = (change for change in found.changes.cells if isinstance(change, PutGrid))
    above, (_, *below) = tuple(grid.rows[0]), put.rows
    return Changes((put._replace(rows=(above, *below)),)), found.rows


def _header_row(grid: Grid) -> int:
    """The number of the row with the former titles; 0 where there is none."""
    return next((n for n, cells in enumerate(grid.rows[:30], 1) if _is_header(cells)), 0)


def _is_header(cells: Sequence[Value]) -> bool:
    titles = {title for _, title in _titles(cells)}
    return AnswerRow.who.title in titles and not titles.isdisjoint(_CODES)


def _titles(cells: Sequence[Value]) -> Iterator[tuple[int, str]]:
    known = {header_key(title): title for title in (*(c.title for c in _SHARED), *_CODES)}
    for number, cell in enumerate(cells):
        yield number, known.get(header_key(cell), "") if isinstance(cell, str) else ""


def _answers(cells: Sequence[Value], places: Mapping[str, int]) -> Iterator[Row]:
    shared = {c.title: _at(cells, places, c.title) for c in _SHARED}
    for title, code in _CODES.items():
        value = _at(cells, places, title)
        if is_filled(value):
            said = {AnswerRow.question.title: code, AnswerRow.value.title: _as_answer(value)}
            source = {AnswerRow.source.title: f"лист «{FORMER}»"}
            yield {**shared, **said, **source}


def _as_answer(value: Value) -> Value:
    if isinstance(value, bool):
        return "да" if value else "нет"
    return value


def _at(cells: Sequence[Value], places: Mapping[str, int], title: str) -> Value:
    place = places.get(title, len(cells))
    return cells[place] if place < len(cells) else None


def _rest(cells: Sequence[Value], places: Mapping[str, int]) -> Iterator[Value]:
    taken = set(places.values())
    yield from (None if number in taken else cell for number, cell in enumerate(cells))
