"""Numbers of orders: one row of numbers per series and calendar year, taken once."""

from __future__ import annotations

from datetime import date

from nastavnik.domain.order_numbers import PLACE, running_number, without_sign
from nastavnik.model.schema import Cell
from nastavnik.model.school import School
from nastavnik.model.sheets import Card, Series

_FIELDS = {
    Series.MAIN: ("main_number", "main_last"),
    Series.STAFF: ("staff_number", "staff_last"),
}


class Journal:
    """Gives out the numbers of one day; one that was taken is not given again."""

    def __init__(self, school: School, today: date) -> None:
        self._card, self._orders, self._year = school.card, school.orders, today.year
        self._taken = {series: self._last(school, series) for series in Series}

    def next(self, series: Series) -> str:
        """The next number of a series in the school's own format; it is still free."""
        return self.number_format(series).replace(PLACE, str(self._taken[series] + 1))

    def take(self, series: Series) -> None:
        """Use the next number up."""
        self._taken[series] += 1

    def number_format(self, series: Series) -> str:
        """How the school writes numbers of the series; its example where it did not say."""
        name = _FIELDS[series][0]
        return without_sign(getattr(self._card, name) or Card.column(name).example)

    def format_field(self, series: Series) -> Cell:
        """Where «Номер приказа…» of the series stands."""
        return self._card.at(_FIELDS[series][0])

    def is_new_year(self, series: Series) -> bool:
        """Whether the next number follows «Последний номер…» alone, which may be last year's."""
        mine = [order.dated for order in self._orders if order.series == series and order.dated]
        started = any(day.year == self._year for day in mine)
        return bool(mine) and not started and bool(getattr(self._card, _FIELDS[series][1]))

    def last_field(self, series: Series) -> Cell:
        """Where «Последний номер…» of the series stands."""
        return self._card.at(_FIELDS[series][1])

    def _last(self, school: School, series: Series) -> int:
        pattern = self.number_format(series)
        taken = [
            running_number(order.number, pattern, self._year)
            for order in school.orders
            if order.series == series and order.dated and order.dated.year == self._year
        ]
        last = getattr(self._card, _FIELDS[series][1]) or 0
        return max([last, *(number for number in taken if number is not None)])
