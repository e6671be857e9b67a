"""Formats of one workbook brought into the styles of another, each at most once."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from nastavnik.workbooks.restore.package import Node, Package, children, tag

_FONT_ORDER = (
    "b",
    "i",
    "strike",
    "condense",
    "extend",
    "outline",
    "shadow",
    "u",
    "vertAlign",
    "sz",
    "color",
    "name",
    "family",
    "charset",
    "scheme",
)
_FIRST_OWN_FORMAT = 164
"""Numbers of number formats below this one are built in."""
_SECTIONS = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles")


class Styles:
    """Brings cell formats and conditional formats of `fresh` into `own`."""

    def __init__(self, own: Package, fresh: Package) -> None:
        self._own = _styles(own)
        self._fresh = _styles(fresh)
        self._cells: dict[int, int] = {}
        self._known: dict[str, dict[bytes, int]] = {}

    def cell(self, number: int) -> int:
        """The number in `own` of a cell format of `fresh`."""
        if number not in self._cells:
            self._cells[number] = self._copied(number)
        return self._cells[number]

    def conditional(self, number: int) -> int:
        """The number in `own` of a conditional format of `fresh`."""
        return self._place("dxfs", self._fresh.find(tag("dxfs"))[number])

    def mend_fonts(self) -> None:
        """Put the properties of every font in the order of the standard, which openpyxl breaks."""
        for font in self._own.iter(tag("font")):
            ordered = sorted(font, key=lambda node: _font_rank(etree.QName(node).localname))
            if ordered != list(font):
                font[:] = ordered

    def _copied(self, number: int) -> int:
        style = deepcopy(self._fresh.find(tag("cellXfs"))[number])
        for name, section in (("fontId", "fonts"), ("fillId", "fills"), ("borderId", "borders")):
            piece = self._fresh.find(tag(section))[int(style.get(name, 0))]
            style.set(name, str(self._place(section, piece)))
        style.set("numFmtId", str(self._number_format(style.get("numFmtId", "0"))))
        style.set("xfId", "0")
        return self._place("cellXfs", style)

    def _number_format(self, number: str) -> int:
        if int(number) < _FIRST_OWN_FORMAT:
            return int(number)
        codes = {
            node.get("numFmtId"): node.get("formatCode")
            for node in children(self._fresh.find(tag("numFmts")), "numFmt")
        }
        section = self._section("numFmts")
        own = {node.get("formatCode"): int(node.get("numFmtId")) for node in section}
        code = codes[number]
        if code not in own:
            own[code] = max([_FIRST_OWN_FORMAT - 1, *own.values()]) + 1
            etree.SubElement(section, tag("numFmt"), numFmtId=str(own[code]), formatCode=code)
            section.set("count", str(len(section)))
        return own[code]

    def _place(self, section_name: str, piece: Node) -> int:
        """The number of an equal piece in the section of `own`, added if there is none."""
        section = self._section(section_name)
        known = self._known.setdefault(section_name, {_key(p): n for n, p in enumerate(section)})
        key = _key(piece)
        if key not in known:
            known[key] = len(section)
            section.append(deepcopy(piece))
            section.set("count", str(len(section)))
        return known[key]

    def _section(self, name: str) -> Node:
        found = self._own.find(tag(name))
        if found is None:
            found = etree.Element(tag(name), count="0")
            before = _SECTIONS[: _SECTIONS.index(name)] if name in _SECTIONS else _SECTIONS
            at = [i for i, node in enumerate(self._own) if etree.QName(node).localname in before]
            self._own.insert(max(at, default=-1) + 1, found)
        return found


def _styles(package: Package) -> Node:
    return package.root(package.related(package.workbook_part, "styles")[0])


def _key(piece: Node) -> bytes:
    return bytes(etree.tostring(piece, method="c14n", exclusive=True))


def _font_rank(name: str) -> int:
    return _FONT_ORDER.index(name) if name in _FONT_ORDER else len(_FONT_ORDER)
