"""Which column of a table is which field of a registry, and how surely."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from nastavnik.cells import Lists
from nastavnik.registry.contents import fitting, guesses
from nastavnik.registry.model import NAME, PARTS, SKIPPED, SURE, ColumnMap, Found, Table
from nastavnik.registry.titles import scores
from nastavnik.schema import Record

BY_CONTENT = 0.85
"""The certainty of a column without a speaking title whose every cell looks like one field's."""
BY_CONTENT_UNDER_TITLE = 0.7
_ANYBODYS = frozenset((NAME, "phone", "email"))
AGREED = 0.2
"""What cells that suit the field add to a title that is only like its own."""
LEAST = 0.25
"""Below this certainty a field is not even a guess."""
CLOSE = 0.05
"""Two fields nearer than this are both possible: a person is asked."""

Decided = Mapping[int, str]
"""What a person decided, now or for an earlier file: column from 0 → field, "" for none."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    certainty: float
    column: int
    field: str
    why: str


def map_columns(
    table: Table, record: type[Record], lists: Lists, decided: Decided | None = None
) -> ColumnMap:
    """The table's columns as fields of the registry: the surest first, each field once."""
    decided = decided or {}
    candidates = {
        column: _candidates(table, column, record, lists)
        for column in range(len(table.titles))
        if column not in decided
    }
    fixed = [
        Found(column, table.titles[column], field, 1.0, why="решено человеком")
        for column, field in sorted(decided.items())
        if column < len(table.titles)
    ]
    taken = {field for field in decided.values() if field}
    found = [*fixed, *_assigned(table, candidates, taken)]
    score = sum(each.certainty for each in found if each.field and each.field != SKIPPED)
    return ColumnMap(record, tuple(sorted(found, key=lambda each: each.column)), score)


def _candidates(table: Table, column: int, record: type[Record], lists: Lists) -> list[_Candidate]:
    """What a column may be, the surest first."""
    values = table.values(column)
    by_title = scores(table.titles[column], record)
    by_content = guesses(record, values, lists)
    found = [
        _candidate(
            column,
            field,
            by_title.get(field, 0.0),
            _trust(field, table) * by_content.get(field, 0.0),
            fitting(field, record, values, lists),
            leads=by_title.get(field, 0.0) >= max(by_title.values(), default=0.0),
        )
        for field in {*by_title, *by_content}
    ]
    likely = (each for each in found if each.certainty >= LEAST)
    return sorted(likely, key=lambda each: (-each.certainty, each.field))


def _trust(field: str, table: Table) -> float:
    """A name or a phone below a title that says neither may be anybody's: a parent's, a boss's."""
    return BY_CONTENT_UNDER_TITLE if table.header and field in _ANYBODYS else BY_CONTENT


def _candidate(  # noqa: PLR0913 - everything that is known of a column and a field
    column: int, field: str, title: float, content: float, fits: float | None, *, leads: bool
) -> _Candidate:
    """One field's chance: the title's likeness, corrected by what the cells hold."""
    if title < 0.6:
        return _Candidate(content, column, field, "по содержимому")
    if fits is not None and fits < 0.2:
        return _Candidate(title * 0.4, column, field, "заголовок похож, а содержимое другое")
    if fits is not None and fits < 0.5:
        return _Candidate(title * 0.7, column, field, "содержимое подходит лишь отчасти")
    if leads and title < 0.9 and fits is not None and fits >= 0.8:
        return _Candidate(min(0.95, title + AGREED), column, field, "по заголовку и содержимому")
    return _Candidate(title, column, field, "по заголовку")


def _assigned(
    table: Table, candidates: Mapping[int, Sequence[_Candidate]], taken: set[str]
) -> Iterator[Found]:
    """Each column once; a field goes to the column that is surest of it."""
    every = [each for column in candidates.values() for each in column]
    settled: dict[int, _Candidate] = {}
    for each in sorted(every, key=lambda each: (-each.certainty, each.column, each.field)):
        if each.column in settled or (each.field in taken and each.field != SKIPPED):
            continue
        if _clashes(each.field, taken):
            continue
        settled[each.column] = each
        if each.certainty >= SURE and not _is_torn(each, candidates[each.column], taken):
            taken.add(each.field)
    for column, possible in candidates.items():
        best = settled.get(column)
        yield _found(column, table.titles[column], best, possible, taken)


def _clashes(field: str, taken: set[str]) -> bool:
    """A name stands in one column or in several, not in both ways."""
    return (field == NAME and bool(taken & {"surname"})) or (field in PARTS and NAME in taken)


def _is_torn(best: _Candidate, possible: Sequence[_Candidate], taken: set[str]) -> bool:
    """Whether another free field is as likely."""
    return any(
        other.field != best.field
        and other.field not in taken
        and best.certainty - other.certainty < CLOSE
        for other in possible
    )


def _found(
    column: int,
    title: str,
    best: _Candidate | None,
    possible: Sequence[_Candidate],
    taken: set[str],
) -> Found:
    if best is None:
        busy = possible[0] if possible else None
        why = "другой столбец подходит лучше" if busy else "заголовок незнаком"
        return Found(column, title, guess=busy.field if busy else "", why=why)
    if best.certainty < SURE:
        return Found(column, title, "", best.certainty, best.field, best.why)
    if _is_torn(best, possible, taken - {best.field}):
        return Found(column, title, "", best.certainty, best.field, "подходит и другой столбец")
    return Found(column, title, best.field, best.certainty, why=best.why)
