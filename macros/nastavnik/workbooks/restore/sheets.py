"""One sheet of records in a person's book, with everything that the declaration gives it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from nastavnik.model.cells import RecordTable
from nastavnik.model.grid import Position, address, position
from nastavnik.model.parsing import is_filled
from nastavnik.model.schema import Record
from nastavnik.model.text import fold
from nastavnik.workbooks.build.tables import table_name
from nastavnik.workbooks.ooxml.sheet import HEAD
from nastavnik.workbooks.ooxml.text import needs_preserving
from nastavnik.workbooks.restore.moves import CellMoves, move_of, tables
from nastavnik.workbooks.restore.package import OFFICE, Node, Package, cell_text, tag
from nastavnik.workbooks.restore.rules import restore_colouring, restore_validations
from nastavnik.workbooks.restore.sheet_parts import ColumnDefinitions, child, rows
from nastavnik.workbooks.restore.styles import Styles

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_FOLD = {"hidden": "1", "outlineLevel": "1"}


@dataclass(frozen=True, slots=True)
class SheetPair:
    """A declared sheet in both books: its part, its tree and its table, own and fresh."""

    own_part: str
    own: Node
    fresh: Node
    own_table: RecordTable[Record]
    fresh_table: RecordTable[Record]
    fresh_part: str

    @property
    def move(self) -> CellMoves:
        """How the fresh sheet maps to the person's."""
        return move_of(self.fresh_table, self.own_table)


def pairs(
    own: Package, fresh: Package, own_tables: Mapping[str, RecordTable[Record]]
) -> Iterator[SheetPair]:
    """The declared sheets whose headers both books have; `own_tables` as `tables` gives them."""
    own_parts = {fold(title): part for title, part in own.sheets().items()}
    fresh_parts = fresh.sheets()
    for title, fresh_table in tables(fresh).items():
        if title in own_tables and own_tables[title].headers:
            part, other = own_parts[fold(title)], fresh_parts[title]
            yield SheetPair(
                part, own.root(part), fresh.root(other), own_tables[title], fresh_table, other
            )


def add_missing_columns(found: Iterable[SheetPair], fresh: Package, styles: Styles) -> bool:
    """Every declared column that a sheet lacks, right of all it has; fields below the others.

    Whether there was one.
    """
    has_added = False
    for pair in found:
        wanted = pair.fresh_table.headers
        missing = {t: place for t, place in wanted.items() if t not in pair.own_table.headers}
        if not missing:
            continue
        has_added = True
        if pair.fresh_table.record.vertical:
            _add_fields(pair, missing, fresh, styles)
        else:
            _add_columns(pair, missing, fresh, styles)
    return has_added


def _add_columns(
    pair: SheetPair, missing: Mapping[str, int], fresh: Package, styles: Styles
) -> None:
    header_row, fresh_row = pair.own_table.header_row, pair.fresh_table.header_row
    cells = (cell.get("r") for cell in rows(pair.own)[header_row] if cell.get("r"))
    last = max(position(cell)[1] for cell in cells)
    columns, fresh_columns = ColumnDefinitions(pair.own), ColumnDefinitions(pair.fresh)
    for number, (title, place) in enumerate(missing.items(), start=last + 1):
        look = _fresh_cell(pair.fresh, fresh_row, place)
        _put_text(pair.own, (header_row, number), title, styles.cell(int(look.get("s", 0))))
        columns.put(number, _styled(fresh_columns.at(place), styles))
    columns.write()


def _add_fields(
    pair: SheetPair, missing: Mapping[str, int], fresh: Package, styles: Styles
) -> None:
    taken = pair.own_table.headers.values()
    shared, side = fresh.shared, pair.own_table.value_column - pair.fresh_table.value_column
    for number, place in enumerate(missing.values(), start=max(taken) + 1):
        for cell in rows(pair.fresh)[place]:
            column = position(cell.get("r"))[1] + side
            is_value = column == pair.own_table.value_column
            text = "" if is_value else cell_text(cell, shared)  # what a school sets is its own
            _put_text(pair.own, (number, column), text, styles.cell(int(cell.get("s", 0))))


