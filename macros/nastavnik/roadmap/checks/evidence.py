"""What the checks of a roadmap look at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from nastavnik.roadmap.deadlines.grammar import Moment
from nastavnik.roadmap.deadlines.years import Years
from nastavnik.roadmap.layouts.heads import Head
from nastavnik.roadmap.layouts.tables import TableLayout, TableRow
from nastavnik.roadmap.model import Roadmap, RoadmapActivity


@dataclass(frozen=True, slots=True)
class Evidence:
    """A roadmap and what was seen on the way to it."""

    roadmap: Roadmap
    layout: TableLayout
    head: Head
    years: Years

    @property
    def entries(self) -> list[TableRow]:
        """Rows of the table as written."""
        return [part for part in self.layout.parts if isinstance(part, TableRow)]

    @property
    def rows(self) -> tuple[RoadmapActivity, ...]:
        """All activities."""
        return self.roadmap.rows


def real_days(moments: Iterable[Moment | None]) -> list[date]:
    """Those of the moments that are days of a known year."""
    return [moment for moment in moments if isinstance(moment, date)]


def in_words(moment: Moment) -> str:
    """«05.04.2022», or «05.04.Х+1» where the year is not known."""
    if isinstance(moment, date):
        return f"{moment:%d.%m.%Y}"
    plus = f"+{moment.years_after}" if moment.years_after else ""
    return f"{moment.day:02d}.{moment.month:02d}.Х{plus}"
