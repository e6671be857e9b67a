"""What a step asked once and the book has not answered yet: kept in «Проверка» by every check."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from nastavnik.domain.explanations import (
    GONE,
    LookedForBy,
    finding_of,
    names_in,
    stands,
    value_now,
)
from nastavnik.model.findings import Finding
from nastavnik.model.grid import address, position
from nastavnik.model.schema import Record
from nastavnik.model.school import School
from nastavnik.model.sheets import Check, Person
from nastavnik.model.text import fold
from nastavnik.rules.returns import place_of


def unanswered(school: School, found: Collection[Finding]) -> Iterator[Finding]:
    """The lasting questions of «Проверка» that still stand, less those that a rule has `found`.

    A question is answered when its cell holds something else, when the person has left, and when
    its row is gone; it follows a row that was sorted.
    """
    asked = [row for row in school.table(Check).rows if _is_open(row)]
    places = {place_of(each) for each in found} if asked else set()
    for row in asked:
        finding = _where_now(school, finding_of(row)._replace(who=row.who, lasting=True))
        if finding and place_of(finding) not in places and stands(school, finding):
            yield finding._replace(value=value_now(school, finding))


def _is_open(row: Check) -> bool:
    return row.looked_for_by == LookedForBy.STEP and row.level != GONE


def _where_now(school: School, finding: Finding) -> Finding | None:
    """The finding at the row of those it is about; None where there is none, or they have left."""
    table = school.tables.get(finding.sheet or "")
    if table is None or not finding.cell or not finding.who:
        return finding
    row, column = position(finding.cell)
    alike = [each for each in table.rows if _is_about(each, finding.who)]
    there = next((each for each in alike if each.row == row), alike[0] if alike else None)
    if there is None or (isinstance(there, Person) and there.left_on):
        return None
    return finding._replace(cell=address(there.row, column))


def _is_about(record: Record, who: str) -> bool:
    return fold(" – ".join(names_in(record, personal=True))) == fold(who)
