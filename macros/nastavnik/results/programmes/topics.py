"""Which tasks of its programme the meetings of a pair were about: asked, never marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from nastavnik.domain.lemmas import lemma
from nastavnik.domain.pairs import settled_pairs
from nastavnik.domain.programmes import Names, lasts_on, names_of, tasks_of
from nastavnik.model.findings import Finding
from nastavnik.model.memory import remembered
from nastavnik.model.school import School
from nastavnik.model.sheets import MeetingRow, ProgrammeTask
from nastavnik.model.text import fold
from nastavnik.results.programmes.codes import ON_TOPIC
from nastavnik.russian.subjects import WORD

ENOUGH = 0.6
"""Such a part of the words of a task is heard in a topic that is about it."""
FEWEST_WORDS = 2
SHOWN = 3


def asked_of_meetings(school: School, until: date = date.max) -> Iterator[Finding]:
    """A question for each task that is not marked and was the topic of a meeting until a day."""
    meetings = _meetings(school)
    for pair in settled_pairs(school):
        tasks = tasks_of(school, pair)
        held = [
            meeting
            for meeting in meetings.get(names_of(pair), ())
            if meeting.held_on and meeting.held_on <= until and lasts_on(pair, meeting.held_on)
        ]
        days: dict[int, list[date]] = {}
        for meeting in held:
            task = _meant(meeting.topic, tasks)
            if task and meeting.held_on and not task.mark and not task.done_on:
                days.setdefault(task.row, []).append(meeting.held_on)
        yield from (_question(school, task, days[task.row]) for task in tasks if task.row in days)


def _meetings(school: School) -> Mapping[Names, list[MeetingRow]]:
    found: dict[Names, list[MeetingRow]] = {}
    for meeting in school.meetings:
        found.setdefault(names_of(meeting), []).append(meeting)
    return found


def _meant(topic: str, tasks: Sequence[ProgrammeTask]) -> ProgrammeTask | None:
    """The task that a topic is about; None where there is none, or more than one fit alike."""
    fitting = [(_likeness(topic, task.task), task) for task in tasks]
    best = max((likeness for likeness, _ in fitting), default=0.0)
    alike = [task for likeness, task in fitting if likeness == best]
    return alike[0] if best >= ENOUGH and len(alike) == 1 else None


def _likeness(topic: str, task: str) -> float:
    """Which part of the words of a task its topic has; 1 where they are the same text."""
    if fold(topic) == fold(task):
        return 1.0
    said, wanted = _words(topic), _words(task)
    common = len(said & wanted)
    return common / len(wanted) if common >= FEWEST_WORDS else 0.0


@remembered(4096)
def _words(text: str) -> frozenset[str]:
    return frozenset(filter(None, map(lemma, WORD.findall(fold(text)))))


def _question(school: School, task: ProgrammeTask, days: Sequence[date]) -> Finding:
    cell = task.at(ProgrammeTask.done_on)
    shown = ", ".join(f"{day:%d.%m.%Y}" for day in sorted(days)[-SHOWN:])
    return ON_TOPIC.at("", days=shown, task=task.task)._replace(
        sheet=cell.sheet,
        cell=school.address(cell),
        header=cell.header,
        value=school.value(cell),
    )
