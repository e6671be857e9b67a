"""Lists of «Справочники» that a person's book lacks, beside her own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy

from lxml import etree

from nastavnik.model.choices import MADE_LISTS
from nastavnik.model.grid import letters, position
from nastavnik.model.sheets import LISTS
from nastavnik.model.text import fold
from nastavnik.workbooks.build.tables import HEADER
from nastavnik.workbooks.restore.moves import list_columns
from nastavnik.workbooks.restore.package import Node, Package, tag, texts
from nastavnik.workbooks.restore.sheet_parts import ColumnDefinitions, put_cell
from nastavnik.workbooks.restore.styles import Styles

_Cells = Mapping[int, Mapping[int, str]]
"""Column → row → text."""


def add_missing_lists(own: Package, fresh: Package, styles: Styles) -> None:
    """Lists that the book lacks, to the right of its own, and values that the program goes by."""
    part = own.sheets().get(LISTS)
    if part is None:
        return
    have = list_columns(own, HEADER)
    root, fresh_part = own.root(part), fresh.sheets()[LISTS]
    wanted, held = _by_column(fresh, fresh_part), _by_column(own, part)
    free = max(held, default=0) + 1
    for title, column in list_columns(fresh, HEADER).items():
        missing: Mapping[int, str] = {}
        if title not in have:
            missing, place = wanted[column], free
            _copy_width(root, free, fresh.root(fresh_part), column)
            free += 1
        elif title in _MADE:
            place = have[title]
            missing = _missing(wanted[column], held[place])
        if missing:  # styles are added to the book only where they are needed
            _put_column(root, place, missing, _looks(fresh.root(fresh_part), column, styles))


_MADE = frozenset(fold(title) for title in MADE_LISTS)


def _by_column(package: Package, part: str) -> _Cells:
    found: dict[int, dict[int, str]] = {}
    for row, column, text in texts(package, part):
        if row >= HEADER:
            found.setdefault(column, {})[row] = text
    return found


def _missing(wanted: Mapping[int, str], held: Mapping[int, str]) -> dict[int, str]:
    """The wanted values that are not held, in the rows below."""
    known = {fold(text) for text in held.values()}
    new = [text for row, text in wanted.items() if row > HEADER and fold(text) not in known]
    return dict(enumerate(new, start=max(held) + 1))


def _looks(root: Node, column: int, styles: Styles) -> tuple[str, str]:
    """The styles of the head and of a value in a column of the fresh book, as the book has them."""
    found = dict(_styles(root, column))
    head, value = (str(styles.cell(int(found.get(HEADER + n, "0")))) for n in (0, 1))
    return head, value


def _styles(root: Node, column: int) -> Iterator[tuple[int, str]]:
    for cell in root.iter(tag("c")):
        row, number = position(cell.get("r"))
        if number == column and row in (HEADER, HEADER + 1):
            yield row, cell.get("s", "0")


def _put_column(root: Node, column: int, values: Mapping[int, str], looks: tuple[str, str]) -> None:
    for row, text in values.items():
        where = {"r": f"{letters(column)}{row}", "s": looks[row > HEADER], "t": "inlineStr"}
        cell = etree.Element(tag("c"), where)
        etree.SubElement(etree.SubElement(cell, tag("is")), tag("t")).text = text
        put_cell(root, row, cell)


def _copy_width(root: Node, column: int, fresh: Node, source: int) -> None:
    definitions = ColumnDefinitions(root)
    given = deepcopy(ColumnDefinitions(fresh).at(source))
    definitions.put(column, {k: v for k, v in given.items() if k != "style"})
    definitions.write()
