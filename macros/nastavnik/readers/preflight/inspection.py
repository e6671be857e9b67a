"""Looking at a workbook before anything parses it: what it is, and whether it is safe to read.

python-calamine aborts the whole process on a value in the last cell of a sheet, and tells neither
error cells nor formulas without a result. So the parts are searched first, with the standard
library only, and a file that is no workbook gets its own sentence.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from nastavnik.model.errors import BookError
from nastavnik.model.grid import Position
from nastavnik.readers.files import load
from nastavnik.readers.limits import (
    MAX_COLUMNS,
    MAX_ENTRIES,
    MAX_MERGED_CELLS,
    MAX_MERGES,
    MAX_PART_BYTES,
    MAX_RATIO,
    MAX_ROWS,
    MAX_SHARED_STRINGS,
    MAX_UNPACKED_BYTES,
    MAX_USED_CELLS,
    RATIO_FROM_BYTES,
)
from nastavnik.readers.package.archive import (
    HEAD_BYTES,
    Archive,
    BrokenArchiveError,
    EncryptedArchiveError,
)
from nastavnik.readers.package.outline import WORKSHEET, Outline, SheetPart, main_part, outline
from nastavnik.readers.preflight import sentences
from nastavnik.readers.preflight.scan import (
    OddSheetError,
    SheetScan,
    TooBigError,
    scan_sheet,
)
from nastavnik.readers.sniff import ZIP, FileKind, kind_of, kind_of_package

_TOO_BIG = "Книга «{name}» слишком велика: "
_BOMB = _TOO_BIG + "распакованная она займёт всю память — пришлите книгу без лишних листов"
_FAR_VALUE = (
    "На листе «{sheet}» книги «{name}» есть значение очень далеко от таблицы: нажмите на листе "
    "Ctrl+End, удалите лишние строки и столбцы и сохраните книгу"
)
_MERGES = (
    "На листе «{sheet}» книги «{name}» слишком много объединённых ячеек: "
    "отмените объединение и сохраните книгу"
)
_STRINGS = _TOO_BIG + "в ней больше {limit} разных текстов — оставьте только нужные листы"
_SAVE_AGAIN = ": откройте её в Excel и сохраните ещё раз как «Книга Excel (.xlsx)»"
_NAMES = "Внутри книги «{name}» есть части с недопустимыми именами" + _SAVE_AGAIN
_DOCTYPE = "Книга «{name}» содержит запрещённое описание типа (DOCTYPE)" + _SAVE_AGAIN
_ENCODING = "Книга «{name}» записана в необычной кодировке" + _SAVE_AGAIN
_STRICT = (
    "Книга «{name}» сохранена в «строгом» формате Open XML: откройте её в Excel и сохраните как "
    "обычную «Книга Excel (.xlsx)»"
)
_NO_SHEETS = "В книге «{name}» нет ни одного листа с ячейками: добавьте лист или возьмите другую"
_ODD_SHEET = "Лист «{sheet}» книги «{name}» записан с ошибками" + _SAVE_AGAIN

_DANGEROUS = re.compile(r"[\\:\0]|(?:^|/)\.{0,2}(?:/|$)")
"""Finds a part of an entry's name that leads elsewhere, or nowhere."""
_NAMESPACE = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT_NAMESPACE = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
_PLAIN_HEAD = re.compile(
    rb'(?:<\?xml version="1.0"(?: encoding="UTF-8")?(?: standalone="\w+")?\s*\?>)?\s*<[A-Za-z]'
)
"""The head of nearly every part: nothing before its root but what it is written in."""
_ROOT = re.compile(rb"<[A-Za-z_\x80-\xff]")
_PROLOG = re.compile(rb"<!--.*?-->", re.DOTALL)
_ENCODED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']+)["']""")
_PLAIN_ENCODING = re.compile(rb"(?i)utf-?8|us-ascii|windows-125\d|iso-8859-\d+|koi8-r")
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")


class SheetFacts(NamedTuple):
    """What python-calamine does not tell of a sheet: `part` is where the archive keeps it.

    No cell with a value lies beyond `at_most`; `errors` maps positions to texts such as «#REF!».
    """

    title: str
    part: str
    sheet_id: str
    errors: Mapping[Position, str]
    formulas: frozenset[Position]
    uncalculated: frozenset[Position]
    at_most: Position
    has_values: bool


class Facts:
    """What the preflight knows of a workbook; a sheet is searched when it is first asked for.

    `workbook_part` is where the archive keeps the outline; `name` is what messages call the book.
    """

    def __init__(self, archive: Archive, workbook_part: str, book: Outline, name: str) -> None:
        self.archive = archive
        self.workbook_part = workbook_part
        self.outline = book
        self.name = name
        self._parts = {sheet.title: sheet for sheet in book.sheets if sheet.kind == WORKSHEET}
        self._searched: dict[str, SheetFacts] = {}

    @property
    def date1904(self) -> bool:
        """Whether days are counted from 1904."""
        return self.outline.date1904

    @property
    def titles(self) -> Collection[str]:
        """The titles of the sheets with cells, in their order."""
        return self._parts.keys()

    @property
    def sheets(self) -> tuple[SheetFacts, ...]:
        """The facts about every sheet with cells.

        Raises:
            BookError: as `sheet` does.
        """
        return tuple(map(self.sheet, self._parts))

    def sheet(self, title: str) -> SheetFacts:
        """The facts about the sheet of this title.

        Raises:
            BookError: the sheet is damaged, or would harm the reader.
            KeyError: there is none.
        """
        if title not in self._searched:
            try:
                self._searched[title] = _sheet_facts(self.archive, self._parts[title], self.name)
            except BrokenArchiveError:
                raise sentences.not_a_book(FileKind.CUT, self.name) from None
        return self._searched[title]


def inspect(path: Path) -> Facts:
    """The facts about a workbook that is safe to read; every sheet is searched.

    Raises:
        BookError: the file is missing, is no workbook, is damaged, or would harm the reader.
    """
    return inspect_bytes(load(path), path.name)


def inspect_bytes(data: bytes, name: str) -> Facts:
    """The facts about a workbook held in memory; `name` is what messages call it.

    Raises:
        BookError: as `inspect` does.
    """
    facts = glance(data, name)
    for title in facts.titles:
        facts.sheet(title)
    return facts


def glance(data: bytes, name: str) -> Facts:
    """The facts about a workbook, none of whose sheets is searched yet.

    Raises:
        BookError: it is no workbook, is damaged, or is too large.
    """
    if not data.startswith(ZIP):
        raise sentences.not_a_book(kind_of(data), name)
    try:
        archive = Archive(data)
        _check_entries(archive, name)
        _check_heads(archive, name)
        return _facts(archive, name)
    except EncryptedArchiveError:
        raise sentences.not_a_book(FileKind.PASSWORD, name) from None
    except BrokenArchiveError:
        raise sentences.not_a_book(FileKind.CUT, name) from None


def _check_entries(archive: Archive, name: str) -> None:
    names = archive.names
    folded = {entry.casefold() for entry in names}
    if len(names) > MAX_ENTRIES:
        raise BookError(_BOMB.format(name=name))
    if len(folded) != len(names) or any(_DANGEROUS.search(entry.rstrip("/")) for entry in names):
        raise BookError(_NAMES.format(name=name))
    entries = archive.entries.values()
    if sum(entry.size for entry in entries) > MAX_UNPACKED_BYTES:
        raise BookError(_BOMB.format(name=name))
    for entry in entries:
        is_dense = entry.size > MAX_RATIO * max(entry.packed, 1)
        if entry.size > MAX_PART_BYTES or (entry.size > RATIO_FROM_BYTES and is_dense):
            raise BookError(_BOMB.format(name=name))


def _check_heads(archive: Archive, name: str) -> None:
    """No XML part may declare a document type or hide one behind its encoding."""
    for entry in archive.names:
        if entry.endswith((".xml", ".rels", ".vml")):
            head = archive.head(entry)
            if not _PLAIN_HEAD.match(head):
                _check_prolog(_narrow(_prolog(archive, entry, head)), name)


def _check_prolog(prolog: bytes, name: str) -> None:
    if re.search(rb"(?i)<!(?:DOCTYPE|ENTITY)", prolog):
        raise BookError(_DOCTYPE.format(name=name))
    encoding = _ENCODED.match(prolog)
    if encoding and not _PLAIN_ENCODING.fullmatch(encoding[1]):
        raise BookError(_ENCODING.format(name=name))


def _prolog(archive: Archive, entry: str, head: bytes) -> bytes:
    """The part up to its first element, however much is put before it."""
    if _ROOT.search(_PROLOG.sub(b"", _narrow(head))) or len(head) < HEAD_BYTES:
        return head
    return archive.read(entry, MAX_PART_BYTES)


def _narrow(head: bytes) -> bytes:
    """The same text in one byte a letter, where it is written in UTF-16."""
    head = head.removeprefix(b"\xef\xbb\xbf")
    if not head.startswith(_WIDE_MARKS):
        return head
    is_big = head.startswith((b"\xfe\xff", b"\x00<"))
    return head.decode("utf-16-be" if is_big else "utf-16-le", "replace").lstrip("\ufeff").encode()


def _facts(archive: Archive, name: str) -> Facts:
    part = main_part(archive)
    if part is None or part not in archive or part.endswith(".bin"):
        raise sentences.not_a_book(kind_of_package(archive), name)
    book = outline(archive, part)
    _check_workbook(archive, part, book, name)
    return Facts(archive, part, book, name)


def _check_workbook(archive: Archive, part: str, book: Outline, name: str) -> None:
    head = archive.head(part)
    if _STRICT_NAMESPACE in head:
        raise BookError(_STRICT.format(name=name))
    if _NAMESPACE not in head and (kind := kind_of_package(archive)) is not FileKind.BOOK:
        raise sentences.not_a_book(kind, name)
    if not any(sheet.kind == WORKSHEET for sheet in book.sheets):
        raise BookError(_NO_SHEETS.format(name=name))
    parts = [sheet.part for sheet in book.sheets]
    if not all(map(archive.__contains__, parts)):
        raise sentences.not_a_book(FileKind.CUT, name)
    strings = book.others.get("sharedStrings", "")
    read = (part, strings, *parts)
    if any(archive.head(p).startswith(_WIDE_MARKS) for p in read if p in archive):
        raise BookError(_ENCODING.format(name=name))
    _check_strings(archive, strings, name)


def _check_strings(archive: Archive, part: str, name: str) -> None:
    if part not in archive:
        return
    sentence = _STRINGS.format(name=name, limit=MAX_SHARED_STRINGS)
    claims = re.findall(rb'[cC]ount\s*=\s*["\'](\d+)', archive.head(part))
    if any(int(claim) > 20 * MAX_SHARED_STRINGS for claim in claims):
        raise BookError(sentence)
    count = 0
    for block in archive.blocks(part, MAX_PART_BYTES):
        count += block.count(b"<si>") + block.count(b":si>") // 2
        if count > MAX_SHARED_STRINGS:
            raise BookError(sentence)


def _sheet_facts(archive: Archive, sheet: SheetPart, name: str) -> SheetFacts:
    try:
        scan = scan_sheet(archive.blocks(sheet.part, MAX_PART_BYTES))
        if scan.rows * scan.columns > MAX_USED_CELLS:
            scan = scan_sheet(archive.blocks(sheet.part, MAX_PART_BYTES), closely=True)
    except TooBigError:
        raise BookError(_FAR_VALUE.format(sheet=sheet.title, name=name)) from None
    except OddSheetError:
        raise BookError(_ODD_SHEET.format(sheet=sheet.title, name=name)) from None
    for sentence in _excesses(scan):
        raise BookError(sentence.format(sheet=sheet.title, name=name))
    return SheetFacts(
        sheet.title,
        sheet.part,
        sheet.sheet_id,
        scan.errors,
        frozenset(scan.formulas),
        frozenset(scan.uncalculated),
        (scan.rows, scan.columns),
        scan.has_values,
    )


def _excesses(scan: SheetScan) -> Iterator[str]:
    if scan.rows * scan.columns > MAX_USED_CELLS:
        yield _FAR_VALUE
    if scan.rows > MAX_ROWS or scan.columns > MAX_COLUMNS:
        yield _FAR_VALUE
    if scan.merges > MAX_MERGES or scan.merged_cells > MAX_MERGED_CELLS:
        yield _MERGES
