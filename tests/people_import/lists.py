"""Drawing lists of people as text tables, and taking them into a drawn book."""

from __future__ import annotations

from nastavnik.model.findings import Finding
from nastavnik.model.grid import Grid
from nastavnik.model.outcome import Outcome
from nastavnik.model.school import School
from nastavnik.people_import.choosing import Wishes
from nastavnik.people_import.model import Reading, Source
from nastavnik.people_import.taking import take_registries
from support.drawn import drawn, school

EMPTY = school()


def source(picture: str, *captions: str) -> Source:
    """A list drawn as a text table."""
    return Source("список.xlsx", "лист «Лист1»", Grid(drawn(picture)), captions)


def read(picture: str, *captions: str, wishes: Wishes | None = None) -> Reading:
    """What is read from a drawn list."""
    return take_registries(EMPTY, [source(picture, *captions)], wishes)[1]


def take(
    picture: str, *captions: str, into: School = EMPTY, wishes: Wishes | None = None
) -> Outcome:
    """What taking a drawn list into a book answers."""
    return take_registries(into, [source(picture, *captions)], wishes)[0]


def codes(findings: tuple[Finding, ...]) -> list[str]:
    """The kinds of the questions asked."""
    return [finding.code for finding in findings]


def columns(reading: Reading) -> dict[str, str]:
    """Title → field, of the columns that were taken."""
    return {f.title: f.field for _, mapping in reading.mappings for f in mapping.columns if f.field}
