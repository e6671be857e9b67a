"""Mappings in a file of this machine's disk: memory does not grow with what is in them."""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Iterator, MutableMapping
from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import Any, Generic, TypeVar

from nastavnik.model.errors import JobError

V = TypeVar("V")

_FULL = (
    "Временная папка этого компьютера переполнена или недоступна: освободите место на системном "
    "диске и повторите"
)
_PAGE = 500
"""So many keys are fetched at once: meanwhile the mapping may change."""
_QUICK = ("journal_mode = OFF", "synchronous = OFF", "cache_size = -1000")
"""Nothing in the file outlives a run, so that a loss of power costs nothing."""


class Store(AbstractContextManager["Store"]):
    """A file of shelves; only one process may change it at a time."""

    def __init__(self, path: Path) -> None:
        self._database = sqlite3.connect(path, isolation_level=None)
        for pragma in _QUICK:
            self._database.execute(f"PRAGMA {pragma}")

    def shelf(self, name: str) -> Shelf[Any]:
        """The shelf of a name, which is a word of our own."""
        return Shelf(self._database, name)

    def __exit__(self, *_error: object) -> None:
        self._database.close()


class Shelf(MutableMapping[str, V], Generic[V]):
    """A mapping that keeps the order in which its keys came.

    Raises:
        JobError: the disk is full, or gone.
    """

    def __init__(self, database: sqlite3.Connection, name: str) -> None:
        self._database, self._name = database, name
        self._do("CREATE TABLE IF NOT EXISTS {} (place INTEGER PRIMARY KEY, key UNIQUE, value)")

    def __getitem__(self, key: str) -> V:
        rows = self._do("SELECT value FROM {} WHERE key = ?", _coded(key))
        if not rows:
            raise KeyError(key)
        value: V = pickle.loads(rows[0][0])
        return value

    def __setitem__(self, key: str, value: V) -> None:
        self._do(
            "INSERT INTO {} (key, value) VALUES (?, ?) "
            "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            _coded(key),
            pickle.dumps(value),
        )

    def __delitem__(self, key: str) -> None:
        if key not in self:
            raise KeyError(key)
        self._do("DELETE FROM {} WHERE key = ?", _coded(key))

    def __contains__(self, key: object) -> bool:
        return bool(self._do("SELECT 1 FROM {} WHERE key = ?", _coded(str(key))))

    def __iter__(self) -> Iterator[str]:
        last = 0
        while rows := self._do(
            "SELECT place, key FROM {} WHERE place > ? ORDER BY place LIMIT ?", last, _PAGE
        ):
            yield from (_plain(key) for _, key in rows)
            last = rows[-1][0]

    def __len__(self) -> int:
        count: int = self._do("SELECT count(*) FROM {}")[0][0]
        return count

    def by_place(self) -> Iterator[V]:
        """The values in the order in which their keys came."""
        return self._values("place")

    def by_key(self) -> Iterator[V]:
        """The values in the order of their keys."""
        return self._values("key")

    def _values(self, order: str) -> Iterator[V]:
        last: object = 0  # which is before every text
        what = f"SELECT {order}, value FROM {{}} WHERE {order} > ? ORDER BY {order} LIMIT ?"
        while rows := self._do(what, last, _PAGE):
            yield from (pickle.loads(value) for _, value in rows)
            last = rows[-1][0]

    def _do(self, what: str, *values: object) -> list[Any]:
        try:
            with closing(self._database.execute(what.format(self._name), values)) as done:
                return done.fetchall()
        except sqlite3.OperationalError as error:
            raise JobError(_FULL) from error


def _coded(key: str) -> bytes:
    """Names of files may hold what is no text; bytes are in the order of letters."""
    return key.encode("utf-8", "surrogateescape")


def _plain(key: bytes) -> str:
    return key.decode("utf-8", "surrogateescape")
