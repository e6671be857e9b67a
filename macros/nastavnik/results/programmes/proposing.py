"""The verb `programme`: a goal, tasks and their days for every pair that has no programme yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from nastavnik.domain.pairs import both, settled_pairs
from nastavnik.domain.people import LEARNERS
from nastavnik.domain.programmes import (
    PairProgress,
    of_learners,
    tasks_of,
    vacations,
)
from nastavnik.domain.situation import Situation
from nastavnik.model.changes import AppendRows, Change, Changes, SetCell
from nastavnik.model.choices import Form, MenteeRole, TaskOccasion, Way
from nastavnik.model.codes import FindingCode
from nastavnik.model.errors import JobError
from nastavnik.model.findings import Finding
from nastavnik.model.outcome import Listing, Outcome
from nastavnik.model.parsing import cell_value
from nastavnik.model.schema import Cell
from nastavnik.model.school import School
from nastavnik.model.sheets import BankTask, Mentee, Pair, ProgrammeTask
from nastavnik.model.text import counted
from nastavnik.results.programmes.areas import areas_of
from nastavnik.results.programmes.codes import IN_VACATION, NO_AREA, NO_TASKS, NO_TERM
from nastavnik.results.programmes.dates import due_on
from nastavnik.results.programmes.goals import UNKNOWN, goal_of
from nastavnik.results.programmes.topics import asked_of_meetings

MOST_CHOSEN = 8
"""So many tasks are chosen by request, besides those that every pair has."""
MONTH_IF_NONE = 4
"""A task of the bank without a month is due in the middle of the year."""
QUALIFYING_YEARS = range(2, 4)
AS_IN: Mapping[str, str] = {
    Form.LEADER: Form.TEACHER,
    Form.STUDENT: Form.PUPIL,
    Form.EMPLOYER: Form.PUPIL,
    Form.EMPLOYER_STUDENT: Form.EMPLOYER,
}
"""Form → another whose tasks suit it too, where they are asked for."""


class ProposedProgramme(NamedTuple):
    """A programme for a pair: its goal, "" where it has one, and its tasks in their order."""

    pair: Pair
    goal: str
    tasks: tuple[ProgrammeTask, ...]

    def as_json(self) -> dict[str, Any]:
        """The programme in the shape other programs read."""
        return {
            "mentor": self.pair.mentor,
            "mentee": self.pair.mentee,
            "goal": self.goal or self.pair.goal,
            "tasks": [
                {
                    "area": task.area,
                    "task": task.task,
                    "due": task.due.isoformat() if task.due else None,
                    "result": task.outcome,
                    "evidence": task.evidence,
                }
                for task in self.tasks
            ],
        }


@dataclass(frozen=True)
class ProgrammesProposed(Outcome):
    """Programmes for new pairs, and how far the others have come."""

    proposed: tuple[ProposedProgramme, ...] = ()
    progress: Mapping[tuple[str, str], PairProgress] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The programmes in the shape other programs read."""
        return {
            "pairs": [programme.as_json() for programme in self.proposed],
            "findings": [finding.as_json() for finding in self.findings],
        }

    def listings(self) -> Iterator[Listing]:
        """The proposals, and below them the progress of the programmes that were there."""
        if self.proposed:
            titles = ("Наставник", "Наставляемый", "Цель", "Заданий")
            rows = [
                (p.pair.mentor, p.pair.mentee, p.goal or p.pair.goal, str(len(p.tasks)))
                for p in self.proposed
            ]
            yield Listing(titles, rows, ": все они на листе «Программы»")
        if self.progress:
            titles = ("Наставник", "Наставляемый", "Сделано", "Состояние")
            yield Listing(titles, list(self._progress_rows()), " пар")

    def _progress_rows(self) -> Iterator[tuple[str, ...]]:
        for names, progress in self.progress.items():
            states = ", ".join(f"{state} — {n}" for state, n in progress.states.items())
            yield (*names, f"{progress.done} из {progress.total}", states)

    def previews(self, sheet: str) -> bool:
        """The tasks are too many to list cell by cell."""
        return sheet != ProgrammeTask.sheet


def propose_programmes(school: School, today: date) -> ProgrammesProposed:
    """A programme for each accepted pair that has no tasks; what a person wrote stays.

    Raises:
        JobError: the book has no bank of tasks.
    """
    if not school.table(BankTask).headers or not school.table(ProgrammeTask).headers:
        raise JobError(
            f"В книге нет листов «{ProgrammeTask.sheet}» и «{BankTask.sheet}»: "
            "нажмите «Восстановить книгу»"
        )
    situation = Situation.of(school, today)
    proposed: list[ProposedProgramme] = []
    findings: list[Finding] = []
    progress: dict[tuple[str, str], PairProgress] = {}
    for pair in settled_pairs(school):
        if tasks := tasks_of(school, pair):
            progress[pair.mentor, pair.mentee] = PairProgress.of(tasks, today)
        elif pair.mentor and pair.mentee:
            programme, remarks = _proposal(situation, pair)
            findings += remarks
            proposed += [programme] if programme.tasks else []
    findings += asked_of_meetings(school, today)
    message = _message(proposed, len(progress))
    return ProgrammesProposed(
        message, Changes(tuple(_changes(proposed))), tuple(findings), tuple(proposed), progress
    )


def _message(proposed: Sequence[ProposedProgramme], known: int) -> str:
    if not proposed:
        return f"Новых программ нет: составлены раньше — {known}"
    tasks = sum(len(programme.tasks) for programme in proposed)
    in_them = counted(tasks, "задание", "задания", "заданий")
    return (
        f"Составлено программ: {len(proposed)}, в них {in_them}; "
        "проверьте и поправьте их на листе «Программы»"
    )


