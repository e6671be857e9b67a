"""What is checked already, so that a run goes on where another one stopped.

A file of lines, each a key and a row without names; it may be deleted at any time: then everything
is checked anew. Only the places of the lines are kept in memory.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from nastavnik.region.parcels import Parcel
from nastavnik.region.rows import FORMAT, BookRow, row_of
from nastavnik.region.task import ReceiverSettings
from nastavnik.rules.version import rules_version
from nastavnik.workbooks.disk import append_line


class DoneRows:
    """The rows of a file by what they rest on: the content, the day, the rules, the settings."""

    def __init__(self, path: Path, settings: ReceiverSettings) -> None:
        self._path = path
        self._rests_on = f"{FORMAT}|{rules_version()}|{settings.mark()}"
        self._places = _places(path)

    def key(self, parcel: Parcel) -> str:
        """What a row of the parcel rests on."""
        rests_on = f"{parcel.digest}|{parcel.day}|{self._rests_on}"
        return hashlib.sha256(rests_on.encode()).hexdigest()[:32]

    def __contains__(self, key: str) -> bool:
        return key in self._places

    def get(self, key: str) -> BookRow | None:
        """The row of a key; None where it is not there, or cannot be read: then it is forgotten."""
        place = self._places.get(key)
        if place is None:
            return None
        try:
            with self._path.open("rb") as file:
                file.seek(place)
                found, shape = json.loads(file.readline())
            if found == key:
                return row_of(shape)
        except (OSError, ValueError, TypeError):
            pass
        del self._places[key]
        return None

    def put(self, key: str, row: BookRow) -> None:
        """Keep a row.

        Raises:
            BookError: the file cannot be written.
        """
        line = json.dumps([key, row], ensure_ascii=False).encode()
        self._places[key] = append_line(self._path, line)


def _places(path: Path) -> dict[str, int]:
    """Where the line of each key begins; of two the last."""
    places: dict[str, int] = {}
    try:
        with path.open("rb") as file:
            at = 0
            for line in file:
                if line.startswith(b'["') and line.endswith(b"\n"):
                    places[line[2:34].decode("ascii", "replace")] = at
                at += len(line)
    except OSError:
        return {}
    return places
