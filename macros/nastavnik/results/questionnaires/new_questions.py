"""Questions of a file that a book does not have, made into rows of «Вопросы»."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from nastavnik.domain.answers import GRADES
from nastavnik.model.choices import AnswerType
from nastavnik.model.findings import Value
from nastavnik.model.parsing import is_filled
from nastavnik.model.sheets import QuestionRow
from nastavnik.results.questionnaires.columns import mark_of
from nastavnik.results.questionnaires.model import ColumnUse, ExportColumn, ExportTable
from nastavnik.results.questionnaires.options import learned, split_choices
from nastavnik.results.questionnaires.titles import title_key
from nastavnik.results.questionnaires.values import as_words, asks_to_five

CODE = "Н"
"""What the code of a question that came with a file begins with."""
_MOST_OPTIONS = 6
_LONGEST_OPTION = 60
_TIMES = 2


def with_new_questions(
    table: ExportTable, columns: Sequence[ExportColumn], known: Iterable[str], *, adds: bool
) -> tuple[ExportColumn, ...]:
    """The columns, those of questions to be added with the question that is made of them.

    A column is added where a person said so, or where `adds` says so and no question resembles it.
    """
    numbers = _free_numbers(known)
    made: dict[str, QuestionRow] = {}
    found = []
    for column in columns:
        if not _is_new(column, adds):
            found.append(column)
            continue
        key = title_key(f"{column.asked} {column.part}")
        if key not in made:
            mine = [c for c in columns if c.asked == column.asked and c.part == column.part]
            made[key] = _question(table, mine, f"{CODE}{next(numbers)}")
        found.append(replace(column, use=ColumnUse.ANSWER, question=made[key]))
    return tuple(found)


def _is_new(column: ExportColumn, adds: bool) -> bool:
    is_open = column.use is ColumnUse.UNKNOWN and column.question is None and bool(column.title)
    return is_open and (column.is_told or (adds and column.guess is None))


def _free_numbers(known: Iterable[str]) -> Iterator[int]:
    taken = {int(m[1]) for code in known if (m := re.fullmatch(rf"{CODE}(\d+)", code.upper()))}
    start = max(taken, default=0) + 1
    yield from range(start, start + 10_000)


def _question(table: ExportTable, columns: Sequence[ExportColumn], code: str) -> QuestionRow:
    column = columns[0]
    text = f"{column.asked} [{column.part}]" if column.part else column.asked
    if column.option:
        options = tuple(c.option for c in columns if not c.is_own)
        answer: AnswerType = AnswerType.SEVERAL
    else:
        answer, options = _type_of(column.title, _texts(table, column))
    return QuestionRow(code=code, text=text, answer=answer, options="\n".join(options))


def _texts(table: ExportTable, column: ExportColumn) -> list[str]:
    cells: Iterable[Value] = (
        row[column.number] if column.number < len(row) else None for row in table.rows
    )
    return [as_words(cell) for cell in cells if is_filled(cell)]


def _type_of(title: str, texts: Sequence[str]) -> tuple[AnswerType, tuple[str, ...]]:
    """How a question is answered, as far as its answers tell for certain; else it is a text."""
    marks = {mark_of(text) for text in texts}
    if marks and marks <= {"да", "нет"}:
        return AnswerType.YES_NO, ()
    numbers = [int(text) for text in texts if text.isdecimal() and len(text) < 6]
    if numbers and len(numbers) == len(texts):
        is_ten = all(number in GRADES for number in numbers) and max(numbers) > 5
        is_scale = is_ten and not asks_to_five(title)
        return AnswerType.SCALE if is_scale else AnswerType.NUMBER, ()
    known = learned(texts)
    if len(known) > 1 and _are_choices(texts, known):
        return AnswerType.SEVERAL, tuple(known.values())
    distinct = list(dict.fromkeys(texts))
    is_choice = 1 < len(distinct) <= _MOST_OPTIONS and len(texts) >= len(distinct) * _TIMES
    if is_choice and max(map(len, distinct)) <= _LONGEST_OPTION:
        return AnswerType.ONE, tuple(distinct)
    return AnswerType.TEXT, ()


def _are_choices(texts: Sequence[str], known: Mapping[str, str]) -> bool:
    options = set(known.values())
    whole = sum(set(split_choices(text, known)) <= options for text in texts)
    return whole * 2 >= len(texts)
