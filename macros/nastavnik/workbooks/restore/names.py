"""Defined names: those that drop-downs and colouring use, titles and areas of print."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from lxml import etree

from nastavnik.model.grid import column_number, letters
from nastavnik.model.text import fold
from nastavnik.workbooks.restore.moves import STAY, CellMoves, moved
from nastavnik.workbooks.restore.package import Node, Package, children, tag

AREA = "_xlnm.Print_Area"
PRINT_TITLES = "_xlnm.Print_Titles"
_AFTER = ("sheets", "functionGroups", "externalReferences")


def restore_names(
    own: Package, fresh: Package, moves: Mapping[str, CellMoves], set_up: Collection[str]
) -> None:
    """Every name of the fresh book, meaning the same in the person's; names of hers stay.

    What to print is left alone where a sheet says so already; an area is given only to the sheets
    whose page was `set_up` now: elsewhere it was taken away.
    """
    section = _section(own)
    _mend_print_names(section)
    known = {_key(node): node for node in section}
    numbers = {fold(title): number for number, title in enumerate(_tabs(own))}
    for name, title, meaning in _fresh_names(own, fresh, moves):
        number = numbers.get(fold(title))
        node = known.get((fold(name), number))
        if node is None and name == AREA and title not in set_up:
            continue
        if node is None:
            node = etree.SubElement(section, tag("definedName"), name=name)
            if number is not None:
                node.set("localSheetId", str(number))
        elif number is not None:
            continue
        node.text = meaning


def _mend_print_names(section: Node) -> None:
    """Give what a sheet prints and repeats the names that OnlyOffice takes from them."""
    known = {_key(node) for node in section}
    for node in children(section, "definedName"):
        name = f"_xlnm.{node.get('name')}"
        if node.get("localSheetId") and name in (AREA, PRINT_TITLES):
            if (fold(name), int(node.get("localSheetId"))) in known:
                section.remove(node)
            else:
                node.set("name", name)


def repeating_rows(package: Package) -> frozenset[str]:
    """The folded titles of the sheets that repeat rows on each page."""
    titles = [fold(title) for title in _tabs(package)]
    names = children(package.workbook.find(tag("definedNames")), "definedName")
    return frozenset(
        titles[int(node.get("localSheetId"))]
        for node in names
        if node.get("name") == PRINT_TITLES and node.get("localSheetId")
    )


def own_names(package: Package) -> Iterator[tuple[str, str]]:
    """(name, meaning) of every name that holds for the whole book."""
    for node in children(package.workbook.find(tag("definedNames")), "definedName"):
        if node.get("localSheetId") is None:
            yield node.get("name"), node.text or ""


def _fresh_names(
    own: Package, fresh: Package, moves: Mapping[str, CellMoves]
) -> Iterator[tuple[str, str, str]]:
    """(name, title of the sheet that it is for or nothing, meaning)."""
    titles = list(fresh.sheets())
    for node in children(fresh.workbook.find(tag("definedNames")), "definedName"):
        local = node.get("localSheetId")
        title = "" if local is None else titles[int(local)]
        name, text, move = node.get("name"), node.text, moves.get(title, STAY)
        if name == AREA:
            yield name, title, _widened(text, move)
            continue
        text = _shifted_titles(text, move.shift) if name == PRINT_TITLES else text
        yield name, title, moved(text, STAY, moves)


def _widened(area: str, move: CellMoves) -> str:
    """An area from the first column on, with every one of its columns, wherever it stands now."""
    before, _, last = area.rpartition(":$")
    column, _, row = last.partition("$")
    widest = max(map(move.column, range(1, column_number(column) + 1)))
    return f"{before}:${letters(widest)}${row}"


def _shifted_titles(text: str, shift: int) -> str:
    sheet, _, row = text.rpartition("!$")
    number = int(row.partition(":")[0]) + shift
    return f"{sheet}!${number}:${number}"


def _tabs(own: Package) -> Iterator[str]:
    for node in own.workbook.find(tag("sheets")):
        yield node.get("name")


def _section(own: Package) -> Node:
    section = own.workbook.find(tag("definedNames"))
    if section is None:
        section = etree.Element(tag("definedNames"))
        found = (own.workbook.find(tag(name)) for name in _AFTER)
        [node for node in found if node is not None][-1].addnext(section)
    return section


def _key(node: Node) -> tuple[str, int | None]:
    local = node.get("localSheetId")
    return fold(node.get("name")), None if local is None else int(local)
