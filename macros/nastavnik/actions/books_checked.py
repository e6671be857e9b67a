"""What the check of many books says: a row for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from nastavnik.model.findings import Finding
from nastavnik.model.outcome import Listing, Outcome

if TYPE_CHECKING:
    from nastavnik.actions.book_report import BookReport


class FoundBook(NamedTuple):
    """A book to check; `label` is where it lies in the folder that was asked for."""

    path: Path
    label: str


@dataclass(frozen=True)
class CheckedBook:
    """What the check said of one book; `failure` is why it could not be checked.

    `report` is there where a page is made of it.
    """

    book: FoundBook
    message: str = ""
    errors: int = 0
    questions: int = 0
    said: Mapping[str, Any] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    report: BookReport | None = None
    failure: str = ""

    def as_json(self) -> dict[str, Any]:
        """What other programs read of it."""
        if self.failure:
            return {"book": str(self.book.path), "failure": self.failure}
        found = {"findings": [finding.as_json() for finding in self.findings]}
        return {"book": str(self.book.path), **self.said, **found}

    @property
    def row(self) -> tuple[str, str, str, str]:
        """What people read of it."""
        if self.failure:
            return self.book.label, "–", "–", self.failure
        return self.book.label, str(self.errors), str(self.questions), ""


@dataclass(frozen=True)
class BooksChecked(Outcome):
    """Many books checked."""

    books: tuple[CheckedBook, ...] = ()

    @property
    def has_failed(self) -> bool:
        """Whether some book could not be checked."""
        return any(book.failure for book in self.books)

    def as_json(self) -> dict[str, Any]:
        """The check in the shape other programs read."""
        return {"files": [book.as_json() for book in self.books]}

    def as_blocks(self) -> Iterator[Listing]:
        """A row for each book: its own findings are in the book."""
        yield Listing(("Книга", "Ошибок", "Вопросов", ""), [book.row for book in self.books])
