"""What a school allows in each form of mentoring: sizes of groups, mentors of one mentee."""

from __future__ import annotations

from typing import NamedTuple

from nastavnik.model.school import School
from nastavnik.model.sheets import Mentor


class Span(NamedTuple):
    """How many mentees a mentor may lead in a form: none, or at least `least`, at most `most`.

    `most` is None where only the places of the mentor count.
    """

    least: int = 1
    most: int | None = None

    def __str__(self) -> str:
        most = "" if self.most is None else f"до {self.most}"
        return " ".join(filter(None, (f"от {self.least}" if self.least > 1 else "", most)))


def span_of(school: School, mentor: Mentor | None, form: str) -> Span:
    """The sizes of a group: the mentor's own least size counts before that of the form."""
    row = school.forms.get(form)
    own = mentor.group_from if mentor else None
    return Span(own or (row and row.group_from) or 1, row.group_to if row else None)


def mentors_allowed(school: School, form: str) -> int:
    """How many mentors of one form a mentee may have."""
    row = school.forms.get(form)
    return (row and row.mentors) or 1
