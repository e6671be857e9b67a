"""A person's book with everything again that the declaration gives it; her own things stay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from nastavnik.model.sheets import LISTS
from nastavnik.readers.package.archive import Archive, BrokenArchiveError
from nastavnik.workbooks.build.tables import HEADER
from nastavnik.workbooks.port import BookError
from nastavnik.workbooks.restore.census import Census, CensusItem, census, not_shown
from nastavnik.workbooks.restore.holdings import Holdings, holdings
from nastavnik.workbooks.restore.lists import add_missing_lists
from nastavnik.workbooks.restore.moves import (
    CellMoves,
    FreshPackage,
    list_columns,
    lists_move,
    tables,
)
from nastavnik.workbooks.restore.names import restore_names
from nastavnik.workbooks.restore.package import Node, Package, tag
from nastavnik.workbooks.restore.pages import restore_pages
from nastavnik.workbooks.restore.ready_made import fresh_holdings
from nastavnik.workbooks.restore.sheets import SheetPair, add_missing_columns, pairs, restore
from nastavnik.workbooks.restore.styles import Styles
from nastavnik.workbooks.restore.table_rows import TableRows, drawn_styles
from nastavnik.workbooks.restore.whole import add_missing_sheets, move_formulas, replace_sheets

__all__ = ["Census", "Extra", "Healed", "counted", "heal"]

LABELS = (
    "dLblPos",
    "showLegendKey",
    "showVal",
    "showCatName",
    "showSerName",
    "showPercent",
    "showBubbleSize",
    "separator",
    "showLeaderLines",
    "leaderLines",
    "extLst",
)
"""What the labels of a chart end with, in the order of the standard."""


_BROKEN = "Книга повреждена: возьмите последнюю копию из папки «Архив»"


@dataclass(frozen=True, slots=True)
class Healed:
    """The book after healing, what it was healed from, and what it had before and has now."""

    seen: bytes
    content: bytes
    before: Census
    after: Census


class Extra(Protocol):
    """What some workbooks should have besides, such as macros."""

    def counts(self, package: Package) -> Mapping[str, tuple[int, int]]:
        """(wanted, found) by kind."""

    def restore(self, package: Package) -> None:
        """Give the workbook what it lacks."""


def heal(data: bytes, fresh_data: bytes, extra: Extra | None = None) -> Healed:
    """The workbook `data` with all that `fresh_data`, a newly built one, has more, and the extra.

    The very same bytes where nothing was lost and no empty row is drawn.

    Raises:
        BookError: the workbook is damaged, or none of its sheets is recognised.
    """
    try:
        return _healed(data, fresh_data, extra)
    except BrokenArchiveError as error:
        raise BookError(_BROKEN) from error


def counted(book: Archive, fresh_data: bytes, extra: Extra | None = None) -> Census:
    """What the workbook has of all that healing would give it; raises as `heal` does."""
    try:
        package = Package(book)
        return _census(holdings(package), fresh_holdings(fresh_data), package, extra)
    except BrokenArchiveError as error:
        raise BookError(_BROKEN) from error


def _healed(data: bytes, fresh_data: bytes, extra: Extra | None) -> Healed:
    own, fresh = Package(Archive(data)), FreshPackage(Archive(fresh_data))
    held, wanted = holdings(own), fresh_holdings(fresh_data)
    before = _census(held, wanted, own, extra)
    if not held.sheets:
        raise BookError(
            "В книге не узнан ни один лист «Наставника»: проверьте, та ли это книга, "
            "или нажмите «Новая книга»"
        )
    _heal(own, held, fresh, not_shown(held, wanted))
    if extra and any(found < want for want, found in extra.counts(own).values()):
        extra.restore(own)
    content = own.content()
    if content == data:
        return Healed(data, data, before, before)
    new = Package(Archive(content))
    return Healed(data, content, before, _census(holdings(new), wanted, new, extra))


def _census(own: Holdings, fresh: Holdings, package: Package, extra: Extra | None) -> Census:
    counts = extra.counts(package) if extra else {}
    items = tuple(CensusItem("", kind, want, found) for kind, (want, found) in counts.items())
    return Census((*census(own, fresh).items, *items))


def _heal(own: Package, held: Holdings, fresh: Package, not_shown: Sequence[str]) -> None:
    """Give `own`, which has what is `held`, what it lacks; sheets `not_shown` are made anew."""
    styles = Styles(own, fresh)
    styles.mend_fonts()
    _mend_charts(own)
    _mend_tables(own)
    made = add_missing_sheets(own, fresh, styles)
    known = {title: sheet.table for title, sheet in held.sheets.items()}
    found = list(pairs(own, fresh, tables(own) if made else known))
    if add_missing_columns(found, fresh, styles):
        found = list(pairs(own, fresh, tables(own)))
    add_missing_lists(own, fresh, styles)
    moves = dict(_moves(found, own, fresh))
    for pair in found:
        restore(pair, own, fresh, styles, moves)
    drawn = drawn_styles(own)
    for pair in found:
        if not pair.fresh_table.record.vertical:
            TableRows(pair, own, drawn).restore()
    replace_sheets(own, fresh, not_shown, styles)
    made += not_shown
    move_formulas(own, made, moves)
    restore_names(own, fresh, moves, {*restore_pages(own, fresh), *made})
    if made:
        _recalculate(own)
    _mend_properties(own, stale=bool(made))


def _moves(
    found: Iterable[SheetPair], own: Package, fresh: Package
) -> Iterator[tuple[str, CellMoves]]:
    for pair in found:
        yield pair.fresh_table.record.sheet, pair.move
    yield LISTS, lists_move(list_columns(fresh, HEADER), list_columns(own, HEADER))


def _recalculate(own: Package) -> None:
    """Let the office application compute all at the next opening."""
    calculation = own.workbook.find(tag("calcPr"))
    if calculation is not None:
        calculation.set("fullCalcOnLoad", "1")
    for part in own.related(own.workbook_part, "calcChain"):
        own.drop(part)
    own.unrelate(own.workbook_part, "calcChain")


def _mend_charts(own: Package) -> None:
    """Put what the labels of charts show in the order of the standard, which OnlyOffice breaks."""
    for part in own.names():
        if part.startswith("xl/charts/chart") and part.endswith(".xml"):
            for labels in own.root(part).iter("{*}dLbls"):
                ordered = sorted(labels, key=_label_rank)
                if ordered != list(labels):
                    labels[:] = ordered


def _mend_tables(own: Package) -> None:
    """Say nothing of one header row, as is usual: where it is said, OnlyOffice counts it in."""
    tables = [p for p in own.names() if p.startswith("xl/tables/") and p.endswith(".xml")]
    for root in map(own.root, tables):
        if root.get("headerRowCount") == "1":
            root.attrib.pop("headerRowCount")


def _label_rank(node: Node) -> int:
    name = node.tag.rpartition("}")[2]
    return LABELS.index(name) if name in LABELS else -1


def _mend_properties(own: Package, *, stale: bool) -> None:
    """Take away the list of sheets that programs keep for show, where it is wrong or broken."""
    for part in own.related("", "extended-properties"):
        root = own.root(part)
        is_broken = any(not len(variant) for variant in root.iter("{*}variant"))
        for node in root.findall("{*}HeadingPairs") + root.findall("{*}TitlesOfParts"):
            if stale or is_broken:
                root.remove(node)
