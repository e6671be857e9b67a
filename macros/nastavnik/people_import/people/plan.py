"""How the columns of a table are taken into one registry: worked out once, used for every row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from nastavnik.model.cell_reader import Lists
from nastavnik.model.findings import Value
from nastavnik.model.schema import Column, Record
from nastavnik.people_import.cells.cleaning import Allowed, allowed_values, class_of
from nastavnik.people_import.model import CLASS_OR_POST, NO_VALUE, ColumnMap, ColumnMapping


@dataclass(frozen=True, slots=True)
class Planned:
    """A column of the file, the declarations that its cells may follow, and the words allowed.

    There is no declaration where the registry lacks what the column holds, and there are two for a
    class or a post.
    """

    found: ColumnMapping
    columns: tuple[Column, ...]
    allowed: Allowed | None

    def column(self, value: Value) -> Column:
        """The declaration that a cell follows."""
        is_class = len(self.columns) > 1 and class_of(str(value)) is not None
        return self.columns[1 if is_class else 0]


def planned(mapping: ColumnMap, guide: ColumnMap, lists: Lists) -> Iterator[Planned]:
    """The columns to take, but for names; `guide` is the mapping that most rows follow."""
    for found, other in zip(mapping.columns, guide.columns, strict=True):
        if (other.field or found.field) and found.field not in NO_VALUE - {""}:
            columns = _declared(found.field, mapping.record)
            allowed = allowed_values(columns[0], mapping.record, lists) if columns else None
            yield Planned(found, columns, allowed)


def _declared(field: str, record: type[Record]) -> tuple[Column, ...]:
    if field != CLASS_OR_POST:
        return (record.named[field],) if field else ()
    own = {column.name for column in record.columns}
    return tuple(record.named[name] for name in ("post", "school_class") if name in own)
