"""What registering an order writes into a row, from its number and date: column → value."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from nastavnik.model.choices import PairState
from nastavnik.model.findings import Value
from nastavnik.model.schema import Column, Record
from nastavnik.model.sheets import Card, Pair


def appointed(pair: Record, number: str, dated: date) -> Mapping[Column, Value]:
    """The pair works under this order."""
    return {Pair.order: number, Pair.order_on: dated, Pair.state: PairState.ACTIVE.value}


def approved(pair: Record, number: str, dated: date) -> Mapping[Column, Value]:
    """The order approved the programme of the pair."""
    return {Pair.program_order: f"№ {number} от {dated:%d.%m.%Y}"}


def finished(pair: Record, number: str, dated: date) -> Mapping[Column, Value]:
    """The pair is over."""
    return {Pair.state: PairState.FINISHED.value}


def regulated(card: Record, number: str, dated: date) -> Mapping[Column, Value]:
    """The order put the regulation of the school in force."""
    return {Card.regulation: number, Card.regulation_on: dated}


def appointed_next(pair: Record, number: str, dated: date) -> Mapping[Column, Value]:
    """The pair that follows works under this order; nothing of the one that ended."""
    is_next = isinstance(pair, Pair) and pair.state != PairState.STOPPED
    return appointed(pair, number, dated) if is_next else {}
