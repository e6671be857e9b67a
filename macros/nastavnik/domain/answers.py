"""The answers to questionnaires as everybody counts them: who answered what, and how."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from math import isfinite
from typing import Any, NamedTuple

from nastavnik.domain.index import indexed
from nastavnik.domain.question_bank import standard_questions
from nastavnik.model.cell_reader import Lists
from nastavnik.model.choices import (
    FORMS,
    SURVEY_ROLES,
    SURVEYS,
    AnswerMeasure,
    AnswerType,
    SurveyKind,
)
from nastavnik.model.schema import Choices, ColumnOf
from nastavnik.model.school import School
from nastavnik.model.sheets import AnswerRow, QuestionRow
from nastavnik.model.text import fold, items

ANONYMOUS = "аноним"
"""What the name of somebody unknown begins with; a key of their own follows."""
YES, NO = "да", "нет"
CONTENT_FROM = 7
"""A grade from which somebody counts as satisfied who was not asked."""
MEANS = " = "
"""What stands in an option between how a file writes it and what it means."""
GRADES = range(1, 11)
SOON = timedelta(days=45)
"""A questionnaire of the first days of a pair or of its last ones."""
APART = timedelta(days=60)
"""So long the answers before and after must lie apart to be compared."""
CEILING = 9
"""A grade before that leaves no room to grow."""
_NAMED: tuple[tuple[ColumnOf[Any, str], Choices], ...] = (
    (QuestionRow.kinds, SURVEYS),
    (QuestionRow.roles, SURVEY_ROLES),
    (QuestionRow.forms, FORMS),
)


def survey_of(start: date | None, end: date | None, day: date) -> SurveyKind:
    """Which questionnaire a day wants: at the beginning, at the end, or between."""
    if end and day >= end - SOON:
        return SurveyKind.LAST
    if start is None or day <= start + SOON:
        return SurveyKind.FIRST
    return SurveyKind.MIDDLE


def is_anonymous(name: str) -> bool:
    """Whether the answer is nobody's by name."""
    return fold(name).startswith(ANONYMOUS)


def yes_or_no(text: str) -> bool | None:
    """What a plain «да» or «нет» says; None for anything else."""
    return {YES: True, NO: False}.get(fold(text))


def number_of(text: str) -> float | None:
    """A number as it counts: «7», «7,5»; None for anything else."""
    try:
        value = float(text.strip().replace(",", "."))
    except ValueError:
        return None
    return value if isfinite(value) else None


def grade_of(text: str) -> int | None:
    """A whole number from 1 to 10; None for anything else."""
    number = number_of(text)
    return int(number) if number is not None and number in GRADES else None


@indexed
def questions(school: School) -> Mapping[str, QuestionRow]:
    """Questions by folded code: those of the book, and the standard ones that it lacks."""
    own = school.table(QuestionRow).rows
    return {fold(each.code): each for each in (*standard_questions(), *reversed(own)) if each.code}


@indexed
def asked(school: School, kind: str, role: str, form: str) -> tuple[QuestionRow, ...]:
    """What the sheet «Вопросы» asks on this occasion, in its order; without it, what is usual."""
    known = school.table(QuestionRow).rows or standard_questions()
    rows = [q for q in known if q.text and suits(q, kind, role, form)]
    return tuple(sorted(rows, key=lambda question: question.order or len(rows) + 1_000))


def suits(question: QuestionRow, kind: str, role: str, form: str) -> bool:
    """Whether the question is asked on this occasion; what is "" is not held against it."""
    wanted = ((question.kinds, kind), (question.roles, role), (question.forms, form))
    return all(
        not said or not named or fold(said) in {fold(each) for each in items(named)}
        for named, said in wanted
    )


def unknown_words(question: QuestionRow, lists: Lists) -> Iterator[tuple[ColumnOf[Any, str], str]]:
    """(column, word) where a question names what no list of the school has."""
    for column, choices in _NAMED:
        known = {fold(value) for value in lists.get(choices.title) or choices.values}
        yield from ((column, w) for w in items(column.of(question)) if fold(w) not in known)


def options(question: QuestionRow) -> tuple[str, ...]:
    """The options of a question, one a line; a semicolon may stand inside one."""
    lines = (" ".join(line.split()) for line in question.options.splitlines())
    return tuple(line for line in lines if line)


def choices_of(question: QuestionRow) -> tuple[str, ...]:
    """The options as people read them: of «h1 = Уроки» only «Уроки», the rest is for files."""
    return tuple(dict.fromkeys(line.rpartition(MEANS)[2].strip() for line in options(question)))


def misfit(question: QuestionRow, value: str) -> str:
    """Why a value is no answer to the question; "" where it is one."""
    if question.answer == AnswerType.SCALE:
        return "" if grade_of(value) is not None else "нужно целое число от 1 до 10"
    if question.answer == AnswerType.YES_NO:
        return "" if yes_or_no(value) is not None else "нужно «да» или «нет»"
    if question.answer == AnswerType.NUMBER:
        return "" if number_of(value) is not None else "нужно число"
    known = {fold(option) for option in choices_of(question)}
    if question.answer == AnswerType.ONE and known and fold(value) not in known:
        return "такого варианта у вопроса нет"
    return ""


