"""The verb: answers out of files taken into a book; nothing typed is overwritten."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, tzinfo
from typing import NamedTuple

from nastavnik.domain.explanations import put_to, where_put
from nastavnik.domain.question_bank import standard_questions
from nastavnik.model.changes import AppendRows, Change, Changes, Row
from nastavnik.model.parsing import is_filled
from nastavnik.model.school import School
from nastavnik.model.sheets import AnswerRow, QuestionRow
from nastavnik.model.text import counted, fold, tidy
from nastavnik.results.questionnaires.account import REPEATED
from nastavnik.results.questionnaires.asked import AskedQuestions
from nastavnik.results.questionnaires.columns import columns_of
from nastavnik.results.questionnaires.model import (
    AnswerState,
    ExportTable,
    Found,
    ReadAnswer,
    ReadTable,
    Submission,
    TakenAnswer,
)
from nastavnik.results.questionnaires.moments import later
from nastavnik.results.questionnaires.new_questions import with_new_questions
from nastavnik.results.questionnaires.occasions import AnswerOccasions
from nastavnik.results.questionnaires.questions_asked import findings_of
from nastavnik.results.questionnaires.reading import ExportReader, Setting
from nastavnik.results.questionnaires.respondents import people_of
from nastavnik.results.questionnaires.results import AnswersTaken
from nastavnik.results.questionnaires.wishes import AnswerWishes


def take_answers(
    school: School,
    tables: Sequence[ExportTable],
    today: date,
    wishes: AnswerWishes | None = None,
    zone: tzinfo | None = None,
) -> AnswersTaken:
    """Every answer in the tables compared with the book, and what was read on the way.

    Raises:
        JobError: a question that was named is not in the book.
    """
    said = wishes or AnswerWishes()
    asked = AskedQuestions(school.table(QuestionRow).rows or standard_questions())
    said.refuse_unknown(asked)
    setting = Setting(school, people_of(school), AnswerOccasions(school), today, zone, said.kind)
    read = list(_read(tables, asked, setting, said))
    taken = tuple(_compared(school, [s for each in read for s in each.submissions]))
    findings = tuple(findings_of(school, read, taken))
    changes = (*_changes(school, read, taken), *put_to(school, findings))
    message = _message(read, taken) + where_put(school, findings)
    return AnswersTaken(message, Changes(changes), findings, tuple(read), taken)


def _read(
    tables: Iterable[ExportTable],
    asked: AskedQuestions,
    setting: Setting,
    wishes: AnswerWishes,
) -> Iterator[ReadTable]:
    """The tables in turn; a question that one of them added is known to the next."""
    known = asked
    for table in tables:
        found = columns_of(table, known, wishes)
        columns = with_new_questions(table, found, known.by_code, adds=wishes.adds)
        codes = {row.code for row in known.rows}
        added = {c.question.code: c.question for c in columns if c.question}
        new = tuple(row for code, row in added.items() if code not in codes)
        known = AskedQuestions((*known.rows, *new)) if new else known
        submissions = tuple(_without_repeats(ExportReader(table, columns, setting).submissions()))
        yield ReadTable(table, columns, submissions, new)


def _without_repeats(submissions: Iterable[Submission]) -> list[Submission]:
    """Of several submissions of one person on one day only the last counts."""
    found = list(submissions)
    last: dict[tuple[object, ...], int] = {}
    for number, each in enumerate(found):
        if each.why or each.respondent.found is not Found.KNOWN:
            continue
        key = (each.respondent.name, each.role, each.kind, each.other, each.day)
        before = last.get(key)
        if before is None or _moment(found[before]) <= _moment(each):
            last[key] = number
        if before is not None:
            older = before if last[key] == number else number
            found[older] = replace(found[older], why=REPEATED)
    return found


def _moment(submission: Submission) -> str:
    return submission.moment or (later(submission.day).isoformat() if submission.day else "")


class _Key(NamedTuple):
    """What names an answer in the book; `day` is None where the file tells no day."""

    day: date | None
    who: str
    role: str
    kind: str
    other: str
    question: str


def _compared(school: School, submissions: Iterable[Submission]) -> Iterator[TakenAnswer]:
    """Every answer of the files, with what the book says of it."""
    held: dict[_Key, set[str]] = {}
    for row in school.table(AnswerRow).rows:
        who, other = fold(row.who), fold(row.other)
        key = _Key(row.answered_on, who, row.role, row.kind, other, fold(row.question))
        for each in (key, key._replace(day=None)):
            held.setdefault(each, set()).add(fold(row.value))
    for submission in submissions:
        for answer in submission.answers:
            yield TakenAnswer(submission, answer, _state(held, submission, answer))


def _state(held: dict[_Key, set[str]], submission: Submission, answer: ReadAnswer) -> AnswerState:
    if submission.why == REPEATED:
        return AnswerState.REPEATED
    question = answer.column.question
    if submission.why or answer.why or question is None:
        return AnswerState.ASKED
    key = _Key(
        submission.day if submission.is_dated else None,
        fold(submission.respondent.name),
        submission.role,
        submission.kind,
        fold(submission.other),
        fold(question.code),
    )
    text = fold(str(answer.value))
    there = held.setdefault(key, set())
    if text in there:
        return AnswerState.SAME
    if there:
        return AnswerState.DIFFERS
    there.add(text)
    return AnswerState.NEW


def _changes(
    school: School, read: Iterable[ReadTable], taken: Sequence[TakenAnswer]
) -> Iterator[Change]:
    new = [row for each in read for row in each.added]
    if new:
        number = max((row.order or 0 for row in school.table(QuestionRow).rows), default=0)
        rows = [_question(row, number + n, taken) for n, row in enumerate(new, start=1)]
        yield AppendRows(QuestionRow.sheet, tuple(rows))
    rows = [_row(each) for each in taken if each.state is AnswerState.NEW]
    if rows:
        yield AppendRows(AnswerRow.sheet, tuple(rows))


def _question(row: QuestionRow, number: int, taken: Iterable[TakenAnswer]) -> Row:
    """A new question, asked where and of whom it was answered."""
    mine = [each.submission for each in taken if each.question is row]
    asked = {
        QuestionRow.kinds.title: "\n".join(dict.fromkeys(s.kind for s in mine if s.kind)),
        QuestionRow.roles.title: "\n".join(dict.fromkeys(s.role for s in mine if s.role)),
    }
    values = {**row.values(), QuestionRow.order.title: number, **asked}
    return {title: value for title, value in values.items() if is_filled(value)}


def _row(taken: TakenAnswer) -> Row:
    submission = taken.submission
    assert taken.question
    values = {
        AnswerRow.answered_on.title: submission.day,
        AnswerRow.who.title: submission.respondent.name,
        AnswerRow.role.title: submission.role,
        AnswerRow.form.title: submission.form,
        AnswerRow.kind.title: submission.kind,
        AnswerRow.other.title: tidy(submission.other),
        AnswerRow.question.title: taken.question.code,
        AnswerRow.value.title: taken.answer.value,
        AnswerRow.source.title: submission.table.file,
    }
    return {title: value for title, value in values.items() if is_filled(value)}


def _message(read: Sequence[ReadTable], taken: Sequence[TakenAnswer]) -> str:
    states = [each.state for each in taken]
    answers = counted(len(states), "ответ", "ответа", "ответов")
    repeats = sum(s.why == REPEATED for each in read for s in each.submissions)
    told = f", повторов: {repeats}" if repeats else ""
    asked = states.count(AnswerState.ASKED) + states.count(AnswerState.DIFFERS)
    return (
        f"Прочитано: {answers}; новых — {states.count(AnswerState.NEW)}, уже в книге — "
        f"{states.count(AnswerState.SAME)}, под вопросом — {asked}{told}"
    )
