"""From one school year to the next: whether it may be done, and what all parts of it ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import MappingProxyType

from nastavnik.documents.outstanding import ended_consents
from nastavnik.domain.folders import ARCHIVE_FOLDER
from nastavnik.domain.settings import unreadable
from nastavnik.domain.working_days import WorkingDays
from nastavnik.model.choices import PairState
from nastavnik.model.codes import FindingCode
from nastavnik.model.errors import JobError
from nastavnik.model.findings import Finding
from nastavnik.model.grid import address, position
from nastavnik.model.schema import Cell, Column
from nastavnik.model.school import School
from nastavnik.model.sheets import Card, Mentee, Mentor, Pair
from nastavnik.roadmap.booked import remark_at
from nastavnik.roadmap.deadlines.moving import YearMove
from nastavnik.russian.dates import SchoolYear

CLOSES_FROM = 5
"""A year may be closed from this month of its second calendar year on."""
LIVE = frozenset({PairState.ACCEPTED, PairState.ACTIVE})
"""The states of pairs that people settled and nobody ended."""
WORKED = frozenset({PairState.ACTIVE, PairState.FINISHED, PairState.STOPPED})
"""The states of pairs that have worked together."""


@dataclass(frozen=True)
class YearTurn:
    """A school on the day on which its year `old` is closed and `new` opened."""

    school: School
    old: SchoolYear
    new: SchoolYear
    today: date

    @property
    def last_day(self) -> date:
        """The last day of the old year's teaching."""
        return self.school.card.ends_on or self.old.teaching_end

    @property
    def archive(self) -> str:
        """The folder of the old year, beside the book."""
        return archive_of(self.old)

    @property
    def starts_on(self) -> date:
        """The first day of the new year's teaching."""
        return _moved(self.school.card.starts_on, self) or self.new.start

    @property
    def ends_on(self) -> date:
        """The last day of the new year's teaching."""
        return _moved(self.school.card.ends_on, self) or self.new.teaching_end

    @cached_property
    def goes_on(self) -> frozenset[int]:
        """The rows of pairs whose written term reaches into the new year."""
        pairs = (pair for pair in self.school.pairs if pair.state in LIVE)
        return frozenset(pair.row for pair in pairs if pair.end and pair.end > self.old.end)

    @cached_property
    def ended(self) -> Mapping[Cell, date]:
        """The cells with the date of a consent that holds no longer in the new year → that date."""
        found = ended_consents(self.school, self.today, self.new.start)
        return {each.cell: each.given for each in found}

    @cached_property
    def ending(self) -> Mapping[Cell, date]:
        """The cells with the date of a consent that ends during the new year → its last day."""
        found = ended_consents(self.school, self.today, self.new.end)
        return {e.cell: e.until for e in found if e.until and e.cell not in self.ended}

    def remark(
        self,
        code: FindingCode,
        cell: Cell,
        who: str = "",
        places: Mapping[int, int] = MappingProxyType({}),
        **particulars: str,
    ) -> Finding:
        """A remark on a cell of the book; `places` maps rows to where they are now."""
        moved = cell._replace(row=places.get(cell.row, cell.row))
        remark = remark_at(code, self.school, cell, who, **particulars)
        return remark._replace(cell=self.school.address(moved))

    def again(
        self,
        code: FindingCode,
        finding: Finding,
        places: Mapping[int, int] = MappingProxyType({}),
    ) -> Finding:
        """A finding about a cell, said of the turn of the year."""
        assert finding.cell
        row, column = position(finding.cell)
        said = code.at("")._replace(sheet=finding.sheet, header=finding.header, who=finding.who)
        return said._replace(cell=address(places.get(row, row), column), value=finding.value)

    def left_behind(
        self, code: FindingCode, column: Column, who: str, **particulars: str
    ) -> Finding:
        """A remark on what is in the archive only; it says where an answer may be written."""
        remark = code.at("", who, **particulars)
        return remark._replace(sheet=column.sheet, header=column.title)


def _moved(day: date | None, turn: YearTurn) -> date | None:
    """A day of the old year as `carry` moves it; None where it is of another year."""
    calendar = WorkingDays.of(turn.school)
    return YearMove(turn.old, turn.new, calendar).day(day) if day and day in turn.old else None


def archive_of(year: SchoolYear) -> str:
    """The folder of a closed year: «Архив/2026-2027»."""
    return f"{ARCHIVE_FOLDER}/{year.start_year}-{year.start_year + 1}"


def turn_of(school: School, start_year: int, today: date) -> YearTurn:
    """The turn to the school year that begins in `start_year`.

    Raises:
        JobError: the year of the book is unknown, over already or too far away, or the book has
            cells on which everything rests and that cannot be read.
    """
    old, new = SchoolYear.parse(school.card.year), SchoolYear(start_year)
    if old is None:
        raise JobError(
            f"Непонятно, какой год закрывать: впишите на лист «{Card.sheet}» учебный год, "
            "например 2026/2027"
        )
    _refuse_wrong_year(old, new)
    if today < date(old.start_year + 1, CLOSES_FROM, 1):
        raise JobError(
            f"Учебный год {old} ещё идёт: закрыть его можно с мая {old.start_year + 1} года"
        )
    for finding in _unread_ground(school):
        raise JobError(
            f"Новый год не открыт: {finding.where} «{finding.header}» — {finding.message}. "
            f"{finding.remedy}"
        )
    return YearTurn(school, old, new, today)


def _refuse_wrong_year(old: SchoolYear, new: SchoolYear) -> None:
    following = SchoolYear(old.start_year + 1)
    if new == old:
        raise JobError(
            f"Книга уже на {old} учебный год: открывать нечего. Следующий — "
            f"{following}, для него укажите {following.start_year}"
        )
    if new < old:
        raise JobError(
            f"{new} учебный год уже прошёл, в книге идёт {old}: прошлый год лежит в папке «Архив»"
        )
    if new != following:
        raise JobError(
            f"Между {old} и {new} есть ещё {following} учебный год: сначала откройте его"
        )


def _unread_ground(school: School) -> Iterator[Finding]:
    """Cells without which it is unknown what year it is, who is there and what pairs there are."""
    yield from unreadable(school, Card, (Card.year, Card.starts_on, Card.ends_on))
    for record in (Mentor, Mentee, Pair):
        naming = {column.title for column in record.naming()}
        seen = school.table(record).unseen & naming
        yield from (f for f in school.findings if f.sheet == record.sheet and f.header in seen)