@dataclass(frozen=True)
class Response:
    """One questionnaire that somebody filled in: the rows of one day, person, role and kind."""

    rows: tuple[AnswerRow, ...]
    asked: Mapping[str, QuestionRow]

    @property
    def first(self) -> AnswerRow:
        """Its first row, which says who answered, when and which questionnaire."""
        return self.rows[0]

    @cached_property
    def _by_measure(self) -> Mapping[str, list[AnswerRow]]:
        found: dict[str, list[AnswerRow]] = {}
        for row in self.rows:
            question = self.asked.get(fold(row.question))
            if question and question.measure:
                found.setdefault(question.measure, []).append(row)
        return found

    def texts(self, measure: AnswerMeasure) -> list[str]:
        """What was answered to the questions of this measure."""
        return [row.value for row in self._by_measure.get(measure, ())]

    @property
    def grade(self) -> int | None:
        """The grade of the programme, 1–10."""
        return next((g for text in self.texts(AnswerMeasure.GRADE) if (g := grade_of(text))), None)

    @property
    def satisfied(self) -> bool | None:
        """Whether the person likes the programme; by the grade where that was not answered."""
        said = (yes_or_no(text) for text in self.texts(AnswerMeasure.SATISFIED))
        known = next((word for word in said if word is not None), None)
        if known is None and self.grade is not None:
            return self.grade >= CONTENT_FROM
        return known

    @property
    def continues(self) -> bool | None:
        """Whether the person wants to go on."""
        return next((yes_or_no(text) for text in self.texts(AnswerMeasure.CONTINUES)), None)

    @cached_property
    def self_grades(self) -> Mapping[str, int]:
        """Folded code of the question → how the person judges herself."""
        rows = self._by_measure.get(AnswerMeasure.SELF, ())
        graded = ((fold(row.question), grade_of(row.value)) for row in rows)
        return {code: grade for code, grade in graded if grade is not None}


@indexed
def responses(school: School) -> tuple[Response, ...]:
    """Every questionnaire that was filled in, in the order of the sheet."""
    rows: dict[tuple[object, ...], list[AnswerRow]] = {}
    for row in school.table(AnswerRow).rows:
        key = (row.answered_on, fold(row.who), row.role, row.kind, fold(row.other))
        rows.setdefault(key, []).append(row)
    known = questions(school)
    return tuple(Response(tuple(each), known) for each in rows.values())


def last_responses(school: School, kind: SurveyKind) -> tuple[Response, ...]:
    """The last questionnaire of this kind from each person in each role."""
    return tuple(_last(_of_kind(school, kind)).values())


def repeats(school: School, kind: SurveyKind) -> int:
    """How many questionnaires of this kind came from somebody who answered again later."""
    found = _of_kind(school, kind)
    return len(found) - len(_last(found))


def _of_kind(school: School, kind: SurveyKind) -> list[Response]:
    return [each for each in responses(school) if each.first.kind == kind]


Key = tuple[str, str, str]
"""Folded name, role, form."""


def _by_day(found: Iterable[Response]) -> list[Response]:
    return sorted(found, key=lambda each: each.first.answered_on or date.min)


def _last(found: Sequence[Response]) -> dict[tuple[str, str], Response]:
    return {(fold(each.first.who), each.first.role): each for each in _by_day(found)}


class Growth(NamedTuple):
    """How somebody judged herself before and after; `grades` maps codes to both grades."""

    before: Response
    after: Response
    grades: Mapping[str, tuple[int, int]]


def growths(school: School) -> tuple[list[Growth], int]:
    """Who answered both at the beginning and at the end, and how many final answers have no such.

    The first questionnaire of the beginning is set beside the last one of the end, of the same
    person in the same role and form, at least `APART` days later.
    """
    firsts: dict[Key, Response] = {}
    for each in _by_day(_of_kind(school, SurveyKind.FIRST)):
        if each.self_grades and not is_anonymous(each.first.who):
            firsts.setdefault(_key(each), each)
    lasts = {_key(each): each for each in _by_day(_of_kind(school, SurveyKind.LAST))}
    found = [growth for key, last in lasts.items() if (growth := _growth(firsts.get(key), last))]
    return found, len(lasts) - len(found)


def _key(response: Response) -> Key:
    first = response.first
    return fold(first.who), first.role, first.form


def _growth(before: Response | None, after: Response) -> Growth | None:
    if before is None or not before.first.answered_on or not after.first.answered_on:
        return None
    if after.first.answered_on - before.first.answered_on < APART:
        return None
    grades = {
        code: (grade, after.self_grades[code])
        for code, grade in before.self_grades.items()
        if code in after.self_grades
    }
    return Growth(before, after, grades) if grades else None


Said = tuple[AnswerRow, str]
"""A row and what stands in it."""


def open_texts(school: School, kind: SurveyKind, measure: AnswerMeasure) -> list[Said]:
    """What people wrote in their last questionnaire of this kind."""
    return [
        (row, row.value)
        for response in last_responses(school, kind)
        for row in response.rows
        if (asked := response.asked.get(fold(row.question))) and asked.measure == measure
    ]
