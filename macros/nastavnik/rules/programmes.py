"""Rules about personal programmes and about pairs that have fallen silent."""

from __future__ import annotations

from collections.abc import Iterator

from nastavnik.domain.meetings import full_months, meeting_days, promised, working_days_ago
from nastavnik.domain.programmes import (
    TO_FILL,
    PairProgress,
    lasts_on,
    middle_of,
    names_of,
    of_learners,
    tasks_of,
    times_paired,
    vacations,
)
from nastavnik.domain.situation import Situation
from nastavnik.model.choices import PairState, TaskMark
from nastavnik.model.findings import Level
from nastavnik.model.parsing import day_inside
from nastavnik.model.sheets import MeetingRow, Pair, ProgrammeTask
from nastavnik.model.text import fold
from nastavnik.rules.engine import Remark, rule

SUBJECT = "Программы и ход работы пар"

LONGEST_SILENCE = 1_000
"""So many working days are more than any pair lasts."""


def _at_work(situation: Situation) -> Iterator[Pair]:
    """Pairs that work today."""
    today = situation.today
    for pair in situation.school.pairs:
        begun = pair.start is not None and pair.start <= today
        if pair.state == PairState.ACTIVE and begun and lasts_on(pair, today):
            yield pair


@rule(
    "ПР140",
    level=Level.QUESTION,
    ground="пара, которая не встречается, не работает",
    remedy="Позвоните паре и впишите встречи, которые были, или прекратите её",
    parameter=30,
    needs=(MeetingRow.held_on, MeetingRow.mentor, MeetingRow.mentee),
)
def pair_is_not_silent(situation: Situation) -> Iterator[Remark]:
    """Пара встречается не реже чем раз в столько рабочих дней, сколько задаёт параметр."""
    school, today = situation.school, situation.today
    days = min(max(1, int(situation.parameter or 0)), LONGEST_SILENCE)
    calendar, free = situation.calendar, vacations(school)
    worked = working_days_ago(today, days, calendar)
    learned = working_days_ago(today, days, calendar, free) if free else worked
    for pair in _at_work(situation):
        met = meeting_days(school, pair, today)
        last = met[-1] if met else pair.start or today
        if last <= worked and (last <= learned or not of_learners(school, pair)):
            yield Remark(pair.at(Pair.state), f"встреч нет с {last:%d.%m.%Y}")


@rule(
    "ПР141",
    level=Level.QUESTION,
    ground="сколько раз встречаться, обещают Положение и программа пары",
    remedy="Впишите встречи, которые были, или договоритесь с парой, как часто ей встречаться",
    needs=(MeetingRow.held_on, MeetingRow.mentor, MeetingRow.mentee),
)
def pair_meets_as_promised(situation: Situation) -> Iterator[Remark]:
    """Встреч не меньше, чем обещает программа пары."""
    school, today = situation.school, situation.today
    for pair in _at_work(situation):
        a_month = promised(school, pair)
        months = full_months(pair.start, today) if pair.start else 0
        held = len(meeting_days(school, pair, today))
        if a_month and held < a_month * months:
            yield Remark(pair.at(Pair.meetings), f"встреч {held}, обещано {a_month * months}")


@rule(
    "ПР142",
    level=Level.QUESTION,
    ground="отставание видно вовремя, если смотреть на него в середине срока",
    remedy="Узнайте у пары, что мешает; отметьте сделанное или снимите лишние задания",
    parameter=25,
    needs=(ProgrammeTask.mentor, ProgrammeTask.mentee, ProgrammeTask.mark),
)
def half_way_something_is_done(situation: Situation) -> Iterator[Remark]:
    """К середине срока пары сделано не меньше той части заданий, которую задаёт параметр, %."""
    school, today = situation.school, situation.today
    for pair in _at_work(situation):
        middle = middle_of(pair)
        if middle is None or today < middle:
            continue
        progress = PairProgress.of(tasks_of(school, pair), today)
        if progress.percent is not None and progress.percent < (situation.parameter or 0):
            yield Remark(
                pair.at(Pair.state),
                f"прошла половина срока, а сделано заданий {progress.done} из {progress.total}",
            )


