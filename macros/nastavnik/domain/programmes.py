"""Personal programmes as a book holds them: whose tasks they are, and how far a pair has come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from nastavnik.domain.index import indexed
from nastavnik.domain.pairs import both
from nastavnik.domain.people import LEARNERS
from nastavnik.model.choices import DayKind, TaskMark
from nastavnik.model.school import School
from nastavnik.model.sheets import Day, Pair, Pairing, ProgrammeTask
from nastavnik.model.text import fold

TO_FILL = "[впишите"
"""How a text begins that a person has yet to write."""

Names = tuple[str, str]
"""Folded names of a mentor and a mentee."""


def names_of(row: Pairing) -> Names:
    """The two people of a row, as rows are compared by them."""
    return fold(row.mentor), fold(row.mentee)


@indexed
def _tasks_by_names(school: School) -> Mapping[Names, tuple[ProgrammeTask, ...]]:
    tasks: dict[Names, list[ProgrammeTask]] = {}
    for task in school.tasks:
        tasks.setdefault(names_of(task), []).append(task)
    return {names: tuple(rows) for names, rows in tasks.items()}


@indexed
def times_paired(school: School) -> Mapping[Names, int]:
    """How many rows of «Пары» two people have: another year is another row."""
    return Counter(map(names_of, school.pairs))


def tasks_of(school: School, pair: Pair) -> tuple[ProgrammeTask, ...]:
    """The tasks of a pair; of those who were a pair before, the tasks due in its own time."""
    names = names_of(pair)
    mine = _tasks_by_names(school).get(names, ())
    if times_paired(school)[names] < 2:
        return mine
    return tuple(task for task in mine if task.due and lasts_on(pair, task.due))


def lasts_on(pair: Pair, day: date) -> bool:
    """Whether a day lies within the term of a pair, as far as the term is known."""
    return (pair.start or day) <= day <= (pair.end or day)


class TaskState(StrEnum):
    """How a task stands on a day."""

    AHEAD = "впереди"
    UNDERWAY = "идёт"
    DONE = "сделано"
    PARTLY = "частично"
    OVERDUE = "просрочено"
    DROPPED = "снято"


NEAR_DAYS = 31
"""A task is under way in the month before its day."""


def task_state(task: ProgrammeTask, today: date) -> TaskState:
    """How a task stands: what a person marked, else what its day says."""
    if task.mark == TaskMark.DROPPED:
        return TaskState.DROPPED
    if task.mark == TaskMark.PARTLY:
        return TaskState.PARTLY
    if task.mark == TaskMark.DONE or (task.done_on and not task.mark):
        return TaskState.DONE
    if task.due and task.due < today:
        return TaskState.OVERDUE
    near = task.due is not None and (task.due - today).days < NEAR_DAYS
    return TaskState.UNDERWAY if near else TaskState.AHEAD


class PairProgress(NamedTuple):
    """How far a pair has come: its tasks by their states."""

    states: Mapping[TaskState, int]

    @classmethod
    def of(cls, tasks: Iterable[ProgrammeTask], today: date) -> PairProgress:
        """The progress that the tasks show on a day."""
        return cls(Counter(task_state(task, today) for task in tasks))

    @property
    def total(self) -> int:
        """So many tasks count: what was dropped does not."""
        return sum(self.states.values()) - self.states.get(TaskState.DROPPED, 0)

    @property
    def done(self) -> int:
        """So many tasks are done in full."""
        return self.states.get(TaskState.DONE, 0)

    @property
    def percent(self) -> int | None:
        """Which part of the tasks is done; None where there are none."""
        return 100 * self.done // self.total if self.total else None


def middle_of(pair: Pair) -> date | None:
    """The day in the middle of the term of a pair; None where the term is not known."""
    if pair.start is None or pair.end is None or pair.end < pair.start:
        return None
    return pair.start + (pair.end - pair.start) / 2


def of_learners(school: School, pair: Pair) -> bool:
    """Whether somebody in the pair learns at school: vacations are theirs."""
    return any(person is not None and person.role in LEARNERS for person in both(school, pair))


@indexed
def vacations(school: School) -> frozenset[date]:
    """The days that «Праздники» calls vacations."""
    rows = school.table(Day).rows
    return frozenset(row.day for row in rows if row.day and row.kind == DayKind.VACATION)
