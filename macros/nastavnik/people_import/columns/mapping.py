"""Which column of a table is which field of a registry, and how surely."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from nastavnik.model.cell_reader import Lists
from nastavnik.model.findings import Value
from nastavnik.model.schema import Record
from nastavnik.model.text import fold
from nastavnik.people_import.columns.composite import are_divided, parts_of
from nastavnik.people_import.columns.contents import SAMPLE, fitting, guesses, share_of_names
from nastavnik.people_import.columns.pair_columns import pair_field
from nastavnik.people_import.columns.titles import is_letter, is_of_others, scores
from nastavnik.people_import.model import (
    ANSWER,
    COMPOSITE,
    NAME,
    OF_PAIRS,
    PARTS,
    SKIPPED,
    SURE,
    ColumnMap,
    ColumnMapping,
    ListTable,
)
from nastavnik.people_import.roles.answers import are_answers, asks

BY_CONTENT = 0.85
"""The certainty of a column without a speaking title whose every cell looks like one field's."""
BY_CONTENT_UNDER_TITLE = 0.7
"""That of a column whose title says something else: a person is asked."""
_ANYBODYS = frozenset((NAME, "phone", "email", "birth", "consent_on"))
"""Fields whose cells look alike whoever they belong to: only their title says whose they are."""
DIVIDED = 0.9
"""The certainty of a column whose title names several things and whose cells are made of them."""
AGREED = 0.2
"""What cells that suit the field add to a title that is only like its own."""
EXACT = 0.95
"""A title like this is believed where some cells do not suit: each of them is asked about."""
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
    table: ListTable, record: type[Record], lists: Lists, decided: Decided | None = None
) -> ColumnMap:
    """The table's columns as fields of the registry: the surest first, each field once."""
    decided = {**_answers(table, record), **_of_pairs(table), **(decided or {})}
    candidates = {
        column: _candidates(table, column, record, lists)
        for column in range(len(table.titles))
        if column not in decided
    }
    why = {ANSWER: BY_ANSWERS, **dict.fromkeys(OF_PAIRS, BY_BOTH)}
    fixed = [
        ColumnMapping(column, table.titles[column], field, 1.0, why=why.get(field, DECIDED))
        for column, field in sorted(decided.items())
        if column < len(table.titles)
    ]
    taken = {field for field in decided.values() if field}
    if not taken & {NAME, *PARTS}:
        _find_names(table, candidates)
    found = _of_one_parent([*fixed, *_assigned(table, candidates, taken)])
    score = sum(each.certainty for each in found if each.field not in _WITHOUT_SCORE)
    return ColumnMap(record, tuple(sorted(found, key=lambda each: each.column)), score)


_WITHOUT_SCORE = OF_PAIRS | {"", SKIPPED, COMPOSITE, ANSWER}


def _of_pairs(table: ListTable) -> dict[int, str]:
    """The columns that tell of the pairs of the rows, each field once."""
    if not table.of_pairs:
        return {}
    titled = enumerate(table.titles)
    found = {column: pair_field(title) for column, title in titled if table.values(column)}
    first = {field: column for column, field in reversed(found.items()) if field}
    return {column: field for field, column in first.items()}


def _answers(table: ListTable, record: type[Record]) -> dict[int, str]:
    """The columns in which people say whether they want to be a mentor or to have one."""
    return {
        column: ANSWER
        for column, title in enumerate(table.titles)
        if are_answers(title, values := table.values(column)[:SAMPLE])
        or (asks(title) and values and not _is_known(title, record, values))
    }


def _is_known(title: str, record: type[Record], values: Sequence[Value]) -> bool:
    """Whether a title that seems to ask who wants to be whom stands over something else."""
    known = (score for field, score in scores(title, record).items() if field != ANSWER)
    return max(known, default=0) >= SURE or share_of_names(values) >= MOSTLY_NAMES / 2


def _find_names(table: ListTable, candidates: dict[int, list[_Candidate]]) -> None:
    """A name for a table none of whose titles is that of a name: the column that holds names.

    It is one whose title means nothing else and does not name parents or curators.
    """
    every = [each for possible in candidates.values() for each in possible]
    if any(each.field in (NAME, PARTS[0]) and each.certainty >= SURE for each in every):
        return
    shares = {
        column: share_of_names(table.values(column)[:SAMPLE])
        for column, possible in candidates.items()
        if not is_of_others(table.titles[column]) and not any(c.certainty >= SURE for c in possible)
    }
    column = max(shares, key=lambda column: shares[column], default=None)
    if column is not None and shares[column] >= MOSTLY_NAMES:
        candidates[column] = [_Candidate(BY_CONTENT, column, NAME, "по содержимому")]


def _of_one_parent(found: Sequence[ColumnMapping]) -> list[ColumnMapping]:
    """The columns less the phone of the mother beside the name of the father, or the reverse."""
    named = {each.field: _PARENT.search(fold(each.title)) for each in found}
    name, phone = named.get("guardian"), named.get("guardian_phone")
    if not name or not phone or (name[1] is None) == (phone[1] is None):
        return list(found)
    why = "телефон другого родителя"
    return [
        replace(each, field="", guess=each.field, why=why)
        if each.field == "guardian_phone" and each.why != DECIDED
        else each
        for each in found
    ]


