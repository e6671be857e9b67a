"""The journal of orders: what a reference to an order means."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from nastavnik.domain.index import indexed
from nastavnik.domain.order_numbers import running_number
from nastavnik.model.school import School
from nastavnik.model.sheets import Order
from nastavnik.model.text import fold


class OrderJournal:
    """The journal of orders, to look up what a reference means."""

    def __init__(self, school: School) -> None:
        self._orders = [order for order in school.orders if order.number]
        self._exact = {(fold(order.number), order.dated) for order in self._orders}

    @cached_property
    def _by_number(self) -> Mapping[str, Order]:
        return {fold(order.number): order for order in reversed(self._orders)}

    @cached_property
    def _by_running_number(self) -> Mapping[tuple[int | None, date | None], Order]:
        return {
            (running_number(order.number), order.dated): order for order in reversed(self._orders)
        }

    def knows(self, number: str, day: date | None) -> bool:
        """Whether the order is there, be it with another form of the number or another date."""
        return self._has(number, day) or self.meant(number, day) is not None

    def _has(self, number: str, day: date | None) -> bool:
        return (fold(number), day) in self._exact

    def meant(self, number: str, day: date | None) -> Order | None:
        """The order that is there with another form of the number, or another date."""
        if self._has(number, day):
            return None
        same_day = self._by_running_number.get((running_number(number), day))
        return same_day or self._by_number.get(fold(number))


@indexed
def journal_of(school: School) -> OrderJournal:
    """The journal of orders of a school."""
    return OrderJournal(school)
