"""Whose consent the law wants: people's own, and that of workers who become mentors."""

from __future__ import annotations

from nastavnik.domain.law import ARTICLE_SINCE
from nastavnik.domain.pairs import both
from nastavnik.domain.people import TEACHERS, WORKERS, is_minor, years_old
from nastavnik.domain.situation import Situation
from nastavnik.model.school import School
from nastavnik.model.sheets import Pair, Person

OWN_SIGNATURE = 14
"""The age from which a pupil signs too, where the school sets no other."""


def signs_alone(person: Person, situation: Situation) -> bool:
    """Whether the person signs a consent: an adult, or a pupil of the school's age for it."""
    years = years_old(person, situation.today)
    least = situation.school.card.own_consent_age or OWN_SIGNATURE
    return (years if years is not None else 0) >= least or not is_minor(person, situation.today)


def needs_worker_consent(school: School, pair: Pair) -> bool:
    """Whether art. 351.8 wants a written consent: worker with worker, outside the job itself."""
    mentor, mentee = both(school, pair)
    if not (mentor and mentee) or mentor.part_of_job:
        return False
    late = pair.start is None or pair.start >= ARTICLE_SINCE
    return late and mentor.role in WORKERS and mentee.role in TEACHERS
