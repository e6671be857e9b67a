"""What taking in answers answers: how many, to which questions, what must be asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from nastavnik.domain.accounts import ListAccount
from nastavnik.model.findings import Value
from nastavnik.model.outcome import Block, Listing, Outcome
from nastavnik.model.sheets import Check
from nastavnik.results.questionnaires.account import account_of
from nastavnik.results.questionnaires.model import (
    AnswerState,
    ColumnUse,
    ExportColumn,
    Found,
    ReadTable,
    Submission,
    TakenAnswer,
)


@dataclass(frozen=True)
class AnswersTaken(Outcome):
    """Answers that were taken in: the tables as they were read, and every answer."""

    read: tuple[ReadTable, ...] = ()
    taken: tuple[TakenAnswer, ...] = ()
    shows_values: bool = False

    @property
    def question(self) -> str:
        """What to ask before it is written; "" where there is nothing to write."""
        kinds = Counter(
            each.submission.kind for each in self.taken if each.state is AnswerState.NEW
        )
        told = "".join(f". Анкета «{kind}»: ответов — {n}" for kind, n in kinds.items())
        added = [row.text for each in self.read for row in each.added]
        new = f". Новых вопросов на листе «Вопросы»: {len(added)}" if added else ""
        return f"{self.message}{told}{new}. Записать в книгу?" if self.changes else ""

    @cached_property
    def account(self) -> ListAccount:
        """What became of every filled cell of the files."""
        return account_of(self.read, self.taken)

    def as_json(self) -> dict[str, Any]:
        """The answer in the shape other programs read: of one file, or of each of several."""
        files = list(dict.fromkeys(each.table.file for each in self.read))
        shapes = [self._about(name) for name in files]
        shape = shapes[0] if len(shapes) == 1 else {"files": shapes, **counts_of(self.taken)}
        return {**shape, "message": self.message, "question": self.question}

    def _about(self, name: str) -> dict[str, Any]:
        read = [each for each in self.read if each.table.file == name]
        taken = [each for each in self.taken if each.submission.table.file == name]
        place = f"«{name}»"
        shape = {
            "file": name,
            **counts_of(taken),
            "questions": [_column(c) for each in read for c in each.columns if _is_question(c)],
            "account": account_of(read, taken).as_json(),
            "findings": [f.as_json() for f in self.findings if f.place.startswith(place)],
        }
        return {**shape, "values": list(_values(read, taken))} if self.shows_values else shape

    def listings(self) -> Iterator[Block]:
        """The columns of every table, how many answers of each questionnaire, what is left out."""
        for each in self.read:
            yield each.table.at()
            rows = [_column_row(column) for column in each.columns if column.title]
            yield Listing(("Столбец файла", "Что это", "Вопрос книги", "Уверенность"), rows)
        kinds = Counter(
            (each.submission.kind, each.submission.role)
            for each in self.taken
            if each.state in (AnswerState.NEW, AnswerState.SAME)
        )
        by_kind = [(kind, role, str(number)) for (kind, role), number in kinds.items()]
        yield Listing(("Анкета", "Роль", "Ответов"), by_kind)
        yield self.account.listing()

    def previews(self, sheet: str) -> bool:
        """Whether a dry run lists the changes of a sheet: the questions are findings anyway."""
        return sheet != Check.sheet


def counts_of(taken: Sequence[TakenAnswer]) -> dict[str, int]:
    """How many answers, people and anonymous questionnaires there are, and how many are unsure."""
    states = Counter(each.state for each in taken)
    understood = [t for t in taken if t.state in (AnswerState.NEW, AnswerState.SAME)]
    by = {(t.submission.respondent.found, t.submission.respondent.name) for t in understood}
    found = Counter(each for each, _ in by)
    return {
        "answers": len(understood),
        "people": found[Found.KNOWN],
        "anonymous": found[Found.ANONYMOUS],
        "new": states[AnswerState.NEW],
        "same": states[AnswerState.SAME],
        "doubtful": states[AnswerState.ASKED] + states[AnswerState.DIFFERS],
        "repeated": states[AnswerState.REPEATED],
    }


def _is_question(column: ExportColumn) -> bool:
    return column.use in (ColumnUse.ANSWER, ColumnUse.UNKNOWN) and bool(column.title)


def _column(column: ExportColumn) -> dict[str, Any]:
    """What one column is taken as; a guess is no answer and has its own certainty."""
    return {
        "column": column.title,
        "question": column.question.text if column.question else None,
        "code": column.question.code if column.question else None,
        "guess": column.guess.text if column.guess and not column.question else None,
        "certainty": round(column.certainty, 2),
    }


def _column_row(column: ExportColumn) -> tuple[str, str, str, str]:
    named = column.question or column.guess
    text = f"{named.code}. {named.text}" if named else ""
    mark = "?" if named and not column.question else ""
    certainty = f"{column.certainty:.0%}" if column.certainty else ""
    return column.title, column.use.value, f"{text}{mark}", certainty


def _values(read: Iterable[ReadTable], taken: Iterable[TakenAnswer]) -> Iterator[dict[str, Any]]:
    """Every value read, whom it is by and to which question: a choice of several each alone."""
    for each in read:
        for submission in each.submissions:
            yield from _about_person(each, submission)
    for answer in taken:
        column = answer.answer.column
        question, part = column.asked, column.part
        if answer.question:
            question, part = _parts(answer.question.text)
        for value in answer.answer.choices or (answer.answer.value,):
            yield {
                "row": _row(answer.submission),
                "who": _who(answer.submission),
                "question": question,
                "part": part or None,
                "value": value,
                "state": answer.state.value,
            }


def _parts(text: str) -> tuple[str, str]:
    """A question of the book and the row of a table that it is: «Оцените [Встречи]»."""
    head, bracket, tail = text.rpartition("[")
    return (head.strip(), tail[:-1].strip()) if bracket and text.endswith("]") else (text, "")


def _row(submission: Submission) -> int:
    return submission.row + submission.table.first - 1


def _who(submission: Submission) -> str | None:
    respondent = submission.respondent
    return None if respondent.found is Found.ANONYMOUS else respondent.name or None


_TOLD = (
    ColumnUse.WHO,
    ColumnUse.SURNAME,
    ColumnUse.GIVEN,
    ColumnUse.PATRONYMIC,
    ColumnUse.ROLE,
    ColumnUse.FORM,
    ColumnUse.KIND,
    ColumnUse.ABOUT,
)
"""Columns that are no answers and yet were asked in the form."""


def _about_person(each: ReadTable, submission: Submission) -> Iterator[dict[str, Any]]:
    cells = each.table.rows[submission.row - 1]
    for column in each.columns:
        value: Value = cells[column.number] if column.number < len(cells) else None
        if column.use in _TOLD and value is not None:
            yield {
                "row": _row(submission),
                "who": _who(submission),
                "question": column.title,
                "part": None,
                "value": value,
                "state": "told",
            }
