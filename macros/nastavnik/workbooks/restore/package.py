"""A workbook as parts that can be added, taken away and changed as XML trees."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

from lxml import etree

from nastavnik.model.grid import position
from nastavnik.readers.package.archive import Archive, BrokenArchiveError
from nastavnik.readers.package.outline import main_part, relationships, rels_part
from nastavnik.workbooks.ooxml.sheet import HEAD
from nastavnik.workbooks.port import BookError
from nastavnik.workbooks.restore.kept_rows import Cut, cut

Node = Any
"""An lxml element; the library has no types."""

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
CONTENT_TYPES = "[Content_Types].xml"
KINDS = {
    "worksheet": "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml",
    "table": "application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml",
    "drawing": "application/vnd.openxmlformats-officedocument.drawing+xml",
    "chart": "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
}
"""Content types of the parts that are added, by the last word of their relationship."""
MOST_EDITED = 4 * 1024 * 1024
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
_LENIENT = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
"""For a row out of its sheet, whose prefixes are declared there."""


def tag(name: str) -> str:
    """The qualified name of a spreadsheet element."""
    return f"{{{MAIN}}}{name}"


_CELL, _VALUE, _TEXT = tag("c"), tag("v"), tag("t")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def children(node: Node, name: str) -> list[Node]:
    """The children of this name, also those of a missing parent: none."""
    return [] if node is None else node.findall(tag(name))


class Package:
    """The parts of one workbook; `root` gives a tree whose changes `content` writes out."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._fresh: dict[str, bytes] = {}
        self._dropped: set[str] = set()
        self._roots: dict[str, Node] = {}
        self._cuts: dict[str, Cut] = {}
        self._reworked: set[str] = set()
        self._links: dict[str, tuple[tuple[str, str, str], ...]] = {}
        part = main_part(self._archive)
        if part is None or self.root(part).tag != tag("workbook"):
            raise BookError("Книга сохранена в строгом Open XML: сохраните её как обычную .xlsx")
        self.workbook_part: str = part

    def names(self) -> list[str]:
        """The names of all parts."""
        kept = [name for name in self._archive.names if name not in self._dropped]
        return [*kept, *(name for name in self._fresh if name not in self._archive)]

    def __contains__(self, part: str) -> bool:
        return part in self._fresh or (part in self._archive and part not in self._dropped)

    def read(self, part: str) -> bytes:
        """The bytes of a part as it was read or added."""
        return self._fresh[part] if part in self._fresh else self._archive.read(part)

    def root(self, part: str, rows: int | None = None) -> Node:
        """The tree of a part; changing it changes the workbook.

        With `rows` the tree of a sheet has no rows below the first so many, if it is read now;
        they stay in the workbook.
        """
        if part not in self._roots:
            try:
                self._cuts[part] = cut(self.read(part), rows)
                self._roots[part] = etree.fromstring(self._cuts[part].xml, _PARSER)
            except (etree.XMLSyntaxError, KeyError) as error:
                raise BrokenArchiveError(part) from error
        return self._roots[part]

    def rows_from_last(self, part: str) -> Iterator[Node]:
        """The rows of a sheet from the last one upwards, those outside its tree too."""
        root = self.root(part)
        for row in self._cuts[part].from_last():
            yield etree.fromstring(b'<row xmlns="%b">%b</row>' % (MAIN.encode(), row), _LENIENT)[0]
        yield from reversed(children(root.find(tag("sheetData")), "row"))

    def edit_rows(self, part: str, keep: Callable[[Node], bool]) -> None:
        """Let `keep` set attributes of the rows outside the tree of a sheet, and say which stay.

        Rows without measure, which no table has, are left alone.
        """
        found = self._cuts[part]
        if len(found.rows) > MOST_EDITED:
            return
        rows = b"".join(self._edited(row, keep) for row in found.each())
        if rows != found.rows:
            self._cuts[part] = found._replace(rows=rows)
            self._reworked.add(part)

    def _edited(self, row: bytes, keep: Callable[[Node], bool]) -> bytes:
        node = etree.fromstring(b'<row xmlns="%b">%b</row>' % (MAIN.encode(), row), _LENIENT)[0]
        before = dict(node.attrib)
        if not keep(node):
            return b""
        added = (f' {name}="{value}"' for name, value in node.attrib.items() if name not in before)
        return row.replace(b"<row", b"<row" + "".join(added).encode(), 1)

    @property
    def workbook(self) -> Node:
        """The tree of the workbook part."""
        return self.root(self.workbook_part)

    @cached_property
    def shared(self) -> list[str]:
        """The shared strings, which healing leaves as they are."""
        parts = self.related(self.workbook_part, "sharedStrings")
        return list(_strings(self.read(parts[0]), parts[0])) if parts else []

    def related(self, part: str, kind: str) -> list[str]:
        """The parts that `part` refers to by a relationship of this kind."""
        return [target for target in self.targets(part, kind).values() if target in self]

    def targets(self, part: str, kind: str) -> dict[str, str]:
        """Relationship id → part, for relationships of this kind."""
        if part not in self._fresh and rels_part(part) not in self._roots:
            if part not in self._links:
                self._links[part] = tuple(relationships(self._archive, part))
            return {name: target for name, k, target in self._links[part] if k == kind}
        folder = posixpath.dirname(part)
        return {
            node.get("Id"): posixpath.normpath(posixpath.join("/", folder, node.get("Target")))[1:]
            for node in self._relationships(part)
            if node.get("Type").rpartition("/")[2] == kind and node.get("TargetMode") != "External"
        }

    def sheets(self) -> dict[str, str]:
        """Title → part of every worksheet, in the order of the tabs."""
        targets = self.targets(self.workbook_part, "worksheet")
        return {
            node.get("name"): targets[node.get(f"{{{OFFICE}}}id")]
            for node in children(self.workbook.find(tag("sheets")), "sheet")
            if node.get(f"{{{OFFICE}}}id") in targets
        }

    def add(self, kind: str, content: bytes, folder: str) -> str:
        """A new part in `folder`, named after its kind with the next free number; its name."""
        stem = {"worksheet": "sheet"}.get(kind, kind)
        number = next(n for n in range(1, 10_000) if f"{folder}/{stem}{n}.xml" not in self.names())
        part = f"{folder}/{stem}{number}.xml"
        self.put(part, content, KINDS[kind])
        return part

    def put(self, part: str, content: bytes, content_type: str) -> None:
        """A new part of this name and content type."""
        self._fresh[part] = content
        self._dropped.discard(part)
        types = self.root(CONTENT_TYPES)
        for node in [n for n in types if n.get("PartName") == f"/{part}"]:
            types.remove(node)
        name = f"{{{TYPES}}}Override"
        etree.SubElement(types, name, PartName=f"/{part}", ContentType=content_type)

    def retype(self, part: str, content_type: str) -> None:
        """Give a part another content type."""
        for node in self.root(CONTENT_TYPES):
            if node.get("PartName") == f"/{part}":
                node.set("ContentType", content_type)

    def relate(self, part: str, kind: str, target: str) -> str:
        """A relationship of `part` to `target`, of a kind of Office or of any address; its id."""
        root = self._relationships(part)
        taken = {node.get("Id") for node in root}
        name = next(f"rId{n}" for n in range(1, 10_000) if f"rId{n}" not in taken)
        path = posixpath.relpath("/" + target, "/" + posixpath.dirname(part))
        address = kind if "://" in kind else f"{OFFICE}/{kind}"
        etree.SubElement(root, f"{{{RELS}}}Relationship", Id=name, Type=address, Target=path)
        return name

    def drop(self, part: str) -> None:
        """Take away a part, its relationships and its content type; nobody may refer to it."""
        for name in (part, rels_part(part)):
            self._dropped.add(name)
            self._fresh.pop(name, None)
            self._roots.pop(name, None)
        for node in self.root(CONTENT_TYPES):
            if node.get("PartName") == f"/{part}":
                node.getparent().remove(node)

    def unrelate(self, part: str, kind: str) -> None:
        """Take away every relationship of `part` of this kind."""
        for node in list(self._relationships(part)):
            if node.get("Type").rpartition("/")[2] == kind:
                node.getparent().remove(node)

    def content(self) -> bytes:
        """The workbook; the very bytes it was read from where no tree has changed."""
        changed = {part: fresh for part, root in self._roots.items() if (fresh := self._new(part))}
        if not changed and not self._fresh and not self._dropped:
            return self._archive.data
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as out:
            for name in self.names():
                info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                info.compress_type = zipfile.ZIP_DEFLATED
                out.writestr(info, changed.get(name) or self.read(name))
        return stream.getvalue()

    def _relationships(self, part: str) -> Node:
        name = rels_part(part)
        is_there = name in self._archive or name in self._fresh
        if not is_there or name in self._dropped:
            self._dropped.discard(name)
            self._fresh[name] = HEAD + f'<Relationships xmlns="{RELS}"/>'.encode()
            self._roots.pop(name, None)
        return self.root(name)

    def _new(self, part: str) -> bytes | None:
        """The part written anew, None where its tree says what it said."""
        root = self._roots[part]
        found = self._cuts[part]
        if part not in self._reworked and _says_the_same(root, found.xml):
            return None
        return found.whole(HEAD + bytes(etree.tostring(root, encoding="UTF-8")))


