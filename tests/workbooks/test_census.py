"""What is counted as lost: a rule is kept only where the cells that it is for stand now."""

from __future__ import annotations

from nastavnik.model.cells import RecordTable
from nastavnik.model.schema import Record
from nastavnik.model.sheets import Mentor
from nastavnik.workbooks.restore.census import census
from nastavnik.workbooks.restore.holdings import DeclaredSheet, Holdings, InputRule

HEADER_ROW = 4
IN_THIRD = InputRule("list", (((5, 3), (500, 3)),))
IN_FOURTH = InputRule("list", (((5, 4), (500, 4)),))


def book(column: int, *rules: InputRule) -> Holdings:
    """A book whose only sheet has one header, in this column, and these rules."""
    table = RecordTable[Record](Mentor, headers={"Класс": column}, header_row=HEADER_ROW)
    sheet = DeclaredSheet(table, rules, 0, 0, 0, 0, 0, is_set_up=True, repeats_titles=False)
    return Holdings((Mentor.sheet,), (), {Mentor.sheet: sheet}, {})


def lost_rules(own: Holdings, fresh: Holdings) -> int:
    """How many rules of the fresh book the other lacks."""
    return sum(i.wanted - i.found for i in census(own, fresh).lost if i.kind == "правила ввода")


def test_a_rule_as_the_fresh_book_has_it_is_kept() -> None:
    assert lost_rules(book(3, IN_THIRD), book(3, IN_THIRD)) == 0
    assert lost_rules(book(3), book(3, IN_THIRD)) == 1


def test_a_rule_must_have_gone_with_its_column() -> None:
    assert lost_rules(book(4, IN_FOURTH), book(3, IN_THIRD)) == 0
    assert lost_rules(book(4, IN_THIRD), book(3, IN_THIRD)) == 1
