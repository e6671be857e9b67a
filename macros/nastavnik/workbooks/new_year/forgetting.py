"""A person taken out of a workbook: what of it goes, and what stays for the law's sake."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from nastavnik.documents.catalogue.table import KINDS
from nastavnik.domain.mentions import HIDDEN, PersonMentions
from nastavnik.domain.past import names_of
from nastavnik.domain.person_names import name_key
from nastavnik.model.cells import RecordTable
from nastavnik.model.changes import CellValue, Patch
from nastavnik.model.errors import JobError
from nastavnik.model.findings import Value
from nastavnik.model.grid import Cells, Grid, Position
from nastavnik.model.schema import Column, Record
from nastavnik.model.school import School
from nastavnik.model.sheets import BaseRow, Card, Mentee, Mentor, Order, Paper, Staff
from nastavnik.model.text import fold, listed, tidy

KEPT: tuple[type[Record], ...] = (Order, Staff, Card)
"""Orders are kept by law; who works at the school and heads it is no matter of the programme."""
REGISTRIES: tuple[type[Record], ...] = (Mentor, Mentee)
_OF_THE_PERSON = frozenset({"full_name", "partners", "result", "agreed_until", "note"})
"""What a row of «Долгосрочная база» says of a person; the rest of it only counts."""
_IS_ORDER = {fold(kind.title): kind.is_order for kind in KINDS}


class Erased(NamedTuple):
    """How many cells of a sheet speak of a person, and whether they are emptied."""

    sheet: str
    cells: int
    is_kept: bool = False


@dataclass(frozen=True)
class Erasure:
    """What taking a person out of one workbook changes."""

    patches: tuple[Patch, ...]
    erased: tuple[Erased, ...]


def whole_name(schools: Iterable[School], typed: str) -> str:
    """The one person who is meant, by the name in full.

    Raises:
        JobError: the name is too short to tell, or several people have it.
    """
    key = name_key(typed)
    if not key.given or key.is_short:
        raise JobError(f"«{typed}»: напишите фамилию, имя и отчество полностью")
    found: set[str] = set()
    for school in schools:
        for people in (school.mentors, school.mentees):
            mine = [tidy(p.full_name) for p in people if _may_be(typed, p.full_name)]
            if len(mine) > len(set(mine)):
                raise JobError(
                    f"Людей с именем «{mine[0]}» на одном листе несколько: допишите в книге "
                    "отличие и повторите"
                )
            found |= {name for name in mine if not found or fold(name) not in map(fold, found)}
    exact = {name for name in found if fold(name) == fold(typed)}
    if not exact and len(found) > 1:
        raise JobError(f"Таких людей несколько: {listed(sorted(found))}. Напишите и отчество")
    return next(iter(exact or found), typed)


def _may_be(typed: str, name: str) -> bool:
    """Whether a name in full is the typed one, or the typed one with a patronymic."""
    wanted, key = name_key(typed), name_key(name)
    alike = (wanted.surname, wanted.given) == (key.surname, key.given)
    return alike and wanted.patronymic in ("", key.patronymic)


def names_known(school: School, name: str) -> tuple[str, ...]:
    """Every spelling of a person's name that the registries give, the one asked for first."""
    asked = fold(name)
    mine = [person for person in school.people if asked in names_of(person)]
    forms = ("full_name", "former_name", "genitive", "dative", "accusative", "instrumental")
    return tuple(dict.fromkeys([name, *(getattr(p, f) for p in mine for f in forms)]))


def erasure(school: School, cells: Cells, mentions: PersonMentions, alias: str = "") -> Erasure:
    """What is to be written so that the workbook says nothing of a person.

    In the book of this year her rows are emptied. With an `alias`, as in an archive, it takes the
    place of her name, so that what was counted can be counted again; her other data go.
    """
    tables = {school.title(t.record.sheet): t for t in school.tables.values() if t.present}
    patches, erased = [], []
    for title, grid in cells.items():
        table = tables.get(title)
        if table is not None and table.record in KEPT:
            count = sum(mentions.are_in(str(v)) for row in grid.rows for v in row if v)
            erased.append(Erased(title, count, is_kept=True))
            continue
        found = dict(_SheetEraser(grid, table, mentions, alias).cells())
        patches.append(Patch(title, found))
        erased.append(Erased(title, len(found)))
    return Erasure(
        tuple(patch for patch in patches if patch.cells),
        tuple(each for each in erased if each.cells),
    )


class _SheetEraser:
    """Takes a person out of one sheet, which may be a table of records."""

    def __init__(
        self, grid: Grid, table: RecordTable[Any] | None, mentions: PersonMentions, alias: str
    ) -> None:
        self._grid, self._table, self._mentions, self._alias = grid, table, mentions, alias
        titles = {column.title: column for column in table.record.columns} if table else {}
        headers = table.headers if table else {}
        self._columns = {number: titles[title] for title, number in headers.items()}
        self._hers = _rows_of(table, mentions) if table else frozenset()

    def cells(self) -> Iterator[tuple[Position, CellValue]]:
        """The cells that change, with what they hold then."""
        for row, values in enumerate(self._grid.rows, start=1):
            for number, value in enumerate(values, start=1):
                if value not in (None, "") and (new := self._new((row, number), value)) != value:
                    yield (row, number), new or None

    def _new(self, place: Position, value: Value) -> Value:
        """What a cell says without the person; what is calculated follows by itself."""
        row, number = place
        column = self._columns.get(number)
        if row in self._hers and self._goes(column, place in self._grid.formulas):
            return None
        is_text = isinstance(value, str) and place not in self._grid.formulas
        if not is_text or not self._mentions.are_in(str(value)):
            return value
        if column is not None and column.several:
            return self._mentions.off_list(str(value))
        return self._mentions.without(str(value), self._alias or HIDDEN)

    def _goes(self, column: Column | None, is_calculated: bool) -> bool:
        """Whether a cell in a row of hers is emptied as a whole."""
        assert self._table
        if column is None and is_calculated:
            return False
        if self._table.record is BaseRow:
            return column is not None and column.name in _OF_THE_PERSON
        if not self._alias:
            return True
        is_name = column is not None and (column.key or column.names)
        is_own = column is None or column.personal
        return self._table.record in REGISTRIES and is_own and not is_name


def _rows_of(table: RecordTable[Any], mentions: PersonMentions) -> frozenset[int]:
    """The rows that are about her: one of the columns that name the row holds her name."""
    if table.record.vertical:
        return frozenset()
    naming = [c for c in table.record.columns if c.key or c.names or c.name == "who"]
    return frozenset(
        row.row
        for row in table.rows
        if any(fold(str(column.of(row))) in mentions.names for column in naming)
    )


def own_files(school: School, mentions: PersonMentions) -> Iterator[str]:
    """The files of documents about her alone that are no orders."""
    for paper in school.table(Paper).rows:
        alone = fold(paper.who) in mentions.names and not paper.other
        if alone and paper.file and not _IS_ORDER.get(fold(paper.kind), False):
            yield paper.file
