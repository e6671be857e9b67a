"""Mistakes as data: what a person typed wrong is a `Finding`, never an exception."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

Value = str | int | float | bool | date | None
"""What a cell can hold; an empty cell is None."""


class Level(StrEnum):
    """«Ошибка» blocks the package; «вопрос» is settled by a written explanation."""

    ERROR = "error"
    QUESTION = "question"

    @property
    def word(self) -> str:
        """The word the office reads."""
        return {"error": "ошибка", "question": "вопрос"}[self.value]


class ReturnMark(NamedTuple):
    """That a receiver sent the book back for a finding: `words` say when and who.

    `is_receivers` says that no check of the school itself looks for it; `parameter` is the one of
    the receiver's for the rule, None where it is the usual one.
    """

    words: str
    is_receivers: bool = False
    parameter: float | None = None


class Finding(NamedTuple):
    """One thing to fix or explain: where it is, what is wrong, why, and what to do.

    `cell` is an address such as «C7», or None where the finding concerns a whole sheet or file;
    `place` says in words where a text file or a document has it; `value` is what the cell held
    when it was checked and `who` the person concerned: both stay in the workbook, never in a log;
    `returned` is there where a receiver has found it; one that is `lasting` no check looks for: it
    stands until what it is about has changed.
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
    returned: ReturnMark | None = None
    lasting: bool = False

    def as_json(self) -> dict[str, str | None]:
        """The finding in the shape other programs read."""
        keys = ("code", "level", "sheet", "cell", "header", "message", "reason", "remedy")
        shape: dict[str, str | None] = {key: getattr(self, key) for key in keys}
        return shape if self.sheet else {**shape, "place": self.place}

    @property
    def where(self) -> str:
        """The sheet and the cell, or the place in another file."""
        if self.sheet and self.cell:
            return f"{self.sheet}!{self.cell}"
        return self.sheet or self.place

    def __str__(self) -> str:
        header = f" «{self.header}»" if self.header else ""
        return f"{self.where}{header}: {self.message}. {self.remedy}".strip()


def blocks(findings: Iterable[Finding]) -> bool:
    """Whether any finding is an error."""
    return any(finding.level is Level.ERROR for finding in findings)