def _fresh_cell(root: Node, row: int, column: int) -> Node:
    return next(cell for cell in rows(root)[row] if cell.get("r") == address(row, column))


def _styled(given: dict[str, str], styles: Styles) -> dict[str, str]:
    style = {"style": str(styles.cell(int(given["style"])))} if "style" in given else {}
    return given | style


def _put_text(root: Node, at: tuple[int, int], text: str, style: int) -> None:
    """A text cell in place of what stood there."""
    row, column = at
    node = rows(root).get(row)
    if node is None:
        node = etree.Element(tag("row"), r=str(row))
        data = root.find(tag("sheetData"))
        data.insert(sum(number < row for number in rows(root)), node)
    cell = etree.Element(tag("c"), r=address(row, column), s=str(style))
    if text:
        cell.set("t", "inlineStr")
        content = etree.SubElement(etree.SubElement(cell, tag("is")), tag("t"))
        content.text = text
        if needs_preserving(text):
            content.set(_SPACE, "preserve")
    for old in [each for each in node if each.get("r") == cell.get("r")]:
        node.remove(old)
    node.insert(sum(position(each.get("r"))[1] < column for each in node), cell)
    node.attrib.pop("spans", None)


def restore(
    pair: SheetPair, own: Package, fresh: Package, styles: Styles, moves: Mapping[str, CellMoves]
) -> None:
    """Rules, colours, columns, panes and table of one sheet."""
    restore_validations(pair.own, pair.fresh, pair.move, moves)
    restore_colouring(pair.own, pair.fresh, pair.move, styles)
    _restore_columns(pair, styles)
    _restore_pane(pair)
    if not pair.fresh_table.record.vertical:
        _restore_table(pair, own, fresh)


def _restore_columns(pair: SheetPair, styles: Styles) -> None:
    """Widths where none is set, folding where it is lost; what a person unfolded stays open."""
    columns, fresh_columns, move = (
        ColumnDefinitions(pair.own),
        ColumnDefinitions(pair.fresh),
        pair.move,
    )
    places = [1, 2, 3] if pair.fresh_table.record.vertical else pair.fresh_table.headers.values()
    for place in places:
        fresh, number = fresh_columns.at(place), move.column(place)
        present = columns.at(number)
        lost_fold = fresh.get("outlineLevel") and int(present.get("outlineLevel", "0")) == 0
        if not present.get("width"):
            columns.put(number, _styled(fresh, styles) | present)
        elif lost_fold:
            columns.put(number, present | _FOLD)
    columns.write()
    if any(fresh_columns.at(place).get("outlineLevel") for place in places):
        form = child(pair.own, "sheetFormatPr")
        form.set("defaultRowHeight", form.get("defaultRowHeight", "15"))
        if int(form.get("outlineLevelCol", "0")) < 1:
            form.set("outlineLevelCol", "1")


def _restore_pane(pair: SheetPair) -> None:
    views = child(pair.own, "sheetViews")
    if not len(views):
        etree.SubElement(views, tag("sheetView"), workbookViewId="0")
    view, fresh = views[0], pair.fresh.find(f".//{tag('pane')}")
    if fresh is None or view.find(tag("pane")) is not None:
        return
    pane = deepcopy(fresh)
    top = pair.own_table.header_row or int(fresh.get("ySplit", "0"))
    pane.set("ySplit", str(top))
    corner = "B" if fresh.get("xSplit") else "A"
    pane.set("topLeftCell", f"{corner}{top + 1}")
    for old in view.findall(tag("selection")):
        view.remove(old)
    view.insert(0, pane)
    name = fresh.get("activePane")
    view.insert(1, etree.Element(tag("selection"), pane=name))


def _restore_table(pair: SheetPair, own: Package, fresh: Package) -> None:
    fresh_root = fresh.root(fresh.related(pair.fresh_part, "table")[0])
    part = _table_part(pair, own)
    titles = list(_header_run(pair, own))
    if part is None and not titles:
        return
    if part is None:
        part = _add_table(pair, own, fresh_root)
    root = own.root(part)
    first, last = (position(corner) for corner in root.get("ref").split(":"))
    right = max(last[1], *pair.own_table.headers.values())
    run = [(column, title) for column, title in titles if first[1] <= column <= right]
    if run and run[0][0] == first[1] and run[-1][0] >= last[1]:
        _set_area(root, first, (_bottom(root, last[0], pair, own), run[-1][0]))
        _set_columns(root, [title for _, title in run])
    _set_style(root, fresh_root)