def _proposal(situation: Situation, pair: Pair) -> tuple[ProposedProgramme, list[Finding]]:
    school = situation.school
    if pair.start is None or pair.end is None or pair.end < pair.start:
        cell = pair.at(Pair.end if pair.start else Pair.start)
        return ProposedProgramme(pair, "", ()), [_asked(NO_TERM, school, cell)]
    bank = [task for task in school.table(BankTask).rows if task.task]
    fitting = [task for task in bank if task.form in _forms_for(pair)]
    areas, chosen = _chosen(school, pair, fitting)
    if not any(task.form == pair.form for task in fitting):
        cell = pair.at(Pair.form)
        return ProposedProgramme(pair, "", ()), [_asked(NO_TASKS, school, cell, form=pair.form)]
    _, mentee = both(school, pair)
    learner = mentee is not None and mentee.role in LEARNERS
    goal = "" if pair.goal else goal_of(areas, chosen, pair.end, learner=learner)
    findings = [_asked(NO_AREA, school, pair.at(Pair.goal))] if goal == UNKNOWN else []
    tasks = tuple(_dated(situation, pair, pair.start, pair.end, chosen))
    findings += _in_vacations(school, pair, tasks)
    return ProposedProgramme(pair, goal, tasks), findings


def _forms_for(pair: Pair) -> tuple[str, ...]:
    """The forms whose tasks suit a pair, its own before the others."""
    return ("", pair.form, AS_IN.get(pair.form, ""))


def _chosen(
    school: School, pair: Pair, bank: Sequence[BankTask]
) -> tuple[tuple[str, ...], list[BankTask]]:
    """The areas that the pair works on, and the tasks of the bank for it."""
    mentor, mentee = both(school, pair)
    known = [task.area for task in bank]
    learner = mentee is not None and mentee.role in LEARNERS
    asked = areas_of(mentee.request, known, learner=learner) if mentee else ()
    skills = mentor.skills if mentor else ""
    offered = set(areas_of(skills, known, learner=learner))
    areas = tuple(sorted(asked, key=lambda area: area not in offered))
    always = [task for task in bank if task.occasion == TaskOccasion.ALWAYS]
    due = _occasions(pair, mentee)
    own = [task for task in bank if task.form in ("", pair.form)]
    first = [task for task in own if task.occasion in due]
    others = [task for task in bank if task not in always and task not in first]
    wanted = _in_turns(areas, [task for task in others if task.occasion != TaskOccasion.REVERSE])
    return areas, [*always, *[*first, *wanted][: max(MOST_CHOSEN, len(first))]]


def _occasions(pair: Pair, mentee: Mentee | None) -> set[str]:
    """The occasions of the bank on which this pair gets tasks without asking for them."""
    if pair.way == Way.REVERSE:
        return {TaskOccasion.REVERSE}
    if mentee is None or mentee.role in LEARNERS:
        return set()
    found: set[str] = set()
    if mentee.role == MenteeRole.NOVICE and (mentee.seniority or 0) < QUALIFYING_YEARS.start:
        found.add(TaskOccasion.NOVICE)
    if mentee.seniority is not None and int(mentee.seniority) in QUALIFYING_YEARS:
        found.add(TaskOccasion.QUALIFYING)
    return found


def _in_turns(areas: Sequence[str], tasks: Sequence[BankTask]) -> Iterator[BankTask]:
    """The tasks of these areas, one of each area in turn."""
    queues = [[task for task in tasks if task.area == area] for area in areas]
    for number in range(max(map(len, queues), default=0)):
        yield from (queue[number] for queue in queues if number < len(queue))


def _dated(
    situation: Situation, pair: Pair, start: date, end: date, chosen: Sequence[BankTask]
) -> Iterator[ProgrammeTask]:
    """The tasks with their days, numbered in the order of these."""
    dated = [
        (due_on(_month(task), start, end, situation.calendar), place, task)
        for place, task in enumerate(chosen)
    ]
    for number, (due, _, task) in enumerate(sorted(dated, key=lambda each: each[:2]), start=1):
        yield ProgrammeTask(
            mentor=pair.mentor,
            mentee=pair.mentee,
            number=number,
            section=task.section,
            area=task.area,
            task=task.task,
            due=due,
            outcome=task.outcome,
            evidence=task.evidence,
        )


def _month(task: BankTask) -> int:
    return MONTH_IF_NONE if task.month is None else task.month


def _in_vacations(school: School, pair: Pair, tasks: Sequence[ProgrammeTask]) -> Iterator[Finding]:
    """Tasks of learners that are due in vacations."""
    if not of_learners(school, pair):
        return
    for task in tasks:
        if task.due in vacations(school):
            cell = pair.at(Pair.mentee)
            yield _asked(IN_VACATION, school, cell, task=task.task, day=f"{task.due:%d.%m.%Y}")


def _asked(code: FindingCode, school: School, cell: Cell, **particulars: str) -> Finding:
    return code.at("", **particulars)._replace(
        sheet=cell.sheet,
        cell=school.address(cell),
        header=cell.header,
        value=school.value(cell),
    )


def _changes(proposed: Sequence[ProposedProgramme]) -> Iterator[Change]:
    """The goals beside their pairs, and the tasks below those that are there."""
    for programme in proposed:
        if programme.goal:
            pair = programme.pair
            yield SetCell(pair.sheet, pair.row, Pair.goal.title, programme.goal)
    rows = [task for programme in proposed for task in programme.tasks]
    if rows:
        yield AppendRows(ProgrammeTask.sheet, tuple(map(_row, rows)))


def _row(task: ProgrammeTask) -> dict[str, Any]:
    values = {column.title: cell_value(column.of(task), column) for column in task.columns}
    return {title: value for title, value in values.items() if value not in ("", None)}
