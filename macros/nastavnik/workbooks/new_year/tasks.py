"""«Программы» of the new year: what pairs that go on have not done yet; the rest is archived."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nastavnik.domain.programmes import TaskState, names_of, task_state
from nastavnik.model.changes import ArrangeRows, Change
from nastavnik.model.findings import Finding
from nastavnik.model.sheets import ProgrammeTask
from nastavnik.workbooks.new_year import remarks
from nastavnik.workbooks.new_year.roster import Roster, going_on
from nastavnik.workbooks.new_year.turn import YearTurn

_OPEN = frozenset({TaskState.AHEAD, TaskState.UNDERWAY, TaskState.OVERDUE})


def unfinished_tasks(turn: YearTurn, roster: Roster) -> tuple[ProgrammeTask, ...]:
    """The tasks that pairs still have before them in the new year."""
    pairs = {names_of(pair) for pair in going_on(turn, roster)}
    tasks = turn.school.table(ProgrammeTask).rows
    return tuple(task for task in tasks if names_of(task) in pairs and _is_unfinished(task, turn))


def _is_unfinished(task: ProgrammeTask, turn: YearTurn) -> bool:
    state = task_state(task, turn.today)
    return state in _OPEN or (state is TaskState.PARTLY and not task.done_on)


def turned_tasks(turn: YearTurn, unfinished: Sequence[ProgrammeTask]) -> Iterator[Change | Finding]:
    """The rows of the sheet in the new year, and which of them need another day."""
    table = turn.school.table(ProgrammeTask)
    if table.rows:
        yield ArrangeRows(ProgrammeTask.sheet, tuple(task.row for task in unfinished))
    for row, task in enumerate(unfinished, start=table.header_row + 1):
        if task.due is None or task.due < turn.new.start:
            pair = f"{task.mentor} – {task.mentee}"
            due = f"срок был {task.due:%d.%m.%Y}" if task.due else "срока нет"
            at, places = task.at(ProgrammeTask.due), {task.row: row}
            about = {"pair": pair, "task": task.task, "due": due}
            yield turn.remark(remarks.TASK_LEFT, at, pair, places, **about)
