"""Mistakes as data: what a person typed wrong is a `Finding`, never an exception."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

Value = str | int | float | bool | date | None
"""What a cell can hold; an empty cell is None."""


class Level(StrEnum):
    """«Ошибка» blocks the package; «вопрос» may stand with a written explanation."""

    ERROR = "error"
    QUESTION = "question"

    @property
    def word(self) -> str:
        """The word the office reads."""
        return {"error": "ошибка", "question": "вопрос"}[self.value]


class Finding(NamedTuple):
    """One thing to mend or to explain: where it is, what is wrong, why, and what to do.

    `cell` is an address such as «C7», or None where the finding concerns a whole sheet or file;
    `place` says in words where a text file or a document has it; `value` is what the cell held
    when it was checked and `who` the person concerned: both stay in the workbook, never in a log.
    """

    code: str
    level: Level
    message: str
    sheet: str | None = None
    cell: str | None = None
    header: str | None = None
    reason: str = ""
    remedy: str = ""
    place: str = ""
    value: Value = None
    who: str = ""

    def as_json(self) -> dict[str, str | None]:
        """The finding in the shape other programs read."""
        keys = ("code", "level", "sheet", "cell", "header", "message", "reason", "remedy")
        shape: dict[str, str | None] = {key: getattr(self, key) for key in keys}
        return shape if self.sheet else {**shape, "place": self.place}

    def __str__(self) -> str:
        where = (
            f"{self.sheet}!{self.cell}" if self.sheet and self.cell else self.sheet or self.place
        )
        header = f" «{self.header}»" if self.header else ""
        return f"{where}{header}: {self.message}. {self.remedy}".strip()


def blocks(findings: Iterable[Finding]) -> bool:
    """Whether any finding is an error."""
    return any(finding.level is Level.ERROR for finding in findings)
