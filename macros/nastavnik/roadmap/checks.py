"""What a careful reader would ask about a roadmap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nastavnik.findings import Finding, Level
from nastavnik.roadmap.blocks import Block
from nastavnik.roadmap.heads import Head
from nastavnik.roadmap.model import Roadmap
from nastavnik.roadmap.tables import Layout
from nastavnik.roadmap.years import Years


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was seen on the way to a roadmap."""

    layout: Layout
    head: Head
    years: Years


def check_roadmap(roadmap: Roadmap, evidence: Evidence) -> Iterator[Finding]:
    """Everything to ask about a roadmap."""
    yield from ()


def nothing_to_read(blocks: Sequence[Block]) -> Finding:
    """Why a file gives no roadmap."""
    return Finding("ДК01", Level.ERROR, "нет таблицы")
