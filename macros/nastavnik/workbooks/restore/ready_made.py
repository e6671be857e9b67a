"""What the newly built workbook has, worked out when it was built: a check need not do it again.

It lies beside that workbook with the workbook's digest, and says nothing of any other.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from nastavnik.model.cells import RecordTable
from nastavnik.model.schema import Record
from nastavnik.model.sheets import RECORDS
from nastavnik.readers.package.archive import Archive
from nastavnik.workbooks import shipped
from nastavnik.workbooks.disk import digest
from nastavnik.workbooks.restore.holdings import (
    DeclaredSheet,
    Holdings,
    InputRule,
    ShowingSheet,
    holdings,
)
from nastavnik.workbooks.restore.moves import FreshPackage
from nastavnik.workbooks.restore.rules import Area

_PLACES = ("headers", "header_row", "value_column")
"""What is known of the table of a sheet."""


@lru_cache(maxsize=1)
def fresh_holdings(data: bytes) -> Holdings:
    """What a newly built workbook has, which is the same for every book of a folder."""
    return known(shipped.fresh_holdings(), data) or worked_out(data)


def worked_out(data: bytes) -> Holdings:
    """What a newly built workbook has, by a look at all of it."""
    return holdings(FreshPackage(Archive(data)))


def spelt(found: Holdings, book: bytes) -> str:
    """What the workbook has, as it is shipped."""
    sheets = {
        title: sheet._asdict() | {"table": {name: getattr(sheet.table, name) for name in _PLACES}}
        for title, sheet in found.sheets.items()
    }
    showing = {
        title: shown._asdict() | {"words": sorted(shown.words)}
        for title, shown in found.showing.items()
    }
    parts = found._asdict() | {"sheets": sheets, "showing": showing}
    return json.dumps({"book": digest(book), "holdings": parts}, ensure_ascii=False) + "\n"


def known(text: str, book: bytes) -> Holdings | None:
    """What was spelt of this very workbook; None where it was another one."""
    kept = json.loads(text)
    if kept["book"] != digest(book):
        return None
    found = kept["holdings"]
    return Holdings(
        tuple(found["titles"]),
        tuple(found["names"]),
        dict(_sheets(found["sheets"])),
        {
            title: ShowingSheet(**shown | {"words": frozenset(shown["words"])})
            for title, shown in found["showing"].items()
        },
    )


def _sheets(kept: Mapping[str, dict[str, Any]]) -> Iterator[tuple[str, DeclaredSheet]]:
    records: dict[str, type[Record]] = {record.sheet: record for record in RECORDS}
    for title, sheet in kept.items():
        table = RecordTable(records[title], **sheet["table"])
        rules = tuple(InputRule(kind, _areas(where)) for kind, where in sheet["rules"])
        yield title, DeclaredSheet(**sheet | {"table": table, "rules": rules})


def _areas(kept: Iterable[tuple[Iterable[int], Iterable[int]]]) -> tuple[Area, ...]:
    return tuple(((top, left), (bottom, right)) for (top, left), (bottom, right) in kept)
