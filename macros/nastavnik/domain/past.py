"""Who took part in earlier years, as «Долгосрочная база» knows it, under whatever name by now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from nastavnik.domain.index import indexed
from nastavnik.model.choices import PairSide
from nastavnik.model.school import School
from nastavnik.model.sheets import BaseRow, Person
from nastavnik.model.text import fold, items


def names_of(person: Person) -> tuple[str, ...]:
    """The folded names under which a person may stand somewhere: today's, and the former one."""
    return tuple(fold(name) for name in (person.full_name, person.former_name) if name)


def _names_today(people: Iterable[Person]) -> dict[str, str]:
    """Folded name, today's or former → today's; who has it today comes before who had it."""
    people = tuple(people)
    former = {fold(p.former_name): fold(p.full_name) for p in people if p.former_name}
    return former | {fold(person.full_name): fold(person.full_name) for person in people}


@indexed
def worked_together(school: School) -> frozenset[tuple[str, str]]:
    """Pairs of earlier years, by the folded names that mentor and mentee have today."""
    mentors, mentees = _names_today(school.mentors), _names_today(school.mentees)
    return frozenset(
        (mentors.get(fold(row.full_name), ""), mentees.get(fold(partner), ""))
        for row in school.table(BaseRow).rows
        if row.side == PairSide.MENTOR and row.full_name
        for partner in items(row.partners)
    )


@indexed
def years_as_mentor(school: School) -> Mapping[str, tuple[str, ...]]:
    """The years in which somebody was a mentor, by the folded name that the person has today."""
    known = _names_today(school.people)
    years: dict[str, list[str]] = {}
    for row in school.table(BaseRow).rows:
        if row.side == PairSide.MENTOR and row.full_name:
            name = fold(row.full_name)
            years.setdefault(known.get(name, name), []).append(row.year)
    return {name: tuple(sorted(found)) for name, found in years.items()}
