"""What a verb answers that makes files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nastavnik.model.outcome import Outcome


@dataclass(frozen=True)
class FilesMade(Outcome):
    """The files at `paths`; `lines` name them for a person."""

    paths: tuple[Path, ...] = ()
    lines: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The files in the shape other programs read."""
        return {"files": [str(path) for path in self.paths]}

    def listings(self) -> Iterator[str]:
        """A line for each file."""
        yield from self.lines
