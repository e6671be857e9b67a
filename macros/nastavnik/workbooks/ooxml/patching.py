"""A workbook with patches applied: the parts that change, and the archive around them as it was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from nastavnik.model.changes import Patch
from nastavnik.model.grid import address
from nastavnik.readers.package.archive import Archive
from nastavnik.readers.preflight.inspection import Facts, SheetFacts
from nastavnik.workbooks.ooxml.chain import chain_without, without_part
from nastavnik.workbooks.ooxml.formulas import FormulaVocabulary
from nastavnik.workbooks.ooxml.stale import without_stale_results
from nastavnik.workbooks.ooxml.styles import Dates, DateStyles, date_styles
from nastavnik.workbooks.ooxml.tables import TablePart, resized, tables_of
from nastavnik.workbooks.port import BookError

_CONTENT_TYPES = "[Content_Types].xml"


@dataclass(slots=True)
class _Work:
    """What has become of the parts so far."""

    archive: Archive
    facts: Facts
    parts: dict[str, bytes] = field(default_factory=dict)
    dropped: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)
    formulas_lost: set[tuple[str, str]] = field(default_factory=set)

    def read(self, part: str) -> bytes:
        """The part as it is now."""
        return self.parts.get(part) or self.archive.read(part)

    def write(self, part: str, xml: bytes) -> bool:
        """Keep the part's new bytes; whether they differ from those before."""
        is_new = xml != self.read(part)
        if is_new:
            self.parts[part] = xml
        return is_new


def patched(facts: Facts, patches: Sequence[Patch]) -> bytes:
    """The workbook with `patches` written; the very same bytes where nothing changes.

    Raises:
        BookError: a sheet is missing, or a cell cannot be written.
        BrokenArchiveError: a part that must change is damaged.
    """
    work = _Work(facts.archive, facts)
    dates = Dates(cache(lambda: _styles(work)), facts.date1904)
    for patch in patches:
        _apply(work, patch, dates)
    if not work.parts:
        return facts.archive.data
    _drop_stale_results(work)
    _mend_chain(work)
    return work.archive.rewritten(work.parts, work.dropped)


def _apply(work: _Work, patch: Patch, dates: Dates) -> None:
    if patch.sheet not in work.facts.titles:
        raise BookError(f"В книге нет листа «{patch.sheet}»: верните ему прежнее имя и повторите")
    sheet = work.facts.sheet(patch.sheet)
    if patch.cells:
        _write_cells(work, sheet, patch, dates)
    if patch.table_ends is not None:
        for table in _table_at(work.archive, sheet, patch.header_row):
            if work.write(table.part, resized(work.archive, table, patch.table_ends)):
                work.changed.add(sheet.title.casefold())


def _write_cells(work: _Work, sheet: SheetFacts, patch: Patch, dates: Dates) -> None:
    from nastavnik.workbooks.ooxml.sheet import patched_sheet  # lxml costs 20 ms

    result = patched_sheet(
        work.read(sheet.part),
        patch.cells,
        title=sheet.title,
        header_row=patch.header_row,
        dates=dates,
    )
    if result.changed:
        work.write(sheet.part, result.xml)
        work.changed.add(sheet.title.casefold())
    work.formulas_lost |= {(sheet.sheet_id, address(*place)) for place in result.formulas_lost}


def _table_at(archive: Archive, sheet: SheetFacts, header_row: int | None) -> Iterator[TablePart]:
    """The table whose header stands in this row; the only one of the sheet if no row is given."""
    tables = list(tables_of(archive, sheet.part))
    for table in tables:
        if table.first_row == header_row or (header_row is None and len(tables) == 1):
            yield table
            return


def _styles(work: _Work) -> DateStyles:
    part = work.facts.outline.others.get("styles", "")
    return date_styles(work.archive.read(part)) if part in work.archive else DateStyles(frozenset())


def _drop_stale_results(work: _Work) -> None:
    facts = work.facts
    own_parts = {sheet.title.casefold(): sheet.part for sheet in facts.sheets}
    sheets = {
        sheet.title.casefold(): work.read(sheet.part) for sheet in facts.sheets if sheet.formulas
    }
    fresh = without_stale_results(sheets, work.changed, _vocabulary(work, own_parts))
    for title, xml in fresh.items():
        work.write(own_parts[title], xml)


def _vocabulary(work: _Work, own_parts: Mapping[str, str]) -> FormulaVocabulary:
    names = {name.casefold(): meaning for name, meaning in work.facts.outline.names}
    tables = {
        table.name.casefold(): title
        for title, part in own_parts.items()
        for table in tables_of(work.archive, part)
    }
    return FormulaVocabulary(frozenset(own_parts), tables, names)


def _mend_chain(work: _Work) -> None:
    chain = work.facts.outline.others.get("calcChain", "")
    if not work.formulas_lost or chain not in work.archive:
        return
    mended = chain_without(work.archive.read(chain), work.formulas_lost)
    if mended is not None:
        work.write(chain, mended)
        return
    work.dropped.add(chain)
    name = chain.rpartition("/")[2].encode()
    folder, _, book = work.facts.workbook_part.rpartition("/")
    rels = f"{folder}/_rels/{book}.rels".lstrip("/")
    work.write(rels, without_part(work.read(rels), b"Relationship", name))
    work.write(_CONTENT_TYPES, without_part(work.read(_CONTENT_TYPES), b"Override", name))
