"""Drawing lists of people as text tables, and taking them into a drawn book."""

from __future__ import annotations

from collections.abc import Sequence

from nastavnik.model.findings import Finding
from nastavnik.model.grid import Grid
from nastavnik.model.outcome import Outcome
from nastavnik.model.parsing import is_filled
from nastavnik.model.school import School
from nastavnik.people_import.choosing import Wishes
from nastavnik.people_import.model import Reading, Source
from nastavnik.people_import.results import PeopleTaken
from nastavnik.people_import.taking import take_registries
from support.drawn import drawn, school

EMPTY = school()


def source(picture: str, *captions: str) -> Source:
    """A list drawn as a text table."""
    return Source("список.xlsx", "лист «Лист1»", Grid(drawn(picture)), captions)


def read(picture: str, *captions: str, wishes: Wishes | None = None) -> Reading:
    """What is read from a drawn list."""
    return take_registries(EMPTY, [source(picture, *captions)], wishes).reading


def take(
    picture: str, *captions: str, into: School = EMPTY, wishes: Wishes | None = None
) -> Outcome:
    """What taking a drawn list into a book answers."""
    return take_registries(into, [source(picture, *captions)], wishes)


def adds_up(outcome: PeopleTaken, sources: Sequence[Source]) -> bool:
    """Whether of every filled cell it is told what became of it."""
    filled = sum(is_filled(cell) for each in sources for row in each.grid.rows for cell in row)
    account = outcome.account
    return account.cells == account.taken + account.asked + len(account.left_out) == filled


def codes(findings: tuple[Finding, ...]) -> list[str]:
    """The kinds of the questions asked."""
    return [finding.code for finding in findings]


def columns(reading: Reading) -> dict[str, str]:
    """Title → field, of the columns that were taken."""
    return {f.title: f.field for _, mapping in reading.mappings for f in mapping.columns if f.field}
