"""What documents print of the work of a pair: its tasks, its progress, the words of both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from nastavnik.documents.context.views import Fields, Views
from nastavnik.documents.values import Text
from nastavnik.domain.answers import responses
from nastavnik.domain.events import came_to
from nastavnik.domain.index import indexed
from nastavnik.domain.meetings import meeting_days
from nastavnik.domain.programmes import PairProgress, TaskState, tasks_of
from nastavnik.model.choices import AnswerMeasure, GuestRole, PairState, TaskSection
from nastavnik.model.school import School
from nastavnik.model.sheets import (
    EventGuest,
    Mentee,
    Mentor,
    Pair,
    Person,
    Practice,
    ProgrammeTask,
)
from nastavnik.model.text import fold
from nastavnik.results.programmes.areas import ALWAYS_THERE

PROGRESS = ("сделано", "всего", "частично", "просрочено", "снято", "процент", "встреч", "области")
SECTION = ("название", "задания")
TASK = (
    *(column.tag for column in ProgrammeTask.columns),
    *("состояние", "факт", "по_запросу"),
)
INCENTIVE = ("критерий", "показатель")
WORDS: Mapping[str, AnswerMeasure] = {
    "получилось": AnswerMeasure.STRONG,
    "мешало": AnswerMeasure.WEAK,
    "предложения": AnswerMeasure.WISHES,
}
IN_BASE = ("фио", "роль", "годы", "наставляемых", "обучение", "готов", "выпускник")
LED = (PairState.ACTIVE, PairState.FINISHED, PairState.STOPPED)


def progress_of(school: School, pair: Pair, today: date) -> Fields:
    """How far a pair has come."""
    tasks = tasks_of(school, pair)
    progress = PairProgress.of(tasks, today)
    states = progress.states
    areas = dict.fromkeys(task.area for task in tasks if task.area not in ALWAYS_THERE)
    return {
        "сделано": progress.done,
        "всего": progress.total,
        "частично": states.get(TaskState.PARTLY, 0),
        "просрочено": states.get(TaskState.OVERDUE, 0),
        "снято": states.get(TaskState.DROPPED, 0),
        "процент": progress.percent or 0,
        "встреч": len(meeting_days(school, pair, today)),
        "области": ", ".join(filter(None, areas)),
    }


def sections_of(views: Views, pair: Pair) -> list[Fields]:
    """The tasks of a pair by the parts of its programme, in their order."""
    tasks = tasks_of(views.school, pair)
    known = [section.value for section in TaskSection]
    others = [task.section for task in tasks if task.section not in known]
    titles = [*known, *dict.fromkeys(others)]
    found = ((title, tuple(t for t in tasks if t.section == title)) for title in titles)
    return [
        {"название": title[:1].upper() + title[1:], "задания": views.each(rows)}
        for title, rows in found
        if rows
    ]


def words_of(school: School, name: str) -> Fields:
    """What somebody wrote last about what went well, what hindered, and what to change."""
    mine = [each for each in responses(school) if fold(each.first.who) == fold(name)]
    last = max(mine, key=lambda each: each.first.answered_on or date.min, default=None)
    return {tag: "; ".join(last.texts(measure)) if last else "" for tag, measure in WORDS.items()}


def incentives_of(school: School, mentor: Mentor, today: date) -> Iterator[Fields]:
    """What the book says of a mentor's year, for the commission to set points for."""
    from nastavnik.russian.typography import quoted

    name = fold(mentor.full_name)
    pairs = [p for p in school.pairs if fold(p.mentor) == name and p.state in LED]
    tasks = [task for pair in pairs for task in tasks_of(school, pair)]
    progress = PairProgress.of(tasks, today)
    meetings = sum(len(meeting_days(school, pair, today)) for pair in pairs)
    spoken = [
        guest
        for guest in school.table(EventGuest).rows
        if fold(guest.full_name) == name and guest.role in _GIVES and came_to(guest)
    ]
    practices = [row for row in school.table(Practice).rows if fold(row.author) == name]
    yield _incentive("Наставляемые", f"{len(pairs)} чел.")
    yield _incentive("Встречи, записанные в журнал", str(meetings))
    if tasks:
        done = f"{progress.done} из {progress.total}"
        yield _incentive("Выполненные задания программ", done)
    finished = sum(pair.state == PairState.FINISHED for pair in pairs)
    yield _incentive("Завершённые программы", str(finished))
    events = ", ".join(quoted(guest.event) for guest in spoken)
    yield _incentive("Выступления на мероприятиях", events or "нет")
    titles = ", ".join(quoted(row.title) for row in practices)
    yield _incentive("Описанные практики", titles or "нет")


_GIVES = frozenset({GuestRole.SPEAKER, GuestRole.HOST, GuestRole.JURY})


def _incentive(criterion: str, shown: str) -> Fields:
    return {"критерий": criterion, "показатель": shown}


def long_base(school: School) -> Iterator[Fields]:
    """Mentors who stay, and mentees who have gone through the programme and may become mentors."""
    ready = _ready(school)
    for mentor in school.mentors:
        name = fold(mentor.full_name)
        pairs = [p for p in school.pairs if fold(p.mentor) == name and p.state in LED]
        if pairs and not mentor.left_on:
            yield _base_row(mentor, mentor.role, pairs, mentor.training, ready.get(name))
    for mentee in school.mentees:
        name = fold(mentee.full_name)
        if mentee.finished and name not in school.mentor_named:
            mine = [p for p in school.pairs if fold(p.mentee) == name and p.state in LED]
            graduate = _base_row(mentee, mentee.role, mine, "", ready.get(name))
            yield {**graduate, "наставляемых": 0, "выпускник": True}


def _base_row(
    person: Mentor | Mentee, role: str, pairs: list[Pair], training: str, ready: bool | None
) -> Fields:
    days = [day for pair in pairs for day in (pair.start, pair.end) if day]
    years = sorted({day.year for day in days})
    cell = person.at(Person.full_name)
    return {
        "фио": Text(person.full_name, cell),
        "роль": role,
        "годы": "–".join(map(str, dict.fromkeys((years[0], years[-1])))) if years else "",
        "наставляемых": len({fold(pair.mentee) for pair in pairs}),
        "обучение": training,
        "готов": "" if ready is None else "да" if ready else "нет",
        "выпускник": False,
    }


@indexed
def _ready(school: School) -> Mapping[str, bool]:
    """Folded name → whether somebody said last that she is ready to go on."""
    told = [each for each in responses(school) if each.continues is not None]
    ordered = sorted(told, key=lambda each: each.first.answered_on or date.min)
    return {fold(each.first.who): bool(each.continues) for each in ordered}