_PARENT = re.compile(r"\b(?:(мат(?:ь|ери)|мам[аыуе])|от(?:ец|ца)|пап[аыуе])\b")
"""A word of a parent; its group is the mother."""
DECIDED = "решено человеком"
BY_ANSWERS = "по ответам"
BY_BOTH = "по заголовку и содержимому"
MOSTLY_NAMES = 0.8
"""A column is one of names if this part of its cells can be."""


def _candidates(
    table: ListTable, column: int, record: type[Record], lists: Lists
) -> list[_Candidate]:
    """What a column may be, the surest first."""
    values = table.values(column)
    by_title = scores(table.titles[column], record)
    by_content = guesses(record, values, lists)
    trust = BY_CONTENT if is_letter(table.titles[column]) else BY_CONTENT_UNDER_TITLE
    if by_content.get("role", 0) == 1:
        trust = BY_CONTENT  # every cell says who is a mentor and who is not
    found = [
        _candidate(
            column,
            field,
            by_title.get(field, 0.0),
            trust * by_content.get(field, 0.0),
            fitting(field, record, values, lists),
            agrees=field not in _ANYBODYS
            and by_title.get(field) == max(by_title.values(), default=0),
        )
        for field in {*by_title, *by_content}
    ]
    if (parts := parts_of(table.titles[column], record)) and are_divided(
        parts, record, values[:SAMPLE], lists
    ):
        found.append(_Candidate(DIVIDED, column, COMPOSITE, "в ячейке несколько сведений"))
    others = {NAME, *PARTS} if is_of_others(table.titles[column]) else set()
    likely = (each for each in found if each.certainty >= LEAST and each.field not in others)
    return sorted(likely, key=lambda each: (-each.certainty, each.field))


def _candidate(  # noqa: PLR0913 - everything that is known of a column and a field
    column: int, field: str, title: float, content: float, fits: float | None, *, agrees: bool
) -> _Candidate:
    """One field's chance: the title's likeness, corrected by what the cells hold."""
    if title < 0.6:
        return _Candidate(content, column, field, "по содержимому")
    if fits is not None and fits < 0.2:
        return _Candidate(title * 0.4, column, field, "заголовок похож, а содержимое другое")
    if fits is not None and fits < 0.5 and title < EXACT:
        return _Candidate(title * 0.7, column, field, "содержимое подходит лишь отчасти")
    if agrees and title < 0.9 and fits is not None and fits >= 0.8:
        return _Candidate(min(0.95, title + AGREED), column, field, BY_BOTH)
    return _Candidate(title, column, field, "по заголовку")


def _assigned(
    table: ListTable, candidates: Mapping[int, Sequence[_Candidate]], taken: set[str]
) -> Iterator[ColumnMapping]:
    """Each column once; a field goes to the column that is surest of it."""
    settled: set[int] = set()
    every = [each for possible in candidates.values() for each in possible]
    for each in sorted(every, key=lambda each: (-each.certainty, each.column, each.field)):
        if each.column in settled or _is_busy(each.field, taken):
            continue
        if each.certainty < SURE <= candidates[each.column][0].certainty:
            continue  # what it really is another column is already
        settled.add(each.column)
        found = _found(each, table.titles[each.column], candidates[each.column], taken)
        if found.field:
            taken.add(found.field)
        yield found
    for column in candidates.keys() - settled:
        yield _left_over(column, table.titles[column], candidates[column])


def _is_busy(field: str, taken: set[str]) -> bool:
    """Whether the field is given away; a name stands in one column or in several, not both."""
    if field == NAME and "surname" in taken:
        return True
    if field in (SKIPPED, COMPOSITE):
        return False
    return field in taken or (field in PARTS and NAME in taken)


def _found(
    best: _Candidate, title: str, possible: Sequence[_Candidate], taken: set[str]
) -> ColumnMapping:
    """What the column is taken as, or what it may be where that is not sure."""
    if best.certainty < SURE:
        return ColumnMapping(best.column, title, "", best.certainty, best.field, best.why)
    if _is_torn(best, possible, taken):
        why = "подходит и другой столбец"
        return ColumnMapping(best.column, title, "", best.certainty, best.field, why)
    return ColumnMapping(best.column, title, best.field, best.certainty, why=best.why)


def _left_over(column: int, title: str, possible: Sequence[_Candidate]) -> ColumnMapping:
    """A column that is like nothing, or like fields that others are more like."""
    if not possible:
        return ColumnMapping(column, title, why="заголовок незнаком")
    likely = possible[0]
    why = "другой столбец подходит лучше"
    return ColumnMapping(column, title, "", likely.certainty, likely.field, why)


def _is_torn(best: _Candidate, possible: Sequence[_Candidate], taken: set[str]) -> bool:
    """Whether another free field is as likely; a parent and the phone stand in one cell."""
    both = frozenset(("guardian", "guardian_phone"))
    return any(
        other.field != best.field
        and {other.field, best.field} != both
        and not _is_busy(other.field, taken)
        and best.certainty - other.certainty < CLOSE
        for other in possible
    )
