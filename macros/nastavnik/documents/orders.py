"""The button that makes the orders of appointment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from nastavnik.documents.batch import Batch, DocumentsMade, refuse_idle_numbers
from nastavnik.documents.catalogue.table import APPOINTING
from nastavnik.documents.making import Templates
from nastavnik.documents.permission import Asked
from nastavnik.model.choices import PairState
from nastavnik.model.school import School
from nastavnik.model.text import counted

NOBODY_WAITS = "Приказ делать не на кого: ни одна принятая пара (лист «Пары») не ждёт приказа"


def make_orders(
    school: School,
    templates: Templates,
    today: date,
    register: bool = False,
    numbers: Sequence[str] = (),
) -> DocumentsMade:
    """The orders that appoint all pairs without one: drafts, or registered ones.

    `templates` are DOCX files by name. An order names the accepted pairs whose papers are in order,
    a draft no others; what holds the others back is in the findings, with the cell to fill. The
    numbers are those that follow in the journal, or from `numbers` on.

    Raises:
        JobError: a number does not fit.
    """
    refuse_idle_numbers(numbers, register=register)
    batch = Batch(school, templates, today, numbers=numbers)
    for kind in APPOINTING:
        batch.make(kind, Asked(missing=True, register=register))
    outcome = batch.outcome()
    idle = not (outcome.changes.files or outcome.findings)
    said = NOBODY_WAITS if idle else outcome.message
    return replace(outcome, message=f"{said}{_proposed(school)}")


def _proposed(school: School) -> str:
    """How many proposed pairs are in no order, and what to do for that."""
    count = sum(pair.state == PairState.PROPOSED for pair in school.pairs)
    if not count:
        return ""
    pairs = counted(count, "предложенная пара", "предложенные пары", "предложенных пар")
    return f". Не вошли {pairs}: тем, кого закрепляете, поставьте состояние «принято»"
