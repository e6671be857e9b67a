"""What a verb returns: plain data, nothing done yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

from nastavnik.model.changes import Changes
from nastavnik.model.findings import Finding


class Listing(NamedTuple):
    """Rows under titles, for a person to read.

    A console shows only the first of many rows where `rest` says what the others are and where to
    find them. `framed` asks for lines around the cells even where nobody watches.
    """

    titles: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    rest: str = ""
    framed: bool = False


Block = str | Listing
"""A part of what a person reads of a result: a line or a table."""


class Result(Protocol):
    """What every verb answers, whichever face asked."""

    @property
    def message(self) -> str:
        """One Russian sentence on what was done."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What needs a person."""

    @property
    def changes(self) -> Changes:
        """What is to be written."""

    @property
    def has_failed(self) -> bool:
        """Whether a part of the job could not be done."""

    @property
    def leaves_questions(self) -> bool:
        """Whether cells were left as they are for a person to settle."""

    @property
    def is_streamed(self) -> bool:
        """Whether other programs read one line after another, of which this is the last."""

    def as_json(self) -> dict[str, Any]:
        """The result in the shape other programs read."""

    def as_blocks(self) -> Iterator[Block]:
        """The result as a person reads it, from top to bottom."""


@dataclass(frozen=True)
class Outcome:
    """The result of a verb; each verb has a class of its own that says what else came of it."""

    message: str
    changes: Changes = field(default_factory=Changes)
    findings: tuple[Finding, ...] = ()

    @property
    def has_failed(self) -> bool:
        """Whether a part of the job could not be done."""
        return False

    @property
    def leaves_questions(self) -> bool:
        """Whether cells were left as they are for a person to settle."""
        return False

    @property
    def is_streamed(self) -> bool:
        """Whether other programs read one line after another, of which this is the last."""
        return False

    @property
    def question(self) -> str:
        """What to ask a person who has seen a preview, before it is written; "" for nothing."""
        return ""

    @property
    def refusal(self) -> str:
        """Why nothing is written where the question cannot be put to anybody; "" if it may be."""
        return ""

    def as_json(self) -> dict[str, Any]:
        """The outcome in the shape other programs read."""
        return {"message": self.message, "findings": [each.as_json() for each in self.findings]}

    def as_blocks(self) -> Iterator[Block]:
        """The outcome as a person reads it, from top to bottom."""
        yield from self.listings()
        yield from findings_listing(self.findings)
        if self.message:
            yield self.message

    def listings(self) -> Iterable[Block]:
        """What this kind of outcome shows before its findings."""
        return ()

    def previews(self, sheet: str) -> bool:
        """Whether a dry run lists the changes of a sheet, because `listings` does not."""
        return True


def findings_listing(findings: Sequence[Finding]) -> Iterator[Listing]:
    """The findings as a table, in their order; nothing where there are none."""
    if findings:
        titles = ("Уровень", "Где", "Столбец", "Что не так", "Что сделать")
        rows = [(f.level.word, f.where, f.header or "", f.message, f.remedy) for f in findings]
        yield Listing(titles, rows, ": все они на листе «Проверка»")


def value_text(value: object, longest: int = 60) -> str:
    """The value of a cell as a table shows it."""
    if value is None:
        return "–"
    if isinstance(value, float):
        text = (str(int(value)) if value.is_integer() else str(value)).replace(".", ",")
    else:
        text = f"{value:%d.%m.%Y}" if hasattr(value, "strftime") else str(value)
    return text if len(text) <= longest else f"{text[: longest - 3]}…"
