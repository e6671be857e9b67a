"""What a form service packs into one archive: its tables, one after another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from nastavnik.readers.limits import MAX_FILE_BYTES
from nastavnik.readers.package.archive import Archive, BrokenArchiveError
from nastavnik.readers.refusals import Refusal, RefusedError

TABLES = frozenset((".csv", ".tsv", ".txt", ".xlsx", ".json"))
MOST_TABLES = 200


def packed_tables(content: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    """The name and the content of each table in an archive; what is no table is left alone.

    Raises:
        RefusedError: the archive is damaged, or what it holds is too big.
    """
    left = MAX_FILE_BYTES
    try:
        archive = Archive(content)
        tables = [each for each in archive.names if PurePath(each).suffix.lower() in TABLES]
        for member in tables[:MOST_TABLES]:
            left -= archive.entries[member].size
            if left < 0:
                raise RefusedError(Refusal.TOO_BIG, name)
            yield PurePath(member).name, archive.read(member)
    except BrokenArchiveError as error:
        raise RefusedError(Refusal.CUT, name) from error
