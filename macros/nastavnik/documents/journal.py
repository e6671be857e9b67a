"""Numbers of orders: one row of numbers per series and calendar year, taken once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from nastavnik.domain.order_numbers import PLACE, running_number, without_sign
from nastavnik.model.changes import SetCell
from nastavnik.model.choices import Series
from nastavnik.model.errors import JobError
from nastavnik.model.schema import Cell, Column
from nastavnik.model.school import School
from nastavnik.model.sheets import Card
from nastavnik.model.text import fold

_FIELDS = {
    Series.MAIN: (Card.main_number, Card.main_last),
    Series.STAFF: (Card.staff_number, Card.staff_last),
}


class Journal:
    """Gives out the numbers of one day; one that was taken is not given again.

    `wanted` are numbers written in full that the next ones of their series are to be.

    Raises:
        JobError: a number that is wanted is of no series, or the journal is past it.
    """

    def __init__(self, school: School, today: date, wanted: Iterable[str] = ()) -> None:
        self._card, self._orders, self._year = school.card, school.orders, today.year
        self._taken = {series: self._last(school, series) for series in Series}
        self._used = dict.fromkeys(Series, False)
        self._wanted: set[Series] = set()
        for number in wanted:
            self._begin_at(number)

    def next(self, series: Series) -> str:
        """The next number of a series in the school's own format; it is still free."""
        return self.number_format(series).replace(PLACE, str(self.next_running(series)))

    def next_running(self, series: Series) -> int:
        """The running part of the next number."""
        return self._taken[series] + 1

    def take(self, series: Series) -> None:
        """Use the next number up."""
        self._taken[series] += 1
        self._used[series] = True

    def number_format(self, series: Series) -> str:
        """How the school writes numbers of the series; its example where it did not say."""
        column = _FIELDS[series][0]
        return without_sign(column.of(self._card) or column.example)

    def format_field(self, series: Series) -> Cell:
        """The cell «Номер приказа…» of the series."""
        return self._card.at(_FIELDS[series][0])

    def is_new_year(self, series: Series) -> bool:
        """Whether the journal has orders of the series, but none of this calendar year.

        A number that a person wants is a beginning.
        """
        mine = [order.dated for order in self._orders if order.series == series and order.dated]
        started = series in self._wanted or any(day.year == self._year for day in mine)
        return bool(mine) and not started

    def starts_anew(self, series: Series) -> bool:
        """Whether the next number is the first one, since no setting says where to go on."""
        return not _FIELDS[series][1].of(self._card)

    def last_column(self, series: Series) -> Column:
        """The column «Последний номер…» of the series."""
        return _FIELDS[series][1]

    def last_field(self, series: Series) -> Cell:
        """The cell «Последний номер…» of the series."""
        return self._card.at(_FIELDS[series][1])

    def raised(self) -> Iterator[SetCell]:
        """«Последний номер…» brought up to the numbers taken, where the school keeps it."""
        for series in Series:
            known, cell = _FIELDS[series][1](self._card), self.last_field(series)
            if known is not None and self._used[series]:
                yield SetCell(cell.sheet, cell.row, cell.header, self._taken[series])

    def _begin_at(self, number: str) -> None:
        wanted = fold(without_sign(number))
        formats = {series: self.number_format(series) for series in Series}
        meant = [
            series
            for series, form in formats.items()
            if fold(form.replace(PLACE, str(running_number(number, form)))) == wanted
        ]
        if len(meant) != 1:
            known = " и ".join(f"«{form.replace(PLACE, '1')}»" for form in formats.values())
            raise JobError(
                f"Номер «{number}» не похож на номера школы ({known}): впишите его так же, как "
                "они записаны на листе «Школа»"
            )
        running, last = running_number(number, formats[meant[0]]) or 0, self._taken[meant[0]]
        if running <= last:
            raise JobError(
                f"Номер «{number}» уже занят или идёт раньше последнего ({last}): впишите номер "
                f"не меньше {last + 1}"
            )
        self._taken[meant[0]] = running - 1
        self._wanted.add(meant[0])

    def _last(self, school: School, series: Series) -> int:
        pattern = self.number_format(series)
        taken = [
            running_number(order.number, pattern, self._year)
            for order in school.orders
            if order.series == series and order.dated and order.dated.year == self._year
        ]
        last = _FIELDS[series][1].of(self._card) or 0
        return max([last, *(number for number in taken if number is not None)])
