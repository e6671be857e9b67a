"""Validations and colouring of a sheet, as a fresh book has them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from copy import deepcopy

from lxml import etree

from nastavnik.model.grid import Position, letters, position
from nastavnik.model.sheets import Check
from nastavnik.workbooks.build.looks import MARKS
from nastavnik.workbooks.build.validation import check_name
from nastavnik.workbooks.restore.moves import CellMoves, moved, moved_area
from nastavnik.workbooks.restore.package import Node, children, tag
from nastavnik.workbooks.restore.sheet_parts import insert
from nastavnik.workbooks.restore.styles import Styles

_EXTENDED = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
_EXCEL = "http://schemas.microsoft.com/office/excel/2006/main"
_LEVELS = {f'"{word}"' for word in MARKS}
Area = tuple[Position, Position]


def restore_validations(
    own: Node, fresh: Node, move: CellMoves, moves: Mapping[str, CellMoves]
) -> None:
    """The fresh validations in place of whatever stood on their cells; others stay."""
    wanted = [
        _moved_rule(node, move, moves)
        for node in children(fresh.find(tag("dataValidations")), "dataValidation")
    ]
    covered = [area for node in wanted for area in areas(node.get("sqref"))]
    _clear(own, covered)
    section = own.find(tag("dataValidations"))
    if section is None:
        section = etree.Element(tag("dataValidations"))
        insert(own, section)
    section.extend(wanted)
    if len(section):
        section.set("count", str(len(section)))
    else:
        own.remove(section)


def _moved_rule(node: Node, move: CellMoves, moves: Mapping[str, CellMoves]) -> Node:
    rule = deepcopy(node)
    rule.set("sqref", moved_area(rule.get("sqref"), move))
    for formula in rule:
        formula.text = moved(formula.text, move, moves)
    return rule


def _clear(own: Node, covered: Collection[Area]) -> None:
    """Take the covered cells away from every validation, ordinary or extended."""
    for node in children(own.find(tag("dataValidations")), "dataValidation"):
        left = _less(node.get("sqref"), covered)
        if left:
            node.set("sqref", left)
        else:
            node.getparent().remove(node)
    for node in list(own.iter(f"{{{_EXTENDED}}}dataValidation")):
        area = node.find(f"{{{_EXCEL}}}sqref")
        left = _less(area.text, covered) if area is not None else ""
        if left:
            area.text = left
        else:
            _remove_extended(node)


def _remove_extended(node: Node) -> None:
    """Take a rule out of the extensions, and what holds it where nothing else does."""
    while node.getparent() is not None and etree.QName(node).localname != "worksheet":
        parent = node.getparent()
        parent.remove(node)
        if len(parent):
            if parent.get("count"):
                parent.set("count", str(len(parent)))
            return
        node = parent


def areas(reference: str) -> Iterator[Area]:
    """The areas of an `sqref`."""
    for each in reference.replace("$", "").split():
        first, _, last = each.partition(":")
        yield position(first), position(last or first)


def _less(reference: str, covered: Collection[Area]) -> str:
    """The areas of a reference less those covered, as a reference."""
    left = list(areas(reference))
    for cut in covered:
        left = [piece for area in left for piece in _cut(area, cut)]
    return " ".join(_spelt(area) for area in left)


def _cut(area: Area, cut: Area) -> Iterator[Area]:
    (top, left), (bottom, right) = area
    (cut_top, cut_left), (cut_bottom, cut_right) = cut
    if cut_top > bottom or cut_bottom < top or cut_left > right or cut_right < left:
        yield area
        return
    if left < cut_left:
        yield (top, left), (bottom, cut_left - 1)
    if right > cut_right:
        yield (top, cut_right + 1), (bottom, right)
    inner = max(left, cut_left), min(right, cut_right)
    if top < cut_top:
        yield (top, inner[0]), (cut_top - 1, inner[1])
    if bottom > cut_bottom:
        yield (cut_bottom + 1, inner[0]), (bottom, inner[1])


def _spelt(area: Area) -> str:
    (top, left), (bottom, right) = area
    first, last = f"{letters(left)}{top}", f"{letters(right)}{bottom}"
    return first if first == last else f"{first}:{last}"


def is_own_colouring(formulas: Collection[str]) -> bool:
    """Whether a conditional format with these formulas marks findings."""
    return any(check_name(Check.link) in text or text in _LEVELS for text in formulas)


def restore_colouring(own: Node, fresh: Node, move: CellMoves, styles: Styles) -> None:
    """The marks of findings before a person's own conditional formats, which stay."""
    wanted = [_moved_colouring(node, move, styles) for node in fresh.iter(_COLOURING)]
    known = [_formulas(rule) for section in wanted for rule in section]
    others = [
        node
        for node in _rules(own)
        if not is_own_colouring(_formulas(node)) and _formulas(node) not in known
    ]
    for node in _rules(own):
        if node not in others:
            section = node.getparent()
            section.remove(node)
            if not len(section):
                section.getparent().remove(section)
    for node in list(own.iter(f"{{{_EXTENDED}}}cfRule")):
        if is_own_colouring([formula.text or "" for formula in node]):
            _remove_extended(node)
    for section in reversed(wanted):
        at = own.find(_COLOURING)
        if at is None:
            insert(own, section)
        else:
            at.addprevious(section)
    mine = [rule for section in wanted for rule in section]
    theirs = sorted(others, key=lambda node: int(node.get("priority", 0)))
    for number, rule in enumerate([*mine, *theirs], start=1):
        rule.set("priority", str(number))


_COLOURING = tag("conditionalFormatting")


def _rules(root: Node) -> list[Node]:
    return [rule for section in root.iter(_COLOURING) for rule in children(section, "cfRule")]


def _formulas(rule: Node) -> list[str]:
    return [formula.text or "" for formula in rule]


def _moved_colouring(node: Node, move: CellMoves, styles: Styles) -> Node:
    section = deepcopy(node)
    first, last = next(areas(node.get("sqref")))
    columns = [move.column(number) for number in range(first[1], last[1] + 1)]
    top, bottom = move.row(first[0]), move.row(last[0])
    if move.rows:
        top, bottom = min(top, *move.rows.values()), max(bottom, *move.rows.values())
    section.set("sqref", _spelt(((top, min(columns)), (bottom, max(columns)))))
    old, new = f"{letters(first[1])}{first[0]}", f"{letters(min(columns))}{top}"
    for rule in section:
        if rule.get("dxfId"):
            rule.set("dxfId", str(styles.conditional(int(rule.get("dxfId")))))
        for formula in rule:
            formula.text = re.sub(rf"(?<![\w$]){old}(?!\w)", new, formula.text)
    return section