def _says_the_same(root: Node, xml: bytes) -> bool:
    """Whether a tree says what the XML does; its canonical form, which costs more, if in doubt."""
    before = etree.fromstring(xml, _PARSER)
    if etree.tostring(root) == etree.tostring(before):
        return True
    return bool(etree.tostring(root, method="c14n") == etree.tostring(before, method="c14n"))


def texts(package: Package, part: str, rows: int | None = None) -> Iterator[tuple[int, int, str]]:
    """(row, column, text) of every filled cell of a sheet part; numbers as they are spelt.

    With `rows`, of the first so many rows that the part has.
    """
    for row in children(package.root(part).find(tag("sheetData")), "row")[:rows]:
        for cell in row.iterchildren(_CELL):
            if len(cell) and (content := cell_text(cell, package.shared)) and cell.get("r"):
                yield (*position(cell.get("r")), content)


def cell_text(cell: Node, shared: list[str]) -> str:
    """What a cell shows, unformatted."""
    if cell.get("t") == "inlineStr":
        return _plain(cell.find(tag("is")))
    value = next((node.text for node in cell.iterchildren(_VALUE)), None) or ""
    if cell.get("t") != "s" or not value:
        return value
    try:
        return shared[int(value)]
    except (IndexError, ValueError) as error:
        raise BrokenArchiveError("sharedStrings") from error


def _strings(xml: bytes, part: str) -> Iterator[str]:
    """The texts of the shared strings, one item at a time: their tree would fill the memory."""
    items = etree.iterparse(
        io.BytesIO(xml), tag=tag("si"), resolve_entities=False, no_network=True, load_dtd=False
    )
    try:
        for _, item in items:
            yield _plain(item)
            item.clear(keep_tail=False)
            while item.getprevious() is not None:
                del item.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise BrokenArchiveError(part) from error


def _plain(item: Node) -> str:
    """The text of a string item without its phonetic runs."""
    if item is None:
        return ""
    if len(item) == 1 and item[0].tag == _TEXT:
        text = item[0].text or ""
    else:
        runs = (node for node in item.iter(_TEXT) if node.getparent().tag != tag("rPh"))
        text = "".join(node.text or "" for node in runs)
    return _ESCAPED.sub(lambda m: chr(int(m[1], 16)), text) if "_x" in text else text
