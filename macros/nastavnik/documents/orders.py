"""The button that makes the orders of appointment."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from nastavnik.documents.batch import Batch
from nastavnik.documents.catalogue import APPOINTMENTS
from nastavnik.documents.making import Templates
from nastavnik.model.outcome import Outcome
from nastavnik.model.school import School

NOBODY_WAITS = (
    "Приказ делать не на кого: ни одна предложенная или принятая пара не ждёт приказа. "
    "Пары — на листе «Пары»"
)


def make_orders(
    school: School, templates: Templates, today: date, register: bool = False
) -> Outcome:
    """The orders of appointment for all pairs without one: drafts, or registered ones.

    `templates` are DOCX files by name. Registering takes the accepted pairs whose papers are in
    order; what holds the others back is in the findings, with the cell to fill.
    """
    batch = Batch(school, templates, today, register)
    for kind in APPOINTMENTS:
        batch.make(kind, missing=True, named=True)
    outcome = batch.outcome()
    idle = not (outcome.changes.files or outcome.findings)
    return replace(outcome, message=NOBODY_WAITS) if idle else outcome
