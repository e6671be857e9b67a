"""Everything that came of a year, worked out once: for the sheets, the reports and the charts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from nastavnik.model.sheets import Indicator, PastIndicator
from nastavnik.model.text import fold
from nastavnik.results import monitoring
from nastavnik.results.catalogue import VERSION, counted
from nastavnik.results.conclusions import Reconciled, drafts, reconciled
from nastavnik.results.past import of_this_year, past_rows
from nastavnik.results.season import Season
from nastavnik.results.verdicts import NOTHING, CountedShare
from nastavnik.russian.dates import SchoolYear

MENTORS, MENTEES, PAIRS = "Наставников за год", "Наставляемых за год", "Пар за год"
HEADCOUNTS: Mapping[str, Callable[[Season], int]] = {
    MENTORS: lambda season: len(season.mentors),
    MENTEES: lambda season: len(season.mentees),
    PAIRS: lambda season: len(season.pairs),
}
"""Who took part in a year; kept beside the indicators, to be compared a year later."""


@dataclass(frozen=True, eq=False)
class YearResults:
    """The numbers of a season, with what a person typed over them in «Показатели»."""

    season: Season

    @cached_property
    def counts(self) -> tuple[CountedShare, ...]:
        """Every indicator as it was counted."""
        return counted(self.season)

    @cached_property
    def rows(self) -> tuple[Indicator, ...]:
        """«Показатели» as it is to be; those that the sheet lacks have no row number."""
        table = self.season.school.table(Indicator).rows
        own = {fold(row.title): row for row in reversed(table)}
        return tuple(
            indicator_row(own.get(fold(each.definition.title)), each, self.season)
            for each in self.counts
        )

    @cached_property
    def targets(self) -> Mapping[int, float]:
        """Targets in percent by the number of the indicator, where the school has set one."""
        return {
            each.definition.number: row.target
            for each, row in zip(self.counts, self.rows, strict=True)
            if row.target is not None
        }

    @cached_property
    def history(self) -> tuple[PastIndicator, ...]:
        """What «Показатели по годам» keeps of this year: the indicators, and who took part."""
        year = str(self.season.year)
        return (*of_this_year(self.rows, year, VERSION), *self._headcounts(year))

    def _headcounts(self, year: str) -> Iterator[PastIndicator]:
        for title, count in HEADCOUNTS.items() if self.season.pairs else ():
            part, day = count(self.season), self.season.today
            yield PastIndicator(year=year, title=title, part=part, counted_on=day, version=VERSION)

    @cached_property
    def years(self) -> Mapping[tuple[str, str], PastIndicator]:
        """«Показатели по годам» with this year as it is now."""
        mine = {(str(self.season.year), fold(row.title)): row for row in self.history}
        return {**past_rows(self.season.school), **mine}

    def before(self, title: str) -> PastIndicator | None:
        """The year before of an indicator or a headcount, where it was counted in the same way."""
        last = str(SchoolYear(self.season.year.start_year - 1))
        row = self.years.get((last, fold(title)))
        return row if row and row.part is not None and row.version in {"", VERSION} else None

    @cached_property
    def _stated(self) -> tuple[CountedShare, ...]:
        """Every indicator with the numbers that the reports print: what a person typed wins."""
        return tuple(
            replace(each, part=_people(row.part), whole=_people(row.whole))
            for each, row in zip(self.counts, self.rows, strict=True)
        )

    @cached_property
    def growth(self) -> monitoring.Growths:
        """Stage 2."""
        return monitoring.growth(self.season)

    @cached_property
    def conclusions(self) -> Reconciled:
        """«Выводы» as it is to be."""
        found = tuple(drafts(self.season, self._stated, self.targets))
        return reconciled(self.season.school, found)


def indicator_row(old: Indicator | None, found: CountedShare, season: Season) -> Indicator:
    """The row of an indicator: what was counted, unless a person typed something else over it."""
    row = old or Indicator(title=found.definition.title)
    part = _kept(row.part, row.counted_part, found.part)
    whole = _kept(row.whole, row.counted_whole, found.whole)
    new = row.replace(
        number=str(found.definition.number),
        part=part,
        whole=whole,
        counted_part=found.part,
        counted_whole=found.whole,
        counted_on=season.today,
        period=row.period or str(season.year),
        sources="; ".join(f"{c.sheet}: {c.title}" for c in found.definition.sources),
    )
    return new.replace(mark="; ".join(_marks(new, found)))


def _kept(typed: float | None, before: float | None, now: float | None) -> float | None:
    """What a person typed, which is neither what was counted before nor what is counted now."""
    return typed if typed is not None and typed not in {before, now} else now


def _people(number: float | None) -> int | None:
    return None if number is None else int(number)


def is_typed(row: Indicator) -> bool:
    """Whether a person typed over what was counted."""
    return (row.part, row.whole) != (row.counted_part, row.counted_whole)


def _marks(row: Indicator, found: CountedShare) -> Iterator[str]:
    if is_typed(row):
        yield f"вписано вручную, сосчитано {fraction(found.part, found.whole)}"
    elif found.unknown:
        yield found.unknown
    if row.part is not None and row.whole is not None and row.part > row.whole:
        yield "участников больше, чем всего"


def fraction(part: float | None, whole: float | None) -> str:
    """«12 из 13»; «—» for what is not known."""
    numbers = (NOTHING if n is None else f"{n:g}".replace(".", ",") for n in (part, whole))
    return " из ".join(numbers) if whole is not None else next(numbers)
