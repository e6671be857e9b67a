"""Registries out of the book: as they are, or with aliases in place of people."""

from __future__ import annotations

import csv
import hashlib
import hmac
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from nastavnik.domain.person_names import name_key
from nastavnik.model.findings import Value
from nastavnik.model.parsing import cell_value, is_filled
from nastavnik.model.schema import CellKind, Column, Record
from nastavnik.model.school import School
from nastavnik.model.sheets import AnswerRow, MeetingRow, Mentee, Mentor, Pair
from nastavnik.model.text import guarded, items, tidy
from nastavnik.people_import.cells.cleaning import shown
from nastavnik.people_import.export.plain_book import plain_book
from nastavnik.people_import.model import NAME, REGISTRIES

LINKED: tuple[type[Record], ...] = (*REGISTRIES, Pair, MeetingRow, AnswerRow)
"""The sheets that go into a copy with aliases: people and what ties them together."""
ALIAS = "Участник"
_LETTERS = "БВГДЖЗКЛМНПРСТФХЦЧШЩ"
_ALIAS_LETTERS = 8
NAMING: frozenset[Column] = frozenset(
    (
        *(record.named[NAME] for record in REGISTRIES),
        *(column for record in (Mentor, Mentee) for column in (record.wish, record.refuses)),
        AnswerRow.who,
        AnswerRow.other,
    )
)
"""Columns that name people of the registries, beside those that refer to one."""
_ALIAS = re.compile(rf"{ALIAS} [{_LETTERS}][{_LETTERS.lower()}]{{{_ALIAS_LETTERS - 1}}}")


class Format(StrEnum):
    """The kinds of files that registries are given out in."""

    EXCEL = "xlsx"
    TEXT = "csv"


def give(school: School, fmt: Format, key: bytes | None = None) -> dict[str, bytes]:
    """The registries as files, name → content; with a `key`, people are replaced by aliases."""
    aliases = Aliases(school, key) if key else None
    made = {}
    for record in LINKED if aliases else REGISTRIES:
        rows = list(aliases.rows(record) if aliases else _rows(school, record))
        if rows:
            columns = [
                c for c in record.columns if any(is_filled(row.get(c.title)) for row in rows)
            ]
            name = f"{record.sheet}{' (псевдонимы)' if aliases else ''}.{fmt.value}"
            made[name] = _WRITERS[fmt](record.sheet, columns, rows)
    return made


Row = Mapping[str, Value]


def _rows(school: School, record: type[Record]) -> Iterator[Row]:
    """What the cells hold, title → value; a result of a formula is a plain value."""
    for each in school.table(record).rows:
        yield {column.title: school.value(each.at(column)) for column in record.columns}


@dataclass(frozen=True)
class Aliases:
    """One alias a person, wherever the person is named.

    Free text is left out, since a name may stand in it, and so are all other personal columns: what
    remains are lists, dates, numbers and who belongs to whom.
    """

    school: School
    key: bytes

    def rows(self, record: type[Record]) -> Iterator[Row]:
        """The rows of a sheet with aliases."""
        for each in self.school.table(record).rows:
            yield {
                column.title: value
                for column in record.columns
                if (value := self._value(column, each)) is not None
            }

    def _value(self, column: Column, each: Record) -> Value:
        """The cell as it may be given away; None where it stays."""
        held = column.of(each)
        if column.refers or column in NAMING:
            return "\n".join(map(self.alias, items(held))) or None
        is_free = column.kind is CellKind.TEXT and not column.choices
        return None if is_free or column.personal else cell_value(held, column)

    def alias(self, name: str) -> str:
        """The alias of whoever has this name."""
        return self._known.get(_key(name)) or self._made(_key(name), 0)

    @cached_property
    def _known(self) -> Mapping[str, str]:
        """Aliases of everyone in the registries; where two clash one gets other letters."""
        keys = {_key(getattr(each, NAME)) for r in REGISTRIES for each in self.school.table(r).rows}
        found: dict[str, str] = {}
        used: set[str] = set()
        for key in sorted(keys):
            turn = 0
            while (alias := self._made(key, turn)) in used:
                turn += 1
            found[key] = alias
            used.add(alias)
        return found

    def _made(self, key: str, turn: int) -> str:
        digest = hmac.digest(self.key, f"{turn}|{key}".encode(), hashlib.sha256)
        letters = "".join(_LETTERS[byte % len(_LETTERS)] for byte in digest[:_ALIAS_LETTERS])
        return f"{ALIAS} {letters[0]}{letters[1:].lower()}"


def is_alias(name: str) -> bool:
    """Whether a name is an alias and nobody's own."""
    return _ALIAS.fullmatch(name.strip()) is not None


def _key(name: str) -> str:
    key = name_key(name)
    return f"{key.surname}|{key.given}|{key.patronymic}"


def _csv(_title: str, columns: Sequence[Column], rows: Sequence[Row]) -> bytes:
    """A table for Excel in Russian: UTF-8 with a mark, semicolons; no cell starts a formula."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow([column.title for column in columns])
    for row in rows:
        writer.writerow([guarded(shown(row.get(column.title))) for column in columns])
    return stream.getvalue().encode("utf-8-sig")


def _excel(title: str, columns: Sequence[Column], rows: Sequence[Row]) -> bytes:
    cells = [[row.get(column.title) for column in columns] for row in rows]
    return plain_book(tidy(title), [column.title for column in columns], cells)


_WRITERS = {Format.TEXT: _csv, Format.EXCEL: _excel}
