"""Tables whose rows name two people: each side of the pairs becomes a table of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from nastavnik.model.errors import JobError
from nastavnik.model.findings import Value
from nastavnik.model.parsing import is_filled
from nastavnik.model.schema import Record
from nastavnik.model.sheets import Mentee, Mentor
from nastavnik.model.text import fold
from nastavnik.people_import.columns.composite import parts_of
from nastavnik.people_import.columns.contents import SAMPLE, is_name
from nastavnik.people_import.columns.headers import LIKE, is_naming
from nastavnik.people_import.columns.titles import LEVELS, scores
from nastavnik.people_import.model import NAME, PARTS, REGISTRIES, SKIPPED, ListTable
from nastavnik.people_import.roles.captions import named_in, side_in

SIDES: tuple[type[Record], ...] = (Mentor, Mentee)
_TELLING = frozenset(
    ("post", "school_class", "subject", "category", "seniority", "career", "phone",
     "email", "birth", "role", "hired_on")
)  # fmt: skip
"""Columns that tell of one person; all others of the list's own people, whose name is the first."""

Owners = Mapping[int, type[Record]]
"""Column from 0 → whose it is."""


def sides(table: ListTable) -> Iterator[ListTable]:
    """The table, or a table for the mentors and one for the mentees where its rows are pairs.

    A list that only names the other of the pair stays one table, of those whom it tells about.

    Raises:
        JobError: two lists stand side by side, and nothing says who is in which.
    """
    naming = {c: named_in(t) for c, t in enumerate(table.titles) if _names_people(table, c)}
    known = _completed(naming, table)
    _refuse_side_by_side(table, list(naming), are_told=len(known) > 1)
    if set(known.values()) != set(SIDES) or len(known) != len(SIDES):
        yield table
        return
    owners = _owners(table.titles, known)
    own = known[min(known)]
    told = {side: _tells(table, side, owners, is_own=side is own) for side in SIDES}
    if told[Mentor] != told[Mentee]:
        yield replace(_called(table, Mentor if told[Mentor] else Mentee), of_pairs=True)
    else:
        yield from (_side(table, side, owners) for side in SIDES)


def _names_people(table: ListTable, column: int) -> bool:
    """Whether a column is titled as that of a name first of all, and holds names or surnames."""
    if not _is_first_of_all_a_name(table.titles[column]):
        return False
    values = [str(value) for value in table.values(column)[:SAMPLE]]
    named = sum(is_name(text) or text.isalpha() for text in values)
    return bool(values) and named >= len(values) / 2


def _is_first_of_all_a_name(title: str) -> bool:
    """«Родитель / ФИО» is a name too, but rather the parent."""
    found: dict[bool, float] = {True: LIKE, False: 0.0}
    for record in REGISTRIES:
        for field, score in scores(title, record).items():
            if field != SKIPPED:
                found[field in _NAMES] = max(found[field in _NAMES], score)
    return is_naming(title) and found[True] >= found[False]


_NAMES = frozenset((NAME, *PARTS))


def _completed(
    naming: Mapping[int, type[Record] | None], table: ListTable
) -> dict[int, type[Record]]:
    """Whom each naming column names; a plain «ФИО» beside «ФИО наставника» is the other's."""
    known = {column: side for column, side in naming.items() if side in SIDES}
    plain = [column for column, side in naming.items() if side is None]
    if len(known) == len(plain) == 1:
        ((column, side),) = known.items()
        if side_in(table.titles[column]):
            known[plain[0]] = Mentee if side is Mentor else Mentor
    return {column: side for column, side in known.items() if side}


def _owners(titles: Sequence[str], naming: Mapping[int, type[Record]]) -> Owners:
    """A column is theirs whom its title names, else of the name that stands before it.

    A class before both names is the mentee's.
    """
    own = naming[min(naming)]
    last: type[Record] | None = None
    owners: dict[int, type[Record]] = {}
    for column, title in enumerate(titles):
        last = naming.get(column, last)
        fields = _fields_of(title, Mentee) | _fields_of(title, Mentor)
        is_class = last is None and "school_class" in fields
        said = naming.get(column) or side_in(title) or (Mentee if is_class else None)
        is_lasts = fields & _TELLING or (fields and not _fields_of(title, own))
        owners[column] = said or (last if last and is_lasts else own)
    return owners


def _tells(table: ListTable, side: type[Record], owners: Owners, *, is_own: bool) -> bool:
    """Whether a side has columns beside the name; of the other side's not all count."""
    titles = (table.titles[column] for column, owner in owners.items() if owner is side)
    return any(
        field in _TELLING or (is_own and field not in _NAMES)
        for title in titles
        if title and not is_naming(title) and not _is_skipped(title, side)
        for field in _fields_of(title, side)
    )


def _fields_of(title: str, side: type[Record]) -> set[str]:
    """The fields of a side that a title is like, or that it names one after another."""
    like = {field for field, score in scores(title, side).items() if score >= LIKE}
    return like.union(*parts_of(title, side))


def _is_skipped(title: str, side: type[Record]) -> bool:
    found = scores(title, side)
    return found.get(SKIPPED, 0) >= max(found.values(), default=1)


def _called(table: ListTable, side: type[Record]) -> ListTable:
    """The table with words as its nearest caption that name its registry."""
    captions = (*table.source.captions, side.sheet)
    return replace(table, source=replace(table.source, captions=captions))


def _side(table: ListTable, side: type[Record], owners: Owners) -> ListTable:
    """The columns of one side; all others are empty."""
    ours = {column for column, owner in owners.items() if owner is side}
    grid = table.source.grid
    rows = [_only(row, ours) for row in grid.rows]
    errors = {place: text for place, text in grid.errors.items() if place[1] - 1 in ours}
    titles = tuple(title if c in ours else "" for c, title in enumerate(table.titles))
    called = _called(table, side)
    source = replace(called.source, grid=replace(grid, rows=rows, errors=errors))
    return replace(called, source=source, titles=titles, of_pairs=True, is_side=True)


def _only(row: Sequence[Value], columns: set[int]) -> list[Value]:
    return [value if column in columns else None for column, value in enumerate(row)]


def _refuse_side_by_side(table: ListTable, naming: Sequence[int], *, are_told: bool) -> None:
    """Nothing, unless a gap or a second numbering parts two columns of names, or titles repeat.

    In the rows of pairs, where it is told who is in which column, titles may repeat.
    """
    own = [fold(title.rpartition(LEVELS)[2]) for title in table.titles]
    whole = [fold(title) for title in table.titles]
    again = {title for title in whole if title and whole.count(title) > 1}
    is_parted = len(naming) > 1 and _is_parted(table, own, naming[0], naming[1])
    is_repeated = len(again) > 1 and any(is_naming(title) for title in again)
    if is_parted or (is_repeated and not are_told):
        raise JobError(
            f"{table.source.at()}: рядом стоят две таблицы — перенесите вторую на другой лист "
            "или под первую и повторите"
        )


def _is_parted(table: ListTable, titles: Sequence[str], left: int, right: int) -> bool:
    """Whether an empty column stands between two, or the numbers of rows again."""
    numbers = [title for title in titles if title in _NUMBERS]
    return any(
        (not titles[column] and not any(map(is_filled, table.values(column))))
        or (titles[column] in _NUMBERS and numbers.count(titles[column]) > 1)
        for column in range(left + 1, right)
    )


_NUMBERS = frozenset(("№", "№ п/п", "п/п", "n"))