def _table_part(pair: SheetPair, own: Package) -> str | None:
    """The part of the table whose header is that of the sheet."""
    for part in own.related(pair.own_part, "table"):
        area = own.root(part).get("ref", "")
        if area and position(area.split(":")[0])[0] == pair.own_table.header_row:
            return part
    return None


def _header_run(pair: SheetPair, own: Package) -> Iterator[tuple[int, str]]:
    """(column, title) of the header cells side by side that hold the declared ones."""
    row, shared = rows(pair.own).get(pair.own_table.header_row), own.shared
    cells = [] if row is None else row
    found = {position(cell.get("r"))[1]: cell_text(cell, shared) for cell in cells}
    number, seen = min(pair.own_table.headers.values()), set()
    while found.get(number) and found[number].lower() not in seen:
        seen.add(found[number].lower())
        yield number, found[number]
        number += 1


def _add_table(pair: SheetPair, own: Package, fresh: Node) -> str:
    table = deepcopy(fresh)
    others = [own.root(p) for sheet in own.sheets().values() for p in own.related(sheet, "table")]
    numbers = [int(node.get("id", 0)) for node in others]
    table.set("id", str(max(numbers, default=0) + 1))
    name = table_name(pair.fresh_table.record.sheet)
    taken = {node.get("displayName") for node in others}
    name = next(n for n in (name, *(f"{name}_{i}" for i in range(2, 99))) if n not in taken)
    table.set("name", name)
    table.set("displayName", name)
    left, top = min(pair.own_table.headers.values()), pair.own_table.header_row
    table.set("ref", f"{address(top, left)}:{address(top + 1, left)}")
    part = own.add("table", HEAD + bytes(etree.tostring(table)), "xl/tables")
    section = child(pair.own, "tableParts")
    name = own.relate(pair.own_part, "table", part)
    etree.SubElement(section, tag("tablePart"), {f"{{{OFFICE}}}id": name})
    section.set("count", str(len(section)))
    return part


def _bottom(root: Node, last: int, pair: SheetPair, own: Package) -> int:
    """The last row of the table: it covers what is filled, unless a totals row ends it."""
    if root.get("totalsRowCount", "0") != "0":
        return last
    return max(last, _last_filled(pair, own), pair.own_table.header_row + 1)


def _last_filled(pair: SheetPair, own: Package) -> int:
    """The last row with something in a declared column; 0 where there is none."""
    declared, shared = set(pair.own_table.headers.values()), own.shared
    for row in own.rows_from_last(pair.own_part):
        for cell in row:
            at = cell.get("r")
            if at and position(at)[1] in declared and is_filled(cell_text(cell, shared)):
                return position(at)[0]
    return 0


def _set_area(root: Node, first: Position, last: Position) -> None:
    area = f"{address(*first)}:{address(*last)}"
    root.set("ref", area)
    filter_ = root.find(tag("autoFilter"))
    if filter_ is not None:
        filter_.set("ref", area)


def _set_columns(root: Node, titles: list[str]) -> None:
    """One column for each header, by its name; ids stay with the names."""
    section = root.find(tag("tableColumns"))
    known = {node.get("name"): node for node in section}
    number = max((int(node.get("id")) for node in section), default=0)
    nodes = []
    for title in titles:
        name = title.replace("\n", "_x000a_")
        if name not in known:
            number += 1
            known[name] = etree.Element(tag("tableColumn"), id=str(number), name=name)
        nodes.append(known[name])
    section[:] = nodes
    section.set("count", str(len(nodes)))


def _set_style(root: Node, fresh: Node) -> None:
    root.attrib.pop("headerRowCount", None)
    style = root.find(tag("tableStyleInfo"))
    if style is None:
        style = deepcopy(fresh.find(tag("tableStyleInfo")))
        columns = root.find(tag("tableColumns"))
        columns.addnext(style)
    elif not style.get("name"):
        style.set("name", fresh.find(tag("tableStyleInfo")).get("name"))
