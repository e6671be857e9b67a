"""What the parts of a workbook say about each other: sheets, relationships, tables, names."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple
from xml.parsers.expat import ExpatError, ParserCreate

from nastavnik.readers.package.archive import Archive, BrokenArchiveError

WORKSHEET = "worksheet"


class Element:
    """An XML element without its namespace: local name, attributes, the text directly in it."""

    __slots__ = ("attributes", "name", "text")

    def __init__(self, name: str, attributes: dict[str, str]) -> None:
        self.name, self.attributes, self.text = name, attributes, ""


class SheetPart(NamedTuple):
    """A sheet of the workbook: its title, number, part of the archive, and kind of content."""

    title: str
    sheet_id: str
    part: str
    kind: str
    hidden: bool = False


class Outline(NamedTuple):
    """The workbook part: `names` are defined names with the formulas they stand for."""

    sheets: tuple[SheetPart, ...]
    date1904: bool
    names: tuple[tuple[str, str], ...] = ()
    others: Mapping[str, str] = MappingProxyType({})

    def named(self, title: str) -> SheetPart | None:
        """The sheet of this title, None if there is none."""
        return next((sheet for sheet in self.sheets if sheet.title == title), None)


class ForbiddenXmlError(BrokenArchiveError):
    """The part declares a document type, where entities could hide."""


def elements(xml: bytes) -> list[Element]:
    """Every element of a small part, in document order.

    Raises:
        BrokenArchiveError: the part is no well-formed XML.
        ForbiddenXmlError: it declares a document type.
    """
    found: list[Element] = []
    stack: list[Element] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        element = Element(_local(name), {_local(key): text for key, text in attributes.items()})
        found.append(element)
        stack.append(element)

    def text(characters: str) -> None:
        stack[-1].text += characters

    _parse(xml, start, lambda _: stack.pop(), text)
    return found


def rels_part(part: str) -> str:
    """Where the relationships of a part stand."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def relationships(archive: Archive, part: str) -> Iterator[tuple[str, str, str]]:
    """(id, last word of the type, target part) of each relationship within the archive."""
    folder, name = posixpath.split(part)
    rels = posixpath.join(folder, "_rels", f"{name}.rels")
    if rels not in archive:
        return
    for element in elements(archive.read(rels)):
        given = element.attributes
        if element.name == "Relationship" and given.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, given.get("Target", "")))
            yield given.get("Id", ""), given.get("Type", "").rpartition("/")[2], target.lstrip("/")


def main_part(archive: Archive) -> str | None:
    """The name of the main part, None where the archive names none."""
    for _, kind, target in relationships(archive, ""):
        if kind == "officeDocument":
            return target
    return None


def outline(archive: Archive, part: str) -> Outline:
    """The sheets, defined names and date system that the workbook part declares.

    Raises:
        BrokenArchiveError: a sheet's part is missing.
    """
    found = elements(archive.read(part))
    targets = {key: (kind, target) for key, kind, target in relationships(archive, part)}
    return Outline(
        tuple(_sheet(element.attributes, targets) for element in found if element.name == "sheet"),
        any(_is_1904(element) for element in found),
        tuple(
            (element.attributes.get("name", ""), element.text)
            for element in found
            if element.name == "definedName"
        ),
        {kind: target for kind, target in targets.values() if kind != WORKSHEET},
    )


def _sheet(given: dict[str, str], targets: dict[str, tuple[str, str]]) -> SheetPart:
    kind, target = targets.get(given.get("id", ""), ("", ""))
    if not kind:
        raise BrokenArchiveError(given.get("name", ""))
    hidden = given.get("state", "visible") != "visible"
    return SheetPart(given.get("name", ""), given.get("sheetId", ""), target, kind, hidden)


def _is_1904(element: Element) -> bool:
    return element.name == "workbookPr" and element.attributes.get("date1904") in ("1", "true")


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _parse(
    xml: bytes,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], object],
    text: Callable[[str], None],
) -> None:
    parser = ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.Parse(xml, True)
    except ExpatError as error:
        raise BrokenArchiveError("xml") from error


def _refuse_doctype(*_: object) -> None:
    raise ForbiddenXmlError("doctype")
