"""Settings that were typed and cannot be read: what rests on them is not done."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from nastavnik.model.errors import JobError
from nastavnik.model.findings import Finding, Level
from nastavnik.model.grid import Grid, Position, position
from nastavnik.model.parsing import is_filled
from nastavnik.model.schema import CellKind, Column, Record
from nastavnik.model.school import School
from nastavnik.model.sheets import SIZES, Card, CriterionRow, Day, FormRow

_LASTS: tuple[Column, ...] = (Card.main_last, Card.staff_last, Card.keep_years)
"""Only the numbers of their own series rest on these, or what is asked years later."""

ORDERS: tuple[Column, ...] = tuple(
    column
    for column in Card.columns
    if (column.kind is not CellKind.TEXT or column.choices or column == Card.year)
    and column not in (*_LASTS, *SIZES)
)
"""Columns of «Школа» on which orders rest: dates, limits, choices, and the school year."""
DOCUMENTS: tuple[Column, ...] = (Card.year, Card.starts_on, Card.ends_on, Card.own_consent_age)
"""Columns of «Школа» on which every document rests."""
MATCH: tuple[Column, ...] = (
    Card.year,
    Card.starts_on,
    Card.ends_on,
    Card.week,
    Card.limit,
    Card.seniority,
)
"""Columns of «Школа» on which the match rests."""


def unreadable(
    school: School, record: type[Record], columns: Collection[Column] | None = None
) -> Iterator[Finding]:
    """The findings about settings of a sheet that cannot be read; of all its columns or some."""
    table = school.table(record)
    titles = {column.title for column in (record.columns if columns is None else columns)}
    for finding in school.findings:
        mine = finding.sheet == record.sheet and finding.header in titles
        where = finding.cell if mine and finding.level is Level.ERROR else None
        if where and not _is_empty(table.grid, position(where)):
            yield finding


def _is_empty(grid: Grid, place: Position) -> bool:
    """Whether nothing was typed there: what is missing is asked for where it is needed."""
    hidden = place in grid.errors or place in grid.uncalculated
    return not hidden and not is_filled(grid.value(*place))


def demand_for_match(school: School) -> None:
    """Stop a match whose settings cannot be read.

    Raises:
        JobError: with the first of them, where it is and what to do.
    """
    found = [*unreadable(school, Card, MATCH)]
    for record in (CriterionRow, FormRow, Day):
        found += unreadable(school, record)
    if found:
        first = found[0]
        more = f" (и ещё {len(found) - 1})" if len(found) > 1 else ""
        where = f"{first.sheet}!{first.cell} «{first.header}»"
        raise JobError(f"Подбор не сделан: {where} — {first.message}{more}. {first.remedy}")
