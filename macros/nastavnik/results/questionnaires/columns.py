"""What every column of an export is: a service column, whom it is by, or which question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from nastavnik.model.choices import AnswerType
from nastavnik.model.findings import Value
from nastavnik.model.parsing import is_filled
from nastavnik.model.text import fold, tidy
from nastavnik.results.questionnaires.asked import LIKE, OTHER, SURE, AskedQuestions
from nastavnik.results.questionnaires.model import ColumnUse, ExportColumn, ExportTable
from nastavnik.results.questionnaires.options import spellings_of
from nastavnik.results.questionnaires.service_columns import is_universal, rank_of_time, use_of
from nastavnik.results.questionnaires.titles import parted, title_key, without_code
from nastavnik.results.questionnaires.wishes import NEW, AnswerWishes, Target

MARKS = frozenset(
    ("1", "0", "да", "нет", "true", "false", "y", "n", "yes", "no", "н/д", "n/a", "x", "+")
)
"""What an option that has a column of its own may hold."""
CHOSEN = frozenset(("1", "да", "true", "y", "yes", "x", "+", "истина"))


def columns_of(
    table: ExportTable, asked: AskedQuestions, wishes: AnswerWishes
) -> tuple[ExportColumn, ...]:
    """Every column of the table, the best time of an answer being the only one."""
    found = [_column(table, n, asked, wishes) for n in range(len(table.titles))]
    return tuple(_without_sums(list(_own_options(_grouped(_one_time(found), table)))))


def _column(
    table: ExportTable, number: int, asked: AskedQuestions, wishes: AnswerWishes
) -> ExportColumn:
    title = table.titles[number]
    plain = ExportColumn(number, title, ColumnUse.UNKNOWN, asked=without_code(title))
    if not title:
        return replace(
            plain, use=ColumnUse.UNKNOWN if _values(table, number) else ColumnUse.UNWANTED
        )
    if target := wishes.of(title):
        return _told(plain, target, asked)
    if chosen := _told_option(plain, asked, wishes):
        return chosen
    use = use_of(title)
    if use and not asked.by_code.get(fold(title)):
        return replace(plain, use=use, is_utc=is_universal(title), certainty=1.0)
    return _question(plain, table, asked)


def _told(plain: ExportColumn, target: Target, asked: AskedQuestions) -> ExportColumn:
    """The column as a person said it is."""
    if not target.text:
        return replace(plain, use=ColumnUse.UNWANTED, is_told=True)
    if target.use:
        return replace(plain, use=target.use, certainty=1.0, is_told=True)
    question = None if target.text == NEW else asked.titled(target.text)
    use = ColumnUse.ANSWER if question else ColumnUse.UNKNOWN
    return replace(
        plain, use=use, question=question, times=target.times, certainty=1.0, is_told=True
    )


def _told_option(
    plain: ExportColumn, asked: AskedQuestions, wishes: AnswerWishes
) -> ExportColumn | None:
    """A column of an option of the question that a person said another column is."""
    for head, part in parted(plain.title):
        target = wishes.of(head)
        row = asked.titled(target.text) if target and target.text not in ("", NEW) else None
        if row and row.answer == AnswerType.SEVERAL:
            option = spellings_of(row).get(fold(part), part)
            is_own = title_key(option) in OTHER
            found = replace(plain, use=ColumnUse.ANSWER, question=row, option=option, certainty=1.0)
            return replace(found, is_own=is_own, is_told=True)
    return None


def _question(plain: ExportColumn, table: ExportTable, asked: AskedQuestions) -> ExportColumn:
    title = plain.title
    if row := asked.titled(title):
        return replace(plain, use=ColumnUse.ANSWER, question=row, certainty=1.0)
    if found := asked.with_option(title):
        row, option = found
        is_own = title_key(option) in OTHER
        if is_own or _are_marks(_values(table, plain.number), option):
            return replace(
                plain,
                use=ColumnUse.ANSWER,
                question=row,
                option=option,
                is_own=is_own,
                certainty=1.0,
            )
    if row := asked.in_row(title):
        return replace(plain, use=ColumnUse.ANSWER, question=row, certainty=1.0)
    row, likeness = asked.like(title)
    if likeness >= SURE:
        return replace(plain, use=ColumnUse.ANSWER, question=row, certainty=likeness)
    return replace(plain, guess=row if likeness >= LIKE else None, certainty=likeness)


def _values(table: ExportTable, number: int) -> list[Value]:
    return [row[number] for row in table.rows if number < len(row) and is_filled(row[number])]


def _are_marks(values: Sequence[Value], option: str = "") -> bool:
    """Whether a column only says of each row whether an option was chosen."""
    allowed = MARKS | {fold(option)} if option else MARKS
    return all(mark_of(value) in allowed for value in values)


def mark_of(value: Value) -> str:
    """A cell as a mark: True, 1 and 1.0 are «1»."""
    if isinstance(value, bool | float) and value in (0, 1):
        return str(int(value))
    return fold(tidy(str(value)))


def _one_time(found: Sequence[ExportColumn]) -> list[ExportColumn]:
    """Of several times of an answer the best; the others are service columns."""
    times = [column for column in found if column.use is ColumnUse.WHEN]
    best = min(times, key=lambda c: (not c.is_told, rank_of_time(c.title)), default=None)
    others = [column for column in times if column is not best]
    return [replace(c, use=ColumnUse.SERVICE) if c in others else c for c in found]


def _grouped(found: Sequence[ExportColumn], table: ExportTable) -> Iterator[ExportColumn]:
    """Columns of one question that the book does not have: its rows, or its options."""
    splits = [_split(column) for column in found]
    shared = Counter(key for split in splits if split for key in {title_key(q) for q, _ in split})
    for column, split in zip(found, splits, strict=True):
        together = [each for each in split if shared[title_key(each[0])] > 1]
        bracketed = [each for each in split if column.title.endswith("]")]
        chosen = next(iter([*together, *bracketed]), None)
        if chosen is None:
            yield column
        elif _has_options(column, table):
            is_own = title_key(chosen[1]) in OTHER
            yield replace(column, asked=chosen[0], option=chosen[1], is_own=is_own)
        else:
            yield replace(column, asked=chosen[0], part=chosen[1])


def _split(column: ExportColumn) -> list[tuple[str, str]]:
    is_open = column.use is ColumnUse.UNKNOWN and not column.is_told
    return list(parted(column.title)) if is_open else []


def _has_options(column: ExportColumn, table: ExportTable) -> bool:
    """Whether a column of an unknown question holds marks, not words that grade."""
    values = _values(table, column.number)
    marks = {mark_of(value) for value in values}
    return bool(values) and marks <= MARKS and not marks <= {"да", "нет"}


def _own_options(columns: Iterable[ExportColumn]) -> Iterator[ExportColumn]:
    """A column «Другое» or «Other» beside those of options: what somebody wrote oneself."""
    before: ExportColumn | None = None
    for column in columns:
        found = column
        is_other = title_key(column.title) in OTHER and column.use is ColumnUse.UNKNOWN
        if is_other and before is not None and before.option:
            found = replace(before, number=column.number, title=column.title, is_own=True)
        if column.use in (ColumnUse.ANSWER, ColumnUse.UNKNOWN):
            before = found
        yield found


def _without_sums(columns: Sequence[ExportColumn]) -> Iterator[ExportColumn]:
    """What the columns of options say already, all in one cell, is not asked about again.

    Another column of which a person said that it answers their question holds one's own options.
    """
    parts = {_group(column) for column in columns if column.option}
    heads = {title_key(q) for c in columns if c.option for q, _ in parted(c.title)}
    for column in columns:
        is_sum = not column.option and not column.part and _group(column) in parts
        if is_sum and column.is_told and title_key(column.title) not in heads:
            yield replace(column, option=column.title, is_own=True)
        else:
            yield replace(column, use=ColumnUse.SERVICE) if is_sum else column


def _group(column: ExportColumn) -> str:
    """What columns of one question share."""
    return column.question.code if column.question else title_key(column.asked)
