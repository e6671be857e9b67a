"""The questions that a new book asks; a school may change them in its sheet «Вопросы»."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from nastavnik.model.sheets import QuestionRow

LINE_BREAK = " / "
"""What stands in the data between entries of a cell that has several."""


@cache
def standard_questions() -> tuple[QuestionRow, ...]:
    """The questions by form, role and occasion, in the order in which they are asked."""
    text = Path(__file__).with_name("questions.tsv").read_text(encoding="utf-8")
    lines = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return tuple(_question(line) for line in lines)


def _question(line: dict[str, str]) -> QuestionRow:
    several = (QuestionRow.kinds, QuestionRow.forms, QuestionRow.roles, QuestionRow.options)
    split = {c.title: line[c.title].replace(LINE_BREAK, "\n") for c in several}
    number = QuestionRow.order.title
    return QuestionRow.titled({**line, **split, number: int(line[number])})
