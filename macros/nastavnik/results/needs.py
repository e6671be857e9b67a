"""What mentees ask for, by areas, and which of it the mentors of the school can give."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from nastavnik.domain.people import LEARNERS
from nastavnik.model.choices import TaskArea
from nastavnik.model.sheets import BankTask, Mentee, Mentor
from nastavnik.results.programmes.areas import areas_of
from nastavnik.results.season import Season

OTHER = "другое"


class RequestArea(NamedTuple):
    """An area of requests: how many ask, how many of them teach, who can give."""

    area: str
    people: int
    teachers: int
    mentors: int

    @property
    def is_unmet(self) -> bool:
        """Whether nobody in the registry offers it."""
        return not self.mentors


class Needs(NamedTuple):
    """How many were asked of how many, and what they want, the most wanted first."""

    asked: int
    people: int
    needs: tuple[RequestArea, ...]


def needs_of(season: Season) -> Needs:
    """The requests of everybody who is still in the registry of mentees."""
    school, day = season.school, season.today
    present = [m for m in school.mentees if not (m.left_on and m.left_on <= day)]
    asking = [mentee for mentee in present if mentee.request.strip()]
    known = _areas(season)
    wanted: dict[str, list[Mentee]] = {}
    for mentee in asking:
        learner = mentee.role in LEARNERS
        for area in areas_of(mentee.request, known, learner=learner) or (OTHER,):
            wanted.setdefault(area, []).append(mentee)
    mentors = [m for m in school.mentors if not (m.left_on and m.left_on <= day)]
    needs = [_need(area, people, mentors, known) for area, people in wanted.items()]
    ordered = sorted(needs, key=lambda need: (need.area == OTHER, -need.people, need.area))
    return Needs(len(asking), len(present), tuple(ordered))


def _areas(season: Season) -> tuple[str, ...]:
    own = (task.area for task in season.school.table(BankTask).rows if task.area)
    return tuple(dict.fromkeys((*(area.value for area in TaskArea), *own)))


def _need(
    area: str, people: list[Mentee], mentors: list[Mentor], known: tuple[str, ...]
) -> RequestArea:
    teachers = sum(mentee.role not in LEARNERS for mentee in people)
    offering = sum(area in _offered(mentor, known) for mentor in mentors)
    return RequestArea(area, len(people), teachers, offering)


def _offered(mentor: Mentor, known: tuple[str, ...]) -> Iterator[str]:
    """The areas in which a mentor says that he can help; of learners a subject is study."""
    yield from areas_of(mentor.skills, known)
    yield from areas_of(mentor.skills, known, learner=True)