@rule(
    "ПР143",
    level=Level.QUESTION,
    ground="программу утверждают до того, как по ней работать",
    remedy="Утвердите программу или объясните, почему она утверждена поздно",
)
def programme_is_approved_in_time(situation: Situation) -> Iterator[Remark]:
    """Программа пары утверждена раньше середины её срока."""
    for pair in situation.school.pairs:
        middle = middle_of(pair)
        if middle is None or pair.state not in {PairState.ACTIVE, PairState.FINISHED}:
            continue
        approved = day_inside(pair.program_order)
        if approved and approved > middle:
            yield Remark(
                pair.at(Pair.program_order), f"утверждена после середины срока, {middle:%d.%m.%Y}"
            )
        elif pair.program_on and not pair.program_order and situation.today >= middle:
            yield Remark(pair.at(Pair.program_order), "прошла половина срока, а утверждения нет")


@rule(
    "ПР144",
    level=Level.QUESTION,
    ground="цель — то, ради чего пара встречается",
    remedy="Впишите цель: что наставляемый будет делать сам и по какому признаку это видно",
)
def goal_is_written(situation: Situation) -> Iterator[Remark]:
    """Цель пары вписана."""
    for pair in situation.school.pairs:
        if fold(pair.goal).startswith((TO_FILL, TO_FILL[1:])):
            yield Remark(pair.at(Pair.goal), "вместо цели стоит напоминание её вписать")


@rule(
    "ПР145",
    level=Level.QUESTION,
    ground="задание выполняет пара, и только пока она работает",
    remedy="Исправьте срок задания или срок пары",
    needs=(Pair.mentor, Pair.mentee),
)
def task_is_within_the_term(situation: Situation) -> Iterator[Remark]:
    """Срок задания не выходит за срок пары, а пара есть на листе «Пары»."""
    school = situation.school
    if not school.tasks:
        return
    due = {
        task.row for pair in school.pairs for task in tasks_of(school, pair) if _fits(pair, task)
    }
    for task in school.tasks:
        if not (task.mentor and task.mentee):
            continue
        if names_of(task) not in times_paired(school):
            yield Remark(
                task.at(ProgrammeTask.mentee),
                "такой пары нет на листе «Пары»",
                remedy="Исправьте имена или впишите пару",
            )
        elif task.due and task.row not in due:
            yield Remark(task.at(ProgrammeTask.due), "в этот день пара не работает")


def _fits(pair: Pair, task: ProgrammeTask) -> bool:
    return task.due is not None and lasts_on(pair, task.due)


@rule(
    "ПР146",
    level=Level.QUESTION,
    ground="оценку подтверждает дата, а снятое задание — причина",
    remedy="Впишите дату выполнения, а если задание снято, — причину в примечание",
)
def mark_is_supported(situation: Situation) -> Iterator[Remark]:
    """У выполненного задания есть дата, у снятого — причина."""
    for task in situation.school.tasks:
        if task.mark == TaskMark.DONE and task.done_on is None:
            yield Remark(task.at(ProgrammeTask.done_on), "выполнено, а когда — не вписано")
        if task.mark == TaskMark.DROPPED and not task.note:
            yield Remark(task.at(ProgrammeTask.note), "задание снято, а причины нет")
        if task.done_on and task.mark in {TaskMark.NOT_DONE, TaskMark.DROPPED}:
            yield Remark(task.at(ProgrammeTask.mark), "дата выполнения есть, а оценка иная")


@rule(
    "ПР147",
    level=Level.QUESTION,
    ground="в выходной и в каникулы учеников задание проверить некому",
    remedy="Перенесите срок на рабочий день",
)
def task_is_due_on_a_school_day(situation: Situation) -> Iterator[Remark]:
    """Срок задания — рабочий день, а у учеников — не каникулы."""
    school, calendar = situation.school, situation.calendar
    if not school.tasks:
        return
    free = vacations(school)
    learners = {names_of(pair) for pair in school.pairs if free and of_learners(school, pair)}
    for task in school.tasks:
        if task.due is None or task.mark or task.done_on:
            continue
        if not calendar.is_working(task.due):
            yield Remark(task.at(ProgrammeTask.due), f"{task.due:%d.%m.%Y} — выходной")
        elif task.due in free and names_of(task) in learners:
            yield Remark(task.at(ProgrammeTask.due), f"{task.due:%d.%m.%Y} — каникулы")
