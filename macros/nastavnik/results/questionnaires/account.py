"""What became of every filled cell of an export: taken, asked about, or left out and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum

from nastavnik.domain.accounts import CellLeftOut, ListAccount
from nastavnik.model.grid import letters
from nastavnik.model.parsing import is_filled
from nastavnik.results.questionnaires.model import (
    AnswerState,
    ColumnUse,
    ExportColumn,
    Found,
    ReadTable,
    Submission,
    TakenAnswer,
)

NOT_CHOSEN = "вариант не выбран или ответа нет"
REPEATED = "повтор: учтён последний ответ того же дня"
_LEFT = (ColumnUse.SERVICE, ColumnUse.ABOUT, ColumnUse.UNWANTED, ColumnUse.ACCOUNT)
"""Columns that are left out whole."""


class _Fate(Enum):
    TAKEN = "taken"
    ASKED = "asked"
    LEFT = "left out"


_Told = tuple[_Fate, str]


def account_of(read: Iterable[ReadTable], taken: Iterable[TakenAnswer]) -> ListAccount:
    """The account of the tables, given what became of their answers."""
    told: dict[tuple[int, int], dict[int, _Told]] = {}
    for each in taken:
        place = (id(each.submission.table), each.submission.row)
        told.setdefault(place, {}).update(dict.fromkeys(each.answer.columns, _fate(each)))
    fates: Counter[_Fate] = Counter()
    left: list[CellLeftOut] = []
    for table in read:
        for row, column, (fate, why) in _cells(table, told):
            fates[fate] += 1
            if fate is _Fate.LEFT:
                title = f"«{column.title}»" if column.title else letters(column.number + 1)
                left.append(CellLeftOut(table.table.at(row), title, why))
    return ListAccount(fates.total(), fates[_Fate.TAKEN], fates[_Fate.ASKED], tuple(left))


def _fate(taken: TakenAnswer) -> _Told:
    if taken.state in (AnswerState.NEW, AnswerState.SAME):
        return _Fate.TAKEN, ""
    if taken.state is AnswerState.REPEATED:
        return _Fate.LEFT, REPEATED
    return _Fate.ASKED, ""


def _cells(
    read: ReadTable, told: Mapping[tuple[int, int], Mapping[int, _Told]]
) -> Iterator[tuple[int, ExportColumn, _Told]]:
    by_row = {submission.row: submission for submission in read.submissions}
    for column in read.columns:
        if column.title:
            yield 0, column, _of_column(column)
    for row, cells in enumerate(read.table.rows, start=1):
        if row not in by_row:
            continue
        answers = told.get((id(read.table), row), {})
        for number, column in enumerate(_wide(read.columns, len(cells))):
            place = (row + read.table.first - 1, number + 1)
            is_there = number < len(cells) and is_filled(cells[number])
            if is_there or place in read.table.broken:
                yield row, column, answers.get(number) or _rest(column, by_row[row])


def _wide(columns: Sequence[ExportColumn], width: int) -> Iterator[ExportColumn]:
    """The columns, and those beyond the titles where a row is wider."""
    yield from columns
    for number in range(len(columns), width):
        yield ExportColumn(number, "", ColumnUse.UNKNOWN)


def _of_column(column: ExportColumn) -> _Told:
    if column.use in _LEFT:
        return _Fate.LEFT, column.use.value
    return (_Fate.ASKED, "") if column.use is ColumnUse.UNKNOWN else (_Fate.TAKEN, "")


def _rest(column: ExportColumn, submission: Submission) -> _Told:
    """What became of a cell that is no answer."""
    if column.use in _LEFT:
        return _Fate.LEFT, column.use.value
    if column.use in (ColumnUse.ANSWER, ColumnUse.UNKNOWN) and column.title:
        return _Fate.LEFT, NOT_CHOSEN
    if submission.why == REPEATED:
        return _Fate.LEFT, REPEATED
    is_unsure = bool(submission.why) or submission.respondent.found is Found.DOUBTFUL
    return (_Fate.ASKED, "") if is_unsure or not column.title else (_Fate.TAKEN, "")
