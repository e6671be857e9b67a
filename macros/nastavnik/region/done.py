"""What is checked already, so that a run goes on where another one stopped.

A file of lines, each a key, the summary of a book and its row without names; it may be deleted at
any time: then everything is checked anew. Only the places of the lines are at hand.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, MutableMapping
from contextlib import suppress
from datetime import date
from pathlib import Path

from nastavnik.region.rows import FORMAT, BookRow, BookSummary, PackedRow, row_of
from nastavnik.region.task import ReceiverSettings
from nastavnik.rules.version import rules_version
from nastavnik.workbooks.disk import append_line

_KEY = 32
"""So many letters a key has."""


class DoneRows:
    """The rows of a file by what they rest on: the content, the day, the rules, the settings.

    `places` says where the line of each key begins, as far as it is known; see `places_in`.
    """

    def __init__(
        self, path: Path, settings: ReceiverSettings, places: MutableMapping[str, int]
    ) -> None:
        self._path, self._places = path, places
        self._rests_on = f"{FORMAT}|{rules_version()}|{settings.mark()}"

    def key(self, digest: str, day: date) -> str:
        """What a row of a copy rests on, as it is judged on a day."""
        rests_on = f"{digest}|{day}|{self._rests_on}"
        return hashlib.sha256(rests_on.encode()).hexdigest()[:_KEY]

    def __contains__(self, key: str) -> bool:
        return key in self._places

    def summary(self, key: str) -> BookSummary | None:
        """The summary of a key's book; None where it is not there, or cannot be read.

        Then it is forgotten.
        """
        try:
            line = self._line(key)
            shape, _ = json.JSONDecoder().raw_decode(line, line.index(",") + 1)
            return BookSummary._make(shape)
        except (OSError, ValueError, TypeError):
            self._places.pop(key, None)
            return None

    def get(self, key: str) -> BookRow | None:
        """The row of a key; None as for `summary`."""
        try:
            return row_of(json.loads(self._line(key))[2])
        except (OSError, ValueError, TypeError):
            self._places.pop(key, None)
            return None

    def _line(self, key: str) -> str:
        """The line of a key.

        Raises:
            ValueError: there is none.
            OSError: the file cannot be read.
        """
        place = self._places.get(key)
        if place is None:
            raise ValueError(key)
        with self._path.open("rb") as file:
            file.seek(place)
            line = file.readline()
        if _key_of(line) != key:
            raise ValueError(key)
        return line.decode()

    def put(self, key: str, book: PackedRow) -> None:
        """Keep a book.

        Raises:
            BookError: the file cannot be written.
        """
        summary = json.dumps(book.summary, ensure_ascii=False).encode()
        line = b'["%b",%b,%b]' % (key.encode(), summary, book.shape)
        self._places[key] = append_line(self._path, line)


def places_in(path: Path) -> Iterator[tuple[str, int]]:
    """Each key of a file, and where its line begins; of two lines the last is the one."""
    with suppress(OSError), path.open("rb") as file:
        at = 0
        for line in file:
            if (key := _key_of(line)) and line.endswith(b"\n"):
                yield key, at
            at += len(line)


def _key_of(line: bytes) -> str:
    return line[2 : 2 + _KEY].decode("ascii", "replace") if line.startswith(b'["') else ""
