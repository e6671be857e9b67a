"""Papers whose time runs out before the new year does: what the rules will say on its last day."""

from __future__ import annotations

from collections.abc import Iterator

from nastavnik.model.findings import Finding, Level
from nastavnik.model.grid import position
from nastavnik.model.sheets import Mentor
from nastavnik.rules.engine import run_rules
from nastavnik.rules.papers import regulation_is_valid
from nastavnik.rules.terms import certificates_are_recent, training_is_renewed
from nastavnik.workbooks.new_year.roster import Lot, Roster
from nastavnik.workbooks.new_year.turn import YearTurn

_RULES = (certificates_are_recent, training_is_renewed, regulation_is_valid)


def ending_terms(turn: YearTurn, roster: Roster) -> Iterator[Finding]:
    """A question for each certificate, training and regulation that will not last the new year.

    The terms, and whether they matter at all, are those that the school has set for the rules.
    """
    lots = roster.lots[Mentor]
    for finding in run_rules(_RULES, turn.school, turn.new.end):
        row = position(finding.cell)[0] if finding.cell else 0
        if finding.sheet != Mentor.sheet or lots.get(row) is Lot.STAYS:
            yield finding._replace(level=Level.QUESTION)
