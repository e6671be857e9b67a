"""The button that makes the orders of appointment."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from nastavnik.documents.batch import Batch, DocumentsMade
from nastavnik.documents.catalogue import APPOINTING
from nastavnik.documents.making import Templates
from nastavnik.documents.permission import Asked
from nastavnik.model.choices import PairState
from nastavnik.model.school import School
from nastavnik.model.text import counted

NOBODY_WAITS = "Приказ делать не на кого: ни одна принятая пара (лист «Пары») не ждёт приказа"


def make_orders(
    school: School, templates: Templates, today: date, register: bool = False
) -> DocumentsMade:
    """The orders that appoint all pairs without one: drafts, or registered ones.

    `templates` are DOCX files by name. An order names the accepted pairs whose papers are in order,
    a draft no others; what holds the others back is in the findings, with the cell to fill.
    """
    batch = Batch(school, templates, today)
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
